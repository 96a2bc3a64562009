import assert from "node:assert/strict";
import { test } from "node:test";
import { SignInRequired, StepUpCancelled, StepUpFailed, StepUpLoop, StepUpTimeout, StepUpUnmet } from "../dist/index.js";
import { settle, signedIn, transfer } from "./actors/index.mjs";

test("a challenge becomes one confirmation, and the call is done once", async () => {
  const { api, browser, tab, client } = await signedIn();
  const response = await client.fetch("/transfers", transfer);
  assert.equal(response.status, 200);
  assert.deepEqual(api.done, [{ method: "POST", pathname: "/transfers", body: '{"amount":"250.00"}', type: "application/json" }]);
  assert.deepEqual(api.seen.map(({ acr }) => acr), ["basic", "phr"]);
  assert.equal(browser.popups.length, 1);
  assert.deepEqual(tab.states, ["waiting", "done"]);
  assert.equal(client.tokens().claims.acr, "phr");
});

test("the request carries the challenge, PKCE, and three different secrets", async () => {
  const { browser, client } = await signedIn();
  await client.fetch("/transfers", transfer);
  const ask = new URL(browser.popups[0].url).searchParams;
  assert.deepEqual(
    ["response_type", "client_id", "acr_values", "max_age", "scope", "code_challenge_method"].map((name) => ask.get(name)),
    ["code", "bank", "phr", "300", "openid payments", "S256"],
  );
  assert.equal(new Set([ask.get("state"), ask.get("nonce"), ask.get("code_challenge")]).size, 3);
});

test("the popup is opened before anything is awaited but the lock", async () => {
  const { browser, client } = await signedIn();
  const opened = [];
  browser.fetch = ((original) => (request) => {
    if (browser.popups.length > 0) opened.push(new URL(request.url).pathname);
    return original.call(browser, request);
  })(browser.fetch);
  await client.fetch("/transfers", transfer);
  assert.equal(opened[0], "/token", "the popup must be there before any request that follows the challenge");
});

test("a step-up challenge is never answered by a refresh", async () => {
  const { provider, client } = await signedIn();
  await client.fetch("/transfers", transfer);
  assert.equal(provider.refreshes, 0);
});

test("an expired token is refreshed once and the call repeated", async () => {
  const { api, provider, client } = await signedIn();
  api.expired.add(client.tokens().accessToken);
  const answers = await Promise.all([client.fetch("/balance"), client.fetch("/balance"), client.fetch("/balance")]);
  assert.deepEqual(answers.map(({ status }) => status), [200, 200, 200]);
  assert.equal(provider.refreshes, 1, "calls share a refresh");
});

test("a token that stays invalid after a refresh is the app's to handle", async () => {
  const { api, provider, client } = await signedIn();
  api.expired.has = () => true;
  assert.equal((await client.fetch("/balance")).status, 401);
  assert.equal(provider.refreshes, 1);
});

test("expired, then too old: refresh first, then the step-up", async () => {
  const { api, provider, browser, client } = await signedIn();
  api.expired.add(client.tokens().accessToken);
  assert.equal((await client.fetch("/transfers", transfer)).status, 200);
  assert.deepEqual([provider.refreshes, browser.popups.length, api.done.length], [1, 1, 1]);
});

test("a refresh token that is refused ends the sign-in here", async () => {
  const { api, client, tab } = await signedIn();
  const stolen = JSON.parse(tab.storage.getItem("stepgate:tokens:http://localhost:9400:bank"));
  await client.refresh();
  tab.storage.setItem("stepgate:tokens:http://localhost:9400:bank", JSON.stringify(stolen));
  tab.load();
  api.expired.add(stolen.accessToken);
  await assert.rejects(tab.client.fetch("/balance"), (error) => error instanceof SignInRequired && error.code === "invalid_grant");
});

