// The certified low-level library under openid-client, used by itself: Node is the app, and reads the bank's challenges.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { clientStories, signIn, STEP_UP } from "./lib/client-stories.mjs";
import { Oauth4webapi } from "./lib/clients/oauth4webapi.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();
const SCOPE = "openid payments:write";

describe("oauth4webapi", () => {
  let app;
  before(async () => (app = await Oauth4webapi.register(world.demo)));

  clientStories(world, () => app);

  it("reads the bank's challenge, does what it asks for, and the payment goes through", async () => {
    const newcomer = await world.person("nokey");
    await (await newcomer.opensEnrolmentLink()).addPasskey();
    const order = { payee: "jana", amount: "20.00" };
    const low = await signIn(world, app, newcomer, { scope: SCOPE });
    const refusal = await app.order(low.accessToken, order).then(assert.fail, (error) => error);
    assert.deepEqual([refusal.code, refusal.status, refusal.cause.length], ["OAUTH_WWW_AUTHENTICATE_CHALLENGE", 401, 1]);
    const { scheme, parameters } = refusal.cause[0];
    assert.deepEqual([scheme, parameters.error], ["bearer", "insufficient_user_authentication"]);
    const { acr_values, max_age } = parameters;
    assert.deepEqual({ acr_values, max_age }, STEP_UP);
    const { provider, finish } = await app.start(newcomer, { scope: SCOPE, acr_values, max_age });
    await provider.confirm();
    const high = await finish();
    assert.equal((await app.validateAccessToken(high.accessToken)).acr, "phr");
    assert.equal((await app.order(high.accessToken, order)).status, 200);
  });
});
