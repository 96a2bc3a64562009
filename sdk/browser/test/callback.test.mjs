import assert from "node:assert/strict";
import { test } from "node:test";
import { settle, signedIn, transfer } from "./actors/index.mjs";
import { FakeStorage } from "./actors/browser.mjs";

test("in a popup: delivers, takes the code out of the address, closes, and says so if it cannot", async () => {
  const { browser, client } = await signedIn();
  await client.fetch("/transfers", transfer);
  await settle();
  const { closed, texts, queryForgotten, wentTo } = browser.popups[0].page;
  assert.deepEqual({ closed, texts, queryForgotten, wentTo }, {
    closed: true,
    texts: ["Done. You can close this window."],
    queryForgotten: true,
    wentTo: undefined,
  });
});

test("the app has gone: the window stays and tells", async () => {
  const { browser } = await signedIn();
  const page = await browser.callback("http://bank.test/callback?code=x&state=s", new FakeStorage(), 5);
  assert.equal(page.closed, false);
  assert.match(page.texts[0], /no longer waiting/);
});

test("opened by hand: nothing is posted", async () => {
  const { browser } = await signedIn();
  const page = await browser.callback("http://bank.test/callback", new FakeStorage(), 5);
  assert.match(page.texts[0], /nothing to do here/);
});

test("goes back to pages of its own origin only", async () => {
  const { browser } = await signedIn();
  const storage = new FakeStorage();
  storage.setItem("stepgate:requests", JSON.stringify({ s: { returnTo: "https://evil.test/" } }));
  const page = await browser.callback("http://bank.test/callback?code=x&state=s", storage, 5);
  assert.equal(page.wentTo, undefined);
});
