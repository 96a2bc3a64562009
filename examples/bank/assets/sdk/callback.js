// What the page at `redirect_uri` runs. It knows no secret: it hands the response to the page that made the request.
import { asRecord } from "./encoding.js";
import { keepResponse, recall } from "./requests.js";
/** How long the app may take to say that it has the answer. */
const ACK_MS = 2000;
/**
 * Delivers the response. `show` gets a sentence for the user whenever this page stays visible.
 * @returns when nothing more will happen on this page
 */
export async function runCallback(show, page = browserPage(), ackMs = ACK_MS) {
    const state = new URLSearchParams(page.query).get("state");
    if (state === null)
        return show("This page is opened by the sign-in service. There is nothing to do here.");
    const request = recall(page.storage, state);
    page.forgetQuery();
    if (request !== undefined && new URL(request.returnTo).origin === page.origin) {
        keepResponse(page.storage, page.query);
        return page.replace(request.returnTo);
    }
    const received = await deliver(page, state, ackMs);
    if (!received)
        return show("The app is no longer waiting for this answer. Go back to it and start the action again.");
    page.close();
    show("Done. You can close this window.");
}
/** Whether the app has taken the answer. */
function deliver(page, state, ackMs) {
    const channel = page.channel(`stepgate:${state}`);
    return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(false), ackMs);
        channel.onmessage = ({ data }) => {
            if (asRecord(data)?.["received"] !== true)
                return;
            clearTimeout(timer);
            resolve(true);
        };
        channel.postMessage({ response: page.query });
    }).finally(() => channel.close());
}
function browserPage() {
    return {
        storage: sessionStorage,
        origin: location.origin,
        query: location.search,
        channel: (name) => new BroadcastChannel(name),
        replace: (url) => location.replace(url),
        forgetQuery: () => history.replaceState(null, "", location.pathname),
        close: () => window.close(),
    };
}
