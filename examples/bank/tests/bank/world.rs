//! The actors: a provider that signs anything, and the bank that trusts it.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, HOST, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, Request, StatusCode};
use axum::routing::get;
use axum::{Json, Router};
use data_encoding::BASE64URL_NOPAD;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use stepgate_bank::{DemoClock, Settings, Timestamp, app};
use tokio::net::TcpListener;
use tower::ServiceExt as _;

pub(crate) const ORIGIN: &str = "http://localhost:8081";
pub(crate) const NOW: i64 = 1_800_000_000;

pub(crate) const BASIC: &str = "urn:stepgate:basic";
pub(crate) const MFA: &str = "urn:stepgate:mfa";

/// Signs with one Ed25519 key (RFC 8037).
pub(crate) struct Provider {
    key: Ed25519KeyPair,
    pub(crate) issuer: String,
    tokens_made: AtomicUsize,
}

impl Provider {
    fn new(issuer: String) -> Self {
        let key = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        let key = Ed25519KeyPair::from_pkcs8(key.as_ref()).unwrap();
        Self { key, issuer, tokens_made: AtomicUsize::new(0) }
    }

    /// Serves metadata and keys until the test ends.
    pub(crate) fn serve(&self, listener: TcpListener) {
        let x = BASE64URL_NOPAD.encode(self.key.public_key().as_ref());
        let jwks =
            json!({ "keys": [{ "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": "1", "x": x }] });
        let metadata = json!({ "issuer": self.issuer, "jwks_uri": format!("{}/jwks", self.issuer), "stepgate_levels": [
            { "acr": BASIC },
            { "acr": MFA, "max_age": 28800, "covers_undated": [BASIC] },
            { "acr": "phr", "max_age": 900, "covers": [MFA, BASIC] },
            { "acr": "phrh", "max_age": 300, "covers": ["phr", MFA, BASIC] },
        ]});
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(async || Json(metadata)))
            .route("/jwks", get(async || Json(jwks)));
        tokio::spawn(async move { axum::serve(listener, routes).await });
    }

    /// Alice's access token of a level that she confirmed `age` seconds before the time the tests begin.
    pub(crate) fn token(&self, acr: &str, age: i64) -> String {
        self.token_with(json!({ "acr": acr, "auth_time": NOW - age }))
    }

    /// The same, with claims replaced; `null` takes one away.
    pub(crate) fn token_with(&self, changes: Value) -> String {
        let jti = format!("t-{}", self.tokens_made.fetch_add(1, Ordering::Relaxed));
        let mut claims = json!({
            "iss": self.issuer, "aud": ORIGIN, "sub": "alice", "client_id": "bank", "jti": jti,
            "scope": "openid profile accounts:read payments:write", "iat": NOW - 5, "exp": NOW + 3600,
        });
        let Value::Object(changes) = changes else { unreachable!("changes are an object") };
        let members = claims.as_object_mut().unwrap();
        members.extend(changes);
        members.retain(|_, value| !value.is_null());
        let header = json!({ "typ": "at+jwt", "alg": "EdDSA", "kid": "1" });
        let encode = |part: &Value| BASE64URL_NOPAD.encode(part.to_string().as_bytes());
        let signed = format!("{}.{}", encode(&header), encode(&claims));
        let signature = self.key.sign(signed.as_bytes());
        format!("{signed}.{}", BASE64URL_NOPAD.encode(signature.as_ref()))
    }
}

/// An answer of the bank.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    /// The `WWW-Authenticate` header; empty where there is none.
    pub(crate) fn challenge(&self) -> &str {
        self.headers.get(WWW_AUTHENTICATE).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn sentence(&self) -> String {
        self.json()["decision"]["sentence"].as_str().unwrap().to_owned()
    }
}

/// A bank and its provider.
pub(crate) struct World {
    pub(crate) provider: Provider,
    pub(crate) clock: DemoClock,
    bank: Router,
}

impl World {
    pub(crate) async fn new() -> Self {
        let (world, listener) = Self::before_provider().await;
        world.provider.serve(listener);
        world
    }

    /// The provider does not answer yet; it will on this listener.
    pub(crate) async fn before_provider() -> (Self, TcpListener) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let provider = Provider::new(format!("http://{}", listener.local_addr().unwrap()));
        let clock = DemoClock::new(Arc::new(|| Timestamp::from_seconds(NOW)));
        let (issuer, client_id) = (provider.issuer.clone(), "bank".to_owned());
        let bank = app(Settings { issuer, origin: ORIGIN.to_owned(), client_id, clock: clock.clone() }).unwrap();
        (Self { provider, clock, bank }, listener)
    }

    pub(crate) async fn get(&self, path: &str, token: Option<&str>) -> Answer {
        self.send(request("GET", path, token).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, token: Option<&str>, body: &Value) -> Answer {
        let request = request("POST", path, token).header(CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let (parts, body) = self.bank.clone().oneshot(request).await.unwrap().into_parts();
        let text = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    /// Alice's account, as the bank shows it.
    pub(crate) async fn account(&self) -> Value {
        let answer = self.get("/api/balance", Some(&self.provider.token(BASIC, 0))).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let mut account = answer.json();
        account.as_object_mut().unwrap().remove("decision");
        account
    }
}

pub(crate) fn request(method: &str, path: &str, token: Option<&str>) -> axum::http::request::Builder {
    let request = Request::builder().method(method).uri(path).header(HOST, "localhost:8081");
    match token {
        Some(token) => request.header(AUTHORIZATION, format!("Bearer {token}")),
        None => request,
    }
}
