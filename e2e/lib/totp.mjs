// An authenticator app: six digits from a secret that somebody typed (RFC 6238).
import { createHmac } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP_MS = 30_000;

export class AuthenticatorApp {
  #key;

  /** `spelled` is the secret as the page spells it: base32, with spaces. */
  constructor(spelled) {
    this.#key = base32(spelled.replaceAll(/\s/g, ""));
  }

  /** What it shows, or will show `steps` of 30 seconds from now. */
  shows(steps = 0) {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP_MS) + steps));
    const mac = createHmac("sha1", this.#key).update(counter).digest();
    const word = mac.readUInt32BE(mac.at(-1) & 0xf) & 0x7fffffff;
    return String(word % 1_000_000).padStart(6, "0");
  }

  /** Six digits that it does not show around now. */
  doesNotShow() {
    const shown = [-2, -1, 0, 1, 2].map((steps) => this.shows(steps));
    return ["000000", "111111", "222222", "333333", "444444", "555555"].find((code) => !shown.includes(code));
  }
}

function base32(text) {
  let bits = "";
  for (const letter of text) bits += ALPHABET.indexOf(letter).toString(2).padStart(5, "0");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
