// Step-ups that do not happen: the session is as it was, and the user is still signed in.
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { screenshot } from "./lib/browser.mjs";
import { deviceOf } from "./lib/stories.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

describe("a step-up that does not happen", () => {
  it("cancelled at the provider", async () => {
    const { person: alice, bank, before } = await signedIn("alice");
    const session = await cookies(alice);
    const provider = await bank.toProvider("send-20");
    await provider.cancel();
    assert.match(await bank.message(), /^Cancelled\. Nothing was done, and you are still signed in/);
    assert.deepEqual(await now(bank), before);
    assert.deepEqual(await cookies(alice), session, "the same session at the provider");
  });

  it("cancelled at the bank while the popup waits, and what the popup says later is too late", async () => {
    const { person: alice, bank, before } = await signedIn("alice");
    const provider = await bank.toProvider("send-20");
    await bank.press("cancel-stepup");
    assert.match(await bank.message(), /^Cancelled\. Nothing was done, and you are still signed in/);
    await alice.copiesDemoPasskey(provider);
    await provider.confirm();
    await provider.page.getByText("The app is no longer waiting for this answer").waitFor();
    assert.deepEqual(await now(bank), before);
  });

  it("b01_another_users_passkey_is_refused", async () => {
    const bobs = await deviceOf(world, "bob");
    const { person: alice, bank, before } = await signedIn("alice");
    await alice.takesDevice(bobs);
    const session = await cookies(alice);
    const provider = await bank.toProvider("send-20");
    await provider.offersAnyPasskey();
    alice.browser.complaints.excuse(403, /^\/interaction\/[^/]+\/passkey$/);
    const signatures = bobs.signatures;
    assert.deepEqual(await provider.tryPasskey(), { status: 403, error: "subject_mismatch" });
    assert.ok(bobs.signatures > signatures, "his device did sign");
    await screenshot(provider.page, "another-users-passkey");
    assert.deepEqual(await cookies(alice), session, "she is signed in as before");
    await provider.goBack();
    await provider.cancel();
    assert.deepEqual(await now(bank), before);
  });

  it("for want of a security key", async () => {
    const { bank, before } = await signedIn("alice");
    const provider = await bank.toProvider("close-account");
    assert.match(await provider.saysUnreachable(), /^This needs a security key, and your account has none\. You stay signed in/);
    await provider.cancel();
    assert.match(await bank.message(), /no sign-in method that is strong enough/);
    assert.deepEqual(await now(bank), before);
  });

  it("for want of a passkey, and after the enrolment link it does", async () => {
    const { person: newcomer, bank, before } = await signedIn("nokey");
    const refused = await bank.toProvider("send-20");
    assert.match(await refused.saysUnreachable(), /^This needs a passkey, and your account has none\./);
    await screenshot(refused.page, "no-passkey-yet");
    await refused.cancel();
    assert.deepEqual(await now(bank), before);
    await (await newcomer.opensEnrolmentLink()).addPasskey();
    const provider = await bank.toProvider("send-20");
    await provider.confirm();
    assert.match(await bank.message(), /^Done/);
    assert.equal(await bank.balance(), before.balance - 20);
    newcomer.browser.complaints.excuse(410, /^\/enrol\//);
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

async function cookies(person) {
  return (await person.browser.cookies(world.demo.issuer)).map(({ name, value }) => `${name}=${value}`).sort();
}
