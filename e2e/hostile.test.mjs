// Hostile text and hostile openers in a real browser: text stays text, its Content-Security-Policy has nothing to report, and
// no window that opened us keeps a hand on us. A story fails when the browser complains of a violation (lib/complaints.mjs).
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { launch } from "./lib/browser.mjs";
import { useWorld } from "./lib/world.mjs";

const world = useWorld();

const PAYLOADS = [
  "<script>parent.hit=1;alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "' onfocus='alert(1)' autofocus='",
  '" onfocus="alert(1)" autofocus style="color:red',
  "</title></style></textarea><svg onload=alert(1)>",
  "javascript:alert(1)//",
  '--></script><script src="https://evil.example/x.js"></script>',
  "{{constructor.constructor('alert(1)')()}}${alert(1)}",
  '<base href="https://evil.example/"><form action="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">',
];

describe("whoever opens us", () => {
  it("f09_keeps_no_hand_on_the_window_and_gets_no_frame", async () => {
    const alice = await world.person("alice");
    const { page } = await alice.opensBank();
    for (const path of ["/", "/authorize?client_id=nobody", "/nowhere"]) {
      alice.browser.complaints.excuse(400, /^\/authorize$/);
      alice.browser.complaints.excuse(404, /^\/nowhere$/);
      const opened = page.waitForEvent("popup");
      await page.evaluate((url) => void (window.opened = window.open(url)), world.demo.issuer + path);
      const popup = await opened;
      await popup.waitForLoadState();
      assert.equal(await popup.evaluate("window.opener"), null, path);
      assert.equal(await page.evaluate("window.opened.closed"), true, `${path}: to its opener it is gone`);
      await popup.close();
    }
  });
});

describe("hostile text", () => {
  before(() => world.demo.serve(PAYLOADS.map(hostileClient)));

  for (const [number, payload] of PAYLOADS.entries()) {
    it(`f02_is_text_on_every_page: ${payload.slice(0, 30)}`, async () => {
      const alice = await world.person("alice");
      const { complaints } = alice.browser;
      const page = await alice.browser.open(request(number, payload));
      const dialogs = [];
      page.on("dialog", (dialog) => (dialogs.push(dialog.message()), dialog.dismiss()));

      assert.equal(await page.locator("#login").inputValue(), payload);
      complaints.excuse(401, /\/password$/);
      await signIn(page, payload, payload);
      assert.match(await page.locator("#problem").innerText(), /did not match/);
      assert.equal(await page.locator("#login").inputValue(), payload);
      await signIn(page, "alice", world.demo.password("alice"));
      assert.equal(await page.locator("h1").textContent(), `Allow ${payload}?`);

      await page.goto(request(number, payload, { acr_values: "phr" }));
      assert.ok((await page.locator("#cancel-submit").textContent()).includes(payload));
      const leave = { client_id: `hostile-${number}`, state: payload, ui_locales: payload, logout_hint: payload };
      await page.goto(`${world.demo.issuer}/logout?${new URLSearchParams(leave)}`);
      await page.locator("#logout-confirm").waitFor();
      complaints.excuse(400, /^\/authorize$/);
      await page.goto(`${world.demo.issuer}/authorize?${new URLSearchParams({ client_id: payload, error_description: payload })}`);
      await page.locator('main[data-error="unknown_client"]').waitFor();
      await page.goto(`${world.demo.issuer}/?${new URLSearchParams({ error: payload, error_description: payload })}`);

      assert.equal(new URL(page.url()).origin, world.demo.issuer);
      assert.deepEqual(dialogs, []);
    });
  }

  it("f02_a_violation_would_be_heard", async () => {
    const chromium = await launch();
    try {
      const browser = await chromium.newBrowser();
      const page = await browser.open(world.demo.issuer);
      assert.deepEqual(browser.complaints.unexpected, []);
      await page.evaluate(() => (document.body.innerHTML = "<img src=x onerror=alert(1)>")).catch(() => {});
      await page.evaluate(() => document.body.append(Object.assign(document.createElement("style"), { textContent: "p{}" })));
      const heard = browser.complaints.unexpected.join("\n");
      assert.match(heard, /require-trusted-types-for/);
      assert.match(heard, /style-src/);
    } finally {
      await chromium.close();
    }
  });
});

function hostileClient(name, number) {
  const origin = world.demo.bank;
  return { id: `hostile-${number}`, name, redirect_uris: [`${origin}/callback`], audience: origin, consent: "ask" };
}

/** An authorization request with the payload in whatever may be any text. */
function request(number, payload, more = {}) {
  const parameters = {
    client_id: `hostile-${number}`,
    redirect_uri: `${world.demo.bank}/callback`,
    response_type: "code",
    scope: "openid",
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    code_challenge_method: "S256",
    ...more,
  };
  for (const name of ["state", "nonce", "login_hint", "ui_locales", "display", "error_description"]) parameters[name] = payload;
  return `${world.demo.issuer}/authorize?${new URLSearchParams(parameters)}`;
}

async function signIn(page, login, password) {
  await page.locator("#login").fill(login);
  await page.locator("#password").fill(password);
  await page.locator("#login-submit").click();
  await page.waitForLoadState();
}
