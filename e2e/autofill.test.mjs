// Passkeys among the suggestions of the name field. Chromium's virtual authenticator takes the first suggestion by itself, for
// those who `picksSuggestions`.
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { useWorld } from "./lib/world.mjs";

const world = useWorld();

describe("autofill of passkeys", () => {
  it("signs in whoever comes near the name field, and nobody who does not", async () => {
    const newcomer = await world.person("nokey", { picksSuggestions: true });
    await (await newcomer.opensEnrolmentLink()).addPasskey();
    const bank = await newcomer.opensBank();
    const { page } = await bank.toProvider("sign-in");
    const asked = [];
    page.on("request", (request) => request.url().endsWith("/passkey/options") && asked.push(request.url()));
    await page.locator("#password").hover();
    await page.waitForTimeout(500);
    assert.deepEqual(asked, []);
    await page.locator("#login").hover();
    await bank.signedIn();
    assert.deepEqual((await bank.assurance()).amr, ["pop", "swk", "user"]);
    assert.equal(asked.length, 1);
  });

  it("gives way to the button", async () => {
    const alice = await world.person("alice");
    const bank = await alice.opensBank();
    const { page } = await bank.toProvider("sign-in");
    const options = page.waitForResponse((response) => response.url().endsWith("/passkey/options"));
    await page.locator("#login").hover();
    await options;
    await page.locator("#passkey-submit").click();
    await page.getByText("Nothing was confirmed.").waitFor();
    assert.equal(await page.locator("#passkey-submit").innerText(), "Try again");
  });
});
