// Amounts and elements for the page. Text only ever enters it as text.

/** @param {string} amount a decimal, as the API has it */
export function money(amount, currency = "EUR") {
  const [whole, cents = ""] = amount.split(".");
  return `${whole}.${cents.padEnd(2, "0")} ${currency}`;
}

export function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}
