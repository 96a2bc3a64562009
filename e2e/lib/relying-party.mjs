// An app of somebody else's making: openid-client, under the bank's registration, without the bank's code.
import * as client from "openid-client";

import { ProviderPage } from "./pages/provider.mjs";

export class RelyingParty {
  #config;
  #redirectUri;

  static async register(demo, clientId = "bank") {
    const relyingParty = new RelyingParty();
    const insecure = { execute: [client.allowInsecureRequests] };
    relyingParty.#config = await client.discovery(new URL(demo.issuer), clientId, undefined, client.None(), insecure);
    relyingParty.#redirectUri = `${demo.bank}/callback`;
    return relyingParty;
  }

  get metadata() {
    return this.#config.serverMetadata();
  }

  /** Sends the person to the provider. `finish` waits for the answer and redeems the code, with every check the library has. */
  async start(person, parameters = {}) {
    const verifier = client.randomPKCECodeVerifier();
    const [state, nonce] = [client.randomState(), client.randomNonce()];
    const url = client.buildAuthorizationUrl(this.#config, {
      scope: "openid",
      redirect_uri: this.#redirectUri,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state,
      nonce,
      ...parameters,
    });
    const visit = person.browser.nextVisit(this.#redirectUri);
    const page = await person.browser.open(url.href);
    const maxAge = parameters.max_age === undefined ? undefined : Number(parameters.max_age);
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true, maxAge };
    return {
      provider: new ProviderPage(page, page),
      finish: async () => client.authorizationCodeGrant(this.#config, await visit, checks),
    };
  }

  refresh(tokens) {
    return client.refreshTokenGrant(this.#config, tokens.refresh_token);
  }

  userInfo(tokens) {
    return client.fetchUserInfo(this.#config, tokens.access_token, tokens.claims().sub);
  }
}
