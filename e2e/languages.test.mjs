// The provider's pages in five languages: who asks for which gets it, and everybody can use it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { look, lookSmallAndDark } from "./lib/gallery.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

const HEADINGS = { en: "Sign in", de: "Anmelden", fr: "Se connecter", es: "Iniciar sesión", ar: "تسجيل الدخول" };

/** Buttons, links and fields that are smaller than 24 CSS pixels (WCAG 2.5.8), and those that come before what stands above them. */
function awkward() {
  const targets = [...document.querySelectorAll("main :is(a, button, summary, input):not([type=hidden])")];
  const boxes = targets.filter((target) => target.checkVisibility()).map((target) => [target.id, target.getBoundingClientRect()]);
  const small = boxes.filter(([, box]) => box.width < 24 || box.height < 24);
  const early = boxes.filter(([, box], at) => at > 0 && box.bottom < boxes[at - 1][1].top);
  return [...small, ...early].map(([id]) => id);
}

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
      await look(signIn.page, `login-${language}`);
      await lookSmallAndDark(signIn.page, `login-${language}`);
      assert.deepEqual(await signIn.page.evaluate(awkward), []);
      await signIn.signIn("alice");
      await bank.signedIn();
      const { page } = await bank.toProvider("send-20");
      for (const summary of await page.locator("summary").all()) await summary.click();
      await look(page, `challenge-${language}`);
      await lookSmallAndDark(page, `challenge-${language}`);
      assert.deepEqual(await page.evaluate(awkward), []);
    });
  }
});
