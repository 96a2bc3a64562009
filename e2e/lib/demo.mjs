// The demo under test: provider and bank on ports of their own, with an empty data folder that is thrown away.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { freePorts, Program } from "./program.mjs";

export async function startDemo() {
  const folder = await mkdtemp(join(tmpdir(), "stepgate-e2e-"));
  const [port, bankPort] = await freePorts(2);
  const options = ["--data-dir", folder, "--port", port, "--bank-port", bankPort, "--reset"];
  const program = await Program.start("stepgate", ["demo", ...options]);
  const demo = new Demo(program, folder, `http://localhost:${port}`, `http://localhost:${bankPort}`);
  try {
    await program.line(new RegExp(`open ${demo.bank}`));
  } catch (error) {
    await demo.stop();
    throw error;
  }
  return demo;
}

class Demo {
  #program;
  #folder;

  constructor(program, folder, issuer, bank) {
    this.#program = program;
    this.#folder = folder;
    /** Origin of the provider, and its issuer. */
    this.issuer = issuer;
    /** Origin of the bank. */
    this.bank = bank;
  }

  /** The one-time link that adds a passkey to an account, as the terminal shows it. */
  enrolmentLink(login) {
    const printed = this.#program.lines.join("\n");
    const link = printed.match(new RegExp(`\\b${login}\\b[^]*?(${this.issuer}/enrol\\S+)`));
    if (!link) throw new Error(`no enrolment link for ${login} was printed:\n${printed}`);
    return link[1];
  }

  /** What it printed since it was ready: the log, without the greeting that names accounts and links. */
  get log() {
    const ready = this.#program.lines.findIndex((line) => line.includes(`open ${this.bank}`));
    return this.#program.lines.slice(ready + 1).join("\n");
  }

  async stop() {
    await this.#program.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
