// The provider's pages in five languages: who asks for which gets it, and everybody can use it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { lookAllOver } from "./lib/gallery.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

const HEADINGS = { en: "Sign in", de: "Anmelden", fr: "Se connecter", es: "Iniciar sesión", ar: "تسجيل الدخول" };

describe("the provider's pages", () => {
  for (const [language, heading] of Object.entries(HEADINGS)) {
    it(`sign-in and step-up in ${language}`, async () => {
      const alice = await world.person("alice");
      await alice.browser.speaks(language);
      const bank = await alice.opensBank();
      const signIn = await bank.toProvider("sign-in");
      const html = signIn.page.locator("html");
      assert.equal(await html.getAttribute("lang"), language);
      assert.equal(await html.getAttribute("dir"), language === "ar" ? "rtl" : "ltr");
      assert.equal(await signIn.page.locator("#heading").innerText(), heading);
      await lookAllOver(signIn.page, `login-${language}`);
      await signIn.signIn("alice");
      await bank.signedIn();
      const { page } = await bank.toProvider("send-20");
      for (const summary of await page.locator("summary").all()) await summary.click();
      await lookAllOver(page, `challenge-${language}`);
    });
  }
});
