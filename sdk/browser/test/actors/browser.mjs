// A browser without windows: tabs of one origin that share channels and locks, and a user who acts in popups.
import { createClient } from "../../dist/index.js";
import { runCallback } from "../../dist/callback.js";

export const APP = "http://bank.test";

export class Browser {
  constructor(provider, api) {
    this.provider = provider;
    this.api = api;
    this.channels = new Map();
    this.locks = new FakeLocks();
    this.popupsBlocked = false;
    /** What the user does at the provider; `undefined` in place of an answer: nothing, for ever. */
    this.user = (url) => provider.confirm(url);
    this.popups = [];
  }

  tab(options = {}) {
    return new Tab(this, options);
  }

  channel(name) {
    const peers = this.channels.get(name) ?? this.channels.set(name, new Set()).get(name);
    const channel = {
      onmessage: null,
      postMessage: (data) => {
        for (const peer of peers) if (peer !== channel) setImmediate(() => peers.has(peer) && peer.onmessage?.({ data }));
      },
      close: () => peers.delete(channel),
    };
    peers.add(channel);
    return channel;
  }

  /** The callback page, with the storage of its own window. */
  async callback(redirect, storage, ackMs = 50) {
    const seen = { texts: [], closed: false, wentTo: undefined, queryForgotten: false };
    const url = new URL(redirect);
    await runCallback((text) => seen.texts.push(text), {
      storage,
      origin: url.origin,
      query: url.search,
      channel: (name) => this.channel(name),
      replace: (to) => (seen.wentTo = to),
      forgetQuery: () => (seen.queryForgotten = true),
      close: () => (seen.closed = true),
    }, ackMs);
    return seen;
  }
}

/** One tab with the app in it; `load` is a page load, which keeps the storage and nothing else. */
export class Tab {
  constructor(browser, options) {
    this.browser = browser;
    this.options = options;
    this.storage = new FakeStorage();
    this.events = [];
    this.left = undefined;
    this.load();
  }

  load() {
    this.returnListeners = new Set();
    const client = { issuer: this.browser.provider.issuer, clientId: "bank", redirectUri: `${APP}/callback`, scope: "openid payments" };
    this.client = createClient({ ...client, onStepUp: (event) => this.onStepUp(event), ...this.options }, this.environment());
  }

  onStepUp(event) {
    this.events.push(event);
  }

  get states() {
    return this.events.map((event) => event.state);
  }

  environment() {
    const { browser } = this;
    return {
      fetch: (input, init) => browser.fetch(input instanceof Request ? input : new Request(input, init)),
      now: () => Date.now(),
      href: () => `${APP}/home`,
      navigate: (url) => (this.left = url),
      openPopup: () => this.openPopup(),
      channel: (name) => browser.channel(name),
      locks: browser.locks,
      storage: this.storage,
      onReturn: (listener) => {
        this.returnListeners.add(listener);
        return () => this.returnListeners.delete(listener);
      },
    };
  }

  openPopup() {
    const { browser } = this;
    if (browser.popupsBlocked) return null;
    const popup = { url: undefined, closed: false, close: () => (popup.closed = true), navigate: (url) => void visit(url) };
    const visit = async (url) => {
      popup.url = url;
      const redirect = await browser.user(new URL(url));
      if (redirect) popup.page = await browser.callback(redirect, new FakeStorage());
    };
    browser.popups.push(popup);
    return popup;
  }

  /** Follows the redirect that the app started, up to the app's page again. */
  async followRedirect() {
    const redirect = await this.browser.user(new URL(this.left));
    const page = await this.browser.callback(redirect, this.storage);
    this.load();
    return page;
  }

  async signIn() {
    await this.client.signIn();
    await this.followRedirect();
    await this.client.handleRedirect();
    return this;
  }
}

Browser.prototype.fetch = async function (request) {
  const url = new URL(request.url);
  return url.origin === this.provider.issuer ? this.provider.answer(request) : this.api.answer(request);
};

export class FakeStorage {
  #map = new Map();
  getItem = (key) => this.#map.get(key) ?? null;
  setItem = (key, value) => void this.#map.set(key, String(value));
  removeItem = (key) => void this.#map.delete(key);
  get text() {
    return JSON.stringify([...this.#map]);
  }
}

class FakeLocks {
  #held = new Set();
  #queue = [];

  async request(name, { ifAvailable, signal }, callback) {
    if (this.#held.has(name)) {
      if (ifAvailable) return callback(null);
      await new Promise((resolve, reject) => {
        this.#queue.push({ name, resolve });
        signal?.addEventListener("abort", () => reject(signal.reason));
      });
    }
    this.#held.add(name);
    try {
      return await callback({ name });
    } finally {
      this.#held.delete(name);
      const next = this.#queue.findIndex((waiting) => waiting.name === name);
      if (next >= 0) this.#queue.splice(next, 1)[0].resolve();
    }
  }
}
