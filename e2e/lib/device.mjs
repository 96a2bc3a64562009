// A device that holds passkeys, on top of Chromium's virtual authenticators.
//
// Chromium gives each page virtual authenticators of its own, while a person's device is the same in every tab. So a
// device follows what its authenticators report, and copies each new key and counter to the other pages.

export class Device {
  #options;
  #credentials = new Map();
  #plugged = new Map();
  #copying = Promise.resolve();

  /**
   * uv: can check who uses it (PIN, finger, face), and did. be, bs: its keys may be, and are, backed up elsewhere.
   * transport: "internal" for a phone or laptop, "usb" for a security key. present: somebody touches it whenever it asks.
   */
  constructor({ uv = true, be = false, bs = false, transport = "internal", present = true } = {}) {
    this.#options = {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: uv,
      defaultBackupEligibility: be,
      defaultBackupState: bs,
      automaticPresenceSimulation: present,
    };
  }

  /** How many passkeys it holds. */
  get size() {
    return this.#credentials.size;
  }

  /** Signatures made so far, over all its passkeys. */
  get signatures() {
    return [...this.#credentials.values()].reduce((sum, credential) => sum + credential.signCount, 0);
  }

  /** Puts an existing passkey on the device; `credential` is of the debugging protocol's type `WebAuthn.Credential`. */
  async holds(credential) {
    this.#learn(undefined, credential);
    await this.#copying;
  }

  /** Makes the device reachable for one page. */
  async plugInto(page) {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("WebAuthn.enable");
    const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", { options: this.#options });
    for (const credential of this.#credentials.values()) {
      await cdp.send("WebAuthn.addCredential", { authenticatorId, credential });
    }
    for (const event of ["WebAuthn.credentialAdded", "WebAuthn.credentialAsserted"]) {
      cdp.on(event, (report) => this.#learn(page, report.credential));
    }
    this.#plugged.set(page, { cdp, authenticatorId });
    page.once("close", () => this.#plugged.delete(page));
  }

  /** Takes it away from every page. Its passkeys stay on it. */
  async unplug() {
    await this.#copying;
    for (const { cdp, authenticatorId } of this.#plugged.values()) {
      await cdp.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
      await cdp.detach();
    }
    this.#plugged.clear();
  }

  /** Until every page knows the same keys and counters. */
  async settled() {
    await this.#copying;
  }

  #learn(from, credential) {
    const known = this.#credentials.has(credential.credentialId);
    this.#credentials.set(credential.credentialId, credential);
    const others = [...this.#plugged].filter(([page]) => page !== from);
    this.#copying = this.#copying.then(async () => {
      for (const [page, authenticator] of others) await copy(credential, known, page, authenticator);
    });
  }
}

async function copy(credential, known, page, { cdp, authenticatorId }) {
  const { credentialId } = credential;
  try {
    if (known) await cdp.send("WebAuthn.removeCredential", { authenticatorId, credentialId });
    await cdp.send("WebAuthn.addCredential", { authenticatorId, credential });
  } catch (error) {
    // A page that closed meanwhile needs no copy.
    if (!page.isClosed()) throw error;
  }
}
