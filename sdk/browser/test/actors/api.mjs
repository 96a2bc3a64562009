// A resource server: wants a level, knows expired tokens and tokens that were good for one call.
import { decodeJwt } from "../../dist/index.js";

export class Api {
  /** `acr` that a path wants; paths not named are open to any token. */
  wants = { "/transfers": { acr: "phr", maxAge: 300 } };
  expired = new Set();
  /** What was let through. */
  done = [];
  /** Every request, with its token's `acr`. */
  seen = [];
  #used = new Set();

  async answer(request) {
    const token = request.headers.get("Authorization").replace("Bearer ", "");
    const { acr } = decodeJwt(token);
    const { pathname } = new URL(request.url);
    this.seen.push({ pathname, acr });
    await new Promise((resolve) => setImmediate(resolve));
    if (this.expired.has(token)) return challenge('error="invalid_token", error_description="expired"');
    const wanted = this.wants[pathname];
    const met = wanted === undefined || (acr === wanted.acr && !(wanted.maxAge === 0 && this.#used.has(token)));
    if (!met) {
      return challenge(`error="insufficient_user_authentication", acr_values="${wanted.acr}", max_age="${wanted.maxAge}"`);
    }
    if (wanted?.maxAge === 0) this.#used.add(token);
    this.done.push({ method: request.method, pathname, body: await request.text(), type: request.headers.get("Content-Type") });
    return Response.json({ ok: true });
  }
}

function challenge(params) {
  return new Response("{}", { status: 401, headers: { "WWW-Authenticate": `Bearer ${params}` } });
}
