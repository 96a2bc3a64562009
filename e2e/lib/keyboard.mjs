// Somebody who uses a page without a mouse.
import assert from "node:assert/strict";

const KEYS_AT_MOST = 60;

/** Goes through the page with the Tab key, and gives where it stopped, in order. */
export async function stops(page) {
  await page.evaluate(beginAtTheTop);
  const found = [];
  for (let keys = 0; keys < KEYS_AT_MOST; keys += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(whereAmI);
    // Behind the last stop comes the browser itself, and then the first one again.
    if (stop === null || found.some(({ key }) => key === stop.key)) return found;
    found.push(stop);
  }
  throw new Error(`Tab found no end: ${found.map(({ name }) => name).join(", ")}`);
}

/** Fails where Tab goes elsewhere than the eye, or where one cannot see where it stopped (WCAG 2.4.3, 2.4.7, 2.4.11). */
export async function walk(page) {
  const found = await stops(page);
  assert.ok(found.length > 0, "there is something to stop at");
  const rightToLeft = (await page.locator("html").getAttribute("dir")) === "rtl";
  for (const [at, stop] of found.entries()) {
    assert.ok(stop.outline >= 2, `${stop.name} shows no focus`);
    assert.ok(stop.isInSight, `${stop.name} is hidden while it has the focus`);
    if (at > 0) assert.ok(follows(found[at - 1], stop, rightToLeft), `${stop.name} comes after ${found[at - 1].name}`);
  }
  return found.map(({ name }) => name);
}

/** Whether the eye comes to `next` after `last`: further down, or further on in the same line. */
function follows(last, next, rightToLeft) {
  const isSameLine = next.top < last.bottom && last.top < next.bottom;
  if (!isSameLine) return next.top >= last.top;
  return rightToLeft ? next.right <= last.right : next.left >= last.left;
}

/** Runs in the page: Tab goes on from what had the focus last, or was clicked. */
function beginAtTheTop() {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
}

/** Runs in the page. */
function whereAmI() {
  // The browser's own ring has a width of its own.
  const OUTLINES = { none: 0, auto: 2 };
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const hit = document.elementFromPoint((left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2);
  const isInSight = hit !== null && (element.contains(hit) || hit.contains(element) || hit.closest("label")?.control === element);
  return {
    key: [...document.querySelectorAll("*")].indexOf(element),
    name: element.id || element.textContent.trim().slice(0, 40) || element.tagName,
    outline: OUTLINES[style.outlineStyle] ?? parseFloat(style.outlineWidth),
    isInSight,
    top: top + scrollY,
    bottom: bottom + scrollY,
    left,
    right,
  };
}
