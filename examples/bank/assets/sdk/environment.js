// What this package needs from the browser, in one place, so that every path can be tested without one.
/** The real browser. */
export function browserEnvironment() {
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
            const onShow = (event) => {
                if (event.persisted)
                    listener();
            };
            addEventListener("pageshow", onShow);
            return () => removeEventListener("pageshow", onShow);
        },
    };
}
function lockManager(locks) {
    return { request: (name, options, callback) => locks.request(name, options, callback) };
}
/** Opened empty and navigated later: the address needs a digest, and a popup is only allowed right after a click. */
function openPopup() {
    const popup = window.open("about:blank", "_blank", "popup,width=480,height=720");
    if (popup === null)
        return null;
    return {
        navigate: (url) => popup.location.replace(url),
        close: () => popup.close(),
    };
}
