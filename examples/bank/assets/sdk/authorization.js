import { failed, fromAuthorizationError } from "./errors.js";
import { codeChallenge, randomToken } from "./pkce.js";
/** Fresh secrets; three different values, since `state` travels back in a URL and the verifier must not. */
export function newRequest(purpose) {
    return { purpose, state: randomToken(), nonce: randomToken(), verifier: randomToken() };
}
/** The address to send the user to. A challenge adds its `acr_values`, `max_age` and `scope` (RFC 9470 §4). */
export async function authorizationUrl(metadata, client, request, challenge) {
    const url = new URL(metadata.authorizationEndpoint);
    const set = (name, value) => url.searchParams.set(name, value);
    set("response_type", "code");
    set("client_id", client.clientId);
    set("redirect_uri", client.redirectUri);
    set("scope", [...new Set([...client.scope.split(" "), ...(challenge?.scope ?? [])])].join(" "));
    set("state", request.state);
    set("nonce", request.nonce);
    set("code_challenge", await codeChallenge(request.verifier));
    set("code_challenge_method", "S256");
    if (challenge && challenge.acrValues.length > 0)
        set("acr_values", challenge.acrValues.join(" "));
    if (challenge?.maxAge !== undefined)
        set("max_age", String(challenge.maxAge));
    return url.href;
}
/**
 * Checks a response and returns its code.
 * @throws StepUpCancelled, StepUpUnmet, or StepUpFailed/SignInFailed with the provider's code or `invalid_response`
 */
export function codeFrom(response, request, metadata) {
    const invalid = (why) => failed(request.purpose, "invalid_response", why);
    for (const name of ["state", "iss", "code", "error"]) {
        // RFC 6749 §3.1: "parameters MUST NOT be included more than once".
        if (response.getAll(name).length > 1)
            throw invalid(`\`${name}\` came twice`);
    }
    if (response.get("state") !== request.state)
        throw invalid("the answer belongs to another request");
    // RFC 9207 §2.4, before anything else is believed: errors carry `iss` too.
    const iss = response.get("iss");
    if (iss === null ? metadata.issInResponses : iss !== metadata.issuer)
        throw invalid("the answer is from another provider");
    const error = response.get("error");
    if (error !== null)
        throw fromAuthorizationError(request.purpose, error, response.get("error_description"));
    const code = response.get("code");
    if (!code)
        throw invalid("the answer has no code");
    return code;
}
