// A server-rendered app that steps up: no script, only redirects and forms.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { look, lookAllOver } from "./lib/gallery.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

describe("the admin app", () => {
  before(() => world.demo.startAdmin());

  it("signs in, after the user allowed it", async () => {
    const alice = await world.person("alice");
    const admin = await alice.opensAdmin();
    await look(admin.page, "admin-signed-out");
    const provider = await admin.toProvider("sign-in");
    assert.ok(await provider.signInUpToConsent("alice"), "it is not a first party");
    await lookAllOver(provider.page, "consent");
    await provider.allow();
    assert.equal(await admin.level(), "urn:stepgate:basic");
    await look(admin.page, "admin-signed-in");
  });

  it("grants a role after a second factor, on a visible word, and asks no more for the next", async () => {
    const alice = await world.person("alice");
    const admin = await alice.signsInAtAdmin();
    assert.equal(await admin.level(), "urn:stepgate:basic");
    const [first, second] = await admin.choices("person");
    const provider = await admin.toProvider("grant-role");
    assert.equal(await provider.why(), "You signed in with a password; this needs a passkey.");
    await provider.confirmWithDemoPasskey();
    assert.equal(await admin.offersToContinue(), `Continue: make ${first} an auditor`);
    assert.deepEqual(await admin.choices("person"), [first, second], "nothing is done before the user says so");
    await look(admin.page, "admin-confirmed");
    await admin.press("confirm-action");
    assert.equal(await admin.message(), `Done: make ${first} an auditor.`);
    assert.equal(await admin.level(), "urn:stepgate:mfa");
    await admin.press("grant-role");
    assert.equal(await admin.message(), `Done: make ${second} an auditor.`);
  });

  it("asks for a passkey for each tenant that is deleted", async () => {
    const alice = await world.person("alice");
    const admin = await alice.signsInAtAdmin();
    const [first, second, ...others] = await admin.choices("tenant");
    for (const tenant of [first, second]) {
      const provider = await admin.toProvider("delete-tenant");
      await provider.confirmWithDemoPasskey();
      assert.equal(await admin.offersToContinue(), `Continue: delete tenant ${tenant}`);
      await admin.press("confirm-action");
      assert.equal(await admin.message(), `Done: delete tenant ${tenant}.`);
    }
    assert.deepEqual(await admin.choices("tenant"), others);
  });

  it("takes a cancel, and a change of mind after the confirmation, as a no", async () => {
    const alice = await world.person("alice");
    const admin = await alice.signsInAtAdmin();
    const tenants = await admin.choices("tenant");
    const cancelled = await admin.toProvider("delete-tenant");
    await cancelled.cancel();
    assert.match(await admin.message(), /Nothing was done, and you are signed in as before/);
    assert.equal(await admin.level(), "urn:stepgate:basic");
    const confirmed = await admin.toProvider("delete-tenant");
    await confirmed.confirmWithDemoPasskey();
    await admin.offersToContinue();
    await admin.press("discard-action");
    assert.deepEqual(await admin.choices("tenant"), tenants);
  });
});
