// "What just happened": five lights, from what really went over the wire.
import { readChallenge } from "/sdk/index.js";
import { duration, now, onTick } from "/app/clock.js";
import { levelOf } from "/app/levels.js";
import { sentence } from "/app/message.js";
import { element } from "/app/text.js";

const $ = (id) => document.getElementById(id);
const PAST = 12;
const KEY = "bank:strip";
let shown;
let quiet = 0;

/** A call that the user did not ask for leaves the strip as it is. */
export async function quietly(call) {
  quiet += 1;
  try {
    return await call();
  } finally {
    quiet -= 1;
  }
}

/** A `fetch` that shows what it sees: each call to the bank's API, and each refresh. */
export function watch(session, fetch) {
  return async (input, init) => {
    const response = await fetch(input, init);
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    if (input instanceof Request && url.pathname.startsWith("/api/") && quiet === 0) {
      show(session, `${input.method} ${url.pathname}`, response, await response.clone().json());
    } else if (init?.body instanceof URLSearchParams && init.body.get("grant_type") === "refresh_token") {
      past(`Refresh: ${response.ok ? "a new access token, of the same level and age" : "refused"}`);
    }
    return response;
  };
}

function show(session, call, response, body) {
  const header = response.headers.get("WWW-Authenticate");
  const wanted = readChallenge(header);
  const claims = session.claims() ?? {};
  const outcome = outcomeOf(response, wanted);
  const said = body.decision?.sentence ?? body.error_description ?? "";
  shown = { claims, wanted, tone: outcome.tone };
  $("strip-call").textContent = `${call} → ${response.status}`;
  const level = levelOf(session.config.levels, claims.acr);
  light("level", level ? `${level.name}: ${level.method}` : "none", wanted?.acrValues?.includes(claims.acr) === false ? "ask" : "good");
  light("rule", body.decision?.rule ?? "–", "plain");
  light("decision", said === "" ? outcome.word : `${outcome.word}. ${sentence(said)}`, outcome.tone);
  light("next", outcome.next, outcome.tone === "good" ? "good" : "plain");
  $("strip-header").textContent = header === null ? "No WWW-Authenticate: the call was let through." : `WWW-Authenticate: ${header}`;
  if (header === null && !response.ok) $("strip-header").textContent = `No WWW-Authenticate: status ${response.status}.`;
  showClaims(claims);
  showAge();
  past(`${call} → ${response.status} ${outcome.word.toLowerCase()}`);
}

function outcomeOf(response, wanted) {
  if (response.ok) return { word: "Allow", tone: "good", next: "Done. Nothing more to do." };
  if (wanted?.kind === "step-up") return { word: "Challenge", tone: "ask", next: "You are asked to confirm." };
  if (wanted?.kind === "invalid-token") return { word: "Expired", tone: "ask", next: "The token is refreshed, and the call is sent again." };
  return { word: "Refuse", tone: "bad", next: "The call was not done." };
}

const next = {
  waiting: "Confirm in the other window; the call is then sent again, once.",
  "other-tab": "Another tab is confirming; its new token serves here too.",
  redirecting: "This page is left for the sign-in service; the call is kept.",
  confirmed: "Confirmed. The call that was kept waits for your word.",
  done: "Confirmed. The call is sent again with the new token.",
};

/** What the step-up is up to. */
export function showNext({ state, error }) {
  light("next", next[state] ?? `Nothing. ${sentence(error?.description ?? "the confirmation was not finished")}`, "plain");
  past(`Step-up: ${state === "failed" ? (error?.code ?? "ended") : state}`);
}

export function showClaims(claims) {
  const rows = Object.entries({ acr: claims?.acr, amr: claims?.amr?.join(" "), auth_time: claims?.auth_time });
  const present = rows.filter(([, value]) => value !== undefined);
  $("strip-claims").replaceChildren(...present.flatMap(([name, value]) => [element("dt", name), element("dd", describe(name, value))]));
}

function describe(name, value) {
  return name === "auth_time" ? `${value} (${new Date(value * 1000).toLocaleTimeString()} on the demo's clock)` : String(value);
}

onTick(showAge);

function showAge() {
  if (shown?.claims.auth_time === undefined) return;
  const age = now() - shown.claims.auth_time;
  const limit = shown.wanted?.maxAge;
  const tooOld = limit !== undefined && age > limit;
  const needs = limit === undefined ? "" : limit === 0 ? "; asked for every time" : `; at most ${duration(limit)} here`;
  light("age", `${duration(age)} since you confirmed${needs}`, tooOld ? "ask" : "good");
}

function light(name, text, tone) {
  const place = $(`strip-${name}`);
  if (place.textContent !== text) place.textContent = text;
  place.closest("li").dataset.tone = tone;
}

function past(text) {
  entry(new Date(now() * 1000).toLocaleTimeString(), text);
}

function entry(time, text) {
  const item = element("li", "");
  item.append(element("time", time), element("span", ` ${text}`));
  $("events").prepend(item);
  while ($("events").children.length > PAST) $("events").lastElementChild.remove();
}

const texts = ["strip-call", "strip-header", ...["level", "age", "rule", "decision", "next"].map((name) => `strip-${name}`)];

/** The strip outlives a confirmation by redirect: what led to it is half of the story. */
export function keepStrip() {
  const places = texts.map((id) => [id, $(id).textContent, $(id).closest("li")?.dataset.tone]);
  const events = [...$("events").children].map((item) => [...item.children].map((part) => part.textContent));
  sessionStorage.setItem(KEY, JSON.stringify({ places, events }));
}

export function restoreStrip() {
  const { places = [], events = [] } = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
  sessionStorage.removeItem(KEY);
  for (const [id, text, tone] of places) {
    $(id).textContent = text;
    if (tone) $(id).closest("li").dataset.tone = tone;
  }
  for (const [time, text] of events.reverse()) entry(time, text.trim());
}
