// How often the user is asked.
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { signedInWithPasskey } from "./lib/stories.mjs";
import { BankPage } from "./lib/pages/bank.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

describe("prompts", () => {
  it("one for two tabs", async () => {
    const { alice, bank: first } = await signedInWithPasskey(world);
    await first.press("wait-6");
    const second = await duplicate(alice, first);
    const [before, signatures] = [await first.balance(), alice.device.signatures];
    const provider = await first.toProvider("send-20");
    await second.press("send-20");
    await second.page.locator("#cancel-stepup").waitFor();
    assert.equal(alice.browser.pages.length, 3, "two tabs and one popup");
    await provider.confirm();
    await Promise.all([first.balanceFallsBelow(before), second.balanceFallsBelow(before)]);
    assert.equal(await first.balance(), before - 40);
    assert.equal(alice.device.signatures, signatures + 1);
  });

  it("one for an action that asks each time", async () => {
    const { alice, bank } = await signedInWithPasskey(world);
    for (let time = 1; time <= 2; time += 1) {
      const signatures = alice.device.signatures;
      const provider = await bank.toProvider("change-payout");
      assert.equal(await provider.why(), "This asks you to confirm each time.");
      await provider.confirm();
      await bank.says(/payout/i);
      assert.equal(alice.device.signatures, signatures + 1);
      assert.equal(alice.browser.pages.length, 1, "no second popup");
    }
  });
});

/** The same app in a second tab, signed in as the first is: what the browser's "duplicate tab" does. */
async function duplicate(person, bank) {
  const [page] = await Promise.all([
    bank.page.waitForEvent("popup"),
    bank.page.evaluate(() => void window.open(location.href)),
  ]);
  const copy = new BankPage(person, page);
  await page.locator("#sign-out").waitFor();
  return copy;
}
