// Who is signed in, how, and how long ago; and the panel that is up while a confirmation runs.
import { browserEnvironment, createClient, decodeJwt } from "/sdk/index.js";
import { duration, now, onTick } from "/app/clock.js";
import { keepForm } from "/app/form.js";
import { levelOf } from "/app/levels.js";
import { keepStrip, restoreStrip, showClaims, showNext, watch } from "/app/strip.js";

const $ = (id) => document.getElementById(id);

/** @returns {{client, config, claims: () => object | undefined}} */
export function startSession(config) {
  const environment = browserEnvironment();
  const session = { config, claims: () => claimsOf(session.client.tokens()) };
  session.client = createClient(
    {
      issuer: config.issuer,
      clientId: config.client_id,
      redirectUri: config.redirect_uri,
      scope: config.scope,
      onStepUp: showStepUp,
      ...(config.post_logout_redirect_uri && { postLogoutRedirectUri: config.post_logout_redirect_uri }),
    },
    // The strip shows what really goes over the wire, the answers that the client deals with by itself included.
    { ...environment, fetch: watch(session, environment.fetch) },
  );
  session.client.onChange(() => show(session));
  onTick(() => showBadge(session));
  restoreStrip();
  show(session);
  return session;
}

/** The access token is for the API, not for the app: this demo looks inside to show what the API sees. */
function claimsOf(tokens) {
  return tokens && decodeJwt(tokens.accessToken);
}

function show(session) {
  const signedIn = session.client.tokens() !== undefined;
  $("welcome").hidden = signedIn;
  $("account").hidden = !signedIn;
  $("sign-out").hidden = !signedIn;
  if (!signedIn) $("pending").hidden = true;
  showBadge(session);
  showClaims(session.claims());
}

function showBadge({ config, claims }) {
  const current = claims();
  const level = levelOf(config.levels, current?.acr);
  const method = level?.method ?? "an unknown level";
  $("badge").textContent = current ? `Signed in with ${method}, ${duration(now() - current.auth_time)} ago` : "Not signed in";
  $("badge").dataset.tone = current ? (level?.name ?? "off") : "off";
}

const waitingTexts = {
  waiting: "Waiting for your confirmation in the other window. If you have closed it, cancel here and start again.",
  "other-tab": "Another tab is confirming. When it is done, this one goes on by itself.",
};

function showStepUp(event) {
  const text = waitingTexts[event.state];
  $("waiting").hidden = text === undefined;
  $("waiting-text").textContent = text ?? "";
  $("cancel-stepup").onclick = text === undefined ? null : () => event.cancel();
  showNext(event);
  if (event.state !== "redirecting") return;
  keepForm();
  keepStrip();
}
