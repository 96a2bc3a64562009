// Codes: from an authenticator app, from the sheet of recovery codes, and security keys beside them.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { Device } from "./lib/device.mjs";
import { lookAllOver } from "./lib/gallery.mjs";
import { RelyingParty } from "./lib/relying-party.mjs";
import { atAccount } from "./lib/stories.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

const MFA = { acr_values: "urn:stepgate:mfa" };
const RECOVERY = { acr_values: "urn:stepgate:recovery" };

let relyingParty;

describe("an authenticator app", () => {
  before(async () => (relyingParty = await RelyingParty.register(world.demo)));

  it("is added by its typed secret, and is a second factor from then on", async () => {
    const { account } = await atAccount(world, "alice");
    await account.goesToChange("/totp/add");
    const app = await account.addsApp("Old phone");
    assert.equal(await account.done(), "added");
    assert.ok((await account.methods()).includes("Old phone"));

    const { page, finish, person } = await secondFactor("alice");
    await other(page, "totp-code");
    const code = app.shows(1); // read once: the app shows another every half minute
    await page.locator("#totp-code").fill(code);
    await page.locator("#totp-submit").click();
    const claims = (await finish()).claims();
    assert.deepEqual([claims.acr, claims.amr], ["urn:stepgate:mfa", ["pwd", "otp", "mfa"]]);

    person.browser.complaints.excuse(401, /\/totp$/);
    const again = await relyingParty.start(person, { ...MFA, max_age: "0" });
    await other(again.provider.page, "totp-code");
    await again.provider.page.locator("#totp-code").fill(code);
    await again.provider.page.locator("#totp-submit").click();
    assert.match(await again.provider.page.locator("#problem").innerText(), /used before/);
    await hasFocusToCorrect(again.provider.page, "totp-code", code);
  });

  it("of whom has a password only does not count in full for three days, and the pages say so", async () => {
    const newcomer = await world.person("nokey");
    const account = await newcomer.signsInAtAccount();
    await account.goes("/totp/add");
    await account.addsApp();
    const limit = account.page.locator("[data-method] [data-limit]");
    assert.equal(await limit.getAttribute("data-limit"), "basic");
    assert.match(await limit.innerText(), /3 days/);
    const { provider, finish } = await relyingParty.start(newcomer, MFA);
    assert.match(await provider.saysUnreachable(), /What you added for it counts in full in 3 days\./);
    await lookAllOver(provider.page, "unreachable-held-back");
    await provider.cancel();
    await assert.rejects(finish(), { error: "unmet_authentication_requirements" });
  });

  it("says how many tries are left, and after the last when the next one is", async () => {
    const { account } = await atAccount(world, "bob");
    await account.goesToChange("/totp/add");
    const app = await account.addsApp();
    const { page, person } = await secondFactor("bob");
    person.browser.complaints.excuse(401, /\/totp$/);
    person.browser.complaints.excuse(429, /\/totp$/);
    const wrong = app.doesNotShow();
    for (const left of ["4 tries", "3 tries", "2 tries", "1 try"]) {
      await types(page, wrong);
      await page.locator("#problem", { hasText: `${left} left` }).waitFor();
      await hasFocusToCorrect(page, "totp-code", wrong);
    }
    await lookAllOver(page, "challenge-wrong-code");
    await page.clock.install();
    await types(page, wrong);
    await types(page, wrong);
    const problem = page.locator("#problem[data-wait]");
    await problem.waitFor();
    await lookAllOver(page, "challenge-locked");
    const wait = Number(await problem.getAttribute("data-wait"));
    assert.ok(wait > 800 && wait <= 900, `${wait} seconds`);
    const first = await problem.innerText();
    await page.clock.runFor(30_000);
    assert.notEqual(await problem.innerText(), first, "30 seconds later it says less");
    assert.equal(await problem.getAttribute("role"), "status");
    await page.clock.fastForward(wait * 1000);
    assert.equal(await problem.innerText(), "You can try again now.");
    assert.ok(await page.locator("#passkey-submit").isVisible(), "the other way is open");
  });
});

