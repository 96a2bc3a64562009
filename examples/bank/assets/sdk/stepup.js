import { readChallenge } from "./challenge.js";
import { StepUpLoop } from "./errors.js";
import { stepUp } from "./prompt.js";
/** Every attempt after the first needs a token that the one before did not have, so this is never reached by one tab alone. */
const MAX_ATTEMPTS = 6;
/** `confirmed`: this call has had its step-up already, before the page was left. */
export async function stepUpFetch(parts, call, options, confirmed = false) {
    const mode = options.stepUp ?? "popup";
    const leases = [];
    let steppedUp = confirmed;
    let refreshed = false;
    try {
        for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
            const { accessToken } = parts.session.required;
            const response = await parts.env.fetch(call.withToken(accessToken));
            const wanted = response.status === 401 ? readChallenge(response.headers.get("WWW-Authenticate")) : undefined;
            if (wanted === undefined || (wanted.kind === "step-up" && mode === "never"))
                return response;
            if (wanted.kind === "invalid-token") {
                if (refreshed)
                    return response;
                refreshed = true;
                if (isCurrent(parts, accessToken))
                    await parts.refresh();
                continue;
            }
            if (steppedUp)
                throw new StepUpLoop();
            if (!isCurrent(parts, accessToken))
                continue; // another call has new tokens: first see whether they do
            const lease = await enter(parts, call, wanted, mode === "redirect" ? "redirect" : "popup");
            leases.push(lease);
            steppedUp = lease.outcome === "stepped-up";
        }
        throw new StepUpLoop();
    }
    finally {
        for (const lease of leases)
            lease.release();
    }
}
function isCurrent(parts, accessToken) {
    return parts.session.current?.accessToken === accessToken;
}
function enter(parts, call, challenge, mode) {
    return parts.gate.enter(challenge, call.signal, (turn) => stepUp(parts, { challenge, call, mode }, turn));
}
