// The demo bank: left the account, right the strip that says what just happened.
import { ProviderPage } from "./provider.mjs";

export class BankPage {
  #person;

  constructor(person, page) {
    this.#person = person;
    this.page = page;
  }

  /** Signs in with the password, as whoever sits at the browser. */
  async signIn() {
    const provider = await this.toProvider("sign-in");
    await provider.signIn(this.#person.login);
    await this.page.waitForURL((url) => url.origin === this.#person.demo.bank);
    await this.#at("sign-out").waitFor();
  }

  /** Presses a button of the bank, by its id. */
  async press(id) {
    await this.#at(id).click();
  }

  /** Presses a button that takes the user to the provider, and gives the provider's page: a popup, or this tab. */
  async toProvider(id) {
    const { browser, demo } = this.#person;
    return new ProviderPage(await browser.follow(this.page, demo.issuer, () => this.press(id)), this.page);
  }

  /** Step-ups from here on leave the page, and do not open a popup. */
  async useRedirect() {
    await this.#at("use-redirect").check();
  }

  async isSignedIn() {
    return this.#at("sign-out").isVisible();
  }

  async isWaiting() {
    return this.#at("cancel-stepup").isVisible();
  }

  /** Asks the bank for the balance, and gives it in euros. */
  async balance() {
    await this.press("see-balance");
    await this.#becomes("balance", (text) => euros(text) !== undefined, "an amount");
    return euros(await this.#at("balance").textContent());
  }

  /** Waits until a payment shows in the balance. */
  async balanceFallsBelow(amount) {
    await this.#becomes("balance", (text) => euros(text) < amount, `less than ${amount} EUR`);
  }

  /** Waits until the balance is `expected` euros. */
  async balanceBecomes(expected) {
    await this.#becomes("balance", (text) => euros(text) === expected, `${expected} EUR`);
  }

  /** Waits until the message to the user matches. */
  async says(pattern) {
    await this.#becomes("message", (text) => pattern.test(text), String(pattern));
  }

  /** One line of the strip: level, age, rule, decision, next or header. */
  async strip(part) {
    return (await this.#at(`strip-${part}`).textContent()).trim();
  }

  /** The claims of the access token in use. */
  async claims() {
    return JSON.parse(await this.#at("strip-claims").textContent());
  }

  /** The claims that say how strongly and when the user was authenticated. */
  async assurance() {
    const { sub, acr, amr, auth_time } = await this.claims();
    return { sub, acr, amr, auth_time };
  }

  #at(id) {
    return this.page.locator(`#${id}`);
  }

  async #becomes(id, wanted, name) {
    const until = Date.now() + 10_000;
    let text = "";
    while (Date.now() < until) {
      text = (await this.#at(id).textContent()) ?? "";
      if (wanted(text)) return;
      await this.page.waitForTimeout(50);
    }
    throw new Error(`#${id} never became ${name}; it is "${text.trim()}"`);
  }
}

/** "1,234.50 EUR" and "€ 1,234.50" as a number. */
function euros(text) {
  const digits = text?.replaceAll(",", "").match(/-?\d+(\.\d+)?/);
  return digits ? Number(digits[0]) : undefined;
}
