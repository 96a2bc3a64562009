// Piggy Bank's page. Order: configuration, the client, what the last page load was about, then the buttons.
import { wireActions, showPending } from "/app/actions.js";
import { loadAccount } from "/app/account.js";
import { startClock } from "/app/clock.js";
import { restoreForm } from "/app/form.js";
import { say, sayError } from "/app/message.js";
import { startSession } from "/app/session.js";

try {
  const config = await (await fetch("/config.json")).json();
  await startClock();
  const session = startSession(config);
  wireActions(session);
  restoreForm();
  await arrive(session);
  await loadAccount(session);
  showPending(session);
} catch (error) {
  sayError(error);
}

/** Takes the provider's answer, if this page load is one. */
async function arrive({ client }) {
  try {
    if ((await client.handleRedirect()) === "signed-in") say("You are signed in.", "good");
  } catch (error) {
    sayError(error);
  }
}
