import { parseRecord } from "./encoding.js";
const REQUESTS = "stepgate:requests";
const RESPONSE = "stepgate:response";
/** The provider's own lifetime for a request: later answers cannot come. */
const LIFETIME_MS = 10 * 60_000;
export function remember(storage, request) {
    const kept = Object.entries(all(storage)).filter(([, old]) => old.createdAt + LIFETIME_MS > request.createdAt);
    storage.setItem(REQUESTS, JSON.stringify({ ...Object.fromEntries(kept), [request.state]: request }));
}
/** The request of that state, left in place. */
export function recall(storage, state) {
    const requests = all(storage);
    return Object.hasOwn(requests, state) ? requests[state] : undefined;
}
/** Keeps the response (a query string) for the page that made the request. */
export function keepResponse(storage, query) {
    storage.setItem(RESPONSE, query);
}
/** The response and its request, both forgotten by this: neither can be used twice. */
export function takeResponse(storage) {
    const query = storage.getItem(RESPONSE);
    if (query === null)
        return undefined;
    storage.removeItem(RESPONSE);
    const response = new URLSearchParams(query);
    const state = response.get("state") ?? "";
    const request = recall(storage, state);
    const { [state]: _taken, ...others } = all(storage);
    storage.setItem(REQUESTS, JSON.stringify(others));
    return { response, request };
}
/** Written by this module alone, in this tab's storage of this origin: its shape is not checked again. */
function all(storage) {
    return (parseRecord(storage.getItem(REQUESTS)) ?? {});
}
