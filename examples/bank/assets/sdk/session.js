import { asText, decodeJwt, parseRecord } from "./encoding.js";
import { SignInRequired } from "./errors.js";
/** Holds the current tokens and tells listeners when they change. */
export class TokenSession {
    #storage;
    #key;
    #listeners = new Set();
    #current;
    constructor(storage, issuer, clientId) {
        this.#storage = storage;
        this.#key = `stepgate:tokens:${issuer}:${clientId}`;
        this.#current = read(storage.getItem(this.#key));
    }
    get current() {
        return this.#current;
    }
    /** @throws SignInRequired when nobody is signed in */
    get required() {
        if (this.#current === undefined)
            throw new SignInRequired();
        return this.#current;
    }
    set(tokens) {
        this.#current = tokens;
        if (tokens === undefined)
            this.#storage.removeItem(this.#key);
        else
            this.#storage.setItem(this.#key, JSON.stringify(tokens));
        for (const listener of this.#listeners)
            listener(tokens);
    }
    /** Calls back at every change; returns how to stop. */
    onChange(listener) {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    }
}
/** What another version of the app may have stored counts as nothing when it cannot be read. */
function read(text) {
    const stored = parseRecord(text);
    const accessToken = asText(stored?.["accessToken"]);
    const idToken = asText(stored?.["idToken"]);
    const claims = idToken === undefined ? undefined : decodeJwt(idToken);
    if (accessToken === undefined || idToken === undefined || claims === undefined)
        return undefined;
    return { accessToken, idToken, claims, refreshToken: asText(stored?.["refreshToken"]), scope: asText(stored?.["scope"]) };
}
