// The client: what an app sees.
import { authorizationUrl, newRequest } from "./authorization.js";
import { Call } from "./call.js";
import { browserEnvironment } from "./environment.js";
import { failed } from "./errors.js";
import { Parts } from "./parts.js";
import { remember, takeResponse } from "./requests.js";
import { stepUpFetch } from "./stepup.js";
import { revoke } from "./tokens.js";
export function createClient(options, environment = browserEnvironment()) {
    return new Client(options, environment);
}
/** One app at one provider. Make one per page. */
export class Client {
    #options;
    #parts;
    #pending;
    constructor(options, environment) {
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
    fetch = async (input, init, options = {}) => {
        const page = this.#parts.env.href();
        const call = new Call(input, init, page);
        const allowed = this.#options.apiOrigins ?? [new URL(page).origin];
        if (!allowed.includes(call.origin))
            throw new TypeError(`\`${call.origin}\` is not in \`apiOrigins\``);
        return stepUpFetch(this.#parts, call, options);
    };
    /** Leaves the page for the provider. @throws SignInFailed `discovery_failed` */
    async signIn() {
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
    async handleRedirect() {
        const taken = takeResponse(this.#parts.env.storage);
        if (taken === undefined)
            return "none";
        const { request, response } = taken;
        if (request === undefined)
            throw failed("sign-in", "unknown_state", "the answer belongs to no request of this tab");
        this.#parts.session.set(await this.#parts.finish(request, response, request.subject));
        this.#pending = request.pending;
        return request.purpose === "sign-in" ? "signed-in" : "stepped-up";
    }
    tokens() {
        return this.#parts.session.current;
    }
    /** Calls back whenever the tokens change; returns how to stop. */
    onChange(listener) {
        return this.#parts.session.onChange(listener);
    }
    /** Fresh tokens of the same assurance. @throws SignInRequired, StepUpFailed `network` */
    refresh() {
        return this.#parts.refresh();
    }
    /** The call that waits for `resumePending`; it does not outlive the page. */
    pending() {
        return this.#pending;
    }
    /** Forgets the pending call. */
    discardPending() {
        this.#pending = undefined;
    }
    /**
     * Sends the pending call, once. For anything but GET, show it and let the user say "continue" first: time has passed.
     * @throws StepUpLoop when it is challenged again, StepUpFailed `nothing_pending`, and the same as `fetch`
     */
    async resumePending() {
        const pending = this.#pending;
        this.#pending = undefined;
        if (pending === undefined)
            throw failed("step-up", "nothing_pending", "no call is waiting, or it was sent already");
        return stepUpFetch(this.#parts, Call.fromPending(pending), {}, true);
    }
    /** Forgets the tokens here, revokes the refresh token, and goes on to the provider's sign-out where configured. */
    async signOut() {
        const { session, env, client } = this.#parts;
        const tokens = session.current;
        session.set(undefined);
        this.#pending = undefined;
        if (tokens === undefined)
            return;
        const context = await this.#parts.tokenContext();
        if (tokens.refreshToken !== undefined)
            await revoke(context, tokens.refreshToken);
        const { endSessionEndpoint } = context.metadata;
        const { postLogoutRedirectUri } = this.#options;
        if (endSessionEndpoint === undefined || postLogoutRedirectUri === undefined)
            return;
        // OIDC RP-Initiated Logout 1.0 §2.
        const url = new URL(endSessionEndpoint);
        url.searchParams.set("client_id", client.clientId);
        url.searchParams.set("id_token_hint", tokens.idToken);
        url.searchParams.set("post_logout_redirect_uri", postLogoutRedirectUri);
        env.navigate(url.href);
    }
}
