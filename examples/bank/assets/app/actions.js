// The buttons. Each call is one `client.fetch`: refresh, confirmation and the second sending are the client's work.
import { payee, payeeNamed, refreshAccount, showAccount } from "/app/account.js";
import { duration, now, onTick, wait } from "/app/clock.js";
import { stepUpMode } from "/app/form.js";
import { predict, rules, SMALL_AMOUNT } from "/app/levels.js";
import { hush, say, sayError, sentence } from "/app/message.js";
import { showNext } from "/app/strip.js";
import { element, money } from "/app/text.js";

const $ = (id) => document.getElementById(id);
let busy = false;

export function wireActions(session) {
  const { client } = session;
  on("sign-in", "click", () => client.signIn());
  on("sign-out", "click", async () => {
    await client.signOut();
    say("You are signed out of Piggy Bank.");
  });
  on("see-balance", "click", () => seeBalance(session));
  on("send-20", "click", () => send(session, payeeNamed("Jana Novak"), "20.00"));
  on("send-250", "click", () => send(session, payeeNamed("Jana Novak"), "250.00"));
  on("own", "submit", () => sendOwn(session));
  on("payout", "submit", () => act(session, "/api/payout-details", { iban: $("iban").value.replace(/\s/g, "") }));
  on("close-account", "click", () => act(session, "/api/account/close", {}));
  on("wait-6", "click", async () => {
    await wait(360);
    say("Six minutes have passed on the demo's clock.");
  });
  on("resume-pending", "click", () => resume(session));
  on("discard-pending", "click", () => {
    client.discardPending();
    $("pending").hidden = true;
    say("Nothing was done.");
  });
  onTick(() => showHints(session));
  client.onChange(() => showHints(session));
  for (const field of [$("amount"), $("payee")]) field.addEventListener("input", () => showHints(session));
}

/** One action at a time: a second click while the first waits for a confirmation would only queue behind it. */
function on(id, event, action) {
  $(id).addEventListener(event, async (fired) => {
    fired.preventDefault();
    if (busy) return;
    setBusy(true);
    hush();
    try {
      await action();
    } catch (error) {
      sayError(error);
    } finally {
      setBusy(false);
    }
  });
}

/** Not `disabled`: that would take the keyboard's focus away from where the user is. */
function setBusy(value) {
  busy = value;
  document.body.toggleAttribute("data-busy", value);
  for (const button of document.querySelectorAll("main button:not(#cancel-stepup)")) button.setAttribute("aria-disabled", value);
}

async function seeBalance({ client }) {
  const response = await client.fetch("/api/balance", {}, { stepUp: stepUpMode() });
  await expectOk(response, (account) => showAccount(account));
}

function sendOwn(session) {
  const amount = $("amount").value.trim().replace(",", ".");
  const valid = /^\d{1,7}(\.\d{1,2})?$/.test(amount) && Number(amount) > 0;
  $("amount").setAttribute("aria-invalid", !valid);
  $("amount-error").hidden = valid;
  $("amount-error").textContent = valid ? "" : "Enter an amount like 12.50.";
  if (!valid) return $("amount").focus();
  return send(session, payee($("payee").value), Number(amount).toFixed(2));
}

function send(session, to, amount) {
  if (to === undefined) return say("The list of payees is not here yet. Press “See balance” first.", "bad");
  return act(session, "/api/transfers", { payee: to.id, amount });
}

async function act(session, path, body) {
  const init = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await session.client.fetch(path, init, { stepUp: stepUpMode() });
  await report(session, response, path, body);
}

async function report(session, response, path, body) {
  await expectOk(response, () => say(`Done. ${describe(path, body).done}`, "good"));
  if (response.ok) await refreshAccount(session);
}

async function expectOk(response, use) {
  const body = await response.json();
  if (response.ok) return use(body);
  return say(`The bank did not do it. ${sentence(body.decision?.sentence ?? body.error_description ?? `status ${response.status}`)}`, "bad");
}

/** What a call is about to do, and what it has done, in words. */
function describe(path, body) {
  const { name } = payee(body.payee) ?? { name: "the payee" };
  const texts = {
    "/api/transfers": () => [`send ${money(body.amount)} to ${name}`, `${money(body.amount)} went to ${name}.`],
    "/api/payout-details": () => [`change the payout account to …${body.iban.slice(-4)}`, `Payouts go to …${body.iban.slice(-4)} now.`],
    "/api/account/close": () => ["close the account", "The account is closed."],
    "/api/balance": () => ["show the balance", ""],
  };
  const [todo, done] = texts[path]();
  return { todo, done };
}

/** After a confirmation by redirect: the call that was kept waits for the user's word. */
export function showPending({ client }) {
  const pending = client.pending();
  if (pending === undefined) return;
  $("resume-pending").textContent = `Continue: ${describe(...partsOf(pending)).todo}`;
  $("pending").hidden = false;
  $("resume-pending").focus();
  showNext({ state: "confirmed" });
}

async function resume(session) {
  const [path, body] = partsOf(session.client.pending());
  $("pending").hidden = true;
  const response = await session.client.resumePending();
  if (path === "/api/balance") return expectOk(response, (account) => showAccount(account));
  return report(session, response, path, body);
}

function partsOf({ url, body }) {
  return [new URL(url).pathname, JSON.parse(body ?? "{}")];
}

/** Tells before the click what the click will ask for. */
function showHints(session) {
  const own = payee($("payee").value)?.known === true && Number($("amount").value.replace(",", ".")) <= SMALL_AMOUNT;
  $("send-own").dataset.rule = own ? "small" : "large";
  for (const button of document.querySelectorAll("button[data-rule]")) {
    const { asks, fresh } = predict(session.config.levels, rules[button.dataset.rule], session.claims(), now());
    const text = asks ?? (fresh === undefined ? "no question asked" : `no question for ${duration(fresh)}`);
    button.querySelector(".hint").replaceChildren(element("span", text, asks ? "asks" : ""));
  }
}
