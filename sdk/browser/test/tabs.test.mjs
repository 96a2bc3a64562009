import assert from "node:assert/strict";
import { test } from "node:test";
import { StepUpCancelled } from "../dist/index.js";
import { settle, signedIn, transfer } from "./actors/index.mjs";

async function twoTabs() {
  const world = await signedIn();
  const other = await world.browser.tab().signIn();
  return { ...world, other };
}

/** A user who answers when told to. */
function patient({ browser, provider }) {
  const waiting = [];
  browser.user = (url) => new Promise((resolve) => waiting.push(() => resolve(provider.confirm(url))));
  return waiting;
}

test("two tabs, one prompt", async () => {
  const world = await twoTabs();
  const { api, browser, tab, other } = world;
  const answers = patient(world);
  const first = tab.client.fetch("/transfers", transfer);
  await settle();
  const second = other.client.fetch("/transfers", transfer);
  await settle();
  assert.deepEqual([tab.states, other.states], [["waiting"], ["other-tab"]]);
  answers[0]();
  assert.deepEqual([(await first).status, (await second).status], [200, 200]);
  assert.deepEqual([browser.popups.length, api.done.length], [1, 2]);
});

test("a tab that is about to ask takes what another tab gained before", async () => {
  const { browser, tab, other } = await twoTabs();
  await tab.client.fetch("/transfers", transfer);
  await settle();
  assert.equal(other.client.tokens().claims.acr, "basic", "nothing changes before it is needed");
  assert.equal((await other.client.fetch("/transfers", transfer)).status, 200);
  assert.equal(browser.popups.length, 1);
});

test("the refresh token stays in its tab", async () => {
  const { tab, other } = await twoTabs();
  const own = JSON.parse(other.storage.text)[1][1];
  await tab.client.fetch("/transfers", transfer);
  await settle();
  await other.client.fetch("/transfers", transfer);
  assert.equal(JSON.parse(JSON.parse(other.storage.text)[1][1]).refreshToken, JSON.parse(own).refreshToken);
  await Promise.all([tab.client.refresh(), other.client.refresh()]);
});

test("a token for one call is not shared: the other tab asks for itself", async () => {
  const world = await twoTabs();
  const { api, browser, tab, other } = world;
  api.wants["/transfers"].maxAge = 0;
  const answers = patient(world);
  const first = tab.client.fetch("/transfers", transfer);
  await settle();
  const second = other.client.fetch("/transfers", transfer);
  await settle();
  assert.equal(browser.popups.length, 1);
  answers[0]();
  assert.equal((await first).status, 200);
  await settle();
  answers[1]();
  assert.equal((await second).status, 200);
  assert.deepEqual([browser.popups.length, other.states], [2, ["other-tab", "waiting", "done"]]);
});

test("another user's tab gets nothing", async () => {
  const { browser, provider, tab } = await signedIn();
  provider.subject = "bob";
  const bob = await browser.tab().signIn();
  provider.subject = "alice";
  await tab.client.fetch("/transfers", transfer);
  await settle();
  provider.subject = "bob";
  await bob.client.fetch("/transfers", transfer);
  assert.equal(bob.client.tokens().claims.sub, "bob");
  assert.equal(browser.popups.length, 2);
});

test("the waiting tab can cancel for itself", async () => {
  const world = await twoTabs();
  const { tab, other } = world;
  const answers = patient(world);
  const first = tab.client.fetch("/transfers", transfer);
  await settle();
  const second = other.client.fetch("/transfers", transfer);
  await settle();
  other.events[0].cancel();
  await assert.rejects(second, StepUpCancelled);
  answers[0]();
  assert.equal((await first).status, 200);
});

test("without Web Locks each tab asks for itself", async () => {
  const { browser, tab, api } = await signedIn();
  browser.locks = undefined;
  tab.load();
  assert.equal((await tab.client.fetch("/transfers", transfer)).status, 200);
  assert.deepEqual([browser.popups.length, api.done.length], [1, 1]);
});
