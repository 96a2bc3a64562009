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
    await this.signedIn();
  }

  /** Waits until the bank has tokens. */
  async signedIn() {
    await this.#at("sign-out").waitFor();
  }

  /** Signs in where the provider knows the user already, and asks nothing. */
  async signInAgain() {
    await this.press("sign-in");
    await this.signedIn();
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

  /** Waits until the bank asks whether to send the payment that was kept while the page was left. */
  async offersToResume() {
    await this.#at("resume-pending").waitFor();
  }

  async isSignedIn() {
    return this.#at("sign-out").isVisible();
  }

  /** Asks the bank for the balance, and gives it in euros. */
  async balance() {
    await this.press("see-balance");
    await this.settles();
    return euros(await this.#at("balance").textContent());
  }

  /** Waits until the action under way has ended, one way or the other. */
  async settles() {
    await this.page.locator("body:not([data-busy])").waitFor();
  }

  /** What the bank says about the action that was under way. */
  async message() {
    await this.settles();
    return (await this.#at("message").innerText()).trim();
  }

  /** What the panel says while a step-up runs. */
  async waitingText() {
    await this.#at("cancel-stepup").waitFor();
    return (await this.#at("waiting-text").textContent()).trim();
  }

  /** One line of the strip: level, age, rule, decision, next or header. */
  async strip(part) {
    return (await this.#at(`strip-${part}`).textContent()).trim();
  }

  /** How strongly and when the user was authenticated: `acr`, `amr` and `auth_time` of the access token in use. */
  async assurance() {
    const list = this.#at("strip-claims");
    const [names, values] = await Promise.all(["dt", "dd"].map((cell) => list.locator(cell).allTextContents()));
    const claims = Object.fromEntries(names.map((name, index) => [name, values[index]]));
    return { acr: claims.acr, amr: claims.amr?.split(" "), auth_time: Number.parseInt(claims.auth_time, 10) };
  }

  /**
   * What a script in the page could try: a payment to Jana Novak with an access token fresh from the refresh token, past
   * the page's own client. Gives the API's answer.
   */
  async sendsWithRefreshedToken(amount) {
    return this.page.evaluate(sendWithRefreshedToken, { issuer: this.#person.demo.issuer, amount });
  }

  #at(id) {
    return this.page.locator(`#${id}`);
  }
}

/** Runs in the page. */
async function sendWithRefreshedToken({ issuer, amount }) {
  const kept = Object.keys(sessionStorage).find((key) => key.startsWith("stepgate:tokens:"));
  const { refreshToken: refresh_token } = JSON.parse(sessionStorage.getItem(kept));
  const body = new URLSearchParams({ grant_type: "refresh_token", client_id: "bank", refresh_token });
  const { access_token } = await (await fetch(`${issuer}/token`, { method: "POST", body })).json();
  const headers = { authorization: `Bearer ${access_token}`, "content-type": "application/json" };
  const order = { method: "POST", headers, body: JSON.stringify({ payee: "jana", amount }) };
  const response = await fetch("/api/transfers", order);
  return { status: response.status, challenge: response.headers.get("www-authenticate") };
}

/** "1234.50 EUR" as a number; NaN for anything else. */
function euros(text) {
  return Number(text.match(/^(-?\d+\.\d\d) EUR$/)?.[1]);
}
