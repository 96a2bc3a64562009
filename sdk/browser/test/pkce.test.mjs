import assert from "node:assert/strict";
import { test } from "node:test";
import { base64url, decodeJwt } from "../dist/encoding.js";
import { codeChallenge, randomToken } from "../dist/pkce.js";

test("RFC 7636 appendix B", async () => {
  const octets = [
    116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214, 191, 240, 91,
    88, 5, 88, 83, 132, 141, 121,
  ];
  const verifier = base64url(Uint8Array.from(octets));
  assert.equal(verifier, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  assert.equal(await codeChallenge(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
});

test("a verifier has 256 bits, in the characters of §4.1, and is new each time", () => {
  const verifiers = new Set(Array.from({ length: 100 }, randomToken));
  assert.equal(verifiers.size, 100);
  for (const verifier of verifiers) assert.match(verifier, /^[A-Za-z0-9_-]{43}$/);
});

test("claims are read as UTF-8, anything else than a JWT is none", () => {
  const payload = Buffer.from('{"name":"Jana Nováková"}').toString("base64url");
  assert.deepEqual(decodeJwt(`h.${payload}.s`), { name: "Jana Nováková" });
  for (const text of ["", "a.b", "a.b.c", `h.${Buffer.from("[1]").toString("base64url")}.s`, `h.${payload}.s.x`]) {
    assert.equal(decodeJwt(text), undefined, text);
  }
});
