// The account page: methods, password, recovery codes, sessions, activity, settings.
import { AuthenticatorApp } from "../totp.mjs";
import { ProviderPage } from "./provider.mjs";

export class AccountPage {
  #person;

  constructor(person, page) {
    this.#person = person;
    this.page = page;
  }

  /** The same tab as one of the provider's other pages: whoever lacks something is sent there. */
  get provider() {
    return new ProviderPage(this.page, this.page);
  }

  /** Goes to a page of the account; "" is the overview. */
  async goes(path = "") {
    await this.page.goto(`${this.#person.demo.issuer}/account${path}`);
  }

  /** Goes to a page where methods are changed, confirming with the passkey at hand where the provider asks for it. */
  async goesToChange(path) {
    await this.goes(path);
    if (await this.page.locator("#passkey-submit").isVisible()) await this.provider.confirm();
    await this.page.locator("#back").waitFor();
  }

  /** Presses a button by its form's id or its own, and waits for the page that answers. */
  async press(id) {
    const button = this.page.locator(`#${id}:is(button, a), form#${id} button[type=submit]`).first();
    const gone = this.page.waitForEvent("framenavigated");
    gone.catch(() => {});
    await button.click();
    await gone;
    await this.page.waitForLoadState();
  }

  /** Which page it is: "account", "method", "totp" and so on. */
  async name() {
    return this.page.locator("main").getAttribute("data-page");
  }

  /** What was just done: "added", "renamed" and so on. */
  async done() {
    return this.page.locator("[data-done]").getAttribute("data-done");
  }

  /** Names of the methods that are in use, as the overview lists them. */
  async methods() {
    return (await this.page.locator("[data-method] h3").allTextContents()).map((name) => name.trim());
  }

  /** Opens the page of a method by its name. */
  async opensMethod(name) {
    await this.page.locator("[data-method]", { hasText: name }).getByRole("link").click();
    await this.page.locator('main[data-page="method"]').waitFor();
  }

  /** Adds an authenticator app by its typed secret, on the page that is open for it. */
  async addsApp(name = "Phone") {
    const app = new AuthenticatorApp(await this.page.locator("#seed").textContent());
    await this.page.locator("#name").fill(name);
    await this.page.locator("#code").fill(app.shows());
    await this.press("totp");
    return app;
  }

  /** Chooses a new password, on the page that is open for it. */
  async changesPassword(password) {
    await this.page.locator("#password").fill(password);
    await this.page.locator("#again").fill(password);
    await this.press("save-password");
  }

  /** How many recovery codes can still be used, as the overview says. */
  async recoveryCodesLeft() {
    return Number(await this.page.locator("[data-codes]").getAttribute("data-codes"));
  }

  /** The recovery codes on the page. */
  async recoveryCodes() {
    return this.page.locator("[data-code]").allTextContents();
  }
}
