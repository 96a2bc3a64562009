// Authorization requests that survive leaving the page. One made in a popup never comes here: that is how the callback
// page tells the two cases apart.
import type { AuthorizationRequest } from "./authorization.js";
import type { PendingCall } from "./call.js";
import { parseRecord } from "./encoding.js";
import type { KeyValue } from "./environment.js";

/** A request by redirect, with what is to happen when its answer comes. */
export interface RememberedRequest extends AuthorizationRequest {
  /** The page of the app to come back to. */
  readonly returnTo: string;
  /** The call that was challenged, for a step-up. */
  readonly pending: PendingCall | undefined;
  /** The `sub` that the answer must be for, for a step-up. */
  readonly subject: unknown;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

const REQUESTS = "stepgate:requests";
const RESPONSE = "stepgate:response";
/** The provider's own lifetime for a request: later answers cannot come. */
const LIFETIME_MS = 10 * 60_000;

export function remember(storage: KeyValue, request: RememberedRequest): void {
  const kept = Object.entries(all(storage)).filter(([, old]) => old.createdAt + LIFETIME_MS > request.createdAt);
  storage.setItem(REQUESTS, JSON.stringify({ ...Object.fromEntries(kept), [request.state]: request }));
}

/** The request of that state, left in place. */
export function recall(storage: KeyValue, state: string): RememberedRequest | undefined {
  const requests = all(storage);
  return Object.hasOwn(requests, state) ? requests[state] : undefined;
}

/** Keeps the response (a query string) for the page that made the request. */
export function keepResponse(storage: KeyValue, query: string): void {
  storage.setItem(RESPONSE, query);
}

/** The response and its request, both forgotten by this: neither can be used twice. */
export function takeResponse(storage: KeyValue): { response: URLSearchParams; request: RememberedRequest | undefined } | undefined {
  const query = storage.getItem(RESPONSE);
  if (query === null) return undefined;
  storage.removeItem(RESPONSE);
  const response = new URLSearchParams(query);
  const state = response.get("state") ?? "";
  const request = recall(storage, state);
  const { [state]: _taken, ...others } = all(storage);
  storage.setItem(REQUESTS, JSON.stringify(others));
  return { response, request };
}

/** Written by this module alone, in this tab's storage of this origin: its shape is not checked again. */
function all(storage: KeyValue): Record<string, RememberedRequest> {
  return (parseRecord(storage.getItem(REQUESTS)) ?? {}) as Record<string, RememberedRequest>;
}
