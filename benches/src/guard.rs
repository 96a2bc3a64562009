//! The guard, in this process: a token is verified and decided on.

use crate::Outcome;
use crate::figure::{Figure, Reach};
use crate::rounds::{Plan, Turn, take};
use crate::server::Folder;
use crate::sign::Key;
use crate::stopwatch::cpu_micros;
use bytes::Bytes;
use data_encoding::BASE64URL_NOPAD;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Request, Response};
use serde_json::{Value, json};
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;
use stepgate_guard::verify::{Expected, verify};
use stepgate_guard::{BoxFuture, Fetch, FetchError, Guard, Levels, Require, Timestamp};
use stepgate_protocol::jwt::{Algorithm, KeySet, Typ};

const ISSUER: &str = "https://id.example.com";
const API: &str = "https://api.example.com";
const NOW: i64 = 1_800_000_000;
/// Different tokens, more than a processor's branch predictor remembers.
const TOKENS: usize = 256;

pub(crate) fn measure(plan: &Plan, _: &Folder) -> Outcome<Vec<Figure>> {
    let mut figures = es256(plan)?;
    for algorithm in [Algorithm::EdDSA, Algorithm::RS256] {
        let tokens = Tokens::signed_with(algorithm)?;
        let [ours, raw] = take(plan.rounds, [turn(plan, |_| tokens.verify(plan.turn)), turn(plan, |t| tokens.raw(t))])?;
        let figure =
            Figure::cost(format!("verify, {algorithm}, new tokens"), "CPU-µs", &ours, ("aws-lc-rs alone", &raw));
        figures.push(figure.reach(Reach::Near(0.9)));
    }
    Ok(figures)
}

fn es256(plan: &Plan) -> Outcome<Vec<Figure>> {
    let tokens = Tokens::signed_with(Algorithm::ES256)?;
    let repeated = tokens.one()?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let guard = tokens.guard()?;
    if !runtime.block_on(guard.ready()) {
        return Err("the guard has no keys".into());
    }
    let check = |tokens: &Tokens, turn| {
        cpu_micros(turn, || {
            black_box(runtime.block_on(guard.check(&tokens.next()?.headers, &tokens.require))?);
            Ok(())
        })
    };
    let sides = [
        turn(plan, |t| tokens.raw(t)),
        turn(plan, |t| tokens.verify(t)),
        turn(plan, |t| check(&tokens, t)),
        turn(plan, |t| check(&repeated, t)),
    ];
    let [raw, verified, checked, again] = take(plan.rounds, sides)?;
    let cost = |name, ours| Figure::cost(name, "CPU-µs", ours, ("aws-lc-rs alone", &raw));
    Ok(vec![
        cost("verify, ES256, new tokens", &verified).reach(Reach::Near(0.9)),
        cost("Guard::check, ES256, new tokens", &checked).reach(Reach::Near(0.9)),
        cost("Guard::check, ES256, the same token again", &again).reach(Reach::AtMost(1.5)),
    ])
}

fn turn<'a>(plan: &Plan, side: impl Fn(Duration) -> Outcome<f64> + 'a) -> Turn<'a> {
    let length = plan.turn;
    Box::new(move || side(length))
}

/// A token in the forms that are measured.
struct Token {
    text: String,
    headers: HeaderMap,
    signature: Vec<u8>,
}

struct Tokens {
    tokens: Vec<Token>,
    place: std::cell::Cell<usize>,
    key: Arc<Key>,
    keys: KeySet,
    levels: Levels,
    require: Require,
}

impl Tokens {
    fn signed_with(algorithm: Algorithm) -> Outcome<Self> {
        let key = Key::make(algorithm)?;
        let token = |number| {
            let text = key.ours.sign(Typ::AccessToken, &claims(number))?;
            let signature = text.rsplit_once('.').map(|(_, signature)| signature).unwrap_or_default();
            let signature = BASE64URL_NOPAD.decode(signature.as_bytes())?;
            let bearer = HeaderValue::from_str(&format!("Bearer {text}"))?;
            Ok(Token { headers: HeaderMap::from_iter([(AUTHORIZATION, bearer)]), text, signature })
        };
        let tokens = (0..TOKENS).map(token).collect::<Outcome<_>>()?;
        let keys = KeySet::new([key.ours.public_jwk()])?;
        let require = Require::acr(["phr"]).max_age(300).scope("payments:write");
        let levels = crate::decision::levels()?;
        Ok(Self { tokens, place: 0.into(), key: Arc::new(key), keys, levels, require })
    }

