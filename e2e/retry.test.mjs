// What goes wrong on the way to a confirmation, what the page says about it, and what comes next.
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { Device } from "./lib/device.mjs";
import { lookAllOver } from "./lib/gallery.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

const MINUTE = 60_000;

describe("a device that does not confirm", () => {
  it("is told of without alarm, and there are three ways on", async () => {
    const { alice, bank, provider, page } = await steppingUp({ uv: false });
    await page.locator("#passkey-submit").click();
    assert.match(await said(page, "status"), /^Nothing was confirmed\. You may have closed the window/);
    assert.equal(await page.locator("[data-alert]").textContent(), "");
    assert.equal(await page.locator("#passkey-submit [data-label]").innerText(), "Try again");
    assert.ok(await page.locator("#other-ways summary").isVisible());
    assert.ok(await page.locator("#cancel-submit").isVisible());
    await lookAllOver(page, "challenge-nothing-confirmed");

    await alice.takesDevice();
    await alice.copiesDemoPasskey(provider);
    await page.locator("#passkey-submit").click();
    assert.match(await bank.message(), /^Done/);
  });

  it("and never answers is waited for, asked about after a minute and given up after five", async () => {
    const { page } = await steppingUp({ present: false });
    await page.clock.install();
    await page.locator("#passkey-submit").click();
    await page.getByText("Your browser now asks for your passkey.").waitFor();
    assert.equal(await page.locator("#passkey-submit").getAttribute("aria-disabled"), "true");
    await page.clock.runFor(MINUTE);
    assert.match(await said(page, "status"), /^Still waiting\. Is your key plugged in\?/);
    await lookAllOver(page, "challenge-still-waiting");
    await page.clock.runFor(4 * MINUTE);
    assert.match(await said(page, "alert"), /^We stopped waiting after 5 minutes\. Nothing was confirmed/);
    assert.equal(await page.locator("#passkey-submit").getAttribute("aria-disabled"), "false");
    assert.equal(await page.locator("#passkey-submit [data-label]").innerText(), "Try again");
    await lookAllOver(page, "challenge-gave-up");
  });

  it("because the server is out of reach is told of, and can be tried again", async () => {
    const { alice, bank, page } = await steppingUp();
    alice.browser.complaints.excuse(0, /\/passkey\/options$/);
    await page.route("**/passkey/options", (route) => route.abort());
    await page.locator("#passkey-submit").click();
    assert.match(await said(page, "alert"), /^The server did not answer\. Check your connection/);
    await lookAllOver(page, "challenge-offline");
    await page.unroute("**/passkey/options");
    await page.locator("#passkey-submit").click();
    assert.match(await bank.message(), /^Done/);
  });
});

describe("a page that is too old", () => {
  it("counts down its last minute, and then leaves the way back only", async () => {
    const { bank, page } = await steppingUp();
    await page.clock.install();
    await page.reload();
    await page.clock.runFor(9 * MINUTE + 1_000);
    assert.match(await page.locator("[role=timer]").innerText(), /^\d+ seconds left$/);
    assert.match(await page.locator("[data-announce]").textContent(), /seconds left$/);
    await lookAllOver(page, "challenge-last-minute");
    await page.clock.runFor(2 * MINUTE);
    assert.match(await page.locator("[data-over] p").innerText(), /^This page is no longer valid\. Go back to Piggy Bank/);
    assert.ok(await page.locator("#passkey-submit").isDisabled());
    await lookAllOver(page, "challenge-over");
    await page.locator("#cancel-submit").click();
    assert.match(await bank.message(), /^Cancelled/);
  });

  it("is answered with the way back to the app", async () => {
    const { alice, bank, page } = await steppingUp();
    const other = await alice.opensBank();
    await other.signInAgain();
    for (const _ of [1, 2]) {
      await other.press("wait-6");
      await other.settles();
    }
    alice.browser.complaints.excuse(410, /^\/interaction\//);
    await page.reload();
    assert.equal(await page.locator("main").getAttribute("data-error"), "request_expired");
    await lookAllOver(page, "error-expired");
    await page.locator("#back").click();
    assert.match(await bank.message(), /nothing was done|not done|cancelled|too old/i);
  });
});

describe("the wrong address", () => {
  it("says which name passkeys work on, and leads there", async () => {
    const alice = await world.person("alice");
    const link = world.demo.enrolmentLink("alice").replace("localhost", "127.0.0.1");
    const page = await alice.browser.open(link);
    assert.match(await said(page, "alert"), /^You opened this as 127\.0\.0\.1 but passkeys work on localhost\./);
    assert.equal(await page.locator("#enrol-submit").isVisible(), false);
    await lookAllOver(page, "enrol-wrong-host");
    await page.locator("[data-alert] a").click();
    await page.locator("#enrol-submit").waitFor();
    assert.equal(new URL(page.url()).hostname, "localhost");
  });
});

describe("'I did not start this'", () => {
  it("ends the request, and nothing else", async () => {
    const { alice, bank, provider, page } = await steppingUp();
    const address = page.url();
    await lookAllOver(page, "challenge");
    await provider.disown();
    assert.equal(await page.evaluate(() => document.activeElement.id), "heading");
    await lookAllOver(page, "not-me");
    await page.close();
    await bank.press("cancel-stepup");
    assert.match(await bank.message(), /^Cancelled/);
    assert.ok((await bank.balance()) > 0);

    alice.browser.complaints.excuse(410, /^\/interaction\//);
    const old = await alice.browser.open(address);
    assert.equal(await old.locator("main").getAttribute("data-error"), "already_answered");
    await lookAllOver(old, "error-already-answered");

    const account = await alice.opensAccount();
    assert.match(await account.page.locator("[data-happening]").first().innerText(), /^You said: I did not start this/);
  });
});

/** Alice at the page that asks for her passkey, with a device that holds it. */
async function steppingUp(options) {
  const alice = await world.person("alice");
  const bank = await alice.signsInAtBank();
  const provider = await bank.toProvider("send-20");
  await alice.takesDevice(new Device(options));
  await alice.copiesDemoPasskey(provider);
  return { alice, bank, provider, page: provider.page };
}

/** What the page says in the part for news or the one for trouble, once it says anything. */
async function said(page, part) {
  await page.locator(`[data-${part}]:not(:empty)`).waitFor();
  const text = await page.locator(`[data-${part}]`).innerText();
  return text.replaceAll(/[\u2068\u2069]/g, ""); // names are isolated from the text around them
}
