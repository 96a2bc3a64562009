// @stepgate/browser: turns a 401 challenge (RFC 9470) into a confirmation by the user, and sends the call again.
// It does not render anything, it does not verify signatures, and it never answers a step-up challenge by a refresh.
export { readChallenge, type InvalidToken, type StepUpChallenge } from "./challenge.js";
export { Client, createClient, type ClientOptions, type RedirectResult } from "./client.js";
export type { PendingCall } from "./call.js";
export { decodeJwt } from "./encoding.js";
export { browserEnvironment, type Environment } from "./environment.js";
export {
  SignInFailed,
  SignInRequired,
  StepgateError,
  StepUpCancelled,
  StepUpFailed,
  StepUpLoop,
  StepUpTimeout,
  StepUpUnmet,
} from "./errors.js";
export type { StepUpEvent, StepUpListener } from "./events.js";
export type { CallOptions } from "./stepup.js";
export type { TokenSet } from "./tokens.js";
