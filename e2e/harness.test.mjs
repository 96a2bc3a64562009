// The harness itself, against a page of its own: if these fail, the other failures mean nothing.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, describe, it } from "node:test";

import { launch, screenshot } from "./lib/browser.mjs";
import { Device } from "./lib/device.mjs";
import { look } from "./lib/gallery.mjs";
import { walk } from "./lib/keyboard.mjs";
import { stumblingBlocks } from "./lib/layout.mjs";
import { freePorts, Program } from "./lib/program.mjs";

const PAGE = "<!doctype html><title>harness</title><h1>harness</h1>";

// As the provider's pages do: the popup and the page that opened it know nothing of each other.
const PAGE_HEADERS = {
  "content-type": "text/html",
  "cross-origin-opener-policy": "same-origin",
  "content-security-policy": "default-src 'none'",
};

let chromium, servers, origin, elsewhere;

before(async () => {
  servers = [createServer(page), createServer(page)];
  [origin, elsewhere] = await Promise.all(servers.map(listen));
  chromium = await launch();
});

after(async () => {
  await chromium?.close();
  for (const server of servers) server.close();
});

describe("device", () => {
  it("makes a passkey and signs with it", async () => {
    const { page, device } = await personAt(origin, {});
    assert.deepEqual(await create(page), { uv: true, be: false, bs: false });
    assert.equal(device.size, 1);
    assert.deepEqual(await sign(page), { uv: true, be: false, bs: false });
    assert.ok(device.signatures > 0);
  });

  it("says when its keys are backed up", async () => {
    const { page } = await personAt(origin, { be: true, bs: true });
    assert.deepEqual(await create(page), { uv: true, be: true, bs: true });
  });

  it("fails where the user must be verified and was not", async () => {
    const { page } = await personAt(origin, { uv: false });
    assert.equal(await create(page), "NotAllowedError");
  });

  it("is the same device in a popup", async () => {
    const { browser, page, device } = await personAt(origin, {});
    await create(page);
    const popup = await browser.follow(page, elsewhere, () => open(page, elsewhere));
    const tab = await browser.open(origin);
    assert.deepEqual(await sign(popup), { uv: true, be: false, bs: false });
    const once = device.signatures;
    await device.settled();
    await sign(tab);
    assert.ok(device.signatures > once, "the counter goes on in the other tab");
  });

  it("is out of reach once another is taken to hand, and keeps its keys", async () => {
    const { browser, page, device } = await personAt(origin, { transport: "usb" });
    await create(page);
    await browser.takes(new Device());
    assert.equal(await sign(page), "NotAllowedError");
    await browser.takes(device);
    assert.deepEqual(await sign(page), { uv: true, be: false, bs: false });
  });
});

describe("browser", () => {
  it("keeps a picture of a page", async () => {
    const { page } = await personAt(origin, {});
    const png = await readFile(await screenshot(page, "harness"));
    assert.equal(png.subarray(1, 4).toString(), "PNG");
  });

  it("complains of what a page's policy forbids, of errors and of answers that nobody excused", async () => {
    const { browser, page } = await personAt(origin, {});
    assert.deepEqual(browser.complaints.unexpected, []);
    browser.complaints.excuse(404, /^\/excused$/);
    await page.evaluate(() => {
      document.body.append(Object.assign(new Image(), { src: "/image" }));
      setTimeout(() => console.error("an error"));
      setTimeout(() => {
        throw new Error("nobody catches this");
      });
    });
    for (const path of ["/excused", "/missing"]) await page.goto(origin + path);
    const heard = browser.complaints.unexpected.join("\n");
    for (const part of ["securitypolicyviolation: img-src", "an error", "nobody catches this", "404 (Not Found) [/missing]"]) {
      assert.ok(heard.includes(part), `${part}:\n${heard}`);
    }
    assert.ok(!heard.includes("/excused"), heard);
  });

  it("sees what a page lacks for those who cannot see it", async () => {
    const { page } = await personAt(origin, {});
    await assert.rejects(look(page, "harness"), /html-has-lang/);
  });

  it("sees what is hard to hit, sticks out, clips its text or moves", async () => {
    const { page } = await personAt(origin, {});
    const faults = {
      "too small to hit": (button) => Object.assign(button.style, { width: "20px", height: "20px", padding: 0 }),
      "wider than the window": (button) => (button.style.width = "200vw"),
      "clips its text": (button) => Object.assign(button.style, { width: "50px", height: "50px", overflow: "hidden", whiteSpace: "nowrap" }),
      moves: (button) => (button.style.transition = "color 1s"),
    };
    for (const [fault, build] of Object.entries(faults)) {
      await page.evaluate(`{
        document.body.replaceChildren(Object.assign(document.createElement("button"), { textContent: "a button with a name" }));
        (${build})(document.querySelector("button"));
      }`);
      assert.ok((await page.evaluate(stumblingBlocks)).some((found) => found.includes(fault)), fault);
    }
  });

  it("sees where Tab goes astray, and where one cannot see it", async () => {
    const { page } = await personAt(origin, {});
    const build = (change) => page.evaluate(`{
      const names = ["first", "second", "third"];
      document.body.replaceChildren(...names.map((id) => Object.assign(document.createElement("button"), { id, textContent: id })));
      (${change})(document.getElementById("third"));
    }`);
    await build(() => {});
    assert.deepEqual(await walk(page), ["first", "second", "third"]);
    await build((button) => Object.assign(button.parentElement.style, { display: "flex", flexDirection: "row-reverse" }));
    await assert.rejects(walk(page), /second comes after first/);
    await build((button) => button.parentElement.removeAttribute("style"));
    await build((button) => (button.style.outline = "none"));
    await assert.rejects(walk(page), /third shows no focus/);
    await build((button) => document.body.append(Object.assign(document.createElement("div"), { style: "position: fixed; inset: 0" })));
    await assert.rejects(walk(page), /first is hidden/);
  });

  it("follows the user to another origin, in a popup or in place", async () => {
    const { browser, page } = await personAt(origin, {});
    const popup = await browser.follow(page, elsewhere, () => open(page, elsewhere));
    assert.notEqual(popup, page);
    const same = await browser.follow(page, elsewhere, () => page.evaluate((url) => location.assign(url), elsewhere));
    assert.equal(same, page);
  });
});

