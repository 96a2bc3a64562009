// One prompt at a time. Rules:
// 1. Calls with the same challenge share one prompt and its end, whatever it is.
// 2. `max_age=0` means "for this very call": such a prompt is shared with nobody.
// 3. The next prompt begins only after a call that this one was for has been answered: its token may be good for one use,
//    and by then the other tabs have the new tokens.
// 4. Any other call waits, and then tries the new token before it asks for anything.
// 5. A user who cancelled is not asked by the calls that were waiting behind it.
import { abortable } from "./abort.js";
import type { StepUpChallenge } from "./challenge.js";
import { StepUpCancelled } from "./errors.js";

/** `try-again`: the tokens changed for another reason than a step-up for this challenge. */
export type Outcome = "stepped-up" | "try-again";

/** What the code behind the gate gets. */
export interface Turn {
  readonly signal: AbortSignal;
  /** Ends the turn for all who share it, with that error. */
  abort(reason: unknown): void;
  /** Settles when the next one may ask, in this tab or another. */
  readonly over: Promise<void>;
}

/** What a caller gets; it calls `release` once its repeated call has been answered. */
export interface Lease {
  readonly outcome: Outcome;
  release(): void;
}

export class PromptGate {
  #slot: Slot | undefined;

  /** `run` is called at once when nobody else is asking, so that a popup can still be opened. */
  async enter(challenge: StepUpChallenge, signal: AbortSignal, run: (turn: Turn) => Promise<Outcome>): Promise<Lease> {
    if (this.#slot === undefined) {
      const slot = new Slot(challenge, run, () => (this.#slot = undefined));
      this.#slot = slot;
      return slot.join(signal);
    }
    if (this.#slot.accepts(challenge)) return this.#slot.join(signal);
    const refusal = await abortable(this.#slot.over, signal);
    if (refusal !== undefined) throw refusal;
    return { outcome: "try-again", release: () => undefined };
  }
}

class Slot {
  readonly over: Promise<StepUpCancelled | undefined>;
  readonly #key: string;
  readonly #exclusive: boolean;
  readonly #controller = new AbortController();
  readonly #prompt: Promise<Outcome>;
  #release: () => void = () => undefined;
  #waiting = 0;
  #settled = false;

  constructor(challenge: StepUpChallenge, run: (turn: Turn) => Promise<Outcome>, onOver: () => void) {
    this.#key = keyOf(challenge);
    this.#exclusive = challenge.maxAge === 0;
    let refusal: StepUpCancelled | undefined;
    const released = new Promise<void>((resolve) => (this.#release = resolve)).then(onOver);
    this.over = released.then(() => refusal);
    const { signal } = this.#controller;
    this.#prompt = run({ signal, abort: (reason) => this.#controller.abort(reason), over: released });
    this.#prompt
      .catch((error: unknown) => {
        if (error instanceof StepUpCancelled) refusal = error;
        this.#release();
      })
      .finally(() => (this.#settled = true));
  }

  accepts(challenge: StepUpChallenge): boolean {
    return !this.#exclusive && !this.#settled && keyOf(challenge) === this.#key;
  }

  async join(signal: AbortSignal): Promise<Lease> {
    this.#waiting += 1;
    try {
      const outcome = await abortable(this.#prompt, signal);
      return { outcome, release: this.#release };
    } catch (error) {
      if (this.#waiting === 1) {
        // The last one who wanted an answer has gone.
        this.#controller.abort(signal.reason);
        this.#release();
      }
      throw error;
    } finally {
      this.#waiting -= 1;
    }
  }
}

function keyOf({ acrValues, maxAge, scope }: StepUpChallenge): string {
  return JSON.stringify([acrValues, maxAge ?? null, scope]);
}
