// Proving more, at the moment an action needs it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { screenshot } from "./lib/browser.mjs";
import { signedInWithPasskey } from "./lib/stories.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

describe("step-up", () => {
  it("opens a popup, says why, and the payment goes through", async () => {
    const alice = await world.person("alice");
    const bank = await alice.signsInAtBank();
    const before = await bank.balance();
    const provider = await bank.toProvider("send-20");
    assert.ok(provider.isPopup);
    assert.equal(await provider.why(), "You signed in with a password; this needs a passkey.");
    assert.match(await bank.strip("header"), /error="insufficient_user_authentication".*max_age="300"/);
    await alice.copiesDemoPasskey(provider);
    await screenshot(provider.page, "step-up");
    await provider.confirm();
    assert.match(await bank.message(), /^Done\. 20\.00 EUR went to Jana Novak/);
    assert.equal(await bank.balance(), before - 20);
    const { acr, amr } = await bank.assurance();
    assert.deepEqual({ acr, amr }, { acr: "phr", amr: ["pop", "swk", "user"] });
    assert.equal(alice.browser.pages.length, 1, "the popup closed itself");
    await screenshot(bank.page, "bank-stepped-up");
  });

  it("does not ask again while it is fresh", async () => {
    const { alice, bank } = await signedInWithPasskey(world);
    const [before, signatures] = [await bank.balance(), alice.device.signatures];
    await bank.press("send-20");
    assert.match(await bank.message(), /^Done/);
    assert.equal(await bank.balance(), before - 20);
    assert.equal(alice.device.signatures, signatures);
    assert.equal(alice.browser.pages.length, 1);
  });

  it("asks again when six minutes have passed, because of age", async () => {
    const { bank } = await signedInWithPasskey(world);
    const before = await bank.balance();
    const { auth_time: first } = await bank.assurance();
    await bank.press("wait-6");
    const provider = await bank.toProvider("send-20");
    assert.match(await provider.why(), /^You last confirmed 6 minutes ago; this needs the last 5 minutes/);
    await provider.confirm();
    assert.equal(await bank.balance(), before - 20);
    assert.ok((await bank.assurance()).auth_time >= first + 360);
  });

  it("works without a popup, and resumes the payment when the user says so", async () => {
    const alice = await world.person("alice");
    const bank = await alice.signsInAtBank();
    const before = await bank.balance();
    await bank.useRedirect();
    const provider = await bank.toProvider("send-20");
    assert.equal(provider.isPopup, false);
    await alice.copiesDemoPasskey(provider);
    await provider.confirm();
    await bank.offersToResume();
    assert.equal(await bank.balance(), before, "nothing is sent before the user says so");
    await bank.press("resume-pending");
    assert.match(await bank.message(), /^Done/);
    assert.equal(await bank.balance(), before - 20);
  });

  it("with a passkey serves what would have taken a second factor", async () => {
    const { alice, bank } = await signedInWithPasskey(world);
    await bank.press("change-payout");
    assert.match(await bank.message(), /^Done\. Payouts go to/);
    assert.equal(alice.browser.pages.length, 1);
  });

  it("takes the demo passkey where there is no device", async () => {
    const alice = await world.person("alice");
    const bank = await alice.signsInAtBank();
    const provider = await bank.toProvider("send-20");
    await provider.confirmWithDemoPasskey();
    assert.match(await bank.message(), /^Done/);
    assert.equal((await bank.assurance()).acr, "phr");
    assert.equal(alice.device.size, 0, "no authenticator took part");
  });
});
