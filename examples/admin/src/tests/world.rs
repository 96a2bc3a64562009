//! The actors: a provider, and a browser at the app.

use crate::app::{App, COOKIE_NAME, routes};
use crate::shield;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use bytes::Bytes;
use data_encoding::BASE64URL_NOPAD;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use stepgate_guard::rp::{Client, ClientConfig};
use stepgate_guard::{BoxFuture, Fetch, FetchError, Timestamp};
use tower::ServiceExt as _;
use url::Url;

pub(crate) const ISSUER: &str = "https://id.example.com";
pub(crate) const NOW: i64 = 1_800_000_000;
pub(crate) const BASIC: &str = "urn:stepgate:basic";
pub(crate) const MFA: &str = "urn:stepgate:mfa";

/// Answers metadata, keys, and one ID token for every code.
#[derive(Clone)]
struct Provider {
    key: Arc<Ed25519KeyPair>,
    next: Arc<Mutex<Value>>,
    codes_redeemed: Arc<AtomicU64>,
}

impl Provider {
    fn new() -> Self {
        let key = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
        let key = Arc::new(Ed25519KeyPair::from_pkcs8(key.as_ref()).unwrap());
        Self { key, next: Arc::default(), codes_redeemed: Arc::default() }
    }

    fn answer(&self, path: &str) -> Value {
        match path {
            "/.well-known/openid-configuration" => json!({
                "issuer": ISSUER, "jwks_uri": format!("{ISSUER}/jwks"),
                "authorization_endpoint": format!("{ISSUER}/authorize"), "token_endpoint": format!("{ISSUER}/token"),
                "authorization_response_iss_parameter_supported": true,
                "stepgate_levels": [
                    { "acr": BASIC },
                    { "acr": MFA, "max_age": 28800, "covers_undated": [BASIC] },
                    { "acr": "phr", "max_age": 900, "covers": [MFA, BASIC] },
                ],
            }),
            "/jwks" => {
                let x = BASE64URL_NOPAD.encode(self.key.public_key().as_ref());
                json!({ "keys": [{ "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": "1", "x": x }] })
            }
            "/token" => {
                self.codes_redeemed.fetch_add(1, Ordering::Relaxed);
                json!({ "access_token": "a", "token_type": "Bearer", "id_token": self.id_token() })
            }
            other => unreachable!("{other}"),
        }
    }

    fn id_token(&self) -> String {
        let encode = |part: &Value| BASE64URL_NOPAD.encode(part.to_string().as_bytes());
        let header = json!({ "typ": "JWT", "alg": "EdDSA", "kid": "1" });
        let signed = format!("{}.{}", encode(&header), encode(&self.next.lock().unwrap()));
        format!("{signed}.{}", BASE64URL_NOPAD.encode(self.key.sign(signed.as_bytes()).as_ref()))
    }
}

impl Fetch for Provider {
    fn fetch(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, FetchError>> {
        let mut answer = Response::new(Bytes::from(self.answer(request.uri().path()).to_string()));
        answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Box::pin(std::future::ready(Ok(answer)))
    }
}

/// Who confirms at the provider, with what, how many seconds ago.
#[derive(Clone, Copy)]
pub(crate) struct Confirms(pub(crate) &'static str, pub(crate) &'static str, pub(crate) i64);

/// What the browser got.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Page {
    /// What stands in the element of this id; none where there is no such element.
    pub(crate) fn element(&self, id: &str) -> Option<&str> {
        let (_, rest) = self.text.split_once(&format!("id=\"{id}\""))?;
        let (_, rest) = rest.split_once('>')?;
        rest.split_once('<').map(|(text, _)| text)
    }

    /// The parameters of the request that the browser is sent to the provider with.
    pub(crate) fn sent(&self) -> BTreeMap<String, String> {
        let url = self.headers.get(LOCATION).map_or("", |url| url.to_str().unwrap());
        assert!(url.starts_with("https://id.example.com/authorize?"), "{} {url} {}", self.status, self.text);
        Url::parse(url).unwrap().query_pairs().into_owned().collect()
    }
}

/// A browser at the app.
pub(crate) struct Browser {
    app: Router,
    provider: Provider,
    clock: Arc<AtomicI64>,
    pub(crate) cookie: String,
    pub(crate) csrf: String,
}

