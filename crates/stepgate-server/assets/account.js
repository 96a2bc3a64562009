// Comforts of the account page: passwords that can be looked at, recovery codes that can be copied, printed and saved. Whatever
// they do works without them too.

const show = document.getElementById("show-passwords");
if (show) {
  const fields = ["password", "again"].map((id) => document.getElementById(id));
  show.hidden = false;
  show.addEventListener("click", () => {
    const shown = fields[0].type === "password";
    for (const field of fields) field.type = shown ? "text" : "password";
    show.textContent = shown ? show.dataset.hide : show.dataset.show;
    show.ariaPressed = String(shown);
  });
  // A password manager is offered a password field, not a text.
  show.form.addEventListener("submit", () => fields.forEach((field) => (field.type = "password")));
}

const tools = document.getElementById("codes-tools");
if (tools) {
  const codes = [...document.querySelectorAll("[data-code]")].map((code) => code.textContent);
  const heading = document.getElementById("codes-for").textContent;
  const text = [heading, "", ...codes, ""].join("\n");
  const button = (id) => document.getElementById(id);
  tools.hidden = false;
  button("print-codes").addEventListener("click", () => print());
  button("download-codes").addEventListener("click", () => save(text));
  button("copy-codes").hidden = !navigator.clipboard;
  button("copy-codes").addEventListener("click", async ({ target }) => {
    await navigator.clipboard.writeText(text);
    target.textContent = target.dataset.done;
    document.getElementById("codes-status").textContent = target.dataset.done;
  });
}

function save(text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = "recovery-codes.txt";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
