// What the user has typed and chosen survives leaving the page for a confirmation.
const KEY = "bank:form";
const fields = ["payee", "amount", "iban"];
const $ = (id) => document.getElementById(id);

export function keepForm() {
  sessionStorage.setItem(KEY, JSON.stringify(Object.fromEntries(fields.map((id) => [id, $(id).value]))));
}

/** The payees come later: their choice is put back by `chosenPayee`. */
let kept = {};

export function restoreForm() {
  kept = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
  sessionStorage.removeItem(KEY);
  for (const id of ["amount", "iban"]) if (kept[id] !== undefined) $(id).value = kept[id];
  const redirect = $("use-redirect");
  redirect.checked = sessionStorage.getItem("bank:redirect") === "yes";
  redirect.addEventListener("change", () => sessionStorage.setItem("bank:redirect", redirect.checked ? "yes" : "no"));
}

export function chosenPayee() {
  return kept.payee;
}

/** How a confirmation is to be asked for. */
export function stepUpMode() {
  return $("use-redirect").checked ? "redirect" : "popup";
}
