// What there is to see of the provider's pages, in one language: pictures, and axe-core's word that everybody can use them.
import { it } from "node:test";

import { lookAllOver } from "./gallery.mjs";
import { signedInWithPasskey } from "./stories.mjs";

/** Registers the stories in the `describe` around it. `enrolled` is the account whose enrolment link is used up. */
export function pageStories(world, language, enrolled) {
  const lookAt = (page, name) => lookAllOver(page, `${name}-${language}`);

  async function person(login) {
    const somebody = await world.person(login);
    await somebody.browser.speaks(language);
    return somebody;
  }

  it("sign-in, and a password that does not match", async () => {
    const alice = await person("alice");
    const bank = await alice.opensBank();
    const { page } = await bank.toProvider("sign-in");
    await lookAt(page, "login");
    alice.browser.complaints.excuse(401, /\/password$/);
    await page.locator("#login").fill("alice");
    await page.locator("#password").fill("not her password");
    await page.locator("#login-submit").click();
    await page.locator("#problem").waitFor();
    await lookAt(page, "login-no-match");
  });

  it("step-up because the level is too low", async () => {
    const alice = await person("alice");
    const bank = await alice.signsInAtBank();
    const { page } = await bank.toProvider("send-20");
    await lookAt(page, "challenge-level");
    for (const summary of await page.locator("summary").all()) await summary.click();
    await lookAt(page, "challenge-all-open");
  });

  it("step-up because it was too long ago, and because it is asked each time", async () => {
    const { alice, bank } = await signedInWithPasskey(world);
    await alice.browser.speaks(language);
    await bank.press("wait-6");
    const old = await bank.toProvider("send-20");
    await lookAt(old.page, "challenge-age");
    await old.cancel();
    const each = await bank.toProvider("send-250");
    await lookAt(each.page, "challenge-each-time");
  });

  it("a device that does not answer", async () => {
    const alice = await person("alice");
    const bank = await alice.signsInAtBank();
    const { page } = await bank.toProvider("send-20");
    await page.locator("#passkey-submit").click();
    await page.locator('[aria-busy="false"] [data-status]:not(:empty)').waitFor();
    await lookAt(page, "challenge-nothing-confirmed");
  });

  it("a step-up that the user did not start", async () => {
    const alice = await person("alice");
    const bank = await alice.signsInAtBank();
    const provider = await bank.toProvider("send-20");
    await provider.disown();
    await lookAt(provider.page, "not-me");
  });

  it("no way to confirm", async () => {
    const newcomer = await person("nokey");
    const bank = await newcomer.signsInAtBank();
    const refused = await bank.toProvider("send-20");
    await refused.saysUnreachable();
    await lookAt(refused.page, "unreachable");
  });

  it("enrolment", async () => {
    const somebody = await person(enrolled);
    const enrolment = await somebody.opensEnrolmentLink();
    await lookAt(enrolment.page, "enrol-ready");
    await enrolment.addPasskey();
    await lookAt(enrolment.page, "enrol-done");
    somebody.browser.complaints.excuse(410, /^\/enrol\//);
    await lookAt((await somebody.opensEnrolmentLink()).page, "enrol-used");
    await lookAt(await somebody.browser.open(`${world.demo.issuer}/enrol/no-such-ticket`), "enrol-expired");
  });

  it("errors, sign-out and the front page", async () => {
    const alice = await person("alice");
    const { issuer, bank } = world.demo;
    alice.browser.complaints.excuse(400, /^\/authorize$/);
    alice.browser.complaints.excuse(404, /^\/nowhere$/);
    await lookAt(await alice.browser.open(`${issuer}/authorize?client_id=nobody`), "error-unknown-client");
    const query = `client_id=bank&redirect_uri=${encodeURIComponent(`${bank}/elsewhere`)}`;
    await lookAt(await alice.browser.open(`${issuer}/authorize?${query}`), "error-redirect-uri");
    await lookAt(await alice.browser.open(`${issuer}/nowhere`), "error-not-found");
    await lookAt(await alice.browser.open(issuer), "home-nobody");
    await alice.signsInAtBank();
    await lookAt(await alice.browser.open(issuer), "home-signed-in");
    const page = await alice.browser.open(`${issuer}/logout`);
    await lookAt(page, "logout");
    await page.locator("#logout-confirm").click();
    await page.locator("#logout-confirm").waitFor({ state: "detached" });
    await lookAt(page, "signed-out");
  });
}
