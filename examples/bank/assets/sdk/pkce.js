// PKCE, RFC 7636, method S256 only.
import { base64url } from "./encoding.js";
/** A fresh `code_verifier` (§4.1): 32 random octets, 43 characters. Also used for `state` and `nonce`. */
export function randomToken() {
    return base64url(crypto.getRandomValues(new Uint8Array(32)));
}
/** The `code_challenge` of a verifier (§4.2). Needs a secure context: https, or localhost. */
export async function codeChallenge(verifier) {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
    return base64url(new Uint8Array(digest));
}
