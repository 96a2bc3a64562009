// The one line that tells the user how it went.
import { StepUpCancelled } from "/sdk/index.js";

const line = document.querySelector("#message");

/** @param {"good" | "neutral" | "bad"} tone */
export function say(text, tone = "neutral") {
  line.textContent = text;
  line.dataset.tone = tone;
  line.hidden = false;
}

/** What was said about the last action says nothing about the next. */
export function hush() {
  line.hidden = true;
}

/** An error in plain words, with what can be done. A cancel is no error: the user did what they wanted. */
export function sayError(error) {
  if (error instanceof StepUpCancelled) return say("Cancelled. Nothing was done, and you are still signed in.");
  const code = error.code ?? "";
  say([sentences[code] ?? sentence(error.description ?? error.message), error.nextStep].filter(Boolean).join(" "), "bad");
}

const sentences = {
  unmet_authentication_requirements:
    "This account has no sign-in method that is strong enough for this, so the bank cannot do it. Nothing was done, and you are still signed in.",
  network: "The sign-in service could not be reached.",
};

/** A description off the wire as a sentence. */
export function sentence(text) {
  const whole = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}
