// A web app in Python, on Authlib: a process of its own that the browser visits, as it would any site.
import { createHash, randomBytes } from "node:crypto";
import { access } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { ProviderPage } from "../pages/provider.mjs";
import { Program } from "../program.mjs";

const APP = fileURLToPath(new URL("../../python/authlib_rp.py", import.meta.url));
/** Where `cargo xtask test` puts the packages of python/requirements.txt, unless it says otherwise. */
const HERE = fileURLToPath(new URL("../../../target/e2e-python/bin/python", import.meta.url));
const python = process.env.STEPGATE_PYTHON ?? HERE;

const CLIENT_ID = "shop";

export class Authlib {
  #program;
  /** Nothing in it needs to be encoded for Basic: RFC 6749 §2.3.1 says that `+`, `/` and `%` do, and Authlib sends them bare. */
  #secret = randomBytes(32).toString("base64url");

  static async start(issuer) {
    await access(python).catch(() => {
      throw new Error(`${python} is not there: \`cargo xtask test\` makes it, or set STEPGATE_PYTHON to a Python that has Authlib`);
    });
    const app = new Authlib();
    app.#program = new Program(python, [APP, issuer, CLIENT_ID, app.#secret]);
    app.origin = (await app.#program.line(/^listening on (\S+)$/))[1];
    return app;
  }

  /** Its table in `stepgate.toml`: confidential, and somebody else's, so that users are asked what it may do. */
  get registration() {
    const secret_sha256 = createHash("sha256").update(this.#secret).digest("hex");
    return { id: CLIENT_ID, redirect_uris: [`${this.origin}/callback`], secret_sha256, scopes: ["openid"], consent: "ask" };
  }

  /** Opens the app in a new tab, which sends the person on to the provider. */
  async start(person, parameters = {}) {
    const page = await person.browser.open(`${this.origin}/login?${new URLSearchParams(parameters)}`);
    return { provider: new ProviderPage(page, page), finish: () => this.#finish(page) };
  }

  async #finish(page) {
    await page.waitForURL(`${this.origin}/callback?*`);
    const { error, description, ...granted } = JSON.parse(await page.locator("body").innerText());
    if (error) throw Object.assign(new Error(description), { error });
    return granted;
  }

  async stop() {
    await this.#program?.stop();
  }
}
