// The provider's metadata: OpenID Connect Discovery 1.0 §4, RFC 8414 §3.
import { asRecord, asText } from "./encoding.js";
import { failed } from "./errors.js";
/**
 * Loads and checks the metadata.
 * @throws SignInFailed `discovery_failed`
 */
export async function discover(env, issuer) {
    try {
        const response = await env.fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
        if (!response.ok)
            throw new Error(`status ${response.status}`);
        return check(asRecord(await response.json()) ?? {}, issuer);
    }
    catch (cause) {
        throw failed("sign-in", "discovery_failed", "the sign-in service could not be reached or is not the expected one", cause);
    }
}
function check(metadata, issuer) {
    // §4.3: "The issuer value returned MUST be identical to the Issuer URL".
    if (metadata["issuer"] !== issuer)
        throw new Error("`issuer` differs from the configured one");
    return {
        issuer,
        authorizationEndpoint: required(metadata, "authorization_endpoint"),
        tokenEndpoint: required(metadata, "token_endpoint"),
        endSessionEndpoint: endpoint(metadata, "end_session_endpoint"),
        revocationEndpoint: endpoint(metadata, "revocation_endpoint"),
        issInResponses: metadata["authorization_response_iss_parameter_supported"] === true,
    };
}
function required(metadata, name) {
    const url = endpoint(metadata, name);
    if (url === undefined)
        throw new Error(`\`${name}\` is missing`);
    return url;
}
function endpoint(metadata, name) {
    const text = asText(metadata[name]);
    if (text === undefined)
        return undefined;
    const url = new URL(text);
    // Plain http only for a provider on this machine; `javascript:` and the like never.
    const local = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
    if (url.protocol !== "https:" && !(url.protocol === "http:" && local))
        throw new Error(`\`${name}\` is not https`);
    return text;
}