    /// The first of them, again and again.
    fn one(&self) -> Outcome<Self> {
        let Token { text, headers, signature } = self.tokens.first().ok_or("no tokens")?;
        let token = Token { text: text.clone(), headers: headers.clone(), signature: signature.clone() };
        let (keys, levels, require) = (self.keys.clone(), self.levels.clone(), self.require.clone());
        Ok(Self { tokens: vec![token], place: 0.into(), key: Arc::clone(&self.key), keys, levels, require })
    }

    fn next(&self) -> Outcome<&Token> {
        let place = (self.place.get() + 1) % self.tokens.len();
        self.place.set(place);
        Ok(self.tokens.get(place).ok_or("no tokens")?)
    }

    /// The pure function.
    fn verify(&self, turn: Duration) -> Outcome<f64> {
        let expected = Expected { issuer: ISSUER, audience: API, levels: Some(&self.levels) };
        let now = Timestamp::from_seconds(NOW);
        cpu_micros(turn, || {
            black_box(verify(&self.next()?.text, &self.keys, &expected, &self.require, now)?);
            Ok(())
        })
    }

    /// The signature of the same bytes, with nothing around it: the key is parsed, the signature decoded.
    fn raw(&self, turn: Duration) -> Outcome<f64> {
        cpu_micros(turn, || {
            let token = self.next()?;
            let message = token.text.rsplit_once('.').map(|(message, _)| message).unwrap_or_default();
            self.key.raw.verify_sig(black_box(message.as_bytes()), black_box(&token.signature))?;
            Ok(())
        })
    }

    fn guard(&self) -> Outcome<Guard> {
        let jwks = json!({ "keys": [self.key.ours.public_jwk()] }).to_string();
        let builder = Guard::builder(ISSUER, API).clock(Arc::new(|| Timestamp::from_seconds(NOW)));
        Ok(builder.build_with(Wire { metadata: metadata().to_string().into(), jwks: jwks.into() })?)
    }
}

/// A provider that answers without a network.
struct Wire {
    metadata: Bytes,
    jwks: Bytes,
}

impl Fetch for Wire {
    fn fetch(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, FetchError>> {
        let answer = if request.uri().path() == "/jwks" { &self.jwks } else { &self.metadata };
        let mut answer = Response::new(answer.clone());
        answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Box::pin(std::future::ready(Ok(answer)))
    }
}

/// What our own provider puts into an access token.
fn claims(number: usize) -> Value {
    json!({
        "iss": ISSUER, "sub": "Zm9ydHktdGhyZWUtY2hhcmFjdGVycy1vZi1zdWJqZWN0", "iat": NOW - 5, "exp": NOW + 295,
        "acr": "phr", "amr": ["pop", "swk", "user"], "auth_time": NOW - 10, "sid": "c2Vzc2lvbi1vZi1hbGljZQ",
        "aud": API, "client_id": "bank", "scope": "openid accounts:read payments:write",
        "jti": format!("am9iLWlkLW51bWJlci0{number:04}"), "grant_id": "Z3JhbnQtaWRlbnRpZmllcg",
    })
}

fn metadata() -> Value {
    json!({
        "issuer": ISSUER, "jwks_uri": format!("{ISSUER}/jwks"),
        "authorization_endpoint": format!("{ISSUER}/authorize"), "token_endpoint": format!("{ISSUER}/token"),
        "authorization_response_iss_parameter_supported": true,
        "stepgate_levels": [
            { "acr": "urn:stepgate:basic", "covers": [] },
            { "acr": "urn:stepgate:mfa", "max_age": 28800, "covers": [], "covers_undated": ["urn:stepgate:basic"] },
            { "acr": "phr", "max_age": 900, "covers": ["urn:stepgate:basic", "urn:stepgate:mfa"] },
            { "acr": "phrh", "max_age": 300, "covers": ["urn:stepgate:basic", "urn:stepgate:mfa", "phr"] },
        ],
    })
}
