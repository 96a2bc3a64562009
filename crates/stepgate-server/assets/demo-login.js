// DEMO ONLY: fills in the name and password of a demo account.

for (const button of document.querySelectorAll("[data-login]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    document.getElementById("login").value = button.dataset.login;
    document.getElementById("password").value = button.dataset.password;
    document.getElementById("login-submit").focus();
  });
}
