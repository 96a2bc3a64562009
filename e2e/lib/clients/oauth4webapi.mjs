// oauth4webapi, as an app under the bank's registration, without the bank's code.
import * as oauth from "oauth4webapi";

import { ProviderPage } from "../pages/provider.mjs";

/** Loopback has no TLS. */
const INSECURE = { [oauth.allowInsecureRequests]: true };

export class Oauth4webapi {
  #provider;
  #client = { client_id: "bank" };
  #audience;
  #redirectUri;

  static async register(demo) {
    const app = new Oauth4webapi();
    const issuer = new URL(demo.issuer);
    app.#provider = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, INSECURE));
    app.#audience = demo.bank;
    app.#redirectUri = `${demo.bank}/callback`;
    return app;
  }

  /** Sends the person to the provider. `finish` waits for the answer and redeems the code, with every check the library has. */
  async start(person, parameters = {}) {
    const secrets = {
      state: oauth.generateRandomState(),
      nonce: oauth.generateRandomNonce(),
      verifier: oauth.generateRandomCodeVerifier(),
      maxAge: parameters.max_age === undefined ? undefined : Number(parameters.max_age),
    };
    const url = new URL(this.#provider.authorization_endpoint);
    url.search = new URLSearchParams({
      client_id: this.#client.client_id,
      response_type: "code",
      scope: "openid",
      redirect_uri: this.#redirectUri,
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(secrets.verifier),
      code_challenge_method: "S256",
      ...parameters,
    });
    const visit = person.browser.nextVisit(this.#redirectUri);
    const page = await person.browser.open(url.href);
    return { provider: new ProviderPage(page, page), finish: async () => this.#redeem(await visit, secrets) };
  }

  async #redeem(answer, { state, nonce, verifier, maxAge }) {
    const [provider, client] = [this.#provider, this.#client];
    const parameters = oauth.validateAuthResponse(provider, client, answer, state);
    const redirectUri = this.#redirectUri;
    const response = await oauth.authorizationCodeGrantRequest(
      provider, client, oauth.None(), parameters, redirectUri, verifier, INSECURE,
    );
    const checks = { expectedNonce: nonce, maxAge, requireIdToken: true };
    const tokens = await oauth.processAuthorizationCodeResponse(provider, client, response, checks);
    await oauth.validateApplicationLevelSignature(provider, response, INSECURE);
    return { claims: oauth.getValidatedIdTokenClaims(tokens), accessToken: tokens.access_token };
  }

  /** The claims of an access token, once the library, as the API, found nothing against it (RFC 9068 §4). */
  async validateAccessToken(accessToken) {
    const request = new Request(this.#audience, { headers: { authorization: `Bearer ${accessToken}` } });
    return oauth.validateJwtAccessToken(this.#provider, request, this.#audience, INSECURE);
  }

  /** Calls the bank's API; where that answers with a challenge, rejects with what the library reads there. */
  async order(accessToken, body) {
    const url = new URL("/api/transfers", this.#audience);
    const headers = new Headers({ "content-type": "application/json" });
    return oauth.protectedResourceRequest(accessToken, "POST", url, headers, JSON.stringify(body), INSECURE);
  }
}
