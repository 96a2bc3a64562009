// What the buttons promise before the click. The API decides; this only predicts what it will say.

/** The bank's rules, as its API has them. `maxAge` in seconds; 0: asked for every time. */
export const rules = {
  balance: { level: "basic" },
  payout: { level: "mfa", maxAge: 900 },
  small: { level: "phr", maxAge: 300 },
  large: { level: "phr", maxAge: 0 },
  close: { level: "phrh", maxAge: 0 },
};

/** Up to this amount, to a payee that was paid before, a transfer falls under `small`. */
export const SMALL_AMOUNT = 30;

const covers = {
  basic: ["basic"],
  mfa: ["basic", "mfa"],
  phr: ["basic", "mfa", "phr"],
  phrh: ["basic", "mfa", "phr", "phrh"],
};

const words = {
  basic: { method: "a password", asks: "asks you to sign in" },
  mfa: { method: "a second factor", asks: "asks for a second factor or your passkey" },
  phr: { method: "a passkey", asks: "asks for your passkey" },
  phrh: { method: "a security key", asks: "asks for your security key" },
};

/** The level of an `acr` by the published ones: `{name, acr, max_age}` and how to call it. */
export function levelOf(levels, acr) {
  const level = levels.find((each) => each.acr === acr);
  return level && { ...level, method: words[level.name]?.method ?? level.name };
}

/** @returns what the user will be asked for, or for how much longer nothing: `{asks}` or `{fresh: seconds | undefined}` */
export function predict(levels, rule, claims, now) {
  const wanted = levels.find(({ name }) => name === rule.level);
  const held = levelOf(levels, claims?.acr);
  const asks = words[rule.level].asks;
  if (rule.maxAge === 0) return { asks: `${asks} every time` };
  if (!held || !(covers[held.name] ?? []).includes(rule.level)) return { asks };
  const limit = Math.min(rule.maxAge ?? Infinity, wanted?.max_age ?? Infinity);
  if (limit === Infinity) return { fresh: undefined };
  const left = claims.auth_time + limit - now;
  return left > 0 ? { fresh: left } : { asks };
}
