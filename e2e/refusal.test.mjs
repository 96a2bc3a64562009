// Step-ups that do not happen: the session is as it was, and the user is still signed in.
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { screenshot } from "./lib/browser.mjs";
import { deviceOf } from "./lib/stories.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

describe("a step-up that does not happen", () => {
  it("cancelled at the provider", async () => {
    const { bank, before } = await signedIn("alice");
    const provider = await bank.toProvider("send-20");
    await provider.cancel();
    assert.match(await bank.message(), /^Cancelled\. Nothing was done, and you are still signed in/);
    assert.deepEqual(await now(bank), before);
  });

  it("cancelled at the bank while the popup waits", async () => {
    const { person: alice, bank, before } = await signedIn("alice");
    await bank.toProvider("send-20");
    await bank.press("cancel-stepup");
    assert.match(await bank.message(), /^Cancelled\. Nothing was done, and you are still signed in/);
    assert.equal(alice.browser.pages.length, 1, "the popup is gone");
    assert.deepEqual(await now(bank), before);
  });

  it("b01_another_users_passkey_is_refused", async () => {
    const bobs = await deviceOf(world, "bob");
    const { person: alice, bank, before } = await signedIn("alice");
    await alice.takesDevice(bobs);
    const provider = await bank.toProvider("send-20");
    await provider.offersAnyPasskey();
    const signatures = bobs.signatures;
    await provider.tryPasskey();
    assert.match(await provider.problem(), /belongs to another account, so nothing was changed/);
    assert.ok(bobs.signatures > signatures, "his device did sign");
    await screenshot(provider.page, "another-users-passkey");
    await provider.cancel();
    assert.deepEqual(await now(bank), before);
  });

  it("for want of a security key", async () => {
    const { bank, before } = await signedIn("alice");
    const provider = await bank.toProvider("close-account");
    await provider.saysUnreachable();
    await provider.cancel();
    assert.match(await bank.message(), /no sign-in method that is strong enough/);
    assert.deepEqual(await now(bank), before);
  });

  it("for want of a passkey, and after the enrolment link it does", async () => {
    const { person: newcomer, bank, before } = await signedIn("nokey");
    const refused = await bank.toProvider("send-20");
    await refused.saysUnreachable();
    await screenshot(refused.page, "no-passkey-yet");
    await refused.cancel();
    assert.deepEqual(await now(bank), before);
    await (await newcomer.opensEnrolmentLink()).addPasskey();
    const provider = await bank.toProvider("send-20");
    await provider.confirm();
    assert.match(await bank.message(), /^Done/);
    assert.equal(await bank.balance(), before.balance - 20);
    assert.equal(await (await newcomer.opensEnrolmentLink()).state(), "used");
  });
});

async function signedIn(login) {
  const person = await world.person(login);
  const bank = await person.signsInAtBank();
  return { person, bank, before: await now(bank) };
}

async function now(bank) {
  await bank.settles();
  return { signedIn: await bank.isSignedIn(), balance: await bank.balance(), ...(await bank.assurance()) };
}
