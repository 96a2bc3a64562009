// What the browser complains about while a person uses it: errors in the console, exceptions that nobody caught, and
// violations of a page's Content-Security-Policy. A story is not well while its browser complains.

/** Runs in each document, before the page's own scripts. */
function reportViolations() {
  const report = (event) => console.error(`securitypolicyviolation: ${event.effectiveDirective} of ${event.blockedURI}`);
  document.addEventListener("securitypolicyviolation", report);
}

/** Chromium calls each answer from 400 on an error; the bank's 401 is how a step-up begins. */
const CHALLENGED = { status: 401, path: /^\/api\// };

export class Complaints {
  #heard = [];
  #excused = [CHALLENGED];

  constructor(context) {
    /** Settles when every document to come is listened to. */
    this.ready = context.addInitScript(reportViolations);
    context.on("console", (message) => message.type() === "error" && this.#hear(message.text(), message.location().url));
    context.on("weberror", (error) => this.#heard.push({ text: String(error.error()) }));
  }

  /** This story is about an answer with this status, or about none at all (0): the browser may say so. */
  excuse(status, path) {
    this.#excused.push({ status, path });
  }

  /** All that was heard and is no part of the story, as lines of text. */
  get unexpected() {
    return this.#heard.filter((complaint) => !this.#isExcused(complaint)).map(({ text, path }) => (path ? `${text} [${path}]` : text));
  }

  #hear(text, url) {
    this.#heard.push({ text, path: URL.canParse(url) ? new URL(url).pathname : undefined });
  }

  #isExcused({ text, path }) {
    const [, number, none] = text.match(/^Failed to load resource: (?:.* status of (\d+)|(net::))/) ?? [];
    const status = none ? 0 : Number(number);
    return this.#excused.some((excuse) => excuse.status === status && excuse.path.test(path));
  }
}
