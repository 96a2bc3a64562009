// The account as the API last gave it.
import { chosenPayee } from "/app/form.js";
import { quietly } from "/app/strip.js";
import { element, money } from "/app/text.js";

const $ = (id) => document.getElementById(id);
const SHOWN = 5;
let payees = [];

/** Fills the form at page load. The user did not ask for it: it may not prompt, and the balance stays hidden. */
export async function loadAccount({ client }) {
  if (client.tokens() === undefined) return;
  const account = await fetchAccount(client);
  if (account !== undefined) showPayees(account);
}

/** Brings the page up to date after an action. */
export async function refreshAccount({ client }) {
  const account = await fetchAccount(client);
  if (account !== undefined) showAccount(account);
}

async function fetchAccount(client) {
  const response = await quietly(() => client.fetch("/api/balance", {}, { stepUp: "never" }));
  return response.ok ? response.json() : undefined;
}

export function showAccount(account) {
  $("balance").textContent = money(account.balance, account.currency);
  const items = account.transfers.slice(0, SHOWN).map(({ payee, amount }) => element("li", `${money(amount, account.currency)} to ${nameOf(payee)}`));
  $("transfer-list").replaceChildren(...items);
  $("transfers").hidden = items.length === 0;
  showPayees(account);
}

export function payee(id) {
  return payees.find((each) => each.id === id);
}

export function payeeNamed(name) {
  return payees.find((each) => each.name === name);
}

function nameOf(id) {
  return payee(id)?.name ?? id;
}

function showPayees(account) {
  payees = account.payees;
  const chosen = $("payee").value || chosenPayee();
  const option = ({ id, name, iban_tail, known }) => new Option(`${name} (…${iban_tail})${known ? "" : ", new"}`, id, false, id === chosen);
  $("payee").replaceChildren(...payees.map(option));
  $("payee").dispatchEvent(new Event("input")); // what the form says about the chosen one may be another thing now
  $("payout-now").textContent = `Now: account ending in ${account.payout.iban_tail}.`;
}
