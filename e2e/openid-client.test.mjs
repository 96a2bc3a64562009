// An independent, certified client library against the running provider.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { RelyingParty } from "./lib/relying-party.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

describe("openid-client", () => {
  let relyingParty;
  before(async () => (relyingParty = await RelyingParty.register(world.demo)));

  it("signs in, asks for user information and refreshes", async () => {
    const alice = await world.person("alice");
    const { provider, finish } = await relyingParty.start(alice);
    await provider.signIn("alice");
    const tokens = await finish();
    assert.deepEqual(tokens.claims().amr, ["pwd"]);
    assert.equal((await relyingParty.userInfo(tokens)).sub, tokens.claims().sub);
    const { acr, auth_time, sub } = tokens.claims();
    const refreshed = (await relyingParty.refresh(tokens)).claims();
    assert.deepEqual({ acr: refreshed.acr, auth_time: refreshed.auth_time, sub: refreshed.sub }, { acr, auth_time, sub });
    await assert.rejects(relyingParty.refresh(tokens), { error: "invalid_grant" }, "a refresh token is used once");
  });

  it("gets the level that acr_values asks for", async () => {
    assert.ok(relyingParty.metadata.acr_values_supported.includes("phr"));
    const alice = await world.person("alice");
    const first = await relyingParty.start(alice);
    await first.provider.signIn("alice");
    await first.finish();
    const { provider, finish } = await relyingParty.start(alice, { acr_values: "phr" });
    assert.equal(await provider.why(), "You signed in with a password; this needs a passkey.");
    await provider.confirmWithDemoPasskey();
    assert.equal((await finish()).claims().acr, "phr");
  });

  it("gets a newer auth_time for max_age=0, after one prompt", async () => {
    const alice = await world.person("alice");
    const first = await relyingParty.start(alice);
    await first.provider.signIn("alice");
    const { auth_time: earlier } = (await first.finish()).claims();
    const { provider, finish } = await relyingParty.start(alice, { max_age: "0" });
    await provider.confirmWithDemoPasskey();
    assert.ok((await finish()).claims().auth_time >= earlier);
  });

  it("hears that a level does not exist, and nobody is asked", async () => {
    const alice = await world.person("alice");
    const { finish } = await relyingParty.start(alice, { acr_values: "urn:example:made-up" });
    await assert.rejects(finish(), { error: "unmet_authentication_requirements" });
  });

  it("hears login_required when nobody may be asked and nobody is signed in", async () => {
    const alice = await world.person("alice");
    const { finish } = await relyingParty.start(alice, { prompt: "none" });
    await assert.rejects(finish(), { error: "login_required" });
  });
});
