// The client: what an app sees.
import { authorizationUrl, newRequest, type ClientIdentity } from "./authorization.js";
import { Call, type PendingCall } from "./call.js";
import { browserEnvironment, type Environment, type KeyValue } from "./environment.js";
import { failed } from "./errors.js";
import type { StepUpListener } from "./events.js";
import { Parts } from "./parts.js";
import { remember, takeResponse } from "./requests.js";
import { stepUpFetch, type CallOptions } from "./stepup.js";
import { revoke, type TokenSet } from "./tokens.js";

export interface ClientOptions extends ClientIdentity {
  /** Where tokens and requests outlive a page load. Default: `sessionStorage`, which the callback page must share. */
  readonly storage?: KeyValue;
  /** Origins that may get the access token. Default: the page's own, and no other. */
  readonly apiOrigins?: readonly string[];
  /** How long a step-up may take. Default: 10 minutes, as long as the provider keeps the request. */
  readonly timeoutMs?: number;
  /** Called at each turn of a step-up; an app without it has no cancel button. */
  readonly onStepUp?: StepUpListener;
  /** Where the provider sends the user after signing out there; without it `signOut` ends this app's sign-in only. */
  readonly postLogoutRedirectUri?: string;
}

/** What the provider's answer meant, when this page load was one. */
export type RedirectResult = "none" | "signed-in" | "stepped-up";

export function createClient(options: ClientOptions, environment: Environment = browserEnvironment()): Client {
  return new Client(options, environment);
}

/** One app at one provider. Make one per page. */
export class Client {
  readonly #options: ClientOptions;
  readonly #parts: Parts;
  #pending: PendingCall | undefined;

  constructor(options: ClientOptions, environment: Environment) {
    this.#options = options;
    const env = options.storage === undefined ? environment : { ...environment, storage: options.storage };
    this.#parts = new Parts(env, options, options.onStepUp ?? (() => undefined), options.timeoutMs ?? 10 * 60_000);
  }

  /**
   * `fetch` with the access token, a refresh when it has expired, and a step-up when the API asks for one. Bound: it
   * can be handed to a library that wants a `fetch`.
   * @throws StepUpCancelled, StepUpUnmet, StepUpTimeout, StepUpFailed, StepUpLoop, SignInRequired; the signal's reason;
   *   TypeError for an origin that is not in `apiOrigins`, or a body that can be read only once
   */
  readonly fetch = async (input: string | URL | Request, init?: RequestInit, options: CallOptions = {}): Promise<Response> => {
    const page = this.#parts.env.href();
    const call = new Call(input, init, page);
    const allowed = this.#options.apiOrigins ?? [new URL(page).origin];
    if (!allowed.includes(call.origin)) throw new TypeError(`\`${call.origin}\` is not in \`apiOrigins\``);
    return stepUpFetch(this.#parts, call, options);
  };

  /** Leaves the page for the provider. @throws SignInFailed `discovery_failed` */
  async signIn(): Promise<void> {
    const { env, client } = this.#parts;
    const request = newRequest("sign-in");
    const url = await authorizationUrl(await this.#parts.metadata(), client, request);
    remember(env.storage, { ...request, returnTo: env.href(), pending: undefined, subject: undefined, createdAt: env.now() });
    env.navigate(url);
  }

  /**
   * Call once at every load: takes the answer that the callback page has kept. After a step-up by redirect, `pending`
   * holds the call that was waiting.
   * @throws the same as `fetch` for a step-up, SignInFailed or StepUpCancelled for a sign-in
   */
  async handleRedirect(): Promise<RedirectResult> {
    const taken = takeResponse(this.#parts.env.storage);
    if (taken === undefined) return "none";
    const { request, response } = taken;
    if (request === undefined) throw failed("sign-in", "unknown_state", "the answer belongs to no request of this tab");
    this.#parts.session.set(await this.#parts.finish(request, response, request.subject));
    this.#pending = request.pending;
    return request.purpose === "sign-in" ? "signed-in" : "stepped-up";
  }

  tokens(): TokenSet | undefined {
    return this.#parts.session.current;
  }

  /** Calls back whenever the tokens change; returns how to stop. */
  onChange(listener: (tokens: TokenSet | undefined) => void): () => void {
    return this.#parts.session.onChange(listener);
  }

  /** Fresh tokens of the same assurance. @throws SignInRequired, StepUpFailed `network` */
  refresh(): Promise<void> {
    return this.#parts.refresh();
  }

  /** The call that waits for `resumePending`; it does not outlive the page. */
  pending(): PendingCall | undefined {
    return this.#pending;
  }

  /** Forgets the pending call. */
  discardPending(): void {
    this.#pending = undefined;
  }

  /**
   * Sends the pending call, once. For anything but GET, show it and let the user say "continue" first: time has passed.
   * @throws StepUpLoop when it is challenged again, StepUpFailed `nothing_pending`, and the same as `fetch`
   */
  async resumePending(): Promise<Response> {
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending === undefined) throw failed("step-up", "nothing_pending", "no call is waiting, or it was sent already");
    return stepUpFetch(this.#parts, Call.fromPending(pending), {}, true);
  }

  /** Forgets the tokens here, revokes the refresh token, and goes on to the provider's sign-out where configured. */
  async signOut(): Promise<void> {
    const { session, env, client } = this.#parts;
    const tokens = session.current;
    session.set(undefined);
    this.#pending = undefined;
    if (tokens === undefined) return;
    const context = await this.#parts.tokenContext();
    if (tokens.refreshToken !== undefined) await revoke(context, tokens.refreshToken);
    const { endSessionEndpoint } = context.metadata;
    const { postLogoutRedirectUri } = this.#options;
    if (endSessionEndpoint === undefined || postLogoutRedirectUri === undefined) return;
    // OIDC RP-Initiated Logout 1.0 §2.
    const url = new URL(endSessionEndpoint);
    url.searchParams.set("client_id", client.clientId);
    url.searchParams.set("id_token_hint", tokens.idToken);
    url.searchParams.set("post_logout_redirect_uri", postLogoutRedirectUri);
    env.navigate(url.href);
  }
}
