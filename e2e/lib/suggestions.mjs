// Passkeys among the suggestions of a name field (WebAuthn L3 §5.1.4, conditional mediation).

/**
 * Runs in each document, before the page's own scripts: nobody picks a suggestion. Chromium's virtual authenticators pick
 * the first at once, so that whoever holds a passkey would be signed in before a test could do anything else.
 */
export function pickNone() {
  const { credentials } = navigator;
  if (!credentials) return;
  const get = credentials.get.bind(credentials);
  credentials.get = (options) => (options?.mediation === "conditional" ? never(options.signal) : get(options));

  function never(signal) {
    return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
  }
}
