import { Api } from "./api.mjs";
import { Browser } from "./browser.mjs";
import { Provider } from "./provider.mjs";

/** A browser with one signed-in tab at the basic level, its provider and its API. */
export async function signedIn(options) {
  const provider = new Provider();
  const api = new Api();
  const browser = new Browser(provider, api);
  const tab = await browser.tab(options).signIn();
  return { provider, api, browser, tab, client: tab.client };
}

export const transfer = { method: "POST", headers: { "Content-Type": "application/json" }, body: '{"amount":"250.00"}' };

/** Time enough for everything that does not wait for a person: digests run on other threads. */
export async function settle() {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
}
