import assert from "node:assert/strict";
import { test } from "node:test";
import { SignInFailed, StepUpCancelled, StepUpFailed, StepUpLoop } from "../dist/index.js";
import { Api } from "./actors/api.mjs";
import { Browser } from "./actors/browser.mjs";
import { settle, signedIn, transfer } from "./actors/index.mjs";
import { Provider } from "./actors/provider.mjs";

/** A signed-in tab that has left the page for a step-up. */
async function away() {
  const world = await signedIn({ timeoutMs: 2000 });
  world.browser.popupsBlocked = true;
  const call = world.client.fetch("/transfers", transfer);
  call.catch(() => undefined);
  await settle();
  return { ...world, call };
}

test("blocked popup: leaves with the call kept, sends it once when told to", async () => {
  const { api, tab } = await away();
  assert.deepEqual(tab.states, ["redirecting"]);
  assert.equal(tab.storage.text.includes("Bearer"), false, "the access token is not part of what is kept");
  const page = await tab.followRedirect();
  assert.equal(page.wentTo, "http://bank.test/home");
  assert.equal(await tab.client.handleRedirect(), "stepped-up");
  assert.equal(tab.client.pending().body, transfer.body);
  assert.equal(api.done.length, 0, "a POST waits for the user's word");
  assert.equal((await tab.client.resumePending()).status, 200);
  assert.deepEqual(api.done, [{ method: "POST", pathname: "/transfers", body: transfer.body, type: "application/json" }]);
  await assert.rejects(tab.client.resumePending(), (error) => error.code === "nothing_pending");
  assert.equal(api.done.length, 1);
});

test("the mode `redirect` does not try a popup", async () => {
  const { browser, tab, client } = await signedIn({ timeoutMs: 2000 });
  client.fetch("/transfers", transfer, { stepUp: "redirect" }).catch(() => undefined);
  await settle();
  assert.equal(browser.popups.length, 0);
  assert.match(tab.left, /acr_values=phr/);
});

test("a kept call that is challenged again is a loop", async () => {
  const { api, tab } = await away();
  await tab.followRedirect();
  await tab.client.handleRedirect();
  api.wants["/transfers"].acr = "phrh";
  await assert.rejects(tab.client.resumePending(), StepUpLoop);
});

test("cancelled at the provider: typed error, nothing pending, still signed in", async () => {
  const { browser, provider, tab } = await away();
  browser.user = (url) => provider.refuse(url, "access_denied");
  await tab.followRedirect();
  await assert.rejects(tab.client.handleRedirect(), StepUpCancelled);
  assert.equal(tab.client.pending(), undefined);
  assert.equal(tab.client.tokens().claims.acr, "basic");
  assert.equal(await tab.client.handleRedirect(), "none", "an answer counts once");
});

test("back by the browser's button: the call ends as cancelled", async () => {
  const { tab, call } = await away();
  for (const listener of tab.returnListeners) listener();
  await assert.rejects(call, StepUpCancelled);
});

test("a body that is no text cannot be kept", async () => {
  const { browser, tab, client } = await signedIn();
  browser.popupsBlocked = true;
  const left = tab.left;
  const call = client.fetch("/transfers", { method: "POST", body: new Blob(["x"]) });
  await assert.rejects(call, (error) => error instanceof StepUpFailed && error.code === "popup_blocked");
  assert.equal(tab.left, left);
});

test("another user at the provider is refused after a redirect too", async () => {
  const { provider, tab } = await away();
  provider.subject = "bob";
  await tab.followRedirect();
  await assert.rejects(tab.client.handleRedirect(), (error) => error.code === "user_mismatch");
  assert.equal(tab.client.tokens().claims.sub, "alice");
});

test("tokens outlive a reload; sign-out forgets and revokes them", async () => {
  const { provider, tab } = await signedIn();
  tab.load();
  assert.equal(tab.client.tokens().claims.sub, "alice");
  const changes = [];
  tab.client.onChange((tokens) => changes.push(tokens));
  await tab.client.signOut();
  assert.deepEqual(changes, [undefined]);
  assert.equal(provider.asked.at(-1).pathname, "/revoke");
  assert.equal(tab.storage.text.includes("refresh-"), false);
});

test("sign-out goes to the provider where it is configured", async () => {
  const { tab, client } = await signedIn({ postLogoutRedirectUri: "http://bank.test/" });
  await client.signOut();
  const url = new URL(tab.left);
  assert.equal(url.pathname, "/logout");
  assert.equal(url.searchParams.get("post_logout_redirect_uri"), "http://bank.test/");
});

/** A sign-in whose answer is tampered with by `change`. */
async function tampered(change) {
  const provider = new Provider();
  const tab = new Browser(provider, new Api()).tab();
  change({ provider, tab });
  await tab.client.signIn();
  await tab.followRedirect();
  return tab.client.handleRedirect();
}

const edit = (params) => ({ provider, tab }) => {
  tab.browser.user = (url) => {
    const redirect = new URL(provider.confirm(url));
    for (const [name, value] of Object.entries(params)) value === null ? redirect.searchParams.delete(name) : redirect.searchParams.append(name, value);
    return redirect.href;
  };
};
const claims = (change) => ({ provider }) => (provider.idTokenClaims = (all) => ({ ...all, ...change }));

const attacks = {
  "no iss (RFC 9207)": [edit({ iss: null }), "invalid_response"],
  "iss twice": [edit({ iss: "https://evil.test" }), "invalid_response"],
  "a foreign iss": [(world) => (world.tab.browser.user = (url) => world.provider.confirm(url).replace(/iss=[^&]*/, "iss=https://evil.test")), "invalid_response"],
  "code twice": [edit({ code: "stolen" }), "invalid_response"],
  "no code": [edit({ code: null }), "invalid_response"],
  "a foreign nonce": [claims({ nonce: "other" }), "invalid_id_token"],
  "a foreign audience": [claims({ aud: "other" }), "invalid_id_token"],
  "a second audience without azp": [claims({ aud: ["bank", "other"] }), "invalid_id_token"],
  "a foreign issuer in the ID token": [claims({ iss: "https://evil.test" }), "invalid_id_token"],
  "an expired ID token": [claims({ exp: 1 }), "invalid_id_token"],
  "metadata of another issuer": [({ provider }) => (provider.metadata = () => ({ issuer: "https://evil.test" })), "discovery_failed"],
};
for (const [name, [change, code]] of Object.entries(attacks)) {
  test(`sign-in refused: ${name}`, () =>
    assert.rejects(tampered(change), (error) => error instanceof SignInFailed && error.code === code));
}

test("sign-in refused: a code that belongs to another verifier", async () => {
  const swap = ({ provider, tab }) => {
    tab.browser.user = (url) => {
      const victim = new URL(url);
      victim.searchParams.set("code_challenge", "x".repeat(43));
      return provider.confirm(victim);
    };
  };
  await assert.rejects(tampered(swap), (error) => error.code === "invalid_grant");
});

test("an answer that no request of this tab asked for is refused", async () => {
  const tab = new Browser(new Provider(), new Api()).tab();
  tab.storage.setItem("stepgate:response", "?code=x&state=unknown");
  await assert.rejects(tab.client.handleRedirect(), (error) => error.code === "unknown_state");
  tab.storage.setItem("stepgate:response", "?code=x&state=__proto__");
  await assert.rejects(tab.client.handleRedirect(), (error) => error.code === "unknown_state");
});
