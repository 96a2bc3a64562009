// Every page in every state: a picture for people to look at, and axe-core's word that everybody can use it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { look, lookSmallAndDark } from "./lib/gallery.mjs";
import { signedInWithPasskey } from "./lib/stories.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

describe("the provider's pages", () => {
  it("sign-in, and a password that does not match", async () => {
    const alice = await world.person("alice");
    const bank = await alice.opensBank();
    const { page } = await bank.toProvider("sign-in");
    await look(page, "login");
    await lookSmallAndDark(page, "login");
    alice.browser.complaints.excuse(401, /\/password$/);
    await page.locator("#login").fill("alice");
    await page.locator("#password").fill("not her password");
    await page.locator("#login-submit").click();
    assert.match(await page.locator("#problem").innerText(), /did not match\. Check both and try again/);
    await look(page, "login-no-match");
  });

  it("step-up because the level is too low", async () => {
    const alice = await world.person("alice");
    const bank = await alice.signsInAtBank();
    const { page } = await bank.toProvider("send-20");
    await look(page, "challenge-level");
    await lookSmallAndDark(page, "challenge-level");
    for (const summary of await page.locator("summary").all()) await summary.click();
    await look(page, "challenge-all-open");
  });

  it("step-up because it was too long ago, and because it is asked each time", async () => {
    const { bank } = await signedInWithPasskey(world);
    await bank.press("wait-6");
    const old = await bank.toProvider("send-20");
    await look(old.page, "challenge-age");
    await old.cancel();
    const each = await bank.toProvider("send-250");
    await look(each.page, "challenge-each-time");
  });

  it("a device that does not answer", async () => {
    const alice = await world.person("alice");
    const bank = await alice.signsInAtBank();
    const { page } = await bank.toProvider("send-20");
    await page.locator("#passkey-submit").click();
    await page.getByText("Nothing was confirmed.").waitFor();
    await look(page, "challenge-nothing-confirmed");
  });

  it("no way to confirm, and enrolment", async () => {
    const newcomer = await world.person("nokey");
    const bank = await newcomer.signsInAtBank();
    const refused = await bank.toProvider("send-20");
    await refused.saysUnreachable();
    await look(refused.page, "unreachable");
    await lookSmallAndDark(refused.page, "unreachable");
    const enrolment = await newcomer.opensEnrolmentLink();
    await look(enrolment.page, "enrol-ready");
    await enrolment.addPasskey();
    await look(enrolment.page, "enrol-done");
    newcomer.browser.complaints.excuse(410, /^\/enrol\//);
    await look((await newcomer.opensEnrolmentLink()).page, "enrol-used");
    await look(await newcomer.browser.open(`${world.demo.issuer}/enrol/no-such-ticket`), "enrol-expired");
  });

  it("errors, sign-out and the front page", async () => {
    const alice = await world.person("alice");
    const { issuer, bank } = world.demo;
    alice.browser.complaints.excuse(400, /^\/authorize$/);
    alice.browser.complaints.excuse(404, /^\/nowhere$/);
    await look(await alice.browser.open(`${issuer}/authorize?client_id=nobody`), "error-unknown-client");
    const query = `client_id=bank&redirect_uri=${encodeURIComponent(`${bank}/elsewhere`)}`;
    await look(await alice.browser.open(`${issuer}/authorize?${query}`), "error-redirect-uri");
    await look(await alice.browser.open(`${issuer}/nowhere`), "error-not-found");
    await look(await alice.browser.open(issuer), "home-nobody");
    await alice.signsInAtBank();
    await look(await alice.browser.open(issuer), "home-signed-in");
    const page = await alice.browser.open(`${issuer}/logout`);
    await look(page, "logout");
    await page.locator("#logout-confirm").click();
    await page.getByRole("heading", { name: "You are signed out" }).waitFor();
    await look(page, "signed-out");
  });
});

describe("the bank's page", () => {
  it("before and after sign-in", async () => {
    const alice = await world.person("alice");
    const bank = await alice.opensBank();
    await look(bank.page, "bank-signed-out");
    await bank.signIn();
    await look(bank.page, "bank-signed-in");
    await bank.balance();
    await look(bank.page, "bank-balance");
    await lookSmallAndDark(bank.page, "bank-balance");
  });

  it("while it waits, after a cancel, after a refusal", async () => {
    const alice = await world.person("alice");
    const bank = await alice.signsInAtBank();
    const provider = await bank.toProvider("send-20");
    await bank.waitingText();
    await look(bank.page, "bank-waiting");
    await provider.cancel();
    await bank.settles();
    await look(bank.page, "bank-cancelled");
    const refused = await bank.toProvider("close-account");
    await refused.cancel();
    await bank.settles();
    await look(bank.page, "bank-refused");
  });

  it("after a step-up, and when the call waits for the user's word", async () => {
    const { bank } = await signedInWithPasskey(world);
    await look(bank.page, "bank-stepped-up");
    await lookSmallAndDark(bank.page, "bank-stepped-up");
    await bank.press("wait-6");
    await bank.useRedirect();
    const provider = await bank.toProvider("send-20");
    await provider.confirm();
    await bank.offersToResume();
    await look(bank.page, "bank-pending");
  });

  it("the page that the provider sends the browser back to", async () => {
    const alice = await world.person("alice");
    await look(await alice.browser.open(`${world.demo.bank}/callback`), "bank-callback");
  });
});
