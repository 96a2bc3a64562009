import { asRecord, asText, decodeJwt } from "./encoding.js";
import { failed, SignInRequired } from "./errors.js";
/** A device's clock is wrong more often than a provider's, and the token has just come from it over TLS. */
const CLOCK_LEEWAY_MS = 5 * 60_000;
/** Redeems a code. @throws StepUpFailed or SignInFailed, by the request's purpose */
export async function redeem(context, request, code) {
    const { purpose } = request;
    const { client } = context;
    const reply = await post(context, purpose, {
        grant_type: "authorization_code",
        code,
        redirect_uri: client.redirectUri,
        client_id: client.clientId,
        code_verifier: request.verifier,
    });
    if (!reply.ok)
        throw failed(purpose, reply.error, reply.description);
    const idToken = asText(reply.body["id_token"]);
    const claims = idToken === undefined ? undefined : decodeJwt(idToken);
    if (idToken === undefined || claims === undefined)
        throw failed(purpose, "invalid_token_response", "no ID token came");
    const wrong = idTokenProblem(claims, context) ?? (claims["nonce"] === request.nonce ? undefined : "nonce");
    if (wrong !== undefined)
        throw failed(purpose, "invalid_id_token", `the ID token's \`${wrong}\` is not the expected one`);
    return { ...common(reply.body, purpose), idToken, claims };
}
/**
 * Uses the refresh token once. Never raises `acr` or `auth_time`, and so never answers a step-up challenge.
 * @throws SignInRequired when the provider no longer accepts it, StepUpFailed when it could not be asked
 */
export async function refresh(context, old) {
    if (old.refreshToken === undefined)
        throw new SignInRequired();
    const reply = await post(context, "step-up", {
        grant_type: "refresh_token",
        refresh_token: old.refreshToken,
        client_id: context.client.clientId,
    });
    if (!reply.ok) {
        if (reply.error === "invalid_grant")
            throw new SignInRequired(reply.error, "the sign-in has ended");
        throw failed("step-up", reply.error, reply.description);
    }
    const fresh = common(reply.body, "step-up");
    const idToken = asText(reply.body["id_token"]) ?? old.idToken;
    const claims = decodeJwt(idToken) ?? {};
    // §12.2: same `iss`, same `sub`, an `aud` that still names this client.
    if (idToken !== old.idToken && idTokenProblem(claims, context) !== undefined) {
        throw failed("step-up", "invalid_id_token", "the refreshed ID token is not for this app");
    }
    if (claims["sub"] !== old.claims["sub"])
        throw failed("step-up", "user_mismatch", "the refreshed token is for another user");
    return { ...fresh, refreshToken: fresh.refreshToken ?? old.refreshToken, scope: fresh.scope ?? old.scope, idToken, claims };
}
/**
 * §3.1.3.7, the claim that fails. The signature is not checked: the token came from the token endpoint itself over TLS,
 * which the section's point 6 accepts in its place. A token from anywhere else must not be passed here.
 */
function idTokenProblem(claims, { metadata, client, env }) {
    const aud = claims["aud"];
    const audiences = Array.isArray(aud) ? aud : [aud];
    if (claims["iss"] !== metadata.issuer)
        return "iss";
    if (!audiences.includes(client.clientId))
        return "aud";
    if (audiences.length > 1 && claims["azp"] !== client.clientId)
        return "azp";
    if (asText(claims["sub"]) === undefined)
        return "sub";
    const exp = claims["exp"];
    if (typeof exp !== "number" || exp * 1000 + CLOCK_LEEWAY_MS < env.now())
        return "exp";
    return undefined;
}
function common(body, purpose) {
    const accessToken = asText(body["access_token"]);
    if (accessToken === undefined || asText(body["token_type"])?.toLowerCase() !== "bearer") {
        throw failed(purpose, "invalid_token_response", "no bearer token came");
    }
    return { accessToken, refreshToken: asText(body["refresh_token"]), scope: asText(body["scope"]) };
}
async function post(context, purpose, form) {
    try {
        // URLSearchParams makes it a form without a preflight.
        const response = await context.env.fetch(context.metadata.tokenEndpoint, { method: "POST", body: new URLSearchParams(form) });
        const body = asRecord(await response.json()) ?? {};
        if (response.ok)
            return { ok: true, body };
        const error = asText(body["error"]) ?? `status_${response.status}`;
        return { ok: false, error, description: asText(body["error_description"]) ?? "the provider refused the request" };
    }
    catch (cause) {
        throw failed(purpose, "network", "the sign-in service could not be reached", cause);
    }
}
/** Tells the provider that the refresh token will not be used again (RFC 7009). Best effort: it expires anyway. */
export async function revoke(context, refreshToken) {
    const endpoint = context.metadata.revocationEndpoint;
    if (endpoint === undefined)
        return;
    const form = { token: refreshToken, token_type_hint: "refresh_token", client_id: context.client.clientId };
    await context.env.fetch(endpoint, { method: "POST", body: new URLSearchParams(form) }).catch(() => undefined);
}
