// How often the user is asked.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as wait } from "node:timers/promises";

import { signedInWithPasskey } from "./lib/stories.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

/** `auth_time` has whole seconds: two confirmations within one look like one. People are not that quick, this test is. */
const ONE_SECOND = 1_000;

describe("prompts", () => {
  it("one for two tabs", async () => {
    const alice = await world.person("alice");
    const first = await alice.signsInAtBank();
    const second = await alice.opensBank();
    await second.signInAgain();
    const before = await first.balance();
    const provider = await first.toProvider("send-20");
    await alice.copiesDemoPasskey(provider);
    await second.press("send-20");
    assert.match(await second.waitingText(), /^Another tab is confirming/);
    assert.equal(alice.browser.pages.length, 3, "two tabs and one popup");
    await provider.confirm();
    for (const bank of [first, second]) assert.match(await bank.message(), /^Done/);
    assert.equal(await first.balance(), before - 40);
    assert.equal(alice.browser.pages.length, 2);
  });

  it("one for each large payment, however fresh the last is (max_age=0)", async () => {
    const { alice, bank } = await signedInWithPasskey(world);
    const before = await bank.balance();
    for (const sent of [250, 500]) {
      await wait(ONE_SECOND);
      const signatures = alice.device.signatures;
      const provider = await bank.toProvider("send-250");
      assert.equal(await provider.why(), "This asks you to confirm each time.");
      await provider.confirm();
      assert.match(await bank.message(), /^Done/);
      assert.equal(await bank.balance(), before - sent);
      assert.equal(alice.device.signatures, signatures + 1, "asked once");
      assert.equal(alice.browser.pages.length, 1, "no second popup");
    }
    const signatures = alice.device.signatures;
    await bank.press("send-20");
    assert.match(await bank.message(), /^Done/);
    assert.equal(alice.device.signatures, signatures, "a small one is still fresh");
  });

  it("and a refreshed token is no second confirmation", async () => {
    const { bank } = await signedInWithPasskey(world);
    await wait(ONE_SECOND);
    const provider = await bank.toProvider("send-250");
    await provider.confirm();
    assert.match(await bank.message(), /^Done/);
    const before = await bank.balance();
    const { status, challenge } = await bank.sendsWithRefreshedToken("250.00");
    assert.equal(status, 401);
    assert.match(challenge, /error="insufficient_user_authentication".*max_age="0"/);
    assert.equal(await bank.balance(), before);
  });
});