impl Browser {
    pub(crate) fn new() -> Self {
        let (provider, clock) = (Provider::new(), Arc::new(AtomicI64::new(NOW)));
        let config = ClientConfig {
            issuer: ISSUER.to_owned(),
            client_id: "admin".to_owned(),
            client_secret: "secret".to_owned(),
            redirect_uri: Url::parse("http://localhost:8082/callback").unwrap(),
            scope: "openid".to_owned(),
        };
        let seconds = Arc::clone(&clock);
        let clock_of_app: stepgate_guard::Clock =
            Arc::new(move || Timestamp::from_seconds(seconds.load(Ordering::Relaxed)));
        let client = Client::new(config, provider.clone(), Arc::clone(&clock_of_app)).unwrap();
        let app = routes(App::new(client, clock_of_app, draw));
        let (origin, issuer) = ("http://localhost:8082".parse().unwrap(), ISSUER.parse().unwrap());
        let app = shield::around(app, &origin, &issuer).unwrap();
        Self { app, provider, clock, cookie: String::new(), csrf: String::new() }
    }

    /// A browser that somebody has signed in with.
    pub(crate) async fn signed_in(subject: &'static str, acr: &'static str) -> Self {
        let mut browser = Self::new();
        let away = browser.post("/sign-in", &[]).await;
        browser.comes_back(&away, Confirms(subject, acr, 0)).await;
        browser.home().await;
        assert!(!browser.csrf.is_empty());
        browser
    }

    pub(crate) fn waits(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::Relaxed);
    }

    pub(crate) fn codes_redeemed(&self) -> u64 {
        self.provider.codes_redeemed.load(Ordering::Relaxed)
    }

    /// The provider confirms who was sent there, and the browser follows it back.
    pub(crate) async fn comes_back(&mut self, away: &Page, confirms: Confirms) -> Page {
        let (sent, now, Confirms(subject, acr, age)) = (away.sent(), self.clock.load(Ordering::Relaxed), confirms);
        *self.provider.next.lock().unwrap() = json!({
            "iss": ISSUER, "aud": "admin", "sub": subject, "nonce": sent["nonce"], "iat": now, "exp": now + 300,
            "acr": acr, "auth_time": now - age,
        });
        self.comes_back_with(&format!("code=c&state={}&iss=https%3A%2F%2Fid.example.com", sent["state"])).await
    }

    pub(crate) async fn comes_back_with(&mut self, query: &str) -> Page {
        self.get(&format!("/callback?{query}")).await;
        self.home().await
    }

    /// Looks at the page, and takes the token out of its forms.
    pub(crate) async fn home(&mut self) -> Page {
        let page = self.get("/").await;
        if let Some((_, rest)) = page.text.split_once("name=\"csrf\" value=\"") {
            rest.split_once('"').unwrap().0.clone_into(&mut self.csrf);
        }
        page
    }

    pub(crate) async fn get(&mut self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form of ours, with the token that goes with it.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut form = Url::parse("http://localhost").unwrap();
        form.query_pairs_mut().append_pair("csrf", &self.csrf).extend_pairs(fields);
        let body = Body::from(form.query().unwrap().to_owned());
        let request = Request::post(path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(body).unwrap()).await
    }

    pub(crate) async fn deletes(&mut self, tenant: &str) -> Page {
        self.post("/delete-tenant", &[("tenant", tenant)]).await
    }

    async fn send(&mut self, mut request: Request<Body>) -> Page {
        request.headers_mut().insert(HOST, "localhost:8082".parse().unwrap());
        let cookie = format!("other=1; {COOKIE_NAME}={}; {COOKIE_NAME}x=2", self.cookie);
        request.headers_mut().insert(COOKIE, cookie.parse().unwrap());
        let (parts, body) = self.app.clone().oneshot(request).await.unwrap().into_parts();
        if let Some(cookie) = parts.headers.get(SET_COOKIE) {
            let (pair, attributes) = cookie.to_str().unwrap().split_once("; ").unwrap();
            assert_eq!(attributes, "Path=/; HttpOnly; SameSite=Lax");
            pair.strip_prefix("stepgate_admin_session=").unwrap().clone_into(&mut self.cookie);
        }
        let text = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
        Page { status: parts.status, headers: parts.headers, text }
    }
}

/// Never the same twice; a counter is enough where nobody guesses.
fn draw(bytes: &mut [u8]) {
    static DRAWN: AtomicU64 = AtomicU64::new(1);
    let drawn = DRAWN.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    for (byte, value) in bytes.iter_mut().zip(drawn.into_iter().cycle()) {
        *byte = value;
    }
}