describe("program", () => {
  it("hears lines of the past and of the future, and stops", async () => {
    const script = "console.log('open http://localhost:1'); setTimeout(() => console.error('later'), 50); setInterval(() => {}, 1000)";
    const program = new Program(process.execPath, ["-e", script]);
    assert.equal((await program.line(/open (\S+)/))[1], "http://localhost:1");
    await program.line(/later/);
    await program.line(/open/);
    assert.equal(await program.stop(), "SIGTERM");
  });

  it("says what was printed when the line never comes", async () => {
    const program = new Program(process.execPath, ["-e", "console.log('no such port'); process.exit(3)"]);
    await assert.rejects(program.line(/open/), /ended with 3[^]*no such port/);
    await assert.rejects(new Program("/nonexistent", []).line(/open/), /could not be started/);
  });

  it("finds ports that differ", async () => {
    assert.equal(new Set(await freePorts(5)).size, 5);
  });
});

function page({ url }, answer) {
  answer.writeHead(url === "/" ? 200 : 404, PAGE_HEADERS).end(PAGE);
}

async function listen(server) {
  await new Promise((resolve) => server.listen(0, "localhost", resolve));
  return `http://localhost:${server.address().port}`;
}

function open(page, url) {
  return page.evaluate((url) => void window.open(url, "", "width=400,height=400"), url);
}

async function personAt(url, options) {
  const browser = await chromium.newBrowser();
  const device = new Device(options);
  await browser.takes(device);
  return { browser, device, page: await browser.open(url) };
}

/** What the page learns: the flags of the authenticator data, or the name of the error. */
function create(page) {
  return page.evaluate(async () => {
    const bytes = (n) => crypto.getRandomValues(new Uint8Array(n));
    const publicKey = {
      challenge: bytes(32),
      rp: { name: "harness" },
      user: { id: bytes(16), name: "alice", displayName: "Alice" },
      pubKeyCredParams: [{ type: "public-key", alg: -7 }],
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      timeout: 2000,
    };
    try {
      const { response } = await navigator.credentials.create({ publicKey });
      const flags = new Uint8Array(response.getAuthenticatorData())[32];
      return { uv: !!(flags & 4), be: !!(flags & 8), bs: !!(flags & 16) };
    } catch (error) {
      return error.name;
    }
  });
}

function sign(page) {
  return page.evaluate(async () => {
    const challenge = crypto.getRandomValues(new Uint8Array(32));
    try {
      const publicKey = { challenge, userVerification: "required", timeout: 2000 };
      const { response } = await navigator.credentials.get({ publicKey });
      const flags = new Uint8Array(response.authenticatorData)[32];
      return { uv: !!(flags & 4), be: !!(flags & 8), bs: !!(flags & 16) };
    } catch (error) {
      return error.name;
    }
  });
}
