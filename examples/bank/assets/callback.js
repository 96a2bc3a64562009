// The page that the provider sends the browser back to.
import { runCallback } from "/sdk/callback.js";

const status = document.querySelector("#status");
await runCallback((text) => (status.textContent = text));
