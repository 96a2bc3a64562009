//! The actors: a provider, the wire to it, and a guard.

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderValue, Request, Response};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use stepgate_guard::{
    Access, BoxFuture, Clock, Denied, Fetch, FetchError, Guard, GuardBuilder, OneUse, Require, Timestamp,
};
use stepgate_protocol::challenge::{self, Challenge};
use stepgate_protocol::jwt::{SigningKey, Typ};

pub(crate) const ISSUER: &str = "https://id.example.com";
pub(crate) const API: &str = "https://api.example.com";
pub(crate) const NOW: i64 = 1_800_000_000;
pub(crate) const METADATA_URL: &str = "https://id.example.com/.well-known/openid-configuration";
pub(crate) const JWKS_URL: &str = "https://id.example.com/jwks";

/// Signs anything.
pub(crate) struct Provider {
    pub(crate) key: SigningKey,
}

impl Provider {
    pub(crate) fn new() -> Self {
        Self { key: SigningKey::generate().unwrap().1 }
    }

    pub(crate) fn jwks(&self) -> String {
        json!({ "keys": [self.key.public_jwk()] }).to_string()
    }

    /// The access token of a `phr` sign-in 10 s ago, with some claims replaced; `null` takes one away.
    pub(crate) fn access_token(&self, changes: Value) -> String {
        self.key.sign(Typ::AccessToken, &changed(access_claims(), changes)).unwrap()
    }
}

pub(crate) fn access_claims() -> Value {
    json!({
        "iss": ISSUER, "aud": API, "sub": "alice", "client_id": "bank", "scope": "accounts:read payments:write",
        "iat": NOW - 5, "exp": NOW + 295, "jti": "t-1", "acr": "phr", "auth_time": NOW - 10, "amr": ["pop", "user"],
    })
}

pub(crate) fn changed(mut claims: Value, changes: Value) -> Value {
    let Value::Object(changes) = changes else { unreachable!("changes are an object") };
    for (name, value) in changes {
        match value {
            Value::Null => drop(claims.as_object_mut().unwrap().remove(&name)),
            value => drop(claims.as_object_mut().unwrap().insert(name, value)),
        }
    }
    claims
}

/// `phr` decays after 15 min and covers `mfa` and, undated, `basic`.
pub(crate) fn metadata() -> Value {
    json!({
        "issuer": ISSUER, "jwks_uri": JWKS_URL,
        "authorization_endpoint": "https://id.example.com/authorize", "token_endpoint": "https://id.example.com/token",
        "authorization_response_iss_parameter_supported": true,
        "stepgate_levels": [
            { "acr": "basic", "covers": [] },
            { "acr": "mfa", "max_age": 28800, "covers": [], "covers_undated": ["basic"] },
            { "acr": "phr", "max_age": 900, "covers": ["mfa"], "covers_undated": ["basic"] },
            { "acr": "once", "max_age": 0, "covers": [] },
        ],
    })
}

/// What the wire answers, and what was asked of it.
#[derive(Clone, Default)]
pub(crate) struct Wire(Arc<Mutex<Exchange>>);

/// Status, media type and body.
type Answer = Result<(u16, &'static str, Bytes), FetchError>;

#[derive(Default)]
struct Exchange {
    answers: Vec<(String, Answer)>,
    asked: Vec<Request<Bytes>>,
}

impl Wire {
    pub(crate) fn to(provider: &Provider) -> Self {
        let wire = Self::default();
        wire.answer(METADATA_URL, Ok((200, metadata().to_string())));
        wire.answer(JWKS_URL, Ok((200, provider.jwks())));
        wire
    }

    /// From now on, `url` answers this, as JSON.
    pub(crate) fn answer(&self, url: &str, answer: Result<(u16, String), FetchError>) {
        self.answer_as(url, "application/json", answer);
    }

    /// The same, under a media type.
    pub(crate) fn answer_as(&self, url: &str, media_type: &'static str, answer: Result<(u16, String), FetchError>) {
        let answer = answer.map(|(status, body)| (status, media_type, Bytes::from(body)));
        let mut exchange = self.0.lock().unwrap();
        exchange.answers.retain(|(known, _)| known != url);
        exchange.answers.push((url.to_owned(), answer));
    }

    pub(crate) fn times_asked(&self, url: &str) -> usize {
        self.0.lock().unwrap().asked.iter().filter(|request| *request.uri() == *url).count()
    }

    pub(crate) fn last_asked(&self) -> Request<Bytes> {
        self.0.lock().unwrap().asked.last().unwrap().clone()
    }
}

impl Fetch for Wire {
    fn fetch(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, FetchError>> {
        let mut exchange = self.0.lock().unwrap();
        let url = request.uri().to_string();
        exchange.asked.push(request);
        let answer = exchange.answers.iter().find(|(known, _)| *known == url).map(|(_, answer)| answer.clone());
        let answer = answer.unwrap_or(Err(FetchError::Connection)).map(|(status, kind, body)| {
            Response::builder().status(status).header(CONTENT_TYPE, kind).body(body).unwrap()
        });
        Box::pin(async move {
            tokio::task::yield_now().await;
            answer
        })
    }
}

/// A clock that stands still until it is moved.
#[derive(Clone)]
pub(crate) struct TestClock(Arc<Mutex<i64>>);

impl TestClock {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Mutex::new(NOW)))
    }

    pub(crate) fn set(&self, seconds: i64) {
        *self.0.lock().unwrap() = seconds;
    }

    pub(crate) fn clock(&self) -> Clock {
        let seconds = Arc::clone(&self.0);
        Arc::new(move || Timestamp::from_seconds(*seconds.lock().unwrap()))
    }
}

/// A guard, its provider and everything between them.
pub(crate) struct World {
    pub(crate) provider: Provider,
    pub(crate) wire: Wire,
    pub(crate) clock: TestClock,
    pub(crate) guard: Guard,
}

impl World {
    pub(crate) fn new() -> Self {
        Self::with(|builder| builder)
    }

    pub(crate) fn remembering(one_use: impl OneUse) -> Self {
        Self::with(|builder| builder.one_use(one_use))
    }

    pub(crate) fn with(build: impl FnOnce(GuardBuilder) -> GuardBuilder) -> Self {
        let (provider, clock) = (Provider::new(), TestClock::new());
        let wire = Wire::to(&provider);
        let builder = build(Guard::builder(ISSUER, API).clock(clock.clock()));
        let guard = builder.build_with(wire.clone()).unwrap();
        Self { provider, wire, clock, guard }
    }

    /// Calls with the usual token, some claims replaced.
    pub(crate) async fn call(&self, changes: Value, require: &Require) -> Result<Access, Denied> {
        self.call_with(&self.provider.access_token(changes), require).await
    }

    pub(crate) async fn call_with(&self, token: &str, require: &Require) -> Result<Access, Denied> {
        self.guard.check(&bearer(token), require).await
    }
}

pub(crate) fn bearer(token: &str) -> HeaderMap {
    HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_str(&format!("Bearer {token}")).unwrap())])
}

/// What a client reads from the answer.
pub(crate) fn challenge_of(denied: Denied) -> Challenge {
    let response: Response<String> = denied.into_response();
    let value = response.headers()[WWW_AUTHENTICATE].to_str().unwrap().to_owned();
    let mut challenges = challenge::parse(&value).unwrap();
    assert_eq!(challenges.len(), 1, "{value}");
    challenges.remove(0)
}
