// Runs a passkey ceremony for each [data-passkey="get"|"create"] block: asks the server for options, asks an
// authenticator, and posts the answer as an ordinary form, so that the server can redirect.
//
// An authenticator has get(options, signal) and create(options, signal): JSON in, JSON out (WebAuthn L3 §5.1.8-10).
// The browser's own is below. The demo's software authenticator comes by the event "stepgate:authenticator".
// What is said stands in the page, in the language of the page.

const STILL_WAITING_MS = 60_000;
const GIVE_UP_MS = 300_000;
// A challenge lives for five minutes; the one that waits behind the name field is replaced before that.
const AUTOFILL_FRESH_MS = 240_000;
const RENEWED = "renewed";

let autofill;

const words = JSON.parse(document.getElementById("words").textContent);

const browser = {
  async get(options, signal, mediation) {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON?.(options) ?? requestOptions(options);
    return answerJson(await navigator.credentials.get({ publicKey, signal, mediation }));
  },
  async create(options, signal) {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON?.(options) ?? creationOptions(options);
    return answerJson(await navigator.credentials.create({ publicKey, signal }));
  },
};

for (const block of document.querySelectorAll("[data-passkey]")) {
  block.addEventListener("stepgate:authenticator", (event) => run(block, event.detail));
  if (wrongHost(block) || !usable(block)) continue;
  const form = block.querySelector("form");
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(block, browser);
  });
  if ("autofill" in block.dataset) offerInNameField(block);
}

// A page that the browser kept and shows again starts from the beginning.
addEventListener("pageshow", (event) => event.persisted && location.reload());

function usable(block) {
  if (window.PublicKeyCredential) return true;
  say(block, "status", words.unsupported);
  return false;
}

// Passkeys belong to a name. Whoever typed an address is told which name to use.
function wrongHost(block) {
  const here = location.hostname;
  if (!isAddress(here)) return false;
  const there = new URL(location.href);
  const issuer = new URL(document.body.dataset.issuer);
  if (!isAddress(issuer.hostname)) there.host = issuer.host;
  else if (here.startsWith("127.") || here === "[::1]") there.hostname = "localhost";
  else return false;
  const link = document.createElement("a");
  link.href = there.href;
  const names = { here, there: there.hostname };
  link.textContent = fill(words.open_there, names);
  say(block, "alert", `${fill(words.wrong_host, names)} `);
  part(block, "alert").append(link);
  return true;
}

function isAddress(hostname) {
  return hostname.startsWith("[") || /^\d+(\.\d+){3}$/.test(hostname);
}

// Passkeys among the suggestions of the name field (WebAuthn L3 §5.1.4, conditional mediation), for those who come near it:
// most people never do, and each request costs a challenge. It waits in silence; whatever goes wrong, the button is there.
async function offerInNameField(block) {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  const field = document.querySelector('[autocomplete~="webauthn"]');
  await Promise.race(["pointerenter", "focus"].map((near) => new Promise((come) => field.addEventListener(near, come, { once: true }))));
  while (block.ariaBusy !== "true") {
    autofill = new AbortController();
    const { signal } = autofill;
    const renewal = setTimeout(() => autofill.abort(RENEWED), AUTOFILL_FRESH_MS);
    try {
      const options = await fetchOptions(block.dataset.options, block.querySelector("form"), signal);
      return submit(block, await orAborted(browser.get(options, signal, "conditional"), signal));
    } catch {
      if (signal.reason !== RENEWED) return;
    } finally {
      clearTimeout(renewal);
    }
  }
}

function submit(block, answer) {
  const form = block.querySelector("form");
  say(block, "status", words.checking);
  form.elements.credential.value = JSON.stringify(answer);
  form.submit();
}

