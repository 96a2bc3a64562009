// The provider's pages on the way: sign-in, step-up, consent, and "you cannot confirm this yet".
import { createPrivateKey } from "node:crypto";

export class ProviderPage {
  /** `app` is the tab that the user came from; the same as `page` unless this is a popup. */
  constructor(page, app) {
    this.page = page;
    this.isPopup = page !== app;
  }

  /** Signs in with the demo account's password, and allows what the client asks for where the provider asks. */
  async signIn(login) {
    if (await this.signInUpToConsent(login)) await this.allow();
  }

  /** Signs in; true where the provider then asks what the client may do. */
  async signInUpToConsent(login) {
    await this.page.locator(`button[data-login="${login}"]`).click();
    await this.#leave("login-submit");
    return this.#asksForConsent();
  }

  /** Types name and password, as one has to where no demo is; where the provider then asks what the client may do, allows it. */
  async signInWith(login, password) {
    if (await this.signInUpToConsentWith(login, password)) await this.allow();
  }

  /** Types name and password; true where the provider then asks what the client may do. */
  async signInUpToConsentWith(login, password) {
    await this.#at("login").fill(login);
    await this.#at("password").fill(password);
    await this.#leave("login-submit");
    return this.#asksForConsent();
  }

  /** Allows what the client asks for. */
  async allow() {
    await this.#leave("consent-allow");
  }

  /** Does not allow it. */
  async deny() {
    await this.#leave("consent-deny");
  }

  /** Says "I did not start this". */
  async disown() {
    await this.#leave("not-me-submit");
    await this.page.locator('main[data-state="not-me"]').waitFor();
  }

  /** The password of a demo account, as the page prints it. */
  async passwordOf(login) {
    return this.page.locator(`button[data-login="${login}"]`).getAttribute("data-password");
  }

  async asksForPassword() {
    return this.#at("password").isVisible();
  }

  async confirmSignOut() {
    await this.#leave("logout-confirm");
  }

  /** Confirms with the device at hand, and waits for the provider to let go. */
  async confirm() {
    await this.#leave("passkey-submit");
  }

  /** Tries the device at hand, expecting to be refused: the answer's status, and the error that its page names. */
  async tryPasskey() {
    const answered = this.page.waitForResponse((response) => response.url().endsWith("/passkey"));
    await this.#at("passkey-submit").click();
    const status = (await answered).status();
    const refused = this.page.locator("main[data-error]");
    await refused.waitFor();
    return { status, error: await refused.getAttribute("data-error") };
  }

  /** Leaves an error page for the one before. */
  async goBack() {
    await this.#leave("back");
  }

  async confirmWithDemoPasskey() {
    await this.#leave("demo-passkey-submit");
  }

  async cancel() {
    await this.#leave("cancel-submit");
  }

  /** Why the user is asked now. */
  async why() {
    return (await this.page.locator(".why").textContent()).trim();
  }

  /** Waits for the page that says that the account has no way to confirm, and gives the reason. */
  async saysUnreachable() {
    await this.page.locator('main[data-state="unreachable"]').waitFor();
    return this.why();
  }

  /** The software passkey that the demo embeds in its page, in the form of Chromium's virtual authenticators. */
  async demoPasskey() {
    const { private_jwk, credential_id, user_handle, rp_id } = JSON.parse(await this.#at("demo-passkey").textContent());
    const privateKey = createPrivateKey({ key: private_jwk, format: "jwk" }).export({ format: "der", type: "pkcs8" });
    return {
      credentialId: standard(credential_id),
      userHandle: standard(user_handle),
      rpId: rp_id,
      privateKey: privateKey.toString("base64"),
      isResidentCredential: true,
      signCount: 0,
      backupEligibility: true,
      backupState: true,
    };
  }

  /**
   * The browser of somebody who wants another account's passkey to be used: hides from the authenticator which
   * credentials the provider asked for.
   */
  async offersAnyPasskey() {
    await this.page.route("**/passkey/options", async (route) => {
      const answer = await route.fetch();
      const { allowCredentials, ...options } = await answer.json();
      await route.fulfill({ response: answer, json: options });
    });
  }

  async #asksForConsent() {
    return this.#at("consent-allow").isVisible().catch(() => false);
  }

  #at(id) {
    return this.page.locator(`#${id}`);
  }

  /** Presses a button and waits until the browser has gone on: to the next page, or closed. */
  async #leave(id) {
    const gone = Promise.race([this.page.waitForEvent("framenavigated"), this.page.waitForEvent("close")]);
    gone.catch(() => {});
    await this.#at(id).click();
    await gone;
    if (!this.page.isClosed()) await this.page.waitForLoadState("domcontentloaded").catch(() => {});
  }
}

/** Base64url as plain base64, which is what the browser's debugging protocol takes. */
function standard(base64url) {
  return Buffer.from(base64url, "base64url").toString("base64");
}
