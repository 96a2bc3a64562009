// DEMO ONLY: a software authenticator in the page, for machines without a passkey. Its private key is in the page, so it
// proves nothing; the server that embeds it must be a demo.

const UP = 0x01, UV = 0x04, BE = 0x08, BS = 0x10;

const key = JSON.parse(document.getElementById("demo-passkey").textContent);
const block = document.querySelector('[data-passkey="get"]');
const button = document.getElementById("demo-passkey-submit");

button.closest("aside").hidden = false;
button.addEventListener("click", () => {
  block.dispatchEvent(new CustomEvent("stepgate:authenticator", { detail: { get: assertion } }));
});

// WebAuthn L3 §6.3.3: the signature is over authenticator data ‖ SHA-256(client data).
async function assertion(options) {
  const clientData = utf8(JSON.stringify({
    type: "webauthn.get",
    challenge: options.challenge,
    origin: location.origin,
    crossOrigin: false,
  }));
  const authenticatorData = new Uint8Array([...(await sha256(utf8(key.rp_id))), UP | UV | BE | BS, 0, 0, 0, 0]);
  const signed = new Uint8Array([...authenticatorData, ...(await sha256(clientData))]);
  return {
    id: key.credential_id,
    rawId: key.credential_id,
    type: "public-key",
    authenticatorAttachment: "platform",
    clientExtensionResults: {},
    response: {
      clientDataJSON: base64url(clientData),
      authenticatorData: base64url(authenticatorData),
      signature: base64url(der(await sign(signed))),
      userHandle: key.user_handle,
    },
  };
}

async function sign(data) {
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const privateKey = await crypto.subtle.importKey("jwk", key.private_jwk, algorithm, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign(algorithm, privateKey, data));
}

// WebCrypto answers r ‖ s; WebAuthn wants ASN.1: SEQUENCE { INTEGER r, INTEGER s } (L3 §6.5.5).
function der(raw) {
  const r = integer(raw.slice(0, 32));
  const s = integer(raw.slice(32));
  return new Uint8Array([0x30, r.length + s.length, ...r, ...s]);
}

function integer(unsigned) {
  const first = unsigned.findIndex((byte) => byte !== 0);
  const digits = [...unsigned.slice(first)];
  if (digits[0] & 0x80) digits.unshift(0);
  return [0x02, digits.length, ...digits];
}

async function sha256(data) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", data));
}

function utf8(text) {
  return new TextEncoder().encode(text);
}

function base64url(buffer) {
  return btoa(String.fromCharCode(...buffer)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