async function run(block, authenticator) {
  if (block.ariaBusy === "true") return;
  // Only one request may wait at a time.
  autofill?.abort();
  const verb = block.dataset.passkey;
  const form = block.querySelector("form");
  const abort = new AbortController();
  const timers = [
    setTimeout(() => say(block, "status", words.waiting), STILL_WAITING_MS),
    setTimeout(() => abort.abort(new DOMException(words.gave_up, "TimeoutError")), GIVE_UP_MS),
  ];
  busy(block, true);
  try {
    const options = await fetchOptions(block.dataset.options, form, abort.signal);
    say(block, "status", words.asking);
    const answer = await orAborted(authenticator[verb](options, abort.signal), abort.signal);
    submit(block, answer);
  } catch (error) {
    tell(block, error);
    busy(block, false);
    if (autofill) offerInNameField(block);
    autofill = undefined;
  } finally {
    timers.forEach(clearTimeout);
  }
}

async function fetchOptions(url, form, signal) {
  const body = new URLSearchParams({ csrf: form.elements.csrf.value });
  // Where the page lets people choose between a passkey and a security key.
  if (form.elements.kind) body.set("kind", form.elements.kind.value);
  const response = await fetch(url, { method: "POST", body, signal, headers: { accept: "application/json" }, redirect: "error" });
  if (response.status === 404 || response.status === 410) throw new DOMException(words.too_old, "OptionsTooOld");
  if (!response.ok) throw new DOMException(words.offline, "NetworkError");
  return response.json();
}

// Some password managers never settle the promise, even when they are told to stop.
function orAborted(promise, signal) {
  const aborted = new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  return Promise.race([promise, aborted]);
}

function tell(block, error) {
  const alerts = {
    TimeoutError: words.gave_up,
    OptionsTooOld: words.too_old,
    NetworkError: words.offline,
    TypeError: words.offline,
    InvalidStateError: words.registered,
    SecurityError: fill(words.wrong_name, { here: location.hostname }),
    NotSupportedError: words.unsupported,
  };
  // NotAllowedError says neither whether somebody cancelled nor whether there was no passkey: neutral, and no alarm.
  const alert = alerts[error?.name];
  say(block, alert ? "alert" : "status", alert ?? words.nothing);
  block.querySelector("[data-label]").textContent = words.retry;
  document.querySelector("#other-ways[data-usable]")?.setAttribute("open", "");
}

function busy(block, state) {
  block.ariaBusy = String(state);
  block.querySelector("button").ariaDisabled = String(state);
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function part(block, name) {
  return block.querySelector(`[data-${name}]`);
}

function say(block, name, text) {
  part(block, "status").textContent = name === "status" ? text : "";
  part(block, "alert").textContent = name === "alert" ? text : "";
}

// For browsers (and password managers that replace the credential object) without the JSON functions of WebAuthn L3.

function requestOptions(json) {
  return { ...json, challenge: bytes(json.challenge), allowCredentials: json.allowCredentials?.map(descriptor) };
}

function creationOptions(json) {
  return {
    ...json,
    challenge: bytes(json.challenge),
    user: { ...json.user, id: bytes(json.user.id) },
    excludeCredentials: json.excludeCredentials?.map(descriptor),
  };
}

function descriptor(credential) {
  return { ...credential, id: bytes(credential.id) };
}

function answerJson(credential) {
  try {
    return credential.toJSON();
  } catch {
    return {
      id: credential.id,
      rawId: base64url(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
      clientExtensionResults: credential.getClientExtensionResults(),
      response: responseJson(credential.response),
    };
  }
}

function responseJson(response) {
  const json = { clientDataJSON: base64url(response.clientDataJSON) };
  if (response.attestationObject) {
    return { ...json, attestationObject: base64url(response.attestationObject), transports: response.getTransports?.() ?? [] };
  }
  json.authenticatorData = base64url(response.authenticatorData);
  json.signature = base64url(response.signature);
  if (response.userHandle) json.userHandle = base64url(response.userHandle);
  return json;
}

function bytes(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
}

function base64url(buffer) {
  const text = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
