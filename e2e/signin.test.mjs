// Signing in with a password, and what that is enough for.
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { screenshot } from "./lib/browser.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

describe("first sign-in", () => {
  it("takes a password, and the bank knows that it was one", async () => {
    const alice = await world.person("alice");
    const bank = await alice.signsInAtBank();
    assert.deepEqual((await bank.claims()).amr, ["pwd"]);
    assert.equal(alice.browser.pages.length, 1);
    await screenshot(bank.page, "bank-signed-in");
  });

  it("is enough to see the balance", async () => {
    const alice = await world.person("alice");
    const bank = await alice.signsInAtBank();
    assert.ok((await bank.balance()) > 0);
    assert.match(await bank.strip("decision"), /allow/i);
    assert.equal(alice.browser.pages.length, 1);
  });

  it("ends with signing out", async () => {
    const alice = await world.person("alice");
    const bank = await alice.signsInAtBank();
    const provider = await bank.toProvider("sign-out");
    await provider.page.locator("#logout-confirm").click();
    const again = await alice.opensBank();
    assert.equal(await again.isSignedIn(), false);
    const signIn = await again.toProvider("sign-in");
    assert.ok(await signIn.page.locator("#login").isVisible(), "the provider asks who it is");
  });

  it("writes no password and no cookie to the log", async () => {
    const alice = await world.person("alice");
    const bank = await alice.opensBank();
    const provider = await bank.toProvider("sign-in");
    const password = await provider.page.locator('button[data-login="alice"]').getAttribute("data-password");
    await provider.signIn("alice");
    await bank.page.locator("#sign-out").waitFor();
    const cookies = await alice.browser.cookies(world.demo.issuer);
    assert.ok(cookies.length > 0);
    const log = world.demo.printed.split(/open http/)[1];
    for (const secret of [password, ...cookies.map((cookie) => cookie.value)]) assert.ok(!log.includes(secret));
  });
});
