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
    assert.deepEqual((await bank.assurance()).amr, ["pwd"]);
    assert.equal(alice.browser.pages.length, 1);
    await screenshot(bank.page, "bank-signed-in");
  });

  it("is enough to see the balance", async () => {
    const alice = await world.person("alice");
    const bank = await alice.signsInAtBank();
    assert.ok((await bank.balance()) > 0);
    assert.match(await bank.strip("decision"), /^Allow/);
    assert.equal(alice.browser.pages.length, 1);
  });

  it("serves a second tab without a question", async () => {
    const alice = await world.person("alice");
    const first = await alice.signsInAtBank();
    const second = await alice.opensBank();
    assert.equal(await second.isSignedIn(), false);
    await second.signInAgain();
    assert.deepEqual(await second.assurance(), await first.assurance());
  });

  it("takes a passkey alone, and then the first small payment needs no more", async () => {
    const newcomer = await world.person("nokey");
    await (await newcomer.opensEnrolmentLink()).addPasskey();
    const bank = await newcomer.opensBank();
    const provider = await bank.toProvider("sign-in");
    const before = newcomer.device.signatures;
    await provider.confirm();
    await bank.signedIn();
    assert.deepEqual((await bank.assurance()).amr, ["pop", "swk", "user"]);
    await bank.press("send-20");
    assert.match(await bank.message(), /^Done/);
    assert.equal(newcomer.device.signatures, before + 1, "asked once");
  });

  it("ends with signing out", async () => {
    const alice = await world.person("alice");
    const bank = await alice.signsInAtBank();
    const provider = await bank.toProvider("sign-out");
    await provider.confirmSignOut();
    const again = await alice.opensBank();
    assert.equal(await again.isSignedIn(), false);
    const signIn = await again.toProvider("sign-in");
    assert.ok(await signIn.asksForPassword(), "the provider asks who it is");
  });

  it("leaves no password and no cookie in the log", async () => {
    const alice = await world.person("alice");
    const bank = await alice.opensBank();
    const provider = await bank.toProvider("sign-in");
    const password = await provider.passwordOf("alice");
    await provider.signIn("alice");
    await bank.signedIn();
    const cookies = await alice.browser.cookies(world.demo.issuer);
    assert.ok(cookies.length > 0);
    for (const secret of [password, ...cookies.map((cookie) => cookie.value)]) assert.ok(!world.demo.log.includes(secret));
  });
});
