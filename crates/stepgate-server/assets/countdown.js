// Says until when the page is valid, counts down the last minute, and says when it is over.
// The timer itself is not read aloud each second: aria-live is off, and a polite text speaks at 60, 30 and 10 seconds.

const LAST_S = 60;
const SPOKEN_S = [60, 30, 10];

const block = document.querySelector("[data-countdown]");
const valid = Number(block.dataset.countdown);
const start = performance.now();

// The page's language, as the visitor's region writes it.
const page = document.documentElement.lang;
const language = navigator.languages.find((tag) => tag.split("-")[0] === page) ?? page;
const words = JSON.parse(document.getElementById("words").textContent);
const plural = new Intl.PluralRules(language);

// Western digits everywhere, as in the rest of the page.
const time = { hour: "2-digit", minute: "2-digit", numberingSystem: "latn" };
const clock = new Date(Date.now() + valid * 1000).toLocaleTimeString(language, time);
const until = document.querySelector("[data-until]");
until.textContent = until.dataset.until.replace("{clock}", clock);
setTimeout(tick, Math.max(0, valid - LAST_S) * 1000);

// The next tick is counted from the start, so that a sleeping computer wakes up with the right time.
function tick() {
  const left = Math.ceil(valid - (performance.now() - start) / 1000);
  const timer = block.querySelector("[data-left]");
  timer.hidden = left <= 0;
  if (left <= 0) return over();
  const text = words.left.replace("{time}", words.seconds[plural.select(left)].replace("{n}", left));
  timer.textContent = text;
  if (SPOKEN_S.includes(left)) block.querySelector("[data-announce]").textContent = text;
  setTimeout(tick, 1000);
}

// What can no longer succeed is switched off; the way back to the app is not.
function over() {
  until.hidden = true;
  block.querySelector("[data-over] p").hidden = false;
  for (const button of document.querySelectorAll("main button:not([form=cancel], #cancel button)")) button.disabled = true;
}
