// WWW-Authenticate: RFC 9110 §11.6.1 (grammar), RFC 6750 §3 (Bearer errors), RFC 9470 §3 (step-up).
/** No honest challenge is longer; a hostile one shall not cost time. */
const MAX_HEADER = 8192;
/** About 68 years, the largest that fits every server's 32-bit integer. */
const MAX_AGE_LIMIT = 2 ** 31 - 1;
/** Reads what a 401 wants from the client; `undefined` when it is nothing that this package can answer. */
export function readChallenge(header) {
    if (header === null)
        return undefined;
    for (const { scheme, params } of parseChallenges(header)) {
        if (scheme !== "bearer")
            continue; // a DPoP challenge cannot be answered with the bearer tokens sent here
        const error = params.get("error");
        if (error === "invalid_token")
            return { kind: "invalid-token" };
        if (error === "insufficient_user_authentication")
            return stepUp(params, header);
    }
    return undefined;
}
function stepUp(params, header) {
    const maxAge = params.get("max_age");
    // An unreadable age is not "no age": asking for less than the API wants would only come back as a loop.
    if (maxAge !== undefined && (!/^\d{1,10}$/.test(maxAge) || Number(maxAge) > MAX_AGE_LIMIT))
        return undefined;
    return {
        kind: "step-up",
        acrValues: words(params.get("acr_values")),
        maxAge: maxAge === undefined ? undefined : Number(maxAge),
        scope: words(params.get("scope")),
        description: params.get("error_description"),
        header,
    };
}
function words(list) {
    return (list ?? "").split(" ").filter((word) => word !== "");
}
/**
 * All challenges of a header value; several headers arrive joined by commas. Malformed anywhere → none at all: half of
 * a header that cannot be read is not to be trusted. A parameter given twice makes it malformed (RFC 9110 §11.2).
 */
export function parseChallenges(header) {
    if (header.length > MAX_HEADER)
        return [];
    const challenges = [];
    const scan = new Scanner(header);
    for (;;) {
        const separated = scan.gap().includes(",") || challenges.length === 0;
        if (scan.atEnd)
            return challenges;
        const params = challenges.at(-1)?.params;
        const param = scan.param();
        if (param) {
            if (params === undefined || params.has(param.name))
                return [];
            params.set(param.name, param.value);
        }
        else {
            const scheme = separated ? scan.scheme() : undefined;
            if (scheme === undefined)
                return [];
            challenges.push({ scheme, params: new Map() });
        }
    }
}
class Scanner {
    #text;
    #at = 0;
    constructor(text) {
        this.#text = text;
    }
    get atEnd() {
        return this.#at >= this.#text.length;
    }
    /** White space and commas, returned because a comma is what separates two challenges. */
    gap() {
        return this.#take(/[ \t,]*/y)?.[0] ?? "";
    }
    /** `name = token` or `name = "quoted"`; moves only when there is one. */
    param() {
        const match = this.#take(/([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*=[ \t]*(?:"((?:[^"\\\u0000-\u0008\u000a-\u001f\u007f]|\\[\t\u0020-\u007e\u0080-\uffff])*)"|([!#$%&'*+.^_`|~0-9A-Za-z-]+))(?=[ \t]*(?:,|$))/y);
        if (!match)
            return undefined;
        const [, name = "", quoted, token] = match;
        return { name: name.toLowerCase(), value: quoted?.replace(/\\(.)/gs, "$1") ?? token ?? "" };
    }
    /** A scheme, with the token68 that some schemes carry instead of parameters (it is of no use here). */
    scheme() {
        const match = this.#take(/([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?: +[A-Za-z0-9._~+/-]+=*(?=[ \t]*(?:,|$))|(?= |[ \t]*(?:,|$)))/y);
        return match?.[1]?.toLowerCase();
    }
    /** Moves on only when the pattern matches here. */
    #take(pattern) {
        pattern.lastIndex = this.#at;
        const match = pattern.exec(this.#text);
        if (match)
            this.#at += match[0].length;
        return match;
    }
}
