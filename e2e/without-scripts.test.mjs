// No JavaScript: passwords, codes, consent, ways back and the account page work; passkeys say what they need.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { RelyingParty } from "./lib/relying-party.mjs";
import { lookWithoutScripts } from "./lib/gallery.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld({ scripts: false });

let bank;

describe("without JavaScript", () => {
  before(async () => {
    bank = await RelyingParty.register(world.demo);
    await world.demo.startAdmin();
  });

  it("a password signs in, and passkey buttons are hidden", async () => {
    const alice = await world.person("alice");
    const { provider, finish } = await bank.start(alice);
    assert.equal(await provider.page.locator("#passkey-submit").isVisible(), false);
    assert.ok(await provider.page.locator("noscript .note").isVisible());
    assert.equal(await provider.page.locator("[data-login]").first().isVisible(), false);
    await lookWithoutScripts(provider.page, "login");
    await provider.signInWith("alice", world.demo.password("alice"));
    assert.equal((await finish()).claims().acr, "urn:stepgate:basic");
  });

  it("a step-up to a passkey says what is missing, and is cancelled", async () => {
    const alice = await signedIn("alice");
    const { provider, finish } = await bank.start(alice, { acr_values: "phr" });
    assert.equal(await provider.page.locator("#passkey-submit").isVisible(), false);
    assert.equal(await provider.page.locator("#demo-passkey-submit").isVisible(), false);
    assert.ok(await provider.page.locator("noscript .note").isVisible());
    await lookWithoutScripts(provider.page, "challenge");
    await provider.cancel();
    await assert.rejects(finish(), { error: "unmet_authentication_requirements" });
  });

  it("'I did not start this' ends the request, and the session stays", async () => {
    const alice = await signedIn("alice");
    const { provider } = await bank.start(alice, { acr_values: "phr" });
    await provider.disown();
    const silent = await bank.start(alice, { prompt: "none" });
    assert.ok((await silent.finish()).claims().sub);
  });

  it("consent is given and refused", async () => {
    const alice = await world.person("alice");
    const admin = await alice.opensAdmin();
    const refused = await admin.toProvider("sign-in");
    await refused.signInUpToConsentWith("alice", world.demo.password("alice"));
    await lookWithoutScripts(refused.page, "consent");
    await refused.deny();
    assert.match(await admin.message(), /^Cancelled\. Nothing was done/);
    const allowed = await admin.toProvider("sign-in");
    await allowed.allow();
    assert.equal(await admin.level(), "urn:stepgate:basic");
  });

  it("signs out", async () => {
    const alice = await signedIn("alice");
    const page = await alice.browser.open(`${world.demo.issuer}/logout`);
    await page.locator("#logout-confirm").click();
    await page.getByRole("heading", { name: "You are signed out" }).waitFor();
    const { provider } = await bank.start(alice);
    assert.ok(await provider.asksForPassword());
  });
});

describe("without JavaScript, the account page", () => {
  it("adds an authenticator app by its typed secret, renames it, and removes it", async () => {
    const { account } = await atAccount("nokey");
    await account.goes("/totp/add");
    await account.addsApp("Phone");
    assert.equal(await account.done(), "added");
    await account.opensMethod("Phone");
    await account.page.locator("#name").fill("Old phone");
    await account.press("rename");
    await account.goes();
    assert.deepEqual(await account.methods(), ["Old phone"]);
    await account.opensMethod("Old phone");
    await account.press("remove");
    await account.goes();
    assert.deepEqual(await account.methods(), []);
    assert.equal(await account.page.locator("[data-removed]").count(), 1);
  });

  it("changes the password", async () => {
    const { person, account } = await atAccount("nokey");
    await account.goes("/password");
    await account.changesPassword("cinnamon harbour velvet 9");
    assert.equal(await account.name(), "account");
    await account.press("sign-out");
    await account.press("logout-confirm");
    await account.goes();
    await account.provider.signInWith(person.login, "cinnamon harbour velvet 9");
    assert.equal(await account.name(), "account");
    await account.goes("/password");
    await account.changesPassword(world.demo.password("nokey"));
  });

  it("keeps language and theme", async () => {
    const { account } = await atAccount("bob");
    const html = account.page.locator("html");
    await account.page.locator("#language").selectOption("ar");
    await account.press("language-form");
    assert.deepEqual([await html.getAttribute("lang"), await html.getAttribute("dir")], ["ar", "rtl"]);
    await account.page.locator("#theme").selectOption("dark");
    await account.press("theme-form");
    await account.goes();
    assert.deepEqual([await html.getAttribute("lang"), await html.getAttribute("data-theme")], ["ar", "dark"]);
    const background = await account.page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    assert.equal(background, "rgb(16, 21, 28)");
  });

  it("ends other sessions, and reports what was not theirs", async () => {
    const { account } = await atAccount("bob");
    await atAccount("bob");
    await account.goes();
    assert.ok((await account.page.locator("[data-session]").count()) > 1);
    await account.press("end-others");
    assert.equal(await account.page.locator("[data-session]").count(), 1);
    await account.page.locator("[data-happening] summary").first().click();
    await account.page.locator("[data-happening] form button").first().click();
    await account.page.locator('main[data-notice="not-recognised"]').waitFor();
    await lookWithoutScripts(account.page, "account-not-recognised");
  });
});

async function signedIn(login) {
  const person = await world.person(login);
  const { provider, finish } = await bank.start(person);
  await provider.signInWith(login, world.demo.password(login));
  await finish();
  return person;
}

async function atAccount(login) {
  const person = await world.person(login);
  return { person, account: await person.signsInAtAccount() };
}

describe("without JavaScript, an answer by form_post", () => {
  before(async () => {
    const origin = world.demo.bank;
    const redirect_uris = [`${origin}/callback`];
    await world.demo.serve([{ id: "bank", name: "Poster", redirect_uris, audience: origin, response_modes: ["form_post"] }]);
  });

  it("waits for a button", async () => {
    const alice = await world.person("alice");
    const { provider } = await bank.start(alice, { response_mode: "form_post" });
    await provider.signInWith("alice", world.demo.password("alice"));
    await provider.page.locator('main[data-state="form-post"]').waitFor();
    assert.ok(await provider.page.locator("#response-submit").isVisible());
    await lookWithoutScripts(provider.page, "form-post");
  });
});
