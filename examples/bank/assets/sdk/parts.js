// What the steps of a call share. Made once per client.
import { codeFrom } from "./authorization.js";
import { discover } from "./discovery.js";
import { failed } from "./errors.js";
import { PromptGate } from "./gate.js";
import { TokenSession } from "./session.js";
import { Tabs } from "./tabs.js";
import { redeem, refresh } from "./tokens.js";
/** State of one client. */
export class Parts {
    env;
    client;
    onStepUp;
    timeoutMs;
    gate = new PromptGate();
    session;
    tabs;
    #metadata;
    #refreshing;
    constructor(env, client, onStepUp, timeoutMs) {
        this.env = env;
        this.client = client;
        this.onStepUp = onStepUp;
        this.timeoutMs = timeoutMs;
        this.session = new TokenSession(env.storage, client.issuer, client.clientId);
        this.tabs = new Tabs(env, client.clientId);
    }
    /** Loaded once; a failure is not remembered. */
    metadata() {
        this.#metadata ??= discover(this.env, this.client.issuer).catch((error) => {
            this.#metadata = undefined;
            throw error;
        });
        return this.#metadata;
    }
    async tokenContext() {
        return { env: this.env, metadata: await this.metadata(), client: this.client };
    }
    /** Calls that find the token expired at the same time share one refresh: a second use of the token ends the sign-in. */
    refresh() {
        this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = undefined));
        return this.#refreshing;
    }
    async #refresh() {
        const old = this.session.required;
        const fresh = await refresh(await this.tokenContext(), old);
        // Signed out, or stepped up, in the meantime: that is the newer state.
        if (this.session.current === old)
            this.session.set(fresh);
    }
    /** From an authorization response to tokens. `subject`: whom a step-up must be for. */
    async finish(request, response, subject) {
        const context = await this.tokenContext();
        const tokens = await redeem(context, request, codeFrom(response, request, context.metadata));
        // Another person who confirms in the same browser must not become the user of this app.
        if (request.purpose === "step-up" && tokens.claims["sub"] !== subject) {
            throw failed("step-up", "user_mismatch", "another user than the one signed in here has confirmed");
        }
        return { ...tokens, refreshToken: tokens.refreshToken ?? this.session.current?.refreshToken };
    }
}
