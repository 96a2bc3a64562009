// Every page of the account in every state: pictures, and axe-core's word.
import { describe, it } from "node:test";

import { Device } from "./lib/device.mjs";
import { lookAllOver } from "./lib/gallery.mjs";
import { atAccount } from "./lib/stories.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

describe("the account page", () => {
  for (const language of ["en", "ar"]) {
    it(`of somebody with a password only (${language})`, async () => {
      const { account, look } = await visitor(await newcomer(), language);
      await look("bare");
      await account.goes("/passkeys/add");
      await look("add-passkey");
      await account.goes("/totp/add");
      await look("add-app");
      await account.page.locator("#code").fill("000000");
      await account.press("totp");
      await look("add-app-wrong-code");
      await account.goes("/password");
      await look("password");
      await account.changesPassword("short");
      await look("password-problem");
      await account.goes("/recovery-codes");
      await look("recovery-codes");
      await account.press("make-codes");
      await look("recovery-codes-made");
    });

    it(`of somebody with one of each (${language})`, async () => {
      const { person, account, look } = await visitor(await atAccount(world, "alice"), language);
      await account.goesToChange("/totp/add");
      await account.addsApp(`Phone (${language})`);
      await look("app-added");
      await account.goesToChange("/security-keys/add");
      await look("add-security-key");
      await person.takesDevice(new Device({ transport: "usb" }));
      await account.press("enrol-submit");
      await account.goes();
      await look("full");
      await account.opensMethod(`Phone (${language})`);
      await look("method");
      await account.press("remove");
      await account.goes();
      await look("removed");
      await account.page.locator("[data-removed] a").first().click();
      await account.page.locator("#undo").waitFor();
      await look("method-removed");
      await account.goes("/methods/no-such-method");
      await look("error-no-such-method");
    });
  }
});

async function newcomer() {
  const person = await world.person("nokey");
  return { person, account: await person.signsInAtAccount() };
}

/** Somebody at their account page, reading it in a language, and a way to look at it. */
async function visitor({ person, account }, language) {
  person.browser.complaints.excuse(404, /\/methods\//);
  person.browser.complaints.excuse(422, /^\/account\/(password|totp\/add)$/);
  await person.browser.speaks(language);
  await account.goes();
  return { person, account, look: (name) => lookAllOver(account.page, `account-${name}-${language}`) };
}
