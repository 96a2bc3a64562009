// One call of the app, in a form that can be sent again: after a refresh, after a step-up, or after a redirect.

/** A call kept across a redirect. The access token is not part of it. */
export interface PendingCall {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | undefined;
}

/** A request that can be sent more than once. */
export class Call {
  /** Without its body: a `Request` gives its body away at the first use. */
  readonly #request: Request;
  readonly #body: BodyInit | null;

  /** @throws TypeError when the body can be read only once: a stream, or one inside a `Request` */
  constructor(input: string | URL | Request, init: RequestInit | undefined, base: string) {
    this.#body = init?.body ?? null;
    if (this.#body instanceof ReadableStream || (input instanceof Request && input.body !== null)) {
      throw new TypeError("this body can be read only once: pass a string, a Blob or a form in the second argument");
    }
    this.#request = new Request(input instanceof Request ? input : new URL(input, base), { ...init, body: null });
  }

  get origin(): string {
    return new URL(this.#request.url).origin;
  }

  get signal(): AbortSignal {
    return this.#request.signal;
  }

  /** The request for one attempt, with the token where RFC 6750 §2.1 has it. */
  withToken(accessToken: string): Request {
    const headers = new Headers(this.#request.headers);
    headers.set("Authorization", `Bearer ${accessToken}`);
    return new Request(this.#request, { headers, body: this.#body });
  }

  /** The form that survives a redirect; `undefined` when the body is not text. */
  toPending(): PendingCall | undefined {
    if (this.#body !== null && typeof this.#body !== "string") return undefined;
    const headers = [...this.#request.headers].filter(([name]) => name !== "authorization");
    return { method: this.#request.method, url: this.#request.url, headers, body: this.#body ?? undefined };
  }

  /** The call that was kept. */
  static fromPending(pending: PendingCall): Call {
    const headers = pending.headers.map(([name, value]): [string, string] => [name, value]);
    return new Call(pending.url, { method: pending.method, headers, body: pending.body ?? null }, pending.url);
  }
}
