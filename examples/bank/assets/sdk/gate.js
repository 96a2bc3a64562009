// One prompt at a time. Rules:
// 1. Calls with the same challenge share one prompt and its end, whatever it is.
// 2. `max_age=0` means "for this very call": such a prompt is shared with nobody.
// 3. The next prompt begins only after a call that this one was for has been answered: its token may be good for one use,
//    and by then the other tabs have the new tokens.
// 4. Any other call waits, and then tries the new token before it asks for anything.
// 5. A user who cancelled is not asked by the calls that were waiting behind it.
import { abortable } from "./abort.js";
import { StepUpCancelled } from "./errors.js";
export class PromptGate {
    #slot;
    /** `run` is called at once when nobody else is asking, so that a popup can still be opened. */
    async enter(challenge, signal, run) {
        if (this.#slot === undefined) {
            const slot = new Slot(challenge, run, () => (this.#slot = undefined));
            this.#slot = slot;
            return slot.join(signal);
        }
        if (this.#slot.accepts(challenge))
            return this.#slot.join(signal);
        const refusal = await abortable(this.#slot.over, signal);
        if (refusal !== undefined)
            throw refusal;
        return { outcome: "try-again", release: () => undefined };
    }
}
class Slot {
    over;
    #key;
    #exclusive;
    #controller = new AbortController();
    #prompt;
    #release = () => undefined;
    #waiting = 0;
    #settled = false;
    constructor(challenge, run, onOver) {
        this.#key = keyOf(challenge);
        this.#exclusive = challenge.maxAge === 0;
        let refusal;
        const released = new Promise((resolve) => (this.#release = resolve)).then(onOver);
        this.over = released.then(() => refusal);
        const { signal } = this.#controller;
        this.#prompt = run({ signal, abort: (reason) => this.#controller.abort(reason), over: released });
        this.#prompt
            .catch((error) => {
            if (error instanceof StepUpCancelled)
                refusal = error;
            this.#release();
        })
            .finally(() => (this.#settled = true));
    }
    accepts(challenge) {
        return !this.#exclusive && !this.#settled && keyOf(challenge) === this.#key;
    }
    async join(signal) {
        this.#waiting += 1;
        try {
            const outcome = await abortable(this.#prompt, signal);
            return { outcome, release: this.#release };
        }
        catch (error) {
            if (this.#waiting === 1) {
                // The last one who wanted an answer has gone.
                this.#controller.abort(signal.reason);
                this.#release();
            }
            throw error;
        }
        finally {
            this.#waiting -= 1;
        }
    }
}
function keyOf({ acrValues, maxAge, scope }) {
    return JSON.stringify([acrValues, maxAge ?? null, scope]);
}