test("asked again after a successful step-up: StepUpLoop, one prompt", async () => {
  const { api, browser, client } = await signedIn();
  api.wants["/transfers"].acr = "phrh";
  browser.user = (url) => {
    url.searchParams.set("acr_values", "phr");
    return browser.provider.confirm(url);
  };
  await assert.rejects(client.fetch("/transfers", transfer), StepUpLoop);
  assert.deepEqual([browser.popups.length, api.done.length], [1, 0]);
});

const refusals = [
  ["access_denied", "the user said no", StepUpCancelled],
  ["unmet_authentication_requirements", "cancelled by the user", StepUpCancelled],
  ["unmet_authentication_requirements", "the user went back without confirming; the session is as it was", StepUpCancelled],
  ["unmet_authentication_requirements", "no security key is registered", StepUpUnmet],
  ["unmet_authentication_requirements", undefined, StepUpUnmet],
  ["server_error", "later", StepUpFailed],
];
for (const [code, description, type] of refusals) {
  test(`${code} (${description}) is ${type.name}, and the user stays signed in`, async () => {
    const { api, browser, provider, tab, client } = await signedIn();
    const before = client.tokens();
    browser.user = (url) => provider.refuse(url, code, description);
    await assert.rejects(client.fetch("/transfers", transfer), (error) => {
      assert.ok(error.nextStep.length > 10);
      return error.constructor === type && error.code === code && (description === undefined || error.description === description);
    });
    assert.equal(client.tokens(), before);
    assert.deepEqual([api.done.length, tab.states], [0, ["waiting", "failed"]]);
  });
}

test("the app's cancel button ends the wait and closes the window where it can", async () => {
  const { browser, tab, client } = await signedIn();
  browser.user = () => undefined;
  const call = client.fetch("/transfers", transfer);
  await settle();
  tab.events[0].cancel();
  await assert.rejects(call, (error) => error instanceof StepUpCancelled && error.code === "cancelled");
  assert.equal(browser.popups[0].closed, true);
});

test("nobody answers: StepUpTimeout", async () => {
  const { browser, client } = await signedIn({ timeoutMs: 30 });
  browser.user = () => undefined;
  await assert.rejects(client.fetch("/transfers", transfer), StepUpTimeout);
});

test("another user confirms: refused, the session as it was", async () => {
  const { api, provider, client } = await signedIn();
  const before = client.tokens();
  provider.subject = "bob";
  await assert.rejects(client.fetch("/transfers", transfer), (error) => error instanceof StepUpFailed && error.code === "user_mismatch");
  assert.equal(client.tokens(), before);
  assert.equal(api.done.length, 0);
});

test("signed out while the window is open: nothing comes back", async () => {
  const { browser, provider, client } = await signedIn();
  browser.user = async (url) => {
    await client.signOut();
    return provider.confirm(url);
  };
  await assert.rejects(client.fetch("/transfers", transfer), SignInRequired);
  assert.equal(client.tokens(), undefined);
});

test("`never` hands the 401 to the app", async () => {
  const { browser, client } = await signedIn();
  assert.equal((await client.fetch("/transfers", transfer, { stepUp: "never" })).status, 401);
  assert.equal(browser.popups.length, 0);
});

test("the token goes to named origins only", async () => {
  const { api, client } = await signedIn();
  await assert.rejects(client.fetch("http://evil.test/x"), TypeError);
  await assert.rejects(client.fetch("//evil.test/x"), TypeError);
  assert.equal(api.seen.length, 0);
});

test("a body that can be read only once is refused before anything is sent", async () => {
  const { api, client } = await signedIn();
  const body = new Blob(["x"]).stream();
  await assert.rejects(client.fetch("/transfers", { method: "POST", body, duplex: "half" }), TypeError);
  await assert.rejects(client.fetch(new Request("http://bank.test/transfers", transfer)), TypeError);
  assert.equal(api.seen.length, 0);
});

test("a form is sent again whole", async () => {
  const { api, client } = await signedIn();
  const body = new URLSearchParams({ amount: "250.00" });
  await client.fetch("/transfers", { method: "POST", body });
  assert.equal(api.done[0].body, "amount=250.00");
});
