// @stepgate/browser: turns a 401 challenge (RFC 9470) into a confirmation by the user, and sends the call again.
// It does not render anything, it does not verify signatures, and it never answers a step-up challenge by a refresh.
export { readChallenge } from "./challenge.js";
export { Client, createClient } from "./client.js";
export { decodeJwt } from "./encoding.js";
export { browserEnvironment } from "./environment.js";
export { SignInFailed, SignInRequired, StepgateError, StepUpCancelled, StepUpFailed, StepUpLoop, StepUpTimeout, StepUpUnmet, } from "./errors.js";
