// What this package needs from the browser, in one place, so that every path can be tested without one.

/** The part of `Storage` that is used. */
export interface KeyValue {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** The part of `BroadcastChannel` that is used. */
export interface Channel {
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}

/** A window opened by us. Once it shows the provider's pages (COOP) both calls do nothing, silently. */
export interface Popup {
  navigate(url: string): void;
  close(): void;
}

/** The part of `navigator.locks` that is used; the callback gets `null` when `ifAvailable` found it taken. */
export interface Locks {
  request(
    name: string,
    options: { ifAvailable?: boolean; signal?: AbortSignal },
    callback: (lock: unknown) => Promise<void>,
  ): Promise<unknown>;
}

/** The browser, as seen by this package. */
export interface Environment {
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Milliseconds since 1970. */
  now(): number;
  /** The address of the page. */
  href(): string;
  /** Leaves the page. */
  navigate(url: string): void;
  /** `null`: the browser refused. */
  openPopup(): Popup | null;
  channel(name: string): Channel;
  readonly locks: Locks | undefined;
  readonly storage: KeyValue;
  /** Calls back when the page is shown again after the user left it and came back; returns how to stop. */
  onReturn(listener: () => void): () => void;
}

/** The real browser. */
export function browserEnvironment(): Environment {
  return {
    fetch: (input, init) => fetch(input, init),
    now: () => Date.now(),
    href: () => location.href,
    navigate: (url) => location.assign(url),
    openPopup,
    channel: (name) => new BroadcastChannel(name),
    locks: "locks" in navigator ? lockManager(navigator.locks) : undefined,
    storage: sessionStorage,
    onReturn(listener) {
      // A page restored from the back/forward cache runs on with its promises pending; an ordinary load does not.
      const onShow = (event: PageTransitionEvent): void => {
        if (event.persisted) listener();
      };
      addEventListener("pageshow", onShow);
      return () => removeEventListener("pageshow", onShow);
    },
  };
}

function lockManager(locks: LockManager): Locks {
  return { request: (name, options, callback) => locks.request(name, options, callback) };
}

/** Opened empty and navigated later: the address needs a digest, and a popup is only allowed right after a click. */
function openPopup(): Popup | null {
  const popup = window.open("about:blank", "_blank", "popup,width=480,height=720");
  if (popup === null) return null;
  return {
    navigate: (url) => popup.location.replace(url),
    close: () => popup.close(),
  };
}
