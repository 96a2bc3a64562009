// One step-up: in a popup, or by leaving the page where the browser refuses the popup.
import { abortable } from "./abort.js";
import { authorizationUrl, newRequest } from "./authorization.js";
import { asRecord, asText } from "./encoding.js";
import { SignInRequired, StepUpCancelled, StepUpFailed, StepUpTimeout } from "./errors.js";
import { remember } from "./requests.js";
/** Runs behind the gate. Ends with new tokens in the session, or throws. */
export async function stepUp(parts, ask, turn) {
    const { challenge } = ask;
    const timer = setTimeout(() => turn.abort(new StepUpTimeout()), parts.timeoutMs);
    try {
        const outcome = await obtain(parts, ask, turn);
        parts.onStepUp({ state: "done", challenge });
        return outcome;
    }
    catch (error) {
        parts.onStepUp({ state: "failed", challenge, error });
        throw error;
    }
    finally {
        clearTimeout(timer);
    }
}
async function obtain(parts, ask, turn) {
    const { env, session, tabs, onStepUp } = parts;
    const { challenge } = ask;
    const before = session.required;
    const cancel = () => turn.abort(new StepUpCancelled());
    const offer = tabs.takeOffer(before) ?? (await tabs.enter(turn, before, () => onStepUp({ state: "other-tab", challenge, cancel })));
    if (offer) {
        session.set({ ...offer, refreshToken: before.refreshToken });
        return "try-again";
    }
    const popup = ask.mode === "popup" ? env.openPopup() : null;
    if (popup === null)
        return leave(parts, ask, turn);
    onStepUp({ state: "waiting", challenge, cancel });
    const tokens = await askInPopup(parts, challenge, popup, turn.signal);
    if (session.current === undefined)
        throw new SignInRequired("signed_out", "you signed out in the meantime");
    session.set(tokens);
    // A token for one call only is not for the others.
    if (challenge.maxAge !== 0)
        tabs.share(tokens);
    return "stepped-up";
}
/**
 * The callback page answers on a channel named by `state`. The provider's pages send COOP, which cuts the tie between
 * the windows: neither `opener` nor `closed` says anything, hence the app's cancel button and our time limit.
 */
async function askInPopup(parts, challenge, popup, signal) {
    const request = newRequest("step-up");
    const channel = parts.env.channel(`stepgate:${request.state}`);
    try {
        const answer = new Promise((resolve) => {
            channel.onmessage = ({ data }) => {
                const query = asText(asRecord(data)?.["response"]);
                if (query === undefined)
                    return;
                channel.postMessage({ received: true }); // so that the callback page knows that it may close
                resolve(new URLSearchParams(query));
            };
        });
        const url = await abortable(parts.metadata().then((found) => authorizationUrl(found, parts.client, request, challenge)), signal);
        popup.navigate(url);
        const response = await abortable(answer, signal);
        return await abortable(parts.finish(request, response, parts.session.required.claims["sub"]), signal);
    }
    catch (error) {
        popup.close();
        throw error;
    }
    finally {
        channel.close();
    }
}
/** Leaves for the provider with the call kept; settles only if the user comes back by the browser's own button. */
async function leave(parts, { challenge, call }, turn) {
    const { env, session } = parts;
    const pending = call.toPending();
    if (pending === undefined) {
        const why = "the browser blocked the window, and a call whose body is not text cannot be kept while the page is left";
        throw new StepUpFailed("popup_blocked", why, "Allow pop-up windows for this site and start the action again.");
    }
    const request = newRequest("step-up");
    const url = await abortable(parts.metadata().then((found) => authorizationUrl(found, parts.client, request, challenge)), turn.signal);
    const subject = session.required.claims["sub"];
    remember(env.storage, { ...request, returnTo: env.href(), pending, subject, createdAt: env.now() });
    parts.onStepUp({ state: "redirecting", challenge });
    const stop = env.onReturn(() => turn.abort(new StepUpCancelled("cancelled", "you came back without confirming")));
    env.navigate(url);
    try {
        return await abortable(new Promise(() => undefined), turn.signal);
    }
    finally {
        stop();
    }
}
