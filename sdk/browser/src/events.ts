import type { StepUpChallenge } from "./challenge.js";

/** What the app shows while a step-up runs. `cancel` must stay within the user's reach: nothing tells us of a closed window. */
export type StepUpEvent =
  /** The provider's page is open in another window. */
  | { readonly state: "waiting"; readonly challenge: StepUpChallenge; cancel(): void }
  /** Another tab of this app is asking; its answer may serve this one too. */
  | { readonly state: "other-tab"; readonly challenge: StepUpChallenge; cancel(): void }
  /** This page is about to be left; the call is kept for `resumePending`. */
  | { readonly state: "redirecting"; readonly challenge: StepUpChallenge }
  | { readonly state: "done"; readonly challenge: StepUpChallenge }
  /** The error is also thrown to the caller. */
  | { readonly state: "failed"; readonly challenge: StepUpChallenge; readonly error: unknown };

export type StepUpListener = (event: StepUpEvent) => void;
