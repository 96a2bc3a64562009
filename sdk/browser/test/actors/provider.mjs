// An OpenID Provider as far as a public client sees it: PKCE checked, codes and refresh tokens good for one use.
import { createHash } from "node:crypto";

const json = (body, status = 200) => Response.json(body, { status });
const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
export const jwt = (claims) => `${encode({ alg: "ES256" })}.${encode(claims)}.sig`;

export class Provider {
  issuer = "http://localhost:9400";
  subject = "alice";
  /** Requests to the token endpoint, as form records. */
  asked = [];
  /** Replaced by tests that need a wrong ID token. */
  idTokenClaims = (claims) => claims;
  #codes = new Map();
  #refreshTokens = new Map();
  #count = 0;

  metadata() {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      revocation_endpoint: `${this.issuer}/revoke`,
      end_session_endpoint: `${this.issuer}/logout`,
      authorization_response_iss_parameter_supported: true,
    };
  }

  /** The user does what the request asks; returns where the browser goes next. */
  confirm(url) {
    const ask = url.searchParams;
    const code = `code-${(this.#count += 1)}`;
    const acr = ask.get("acr_values")?.split(" ")[0] ?? "basic";
    this.#codes.set(code, { challenge: ask.get("code_challenge"), nonce: ask.get("nonce"), acr, subject: this.subject });
    return this.redirect(ask, { code, iss: this.issuer });
  }

  refuse(url, error, error_description) {
    return this.redirect(url.searchParams, { error, iss: this.issuer, ...(error_description && { error_description }) });
  }

  redirect(ask, params) {
    return `${ask.get("redirect_uri")}?${new URLSearchParams({ ...params, state: ask.get("state") })}`;
  }

  async answer(request) {
    const { pathname } = new URL(request.url);
    if (pathname === "/.well-known/openid-configuration") return json(this.metadata());
    const form = Object.fromEntries(new URLSearchParams(await request.text()));
    this.asked.push({ pathname, ...form });
    if (pathname === "/revoke") return new Response();
    return form.grant_type === "refresh_token" ? this.#refresh(form) : this.#redeem(form);
  }

  #redeem({ code, code_verifier }) {
    const grant = this.#codes.get(code);
    this.#codes.delete(code);
    const hashed = createHash("sha256").update(code_verifier).digest("base64url");
    if (grant?.challenge !== hashed) return json({ error: "invalid_grant" }, 400);
    return json(this.#issue({ ...grant, auth_time: this.#count }, grant.nonce));
  }

  #refresh({ refresh_token }) {
    const grant = this.#refreshTokens.get(refresh_token);
    this.#refreshTokens.delete(refresh_token);
    return grant ? json(this.#issue(grant)) : json({ error: "invalid_grant" }, 400);
  }

  #issue(grant, nonce) {
    const serial = (this.#count += 1);
    const refresh_token = `refresh-${serial}`;
    this.#refreshTokens.set(refresh_token, grant);
    const { acr, subject: sub, auth_time } = grant;
    const exp = Math.floor(Date.now() / 1000) + 300;
    const id_token = jwt(this.idTokenClaims({ iss: this.issuer, aud: "bank", sub, nonce, acr, auth_time, exp }));
    return { access_token: jwt({ acr, sub, serial }), token_type: "Bearer", expires_in: 300, id_token, refresh_token };
  }

  get refreshes() {
    return this.asked.filter((form) => form.grant_type === "refresh_token").length;
  }
}
