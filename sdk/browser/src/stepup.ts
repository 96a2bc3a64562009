// The fetch that answers challenges. Rules:
// 1. 401 `invalid_token`: refresh, once per call.
// 2. 401 `insufficient_user_authentication`: step up, once per call; a refresh cannot answer it, and is never tried.
// 3. Whatever else comes back is the app's.
import type { Call } from "./call.js";
import { readChallenge, type StepUpChallenge } from "./challenge.js";
import { StepUpLoop } from "./errors.js";
import type { Lease } from "./gate.js";
import type { Parts } from "./parts.js";
import { stepUp } from "./prompt.js";

/** How a call may ask the user. */
export interface CallOptions {
  /** `never` hands the 401 to the app, for calls that the user did not cause. Default: `popup`. */
  readonly stepUp?: "popup" | "redirect" | "never";
}

/** Every attempt after the first needs a token that the one before did not have, so this is never reached by one tab alone. */
const MAX_ATTEMPTS = 6;

/** `confirmed`: this call has had its step-up already, before the page was left. */
export async function stepUpFetch(parts: Parts, call: Call, options: CallOptions, confirmed = false): Promise<Response> {
  const mode = options.stepUp ?? "popup";
  const leases: Lease[] = [];
  let steppedUp = confirmed;
  let refreshed = false;
  try {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const { accessToken } = parts.session.required;
      const response = await parts.env.fetch(call.withToken(accessToken));
      const wanted = response.status === 401 ? readChallenge(response.headers.get("WWW-Authenticate")) : undefined;
      if (wanted === undefined || (wanted.kind === "step-up" && mode === "never")) return response;
      if (wanted.kind === "invalid-token") {
        if (refreshed) return response;
        refreshed = true;
        if (isCurrent(parts, accessToken)) await parts.refresh();
        continue;
      }
      if (steppedUp) throw new StepUpLoop();
      if (!isCurrent(parts, accessToken)) continue; // another call has new tokens: first see whether they do
      const lease = await enter(parts, call, wanted, mode === "redirect" ? "redirect" : "popup");
      leases.push(lease);
      steppedUp = lease.outcome === "stepped-up";
    }
    throw new StepUpLoop();
  } finally {
    for (const lease of leases) lease.release();
  }
}

function isCurrent(parts: Parts, accessToken: string): boolean {
  return parts.session.current?.accessToken === accessToken;
}

function enter(parts: Parts, call: Call, challenge: StepUpChallenge, mode: "popup" | "redirect"): Promise<Lease> {
  return parts.gate.enter(challenge, call.signal, (turn) => stepUp(parts, { challenge, call, mode }, turn));
}
