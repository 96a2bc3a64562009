// A program under test: started, listened to, stopped. Only ever signals the process that it started itself.
import { spawn } from "node:child_process";
import { access } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const binaries = process.env.STEPGATE_BIN_DIR ?? join(root, "target", "debug");

const PATIENCE_TO_STOP = 5_000;

export class Program {
  /** Everything it printed on stdout and stderr, in order. */
  lines = [];
  #child;
  #exit;
  #listeners = new Set();

  /** `name` is a binary of this workspace; it must have been built. */
  static async start(name, args, { env = {} } = {}) {
    const file = join(binaries, name);
    await access(file).catch(() => {
      throw new Error(`${file} is not there: run \`cargo build --bins\` first`);
    });
    return new Program(file, args, env);
  }

  constructor(file, args, env = {}) {
    this.#child = spawn(file, args.map(String), { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    this.#exit = new Promise((resolve) => this.#child.once("close", (code, signal) => resolve(code ?? signal)));
    this.#child.once("error", (error) => this.#heard(`could not be started: ${error.message}`));
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => this.#heard(line));
    }
  }

  /** The first line, past or future, that matches; rejects when time is up or the program ends without it. */
  async line(pattern, milliseconds = 20_000) {
    const said = this.lines.map((line) => line.match(pattern)).find(Boolean);
    if (said) return said;
    let listener, timer;
    const heard = new Promise((resolve) => {
      listener = (line) => pattern.test(line) && resolve(line.match(pattern));
      this.#listeners.add(listener);
    });
    const late = new Promise((resolve) => (timer = setTimeout(resolve, milliseconds, "said nothing of it in time")));
    const outcome = await Promise.race([heard, late, this.#exit.then((code) => `ended with ${code}`)]);
    this.#listeners.delete(listener);
    clearTimeout(timer);
    if (typeof outcome === "string") throw new Error(`waiting for ${pattern}: it ${outcome}\n${this.lines.join("\n")}`);
    return outcome;
  }

  /** Waits until it ends by itself, and gives its exit code or the signal that ended it. */
  async ended(milliseconds = 10_000) {
    let timer;
    const late = new Promise((_, reject) => (timer = setTimeout(reject, milliseconds, new Error("it did not end in time"))));
    return Promise.race([this.#exit, late]).finally(() => clearTimeout(timer));
  }

  /** Asks it to end, insists after five seconds, and gives its exit code or the signal that ended it. */
  async stop() {
    this.#child.kill("SIGTERM");
    const insist = setTimeout(() => this.#child.kill("SIGKILL"), PATIENCE_TO_STOP);
    const outcome = await this.#exit;
    clearTimeout(insist);
    return outcome;
  }

  #heard(line) {
    this.lines.push(line);
    for (const listener of this.#listeners) listener(line);
  }
}

/** Ports of the loopback interface that nobody listens on at this moment. */
export async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map((server) => new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server.address().port)))),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
