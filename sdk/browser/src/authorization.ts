// The authorization request and its response: OIDC Core §3.1.2, RFC 7636, RFC 9207, RFC 9470 §4.
import type { StepUpChallenge } from "./challenge.js";
import type { ProviderMetadata } from "./discovery.js";
import { failed, fromAuthorizationError, type Purpose } from "./errors.js";
import { codeChallenge, randomToken } from "./pkce.js";

/** What identifies the app at the provider. */
export interface ClientIdentity {
  readonly issuer: string;
  readonly clientId: string;
  readonly redirectUri: string;
  /** Space-separated; must hold `openid`. */
  readonly scope: string;
}

/** The secrets of one authorization request, kept until its response has come. */
export interface AuthorizationRequest {
  readonly purpose: Purpose;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Fresh secrets; three different values, since `state` travels back in a URL and the verifier must not. */
export function newRequest(purpose: Purpose): AuthorizationRequest {
  return { purpose, state: randomToken(), nonce: randomToken(), verifier: randomToken() };
}

/** The address to send the user to. A challenge adds its `acr_values`, `max_age` and `scope` (RFC 9470 §4). */
export async function authorizationUrl(
  metadata: ProviderMetadata,
  client: ClientIdentity,
  request: AuthorizationRequest,
  challenge?: StepUpChallenge,
): Promise<string> {
  const url = new URL(metadata.authorizationEndpoint);
  const set = (name: string, value: string): void => url.searchParams.set(name, value);
  set("response_type", "code");
  set("client_id", client.clientId);
  set("redirect_uri", client.redirectUri);
  set("scope", [...new Set([...client.scope.split(" "), ...(challenge?.scope ?? [])])].join(" "));
  set("state", request.state);
  set("nonce", request.nonce);
  set("code_challenge", await codeChallenge(request.verifier));
  set("code_challenge_method", "S256");
  if (challenge && challenge.acrValues.length > 0) set("acr_values", challenge.acrValues.join(" "));
  if (challenge?.maxAge !== undefined) set("max_age", String(challenge.maxAge));
  return url.href;
}

/**
 * Checks a response and returns its code.
 * @throws StepUpCancelled, StepUpUnmet, or StepUpFailed/SignInFailed with the provider's code or `invalid_response`
 */
export function codeFrom(response: URLSearchParams, request: AuthorizationRequest, metadata: ProviderMetadata): string {
  const invalid = (why: string): Error => failed(request.purpose, "invalid_response", why);
  for (const name of ["state", "iss", "code", "error"]) {
    // RFC 6749 §3.1: "parameters MUST NOT be included more than once".
    if (response.getAll(name).length > 1) throw invalid(`\`${name}\` came twice`);
  }
  if (response.get("state") !== request.state) throw invalid("the answer belongs to another request");
  // RFC 9207 §2.4, before anything else is believed: errors carry `iss` too.
  const iss = response.get("iss");
  if (iss === null ? metadata.issInResponses : iss !== metadata.issuer) throw invalid("the answer is from another provider");
  const error = response.get("error");
  if (error !== null) throw fromAuthorizationError(request.purpose, error, response.get("error_description"));
  const code = response.get("code");
  if (!code) throw invalid("the answer has no code");
  return code;
}
