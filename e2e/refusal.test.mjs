// Step-ups that do not happen: the session is as it was, and the user is still signed in.
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { screenshot } from "./lib/browser.mjs";
import { deviceOf } from "./lib/stories.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

describe("a step-up that does not happen", () => {
  it("cancelled at the provider", async () => {
    const alice = await world.person("alice");
    const bank = await alice.signsInAtBank();
    const [assurance, balance] = [await bank.assurance(), await bank.balance()];
    const provider = await bank.toProvider("send-20");
    await provider.cancel();
    await bank.says(/cancel|still signed in/i);
    await unchanged(bank, assurance, balance);
  });

  it("cancelled at the bank while the popup waits", async () => {
    const alice = await world.person("alice");
    const bank = await alice.signsInAtBank();
    const [assurance, balance] = [await bank.assurance(), await bank.balance()];
    await bank.toProvider("send-20");
    await bank.press("cancel-stepup");
    await bank.says(/cancel|still signed in/i);
    await unchanged(bank, assurance, balance);
  });

  it("b01_another_users_passkey_is_refused", async () => {
    const bobs = await deviceOf(world, "bob");
    const alice = await world.person("alice");
    await alice.takesDevice(bobs);
    const bank = await alice.signsInAtBank();
    const [assurance, balance] = [await bank.assurance(), await bank.balance()];
    const provider = await bank.toProvider("send-20");
    await provider.offersAnyPasskey();
    const signatures = bobs.signatures;
    await provider.tryPasskey();
    await provider.page.locator("#problem").waitFor();
    assert.match(await provider.problem(), /another account, so nothing was changed/);
    assert.ok(bobs.signatures > signatures, "his device did sign");
    await screenshot(provider.page, "another-users-passkey");
    await provider.cancel();
    await unchanged(bank, assurance, balance);
  });

  it("for want of a passkey, and then by the enrolment link it does", async () => {
    const newcomer = await world.person("nokey");
    const bank = await newcomer.signsInAtBank();
    const [assurance, balance] = [await bank.assurance(), await bank.balance()];
    const provider = await bank.toProvider("send-20");
    await provider.saysUnreachable();
    await screenshot(provider.page, "no-passkey-yet");
    await provider.cancel();
    await bank.says(/.+/);
    await unchanged(bank, assurance, balance);
    await (await newcomer.opensEnrolmentLink()).addPasskey();
    await (await bank.toProvider("send-20")).confirm();
    await bank.balanceBecomes(balance - 20);
    assert.equal(await (await newcomer.opensEnrolmentLink()).state(), "used");
  });
});

async function unchanged(bank, assurance, balance) {
  assert.ok(await bank.isSignedIn());
  assert.equal(await bank.balance(), balance);
  assert.deepEqual(await bank.assurance(), assurance);
}
