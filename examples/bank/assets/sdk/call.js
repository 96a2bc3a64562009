// One call of the app, in a form that can be sent again: after a refresh, after a step-up, or after a redirect.
/** A request that can be sent more than once. */
export class Call {
    /** Without its body: a `Request` gives its body away at the first use. */
    #request;
    #body;
    /** @throws TypeError when the body can be read only once: a stream, or one inside a `Request` */
    constructor(input, init, base) {
        this.#body = init?.body ?? null;
        if (this.#body instanceof ReadableStream || (input instanceof Request && input.body !== null)) {
            throw new TypeError("this body can be read only once: pass a string, a Blob or a form in the second argument");
        }
        this.#request = new Request(input instanceof Request ? input : new URL(input, base), { ...init, body: null });
    }
    get origin() {
        return new URL(this.#request.url).origin;
    }
    get signal() {
        return this.#request.signal;
    }
    /** The request for one attempt, with the token where RFC 6750 §2.1 has it. */
    withToken(accessToken) {
        const headers = new Headers(this.#request.headers);
        headers.set("Authorization", `Bearer ${accessToken}`);
        return new Request(this.#request, { headers, body: this.#body });
    }
    /** The form that survives a redirect; `undefined` when the body is not text. */
    toPending() {
        if (this.#body !== null && typeof this.#body !== "string")
            return undefined;
        const headers = [...this.#request.headers].filter(([name]) => name !== "authorization");
        return { method: this.#request.method, url: this.#request.url, headers, body: this.#body ?? undefined };
    }
    /** The call that was kept. */
    static fromPending(pending) {
        const headers = pending.headers.map(([name, value]) => [name, value]);
        return new Call(pending.url, { method: pending.method, headers, body: pending.body ?? null }, pending.url);
    }
}
