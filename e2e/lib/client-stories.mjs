// What a client that others wrote goes through, whatever its interface looks like.
import assert from "node:assert/strict";
import { it } from "node:test";
import { setTimeout as wait } from "node:timers/promises";

/** What a guarded API asks for in its challenge (RFC 9470 §3), copied into the request. */
export const STEP_UP = { acr_values: "phr", max_age: "300" };

/** `auth_time` has whole seconds: two confirmations within one look like one. People are not that quick, these tests are. */
const ONE_SECOND = 1_000;

/**
 * Registers the stories in the `describe` around it.
 *
 * `client()` is asked once the tests run. Its `start(person, parameters)` sends the person to the provider and gives the
 * provider's page, and `finish()`: `{ claims, accessToken }` with the ID token's claims, or a rejection with `error`.
 */
export function clientStories(world, client) {
  it("signs in with a password, and steps up to a passkey", async () => {
    const alice = await withPasskey(world, "alice");
    const before = await signIn(world, client(), alice);
    assert.deepEqual([before.claims.acr, before.claims.amr], ["urn:stepgate:basic", ["pwd"]]);
    await wait(ONE_SECOND);
    const { provider, finish } = await client().start(alice, STEP_UP);
    assert.equal(await provider.why(), "You signed in with a password; this needs a passkey.");
    await provider.confirm();
    const { claims, accessToken } = await finish();
    assert.deepEqual([claims.acr, claims.amr], ["phr", ["pop", "swk", "user"]]);
    assert.ok(claims.auth_time > before.claims.auth_time, "confirmed after the sign-in");
    assert.deepEqual([claims.sub, claims.sid], [before.claims.sub, before.claims.sid], "in the same session");
    assert.deepEqual(standing(payload(accessToken)), standing(claims));
  });

  it("hears that a step-up was cancelled, and the session is as it was", async () => {
    const bob = await withPasskey(world, "bob");
    const before = await signIn(world, client(), bob);
    const { provider, finish } = await client().start(bob, STEP_UP);
    await provider.cancel();
    await assert.rejects(finish(), { error: "unmet_authentication_requirements" });
    const silent = await client().start(bob, { prompt: "none" });
    assert.deepEqual(standing((await silent.finish()).claims), standing(before.claims));
  });
}

/** Signs a person in with the password. */
export async function signIn(world, client, person, parameters = {}) {
  const { provider, finish } = await client.start(person, parameters);
  await provider.signInWith(person.login, world.demo.password(person.login));
  return finish();
}

/** Somebody with a passkey on the device at hand, added by the link that the terminal printed. */
async function withPasskey(world, login) {
  const person = await world.person(login);
  await (await person.opensEnrolmentLink()).addPasskey();
  return person;
}

/** What both tokens say of the user's standing. */
function standing({ sub, sid, acr, amr, auth_time }) {
  assert.ok(sid && auth_time, "both are there to be compared");
  return { sub, sid, acr, amr, auth_time };
}

/** The claims of a JWT, unverified: an app has no business in an access token, a test may look. */
function payload(jwt) {
  return JSON.parse(Buffer.from(jwt.split(".")[1], "base64url"));
}
