// A single-page app on oidc-client-ts: its page, served by the test, and the person's tab with it.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { ProviderPage } from "../pages/provider.mjs";

const library = join(dirname(createRequire(import.meta.url).resolve("oidc-client-ts/package.json")), "dist/browser/oidc-client-ts.min.js");

const CLIENT_ID = "spa";

/** The same page at every path: the app, its callback, and the callback of its hidden frame. */
const PAGE = `<!doctype html><html lang="en"><title>SPA</title><h1>SPA</h1>
<script src="/oidc-client-ts.min.js"></script><script src="/app.js"></script>`;

export class OidcClientTs {
  #server;
  #issuer;
  #tabs = new WeakMap();

  /** Serves the app on a port of its own. */
  static async serve(issuer) {
    const app = new OidcClientTs();
    const files = {
      "/oidc-client-ts.min.js": ["text/javascript", await readFile(library)],
      "/app.js": ["text/javascript", `(${runApp})(${JSON.stringify({ authority: issuer, client_id: CLIENT_ID })});`],
    };
    app.#server = createServer(({ url }, answer) => {
      const [type, content] = files[url] ?? ["text/html", PAGE];
      answer.writeHead(200, { "content-type": type }).end(content);
    });
    await new Promise((resolve) => app.#server.listen(0, "localhost", resolve));
    app.#issuer = issuer;
    app.origin = `http://localhost:${app.#server.address().port}`;
    return app;
  }

  /** Its table in `stepgate.toml`. */
  get registration() {
    const redirect_uris = [`${this.origin}/callback`, `${this.origin}/silent`];
    return { id: CLIENT_ID, redirect_uris, scopes: ["openid"], consent: "first-party" };
  }

  /** Sends the person to the provider, in the tab that they have the app in. */
  async start(person, parameters = {}) {
    const tab = await this.#tabOf(person);
    await tab.goto(this.origin);
    const there = tab.waitForURL(({ origin, pathname }) => origin === this.#issuer || pathname === "/callback");
    await tab.evaluate((parameters) => void window.app.signinRedirect(parameters), parameters);
    await there;
    return { provider: new ProviderPage(tab, tab), finish: () => this.#finish(tab) };
  }

  async #finish(tab) {
    await tab.waitForURL(`${this.origin}/callback*`);
    return outcome(tab.evaluate(() => window.outcome));
  }

  /** Asks in a hidden frame, where no user can answer (`prompt=none`). */
  async signInSilently(person, parameters = {}) {
    const tab = await this.#tabOf(person);
    return outcome(tab.evaluate((parameters) => window.app.signinSilent(parameters), parameters));
  }

  /** Whom the app holds for signed in: the user that the library keeps, or nothing. */
  async user(person) {
    const tab = await this.#tabOf(person);
    return tab.evaluate(() => window.app.user());
  }

  async #tabOf(person) {
    if (!this.#tabs.has(person)) this.#tabs.set(person, await person.browser.open(this.origin));
    return this.#tabs.get(person);
  }

  async stop() {
    this.#server.close();
  }
}

/** An `Error` cannot cross from the page to the test: there its fields go in an object. */
async function outcome(promise) {
  const { error, ...granted } = await promise;
  if (error) throw Object.assign(new Error(error), { error });
  return granted;
}

/** Runs in the page. */
function runApp(client) {
  const { UserManager } = window.oidc;
  const manager = new UserManager({
    ...client,
    redirect_uri: `${location.origin}/callback`,
    silent_redirect_uri: `${location.origin}/silent`,
    scope: "openid",
    // Left alone, it drops acr, amr and auth_time from the user that it shows to the app.
    filterProtocolClaims: false,
    silentRequestTimeoutInSeconds: 10,
  });
  const granted = (user) => user && { claims: user.profile, accessToken: user.access_token };
  const outcome = (promise) => promise.then(granted, ({ error, message }) => ({ error: error ?? message }));
  if (location.pathname === "/callback") window.outcome = outcome(manager.signinRedirectCallback());
  if (location.pathname === "/silent") manager.signinSilentCallback();
  window.app = {
    signinRedirect: (parameters) => manager.signinRedirect(parameters),
    // A refresh token would do without the provider's session; it is the session that is asked here.
    signinSilent: (parameters) => outcome(manager.signinSilent({ forceIframeAuth: true, ...parameters })),
    user: async () => granted(await manager.getUser()),
  };
}
