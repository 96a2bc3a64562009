import assert from "node:assert/strict";
import { test } from "node:test";
import { parseChallenges, readChallenge } from "../dist/challenge.js";

const STEP_UP = 'Bearer error="insufficient_user_authentication"';

test("the example of RFC 9470 §3", () => {
  const header = `${STEP_UP}, error_description="A different authentication level is required", acr_values="myACR"`;
  assert.deepEqual(readChallenge(header), {
    kind: "step-up",
    acrValues: ["myACR"],
    maxAge: undefined,
    scope: [],
    description: "A different authentication level is required",
    header,
  });
});

test("acr_values keep their order, max_age=0 is a value", () => {
  const { acrValues, maxAge, scope } = readChallenge(`${STEP_UP}, acr_values="phr  urn:x:mfa", max_age=0, scope="a b"`);
  assert.deepEqual([acrValues, maxAge, scope], [["phr", "urn:x:mfa"], 0, ["a", "b"]]);
});

test("scheme and parameter names in any case, white space around `=`", () => {
  const challenge = readChallenge('bEARER ERROR = "insufficient_user_authentication" ,\tMAX_AGE="300"');
  assert.equal(challenge.maxAge, 300);
});

test("an expired token is another thing than a step-up", () => {
  assert.deepEqual(readChallenge('Bearer realm="x", error="invalid_token"'), { kind: "invalid-token" });
});

const nothingToAnswer = {
  "no header": null,
  "empty": "",
  "no error": 'Bearer realm="api"',
  "another scheme": 'Basic realm="insufficient_user_authentication"',
  "DPoP, whose tokens are not sent here": 'DPoP error="insufficient_user_authentication", algs="ES256"',
  "the error inside a quoted string": 'Bearer realm="x, Bearer error=\\"insufficient_user_authentication\\""',
  "the error inside another scheme's realm": 'Digest realm="Bearer error=insufficient_user_authentication", nonce="n"',
  "an unclosed quote": `${STEP_UP}, acr_values="phr`,
  "text after a quote": `${STEP_UP}x, acr_values="phr"`,
  "a backslash that escapes the closing quote": `${STEP_UP}, acr_values="phr\\"`,
  "a control character": `${STEP_UP}, acr_values="p\u0000hr"`,
  "a line break": `${STEP_UP}, acr_values="p\r\nhr"`,
  "a parameter twice": `${STEP_UP}, acr_values="phr", ACR_VALUES="basic"`,
  "a parameter without a scheme": 'error="insufficient_user_authentication"',
  "a second scheme without a comma": `${STEP_UP} Basic realm="x"`,
  "a negative max_age": `${STEP_UP}, max_age="-1"`,
  "a fractional max_age": `${STEP_UP}, max_age="1.5"`,
  "a padded max_age": `${STEP_UP}, max_age=" 300"`,
  "a huge max_age": `${STEP_UP}, max_age="99999999999"`,
  "an empty max_age": `${STEP_UP}, max_age=""`,
  "more than 8 KiB": `${STEP_UP}, acr_values="${"a ".repeat(5000)}"`,
};
for (const [name, header] of Object.entries(nothingToAnswer)) {
  test(`nothing to answer: ${name}`, () => assert.equal(readChallenge(header), undefined));
}

test("several challenges, token68, empty elements", () => {
  const challenges = parseChallenges(`Negotiate, Basic YWJj==,, Newauth realm="a, b", ${STEP_UP}, max_age=5`);
  assert.deepEqual(
    challenges.map(({ scheme, params }) => [scheme, Object.fromEntries(params)]),
    [
      ["negotiate", {}],
      ["basic", {}],
      ["newauth", { realm: "a, b" }],
      ["bearer", { error: "insufficient_user_authentication", max_age: "5" }],
    ],
  );
});

test("quoted pairs are undone", () => {
  assert.equal(parseChallenges('Bearer a="say \\"hi\\" \\\\ \\x"')[0].params.get("a"), 'say "hi" \\ x');
});

test("8 KiB of the worst text is read in no time", () => {
  for (const unit of ["a ", "a=", '\\"', ', a="', "a \t", "=,"]) {
    const started = performance.now();
    parseChallenges(`Bearer a="${unit.repeat(4000)}`.slice(0, 8192));
    parseChallenges(unit.repeat(4000));
    assert.ok(performance.now() - started < 200, unit);
  }
});
