// Looks at a page: keeps a picture of it, and asks axe-core whether everybody can use it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { screenshot } from "./browser.mjs";
import { stumblingBlocks } from "./layout.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const RUN = `axe.run(document, { runOnly: ${JSON.stringify(STANDARDS)}, resultTypes: ["violations"] })`;

/** Fails with what is wrong and where. The picture is `e2e/output/{name}.png`. */
export async function look(page, name) {
  await page.emulateMedia({ reducedMotion: "reduce" }); // no colours from half way
  await measure(page, name);
  assert.deepEqual(await violations(page), [], name);
}

/** The same where no script runs, axe-core neither: what can be measured. */
export async function lookWithoutScripts(page, name) {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await measure(page, `${name}-without-scripts`);
}

async function measure(page, name) {
  await screenshot(page, name);
  assert.deepEqual(await page.evaluate(stumblingBlocks), [], name);
}

/** As it is, on a small screen in dark colours, and with large letters. */
export async function lookAllOver(page, name) {
  await look(page, name);
  await lookSmallAndDark(page, name);
  await lookWithLargeText(page, name);
}

/** The same at 320 CSS pixels in dark colours; nothing may need to be scrolled sideways (WCAG 1.4.10). */
export async function lookSmallAndDark(page, name) {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  await page.emulateMedia({ colorScheme: "dark" });
  await look(page, `${name}-small-dark`);
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(size);
}

/** The same with text twice as large (WCAG 1.4.4), in half a window. What axe-core sees does not depend on it. */
export async function lookWithLargeText(page, name) {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 640, height: 900 });
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  await measure(page, `${name}-large-text`);
  await page.evaluate(() => (document.documentElement.style.fontSize = ""));
  await page.setViewportSize(size);
}

/** Sessions of the debugging protocol, kept: where one is closed, Chromium takes the page's virtual authenticators away. */
const sessions = new WeakMap();

/** By the debugging protocol, as the pages' policy lets no script in. */
async function violations(page) {
  if (!sessions.has(page)) sessions.set(page, await page.context().newCDPSession(page));
  const cdp = sessions.get(page);
  await cdp.send("Runtime.evaluate", { expression: axe });
  const { result, exceptionDetails } = await cdp.send("Runtime.evaluate", { expression: RUN, awaitPromise: true, returnByValue: true });
  assert.equal(exceptionDetails, undefined);
  return result.value.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
}
