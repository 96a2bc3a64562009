// The demo under test: provider and bank on ports of their own, with an empty data folder that is thrown away.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { freePorts, Program } from "./program.mjs";

export async function startDemo() {
  const folder = await mkdtemp(join(tmpdir(), "stepgate-e2e-"));
  const demo = new Demo(folder, await freePorts(3));
  try {
    await demo.start();
  } catch (error) {
    await demo.stop();
    throw error;
  }
  return demo;
}

class Demo {
  #folder;
  #program;
  #greeting;
  #admin;

  constructor(folder, [port, bankPort, adminPort]) {
    this.#folder = folder;
    this.ports = { port, bankPort, adminPort };
    /** Origin of the provider, and its issuer. */
    this.issuer = `http://localhost:${port}`;
    /** Origin of the bank. */
    this.bank = `http://localhost:${bankPort}`;
    /** Origin of the admin app, once it is started. */
    this.admin = `http://localhost:${adminPort}`;
  }

  async start(...more) {
    const { port, bankPort, adminPort } = this.ports;
    const options = ["--data-dir", this.#folder, "--port", port, "--bank-port", bankPort, "--admin-port", adminPort, ...more];
    this.#program = await Program.start("stepgate", ["demo", ...options]);
    await this.#program.line(new RegExp(`open ${this.bank}`));
    this.#greeting = this.#program.lines.join("\n");
  }

  /** Stops it and starts it again on the same ports, with the same data folder. */
  async restart(...more) {
    await this.#program.stop();
    await this.start(...more);
  }

  /**
   * Goes on as `stepgate serve`, on the same port and with the same people, for applications of the test's own: tables
   * `[[client]]` of `stepgate.toml`. The bank is gone, and so are the pages' buttons for the demo's accounts and passkeys.
   */
  async serve(clients) {
    const top = { issuer: this.issuer, listen: `127.0.0.1:${this.ports.port}`, data: this.#folder };
    const config = join(this.#folder, "stepgate.toml");
    await writeFile(config, [table(top), ...clients.map((client) => `[[client]]\n${table(client)}`)].join("\n"));
    await this.#program.stop();
    this.#program = await Program.start("stepgate", ["serve", "--config", config]);
    await this.#program.line(/listening/);
  }

  /** Starts examples/admin with the options that the greeting names. */
  async startAdmin() {
    const command = this.#program.lines.find((line) => line.includes("-p stepgate-admin -- "));
    this.#admin = await Program.start("stepgate-admin", command.split(" -- ")[1].trim().split(/\s+/));
    await this.#admin.line(new RegExp(`open ${this.admin}`));
  }

  /** The one-time link that adds a passkey to an account, as the terminal shows it. */
  enrolmentLink(login) {
    return this.#greeted("enrolment link", new RegExp(`\\b${login}\\b[^]*?(${this.issuer}/enrol\\S+)`));
  }

  /** The password of a demo account, as the terminal shows it. */
  password(login) {
    return this.#greeted("password", new RegExp(`\\b${login} +password (\\S+)`));
  }

  #greeted(what, pattern) {
    const found = this.#greeting.match(pattern);
    if (!found) throw new Error(`no ${what} was printed that matches ${pattern}:\n${this.#greeting}`);
    return found[1];
  }

  /** What it printed since it was ready: the log, without the greeting that names accounts and links. */
  get log() {
    const ready = this.#program.lines.findIndex((line) => line.includes(`open ${this.bank}`));
    return this.#program.lines.slice(ready + 1).join("\n");
  }

  async stop() {
    await this.#admin?.stop();
    await this.#program?.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Strings and lists of strings are written alike in JSON and in TOML. */
function table(entries) {
  return Object.entries(entries).map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`).join("");
}
