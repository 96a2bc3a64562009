import assert from "node:assert/strict";
import { test } from "node:test";
import { StepUpCancelled, StepUpFailed } from "../dist/index.js";
import { settle, signedIn, transfer } from "./actors/index.mjs";

const ok = (answers) => answers.every(({ status }) => status === 200);

test("five calls with the same challenge: one prompt, five results", async () => {
  const { api, browser, client } = await signedIn();
  const answers = await Promise.all(Array.from({ length: 5 }, () => client.fetch("/transfers", transfer)));
  assert.ok(ok(answers));
  assert.deepEqual([browser.popups.length, api.done.length], [1, 5]);
});

test("another challenge waits, tries the new token first, and then asks", async () => {
  const { api, browser, client } = await signedIn();
  api.wants["/payout"] = { acr: "mfa", maxAge: 900 };
  const answers = await Promise.all([client.fetch("/transfers", transfer), client.fetch("/payout", transfer)]);
  assert.ok(ok(answers));
  assert.equal(browser.popups.length, 2);
  assert.deepEqual(api.seen.filter(({ pathname }) => pathname === "/payout").map(({ acr }) => acr), ["basic", "phr", "mfa"]);
});

test("a waiting call that the new token satisfies does not ask", async () => {
  const { api, browser, client } = await signedIn();
  api.wants["/other"] = { acr: "phr", maxAge: 60 };
  assert.ok(ok(await Promise.all([client.fetch("/transfers", transfer), client.fetch("/other")])));
  assert.equal(browser.popups.length, 1);
});

test("max_age=0 is asked for each call, and no call uses up the other's token", async () => {
  const { api, browser, client } = await signedIn();
  api.wants["/transfers"].maxAge = 0;
  assert.ok(ok(await Promise.all([client.fetch("/transfers", transfer), client.fetch("/transfers", transfer)])));
  assert.deepEqual([browser.popups.length, api.done.length], [2, 2]);
});

test("cancel ends the calls that share the prompt and those that wait behind it", async () => {
  const { api, browser, tab, client } = await signedIn();
  api.wants["/payout"] = { acr: "mfa", maxAge: 900 };
  browser.user = () => undefined;
  const calls = ["/transfers", "/transfers", "/payout"].map((path) => client.fetch(path, transfer));
  await settle();
  tab.events[0].cancel();
  for (const call of calls) await assert.rejects(call, StepUpCancelled);
  assert.equal(browser.popups.length, 1);
});

test("after a failure the next call can ask again", async () => {
  const { browser, provider, client } = await signedIn();
  browser.user = (url) => provider.refuse(url, "server_error");
  await assert.rejects(client.fetch("/transfers", transfer), StepUpFailed);
  browser.user = (url) => provider.confirm(url);
  assert.equal((await client.fetch("/transfers", transfer)).status, 200);
});

test("one of two callers goes away: the prompt stays for the other", async () => {
  const { browser, provider, client } = await signedIn();
  let confirm;
  browser.user = (url) => new Promise((resolve) => (confirm = () => resolve(provider.confirm(url))));
  const leaving = new AbortController();
  const first = client.fetch("/transfers", { ...transfer, signal: leaving.signal });
  const second = client.fetch("/transfers", transfer);
  await settle();
  leaving.abort(new Error("page changed"));
  await assert.rejects(first, /page changed/);
  confirm();
  assert.equal((await second).status, 200);
});

test("the last caller goes away: the prompt ends, and the way is free", async () => {
  const { api, browser, provider, tab, client } = await signedIn();
  api.wants["/transfers"].maxAge = 0;
  browser.user = () => undefined;
  const leaving = new AbortController();
  const call = client.fetch("/transfers", { ...transfer, signal: leaving.signal });
  await settle();
  leaving.abort(new Error("page changed"));
  await assert.rejects(call, /page changed/);
  await settle();
  assert.deepEqual(tab.states, ["waiting", "failed"]);
  browser.user = (url) => provider.confirm(url);
  assert.equal((await client.fetch("/transfers", transfer)).status, 200);
});
