// A person's browser: own cookies, any number of tabs, at most one device with passkeys at hand.
import { access, mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { Complaints } from "./complaints.mjs";
import { pickNone } from "./suggestions.mjs";

const KNOWN_PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const OUTPUT = fileURLToPath(new URL("../output/", import.meta.url));

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** How long any single step in a page may take. Password hashing on a busy machine is the slowest of them. */
const STEP = 15_000;

// Playwright's own switch leaves `noscript` unrendered.
const NO_SCRIPTS = ["--blink-settings=scriptEnabled=false"];

/** Starts Chromium; one process serves the browsers of all people in a test file. `scripts`: whether pages may run any. */
export async function launch({ scripts = true } = {}) {
  const executablePath = process.env.STEPGATE_CHROMIUM ?? (await firstExisting(KNOWN_PLACES));
  const args = scripts ? QUIET : [...QUIET, ...NO_SCRIPTS];
  const running = await chromium.launch({ executablePath, headless: true, args });
  return {
    /**
     * A new person at a new machine. `picksSuggestions`: takes the passkey that a name field suggests as soon as there is one.
     * The rest is Playwright's: `locale`, `colorScheme` and so on.
     */
    newBrowser: async ({ picksSuggestions = false, ...options } = {}) => {
      const context = await running.newContext(options);
      if (!picksSuggestions) await context.addInitScript(pickNone);
      return new Browser(context);
    },
    close: () => running.close(),
  };
}

export class Browser {
  #context;
  #device;
  #ready = new WeakMap();

  constructor(context) {
    this.#context = context;
    context.setDefaultTimeout(STEP);
    this.complaints = new Complaints(context);
    context.on("page", (page) => this.#ready.set(page, this.#device?.plugInto(page) ?? Promise.resolve()));
  }

  /** Asks for pages in this language from now on. */
  async speaks(language) {
    await this.#context.setExtraHTTPHeaders({ "accept-language": language });
  }

  /** Opens a tab. */
  async open(url) {
    await this.complaints.ready;
    const page = await this.#context.newPage();
    await this.#ready.get(page);
    await page.goto(url);
    return page;
  }

  /** Takes a device to hand, in place of the one before, in every tab and every tab to come. */
  async takes(device) {
    await this.#device?.unplug();
    this.#device = device;
    for (const page of this.#context.pages()) await device?.plugInto(page);
  }

  /**
   * Does what takes the user from `page` to another origin, and gives the page on which they arrive there: a popup, or
   * the same page after a redirect.
   */
  async follow(page, origin, action) {
    const there = (url) => url.origin === origin;
    const popup = this.#context.waitForEvent("page", { timeout: STEP }).then(async (opened) => {
      await opened.waitForURL(there);
      return opened;
    });
    const same = page.waitForURL(there, { timeout: STEP }).then(() => page);
    const arrived = Promise.any([popup, same]);
    arrived.catch(() => {});
    await action();
    const target = await arrived;
    await this.#ready.get(target);
    return target;
  }

  /** Tabs and popups that are open. */
  get pages() {
    return this.#context.pages();
  }

  /** The cookies that the browser would send to `url`. */
  async cookies(url) {
    return this.#context.cookies(url);
  }

  /** The next visit to `address`, as its URL, query included. (A route would not see it: it comes by a redirect.) */
  nextVisit(address) {
    const predicate = (request) => urlWithoutQuery(request.url()) === address;
    const visit = this.#context.waitForEvent("request", { predicate, timeout: STEP }).then((request) => new URL(request.url()));
    visit.catch(() => {});
    return visit;
  }

  async close() {
    await this.#context.close();
  }
}

/** Keeps a picture of the page in `e2e/output`. */
export async function screenshot(page, name) {
  await mkdir(OUTPUT, { recursive: true });
  const path = `${OUTPUT}${name}.png`;
  await page.screenshot({ path, fullPage: true });
  return path;
}

function urlWithoutQuery(url) {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

async function firstExisting(places) {
  for (const place of places) {
    if (await access(place).then(() => true, () => false)) return place;
  }
  throw new Error("no Chromium was found: install it, or set STEPGATE_CHROMIUM to its program file");
}
