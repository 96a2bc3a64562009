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
    assert.match(await bank.strip("header"), /insufficient_user_authentication/);
    await alice.copiesDemoPasskey(provider);
    await screenshot(provider.page, "step-up");
    await provider.confirm();
    await bank.balanceBecomes(before - 20);
    const { acr, amr } = await bank.claims();
    assert.equal(acr, "phr");
    assert.ok(amr.includes("pop"));
    assert.equal(alice.browser.pages.length, 1, "the popup closed itself");
  });

  it("does not ask again while it is fresh", async () => {
    const { alice, bank } = await signedInWithPasskey(world);
    const before = await bank.balance();
    const signatures = alice.device.signatures;
    await bank.press("send-20");
    await bank.balanceBecomes(before - 20);
    assert.equal(alice.device.signatures, signatures);
    assert.equal(alice.browser.pages.length, 1);
  });

  it("asks again when six minutes have passed, because of age", async () => {
    const { bank } = await signedInWithPasskey(world);
    const before = await bank.balance();
    const { auth_time: first } = await bank.claims();
    await bank.press("wait-6");
    const provider = await bank.toProvider("send-20");
    assert.match(await provider.why(), /ago; this needs the last 5 minutes/);
    await provider.confirm();
    await bank.balanceBecomes(before - 20);
    assert.ok((await bank.claims()).auth_time >= first + 300);
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
    await bank.page.locator("#resume-pending").waitFor();
    assert.equal(await bank.balance(), before, "nothing is sent before the user says so");
    await bank.press("resume-pending");
    await bank.balanceBecomes(before - 20);
  });

  it("shows amount and payee of a large payment, and asks for each one", async () => {
    const { bank } = await signedInWithPasskey(world);
    const before = await bank.balance();
    for (const sent of [250, 500]) {
      const provider = await bank.toProvider("send-250");
      const facts = Object.values(await provider.facts()).join("\n");
      assert.match(facts, /250/);
      await provider.confirm();
      await bank.balanceBecomes(before - sent);
    }
  });

  it("takes the demo passkey where there is no device", async () => {
    const alice = await world.person("alice");
    const bank = await alice.signsInAtBank();
    const before = await bank.balance();
    const provider = await bank.toProvider("send-20");
    await provider.confirmWithDemoPasskey();
    await bank.balanceBecomes(before - 20);
    assert.equal(alice.device.size, 0, "no authenticator took part");
  });
});
