// base64url and JWT payloads. Nothing here verifies a signature.
/** RFC 4648 §5, no padding. */
export function base64url(bytes) {
    const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
/** The claims of a JWT, unverified; `undefined` when it is none. */
export function decodeJwt(token) {
    const parts = token.split(".");
    const payload = parts[1];
    if (parts.length !== 3 || payload === undefined)
        return undefined;
    try {
        const binary = atob(payload.replaceAll("-", "+").replaceAll("_", "/"));
        const text = new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(binary, (c) => c.charCodeAt(0)));
        return asRecord(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}
/** A JSON object, or `undefined` for anything else. */
export function asRecord(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}
/** A non-empty string, or `undefined` for anything else. */
export function asText(value) {
    return typeof value === "string" && value !== "" ? value : undefined;
}
/** JSON text as an object, or `undefined`. */
export function parseRecord(text) {
    try {
        return text === null ? undefined : asRecord(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}
