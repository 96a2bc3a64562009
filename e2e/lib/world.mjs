// What a test file needs: one demo, one Chromium, and people.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";

import { launch } from "./browser.mjs";
import { startDemo } from "./demo.mjs";
import { Person } from "./person.mjs";

/**
 * Call at the top of a test file. The demo lives as long as the file's tests, a person's browser as long as one test. `options`
 * are those of `launch`.
 */
export function useWorld(options) {
  const world = new World(options);
  before(() => world.begin());
  afterEach(() => world.everyoneLeaves());
  after(() => world.end());
  return world;
}

class World {
  #options;
  #chromium;
  #people = [];

  constructor(options) {
    this.#options = options;
  }

  async begin() {
    this.demo = await startDemo();
    this.#chromium = await launch(this.#options);
  }

  /**
   * Somebody with a demo account, at a browser without cookies, with a device that holds no passkey yet. `options` are those
   * of the browser.
   */
  async person(login, options) {
    const person = new Person(login, await this.#chromium.newBrowser(options), this.demo);
    this.#people.push(person);
    await person.takesDevice();
    return person;
  }

  /** Ends a story, which fails if a browser complained of anything that is no part of it. */
  async everyoneLeaves() {
    const people = this.#people.splice(0);
    await Promise.all(people.map((person) => person.leaves()));
    assert.deepEqual(people.flatMap((person) => person.browser.complaints.unexpected), []);
  }

  async end() {
    await this.#chromium?.close();
    await this.demo?.stop();
  }
}
