// Without a mouse, with less motion, and in the system's colours.
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { walk } from "./lib/keyboard.mjs";
import { screenshot } from "./lib/browser.mjs";
import { atAccount } from "./lib/stories.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

describe("the Tab key goes where the eye goes", () => {
  for (const language of ["en", "ar"]) {
    it(`on sign-in and step-up (${language})`, async () => {
      const alice = await world.person("alice");
      await alice.browser.speaks(language);
      const bank = await alice.opensBank();
      const { page } = await bank.toProvider("sign-in");
      const signIn = await walk(page);
      assert.deepEqual(signIn.slice(0, 4), ["passkey-submit", "login", "password", "login-submit"]);
      assert.equal(signIn.at(-1), "cancel-submit");
      await page.locator('[data-login="alice"]').click();
      await page.locator("#login-submit").click();
      await bank.signedIn();
      const stepUp = await bank.toProvider("send-20");
      for (const summary of await stepUp.page.locator("summary").all()) await summary.click();
      const stops = await walk(stepUp.page);
      const ids = ["not-you-submit", "passkey-submit", "demo-passkey-submit", "cancel-submit", "not-me-submit"];
      assert.deepEqual(stops.filter((stop) => stop.includes("-submit")), ids);
    });

    it(`on the account page and those behind it (${language})`, async () => {
      const bob = await world.person("nokey");
      await bob.browser.speaks(language);
      const account = await bob.signsInAtAccount();
      assert.ok((await walk(account.page)).includes("sign-out"));
      for (const path of ["/passkeys/add", "/totp/add", "/recovery-codes", "/password"]) {
        await account.goes(path);
        assert.equal((await walk(account.page)).at(-1), "back", path);
      }
    });
  }

  it("and signs in without one", async () => {
    const alice = await world.person("alice");
    const bank = await alice.opensBank();
    const { page } = await bank.toProvider("sign-in");
    for (const _ of ["passkey", "name"]) await page.keyboard.press("Tab");
    await page.keyboard.type("alice");
    await page.keyboard.press("Tab");
    await page.keyboard.type(world.demo.password("alice"));
    await page.keyboard.press("Enter");
    await bank.signedIn();
  });
});

describe("focus", () => {
  it("is at the heading after something happened, and at the field after a mistake", async () => {
    const alice = await world.person("alice");
    const bank = await alice.opensBank();
    const { page } = await bank.toProvider("sign-in");
    alice.browser.complaints.excuse(401, /\/password$/);
    await page.locator("#login").fill("alice");
    await page.locator("#password").fill("not her password");
    await page.locator("#login-submit").click();
    await page.locator("#problem").waitFor();
    assert.equal(await focused(page), "password");
    assert.match(await page.title(), /^Error: /);
    alice.browser.complaints.excuse(404, /^\/nowhere$/);
    assert.equal(await focused(await alice.browser.open(`${world.demo.issuer}/nowhere`)), "heading");
  });

  it("is at the code that did not match on the account page", async () => {
    const { person, account } = await atAccount(world, "bob");
    person.browser.complaints.excuse(422, /\/(add|password)$/);
    await account.goesToChange("/totp/add");
    await account.page.locator("#code").fill("000000");
    await account.press("totp");
    assert.equal(await focused(account.page), "code");
    await account.goes("/password");
    await account.changesPassword("short");
    assert.ok(["password", "heading"].includes(await focused(account.page)));
    assert.ok(await account.page.locator("#problem").isVisible());
  });
});

describe("the system's colours", () => {
  it("leave every button its edge, and focus its ring", async () => {
    const alice = await world.person("alice", { forcedColors: "active" });
    const bank = await alice.opensBank();
    const { page } = await bank.toProvider("sign-in");
    await hasEdges(page, "forced-login");
    await page.locator('[data-login="alice"]').click();
    await page.locator("#login-submit").click();
    await bank.signedIn();
    const stepUp = await bank.toProvider("send-20");
    for (const summary of await stepUp.page.locator("summary").all()) await summary.click();
    await hasEdges(stepUp.page, "forced-challenge");
    await walk(stepUp.page);
    const account = await alice.opensAccount();
    await hasEdges(account.page, "forced-account");
  });
});

function focused(page) {
  return page.evaluate(() => document.activeElement.id);
}

/** Whether what can be pressed differs from the page behind it: a border, or a line below. */
async function hasEdges(page, name) {
  await screenshot(page, name);
  const flat = await page.evaluate(() => {
    const behind = getComputedStyle(document.body).backgroundColor;
    const buttons = [...document.querySelectorAll("button, .button, select, input:not([type=hidden])")];
    const isFlat = (style) => {
      const hasBorder = parseFloat(style.borderTopWidth) >= 1 && style.borderTopStyle !== "none" && style.borderTopColor !== behind;
      return !hasBorder && !style.textDecorationLine.includes("underline");
    };
    return buttons.filter((button) => button.checkVisibility() && isFlat(getComputedStyle(button))).map((button) => button.outerHTML.slice(0, 80));
  });
  assert.deepEqual(flat, [], name);
}
