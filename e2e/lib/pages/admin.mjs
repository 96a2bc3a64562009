// The admin app: server-rendered, always by redirect. What needs more waits in its session for the user's visible word.
import { ProviderPage } from "./provider.mjs";

export class AdminPage {
  #person;

  constructor(person, page) {
    this.#person = person;
    this.page = page;
  }

  /** Signs in with the password. */
  async signIn() {
    const provider = await this.toProvider("sign-in");
    await provider.signIn(this.#person.login);
    await this.#at("sign-out").waitFor();
  }

  /** Presses a button, by its id, and waits for the page that answers. */
  async press(id) {
    await this.#at(id).click();
    await this.page.waitForLoadState();
  }

  /** Presses a button that takes the user to the provider. */
  async toProvider(id) {
    const { browser, demo } = this.#person;
    return new ProviderPage(await browser.follow(this.page, demo.issuer, () => this.press(id)), this.page);
  }

  /** Waits for the question whether to do what was confirmed, and gives what its button says. */
  async offersToContinue() {
    await this.#at("confirm-action").waitFor();
    return (await this.#at("confirm-action").textContent()).trim();
  }

  async message() {
    return (await this.#at("message").textContent()).trim();
  }

  /** The `acr` that the user is signed in with. */
  async level() {
    return this.#at("level").textContent();
  }

  /** Names that can be chosen: "person" or "tenant". */
  async choices(id) {
    return this.#at(id).locator("option").allTextContents();
  }

  #at(id) {
    return this.page.locator(`#${id}`);
  }
}
