// The demo's clock: the bank's, which "Wait 6 minutes" moves. Ages on this page are measured on it.
let ahead = 0;
const listeners = new Set();

export async function startClock() {
  set(await (await fetch("/demo/clock")).json());
  setInterval(tick, 1000);
}

/** Seconds since 1970. */
export function now() {
  return Math.floor((Date.now() + ahead) / 1000);
}

export async function wait(seconds) {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch("/demo/wait", { method: "POST", headers, body: JSON.stringify({ seconds }) });
  if (!response.ok) throw new Error("the demo's clock cannot be moved");
  set(await response.json());
}

/** Calls back every second. */
export function onTick(listener) {
  listeners.add(listener);
  listener();
}

function set({ now_ms }) {
  ahead = now_ms - Date.now();
  tick();
}

function tick() {
  document.querySelector("#clock").textContent = new Date(Date.now() + ahead).toLocaleTimeString();
  for (const listener of listeners) listener();
}

/** 72 → "1:12", 3700 → "1:01:40". */
export function duration(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 60) % 60, whole % 60];
  if (whole >= 3600) parts.unshift(Math.floor(whole / 3600));
  return parts.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, "0"))).join(":");
}