describe("recovery codes", () => {
  it("are shown once, and each works once", async () => {
    const { account } = await atAccount(world, "alice");
    assert.equal(await account.recoveryCodesLeft(), 0);
    await account.goesToChange("/recovery-codes");
    await account.press("make-codes");
    const codes = await account.recoveryCodes();
    assert.equal(new Set(codes).size, 10);
    await account.goes("/recovery-codes");
    assert.deepEqual(await account.recoveryCodes(), []);
    const html = await account.page.content();
    assert.ok(codes.every((code) => !html.includes(code)));

    const person = await world.person("alice");
    const signIn = await relyingParty.start(person);
    await signIn.provider.signInWith("alice", world.demo.password("alice"));
    const { provider: { page }, finish } = await relyingParty.start(person, RECOVERY);
    await page.locator("#recovery-code").fill(codes[0].toLowerCase());
    await page.locator("#recovery-code-submit").click();
    assert.equal((await finish()).claims().acr, "urn:stepgate:recovery");
    await account.goes();
    assert.equal(await account.recoveryCodesLeft(), 9);

    person.browser.complaints.excuse(401, /\/recovery-code$/);
    const { provider } = await relyingParty.start(person, { ...RECOVERY, max_age: "0" });
    await provider.page.locator("#recovery-code").fill(codes[0]);
    await provider.page.locator("#recovery-code-submit").click();
    await provider.page.locator("#problem").waitFor();
    await hasFocusToCorrect(provider.page, "recovery-code", codes[0]);
    await lookAllOver(provider.page, "challenge-recovery-code-refused");
  });
});

describe("a security key", () => {
  it("is taken at its word by the demo, which says so and how far it counts", async () => {
    const { person, account } = await atAccount(world, "bob");
    await account.goesToChange("/security-keys/add");
    assert.ok(await account.page.locator("#unattested").isVisible());
    assert.equal(await account.page.locator("[data-limit]").getAttribute("data-limit"), "phr");
    await person.takesDevice(new Device({ transport: "usb" }));
    await account.press("enrol-submit");
    assert.equal(await account.done(), "added");
    assert.equal(person.device.size, 1);
  });

  it("that an enrolment link adds counts in full at once", async () => {
    const alice = await world.person("alice");
    await alice.takesDevice(new Device({ transport: "usb" }));
    const enrolment = await alice.opensEnrolmentLink();
    await enrolment.page.locator("#kind-security-key").check();
    await enrolment.addPasskey();
    const bank = await alice.signsInAtBank();
    const provider = await bank.toProvider("close-account");
    assert.equal(await provider.why(), "You signed in with a password; this needs a security key.");
    assert.equal(await provider.page.locator("#passkey-submit").innerText(), "Confirm with your security key");
    await lookAllOver(provider.page, "challenge-security-key");
    await provider.confirm();
    await bank.settles();
    assert.equal((await bank.assurance()).acr, "phrh");
  });

  it("that was copied, or could be, is no security key", async () => {
    const { person, account } = await atAccount(world, "bob");
    person.browser.complaints.excuse(400, /\/security-keys\/add$/);
    await account.goesToChange("/security-keys/add");
    await person.takesDevice(new Device({ transport: "usb", be: true, bs: true }));
    await account.press("enrol-submit");
    assert.equal(await account.page.locator("main").getAttribute("data-error"), "credential_not_device_bound");
  });
});

/** At the page that asks for what the level takes beside the password, in a new browser. */
async function secondFactor(login) {
  const person = await world.person(login);
  const { provider, finish } = await relyingParty.start(person, MFA);
  await provider.signInWith(login, world.demo.password(login));
  return { person, page: provider.page, finish };
}

/** Opens "Try another way" if the field is in there. */
async function other(page, id) {
  if (!(await page.locator(`#${id}`).isVisible())) await page.locator("#other-ways summary").click();
}

async function types(page, code) {
  await other(page, "totp-code");
  await page.locator("#totp-code").fill(code);
  await page.locator("#totp-submit").click();
  await page.waitForLoadState();
}

/** What was typed is still there, selected, so that typing replaces it. */
async function hasFocusToCorrect(page, id, typed) {
  const field = await page.evaluate(() => {
    const { id, value, selectionStart, selectionEnd } = document.activeElement;
    return { id, value, selected: value.slice(selectionStart, selectionEnd) };
  });
  assert.deepEqual(field, { id, value: typed, selected: typed });
}
