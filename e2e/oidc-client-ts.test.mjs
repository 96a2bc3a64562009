// The library that most single-page apps sign in with, in a page of its own and a real browser.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import { clientStories, signIn, STEP_UP } from "./lib/client-stories.mjs";
import { OidcClientTs } from "./lib/clients/oidc-client-ts.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

describe("oidc-client-ts", () => {
  let app;
  before(async () => {
    app = await OidcClientTs.serve(world.demo.issuer);
    await world.demo.serve([app.registration]);
  });
  after(() => app?.stop());

  clientStories(world, () => app);

  it("asks silently in a hidden frame, and hears what it may do about it", async () => {
    const newcomer = await world.person("nokey");
    await assert.rejects(app.signInSilently(newcomer), { error: "login_required" });
    const before = await signIn(world, app, newcomer);
    const { claims } = await app.signInSilently(newcomer);
    assert.deepEqual([claims.acr, claims.auth_time], ["urn:stepgate:basic", before.claims.auth_time]);
    // The account has no passkey, and the library passes the request on as it is.
    await assert.rejects(app.signInSilently(newcomer, STEP_UP), { error: "unmet_authentication_requirements" });
    assert.equal((await app.user(newcomer)).claims.acr, before.claims.acr, "the app's user is as before");
  });
});
