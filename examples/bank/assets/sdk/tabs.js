// Tabs of the same origin: only one asks at a time, and what it gained serves the others.
import { abortable } from "./abort.js";
import { asRecord, asText, decodeJwt } from "./encoding.js";
export class Tabs {
    #env;
    #channel;
    #lock;
    #offer;
    #onOffer;
    constructor(env, clientId) {
        this.#env = env;
        this.#lock = `stepgate:step-up:${clientId}`;
        this.#channel = env.channel(`stepgate:tokens:${clientId}`);
        this.#channel.onmessage = ({ data }) => {
            this.#offer = readOffer(data) ?? this.#offer;
            this.#onOffer?.();
        };
    }
    /** Gives the tokens of a step-up to the other tabs. */
    share({ accessToken, idToken, scope }) {
        this.#channel.postMessage({ type: "tokens", accessToken, idToken, scope });
    }
    /** What another tab gained for the same user since the last time; each offer is taken once. */
    takeOffer(current) {
        const offer = this.#offer;
        this.#offer = undefined;
        const usable = offer?.claims["sub"] === current.claims["sub"] && offer?.accessToken !== current.accessToken;
        return usable ? offer : undefined;
    }
    /**
     * Waits until no other tab is asking, and keeps the others waiting until the turn is over. Without Web Locks every
     * tab asks for itself.
     * @returns the tokens of another tab, when they came first
     */
    async enter(turn, current, onWait) {
        if (await this.#hold({ ifAvailable: true }, turn))
            return undefined;
        onWait();
        const giveUp = new AbortController();
        const offered = new Promise((resolve) => {
            this.#onOffer = () => {
                const offer = this.takeOffer(current);
                if (offer)
                    resolve(offer);
            };
        });
        try {
            const granted = this.#hold({ signal: giveUp.signal }, turn).then(() => undefined);
            return await abortable(Promise.race([offered, granted]), turn.signal);
        }
        finally {
            this.#onOffer = undefined;
            giveUp.abort();
        }
    }
    /** Whether the lock was granted; it is kept until the turn is over. */
    #hold(options, turn) {
        const { locks } = this.#env;
        if (locks === undefined)
            return Promise.resolve(true);
        return new Promise((resolve, reject) => {
            const callback = async (lock) => {
                resolve(lock !== null);
                if (lock !== null)
                    await turn.over;
            };
            locks.request(this.#lock, options, callback).catch(reject);
        });
    }
}
/** Only pages of this origin can post here, but perhaps of another version of the app. */
function readOffer(data) {
    const message = asRecord(data);
    const accessToken = asText(message?.["accessToken"]);
    const idToken = asText(message?.["idToken"]);
    const claims = idToken === undefined ? undefined : decodeJwt(idToken);
    if (accessToken === undefined || idToken === undefined || claims === undefined)
        return undefined;
    return { accessToken, idToken, claims, scope: asText(message?.["scope"]) };
}
