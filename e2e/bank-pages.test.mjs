// Every page of the bank in every state: a picture for people to look at, and axe-core's word that everybody can use it.
import { describe, it } from "node:test";

import { look, lookSmallAndDark } from "./lib/gallery.mjs";
import { signedInWithPasskey } from "./lib/stories.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

describe("the bank's page", () => {
  it("before and after sign-in", async () => {
    const alice = await world.person("alice");
    const bank = await alice.opensBank();
    await look(bank.page, "bank-signed-out");
    await bank.signIn();
    await look(bank.page, "bank-signed-in");
    await bank.balance();
    await look(bank.page, "bank-balance");
    await lookSmallAndDark(bank.page, "bank-balance");
  });

  it("while it waits, after a cancel, after a refusal", async () => {
    const alice = await world.person("alice");
    const bank = await alice.signsInAtBank();
    const provider = await bank.toProvider("send-20");
    await bank.waitingText();
    await look(bank.page, "bank-waiting");
    await provider.cancel();
    await bank.settles();
    await look(bank.page, "bank-cancelled");
    const refused = await bank.toProvider("close-account");
    await refused.cancel();
    await bank.settles();
    await look(bank.page, "bank-refused");
  });

  it("after a step-up, and when the call waits for the user's word", async () => {
    const { bank } = await signedInWithPasskey(world);
    await look(bank.page, "bank-stepped-up");
    await lookSmallAndDark(bank.page, "bank-stepped-up");
    await bank.press("wait-6");
    await bank.useRedirect();
    const provider = await bank.toProvider("send-20");
    await provider.confirm();
    await bank.offersToResume();
    await look(bank.page, "bank-pending");
  });

  it("the page that the provider sends the browser back to", async () => {
    const alice = await world.person("alice");
    await look(await alice.browser.open(`${world.demo.bank}/callback`), "bank-callback");
  });
});
