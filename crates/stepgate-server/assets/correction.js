// After a mistake: the wrong code is selected, so that typing replaces it, and a lock says how long it still lasts.

const SPOKEN_EVERY_S = 30;

const field = document.querySelector("input.code[aria-invalid=true]");
field?.focus();
field?.select();

const problem = document.querySelector("[data-wait]");
if (problem) follow(problem, Number(problem.dataset.wait));

// The time is counted from the start, so that a sleeping computer wakes up with the right one. What changes is read politely.
function follow(problem, wait) {
  const words = JSON.parse(document.getElementById("words").textContent);
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const count = (forms, n) => forms[plural.select(n)].replace("{n}", n);
  const start = performance.now();
  const timer = setInterval(tell, SPOKEN_EVERY_S * 1000);
  setTimeout(tell, wait * 1000);

  function tell() {
    const left = Math.ceil(wait - (performance.now() - start) / 1000);
    problem.setAttribute("role", "status");
    problem.querySelector("p").textContent = left > 0 ? words.locked.replace("{wait}", time(left)) : words.unlocked;
    if (left <= 0) clearInterval(timer);
  }

  function time(left) {
    const seconds = count(words.seconds, left % 60);
    if (left < 60) return seconds;
    const minutes = count(words.minutes, Math.floor(left / 60));
    if (left % 60 === 0) return minutes;
    return words.minutes_and_seconds.replace("{minutes}", minutes).replace("{seconds}", seconds);
  }
}
