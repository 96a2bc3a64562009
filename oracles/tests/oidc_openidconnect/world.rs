//! A provider in this process, with one person and one confidential application.

use axum::Router;
use axum::body::Body;
use http::{HeaderValue, Request, Response, header};
use http_body_util::BodyExt as _;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use stepgate_core::level::{Age, Level};
use stepgate_core::session::Lifetime;
use stepgate_core::{Levels, MaxAge, Policy, SubjectId, Timestamp};
use stepgate_protocol::client::{Client, ClientAuth, Clients, Consent};
use stepgate_protocol::hash::Sha256;
use stepgate_protocol::jwt::{SigningKey, SigningKeys};
use stepgate_server::{
    Clock, Issuer, Kept, Provider, SealingKey, Secret, Settings, SystemClock, SystemRng, TICKET_SECONDS, app,
    hash_password,
};
use stepgate_store::Storage;
use stepgate_store::tickets::CreateTicket;
use stepgate_store::users::{CreateUser, NewUser};
use tower::ServiceExt as _;

pub(crate) const ISSUER: &str = "https://id.example.com";
pub(crate) const HOST: &str = "id.example.com";
pub(crate) const CLIENT_ID: &str = "shop";
/// With characters that RFC 6749 §2.3.1 has encoded before they go into Basic.
pub(crate) const CLIENT_SECRET: &str = "a secret: 100% of 256 bits + more/0123456789";
pub(crate) const REDIRECT_URI: &str = "https://shop.example.com/callback";
pub(crate) const LOGIN: &str = "alice";
pub(crate) const PASSWORD: &str = "alice likes long passwords";
pub(crate) const SUBJECT: &str = "user-alice";

/// Begins now, as the library looks at the real time, and is moved by hand.
#[derive(Debug)]
struct HandClock(AtomicI64);

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

pub(crate) struct World {
    app: Router,
    clock: Arc<HandClock>,
    storage: Storage,
}

impl World {
    pub(crate) async fn start() -> Self {
        let clock = Arc::new(HandClock(AtomicI64::new(SystemClock.now().millis())));
        let storage = Storage::in_memory().unwrap();
        let user = NewUser {
            id: SubjectId::new(SUBJECT),
            username: LOGIN.to_owned(),
            display_name: "Alice Adams".to_owned(),
            password_hash: hash_password(PASSWORD, &[7; 16]),
        };
        storage.run(CreateUser { user, now: clock.now() }).await.unwrap();
        let keys = SigningKeys::new(SigningKey::generate().unwrap().1, Vec::new()).unwrap();
        let hand = Arc::clone(&clock);
        let provider = Provider::new(settings(), storage.clone(), keys, hand, Arc::new(SystemRng)).unwrap();
        Self { app: app(provider), clock, storage }
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    /// Seconds since 1970.
    pub(crate) fn seconds(&self) -> i64 {
        self.clock.now().seconds()
    }

    /// A one-time ticket for a passkey.
    pub(crate) async fn ticket(&self) -> String {
        let ticket = Secret::draw_kept(Kept::EnrolmentTicket, &SystemRng).unwrap();
        let now = self.clock.now();
        let expires_at = now.plus(TICKET_SECONDS);
        let create = CreateTicket { hash: ticket.hash(), subject: SubjectId::new(SUBJECT), now, expires_at };
        self.storage.run(create).await.unwrap();
        ticket.expose().to_owned()
    }

    /// Answers a request, to a path or to a whole address of ours.
    pub(crate) async fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Infallible> {
        let (mut parts, body) = request.into_parts();
        assert!(parts.uri.host().is_none_or(|host| host == HOST), "somebody else is called: {}", parts.uri);
        parts.headers.insert(header::HOST, HeaderValue::from_static(HOST));
        let response = self.app.clone().oneshot(Request::from_parts(parts, Body::from(body))).await?;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        assert!(parts.status.as_u16() < 500, "{parts:?}");
        Ok(Response::from_parts(parts, body))
    }
}

fn settings() -> Settings {
    let level = |name: &str, acr: &str, any: &[&str], max_age: Option<u32>| Level {
        name: Arc::from(name),
        acr: Arc::from(acr),
        any: any.iter().map(|set| set.parse().unwrap()).collect(),
        max_age: max_age.map(MaxAge::seconds),
        age: Age::Last,
    };
    let levels = Levels::new(vec![
        level("basic", "urn:stepgate:basic", &["password", "passkey"], None),
        level("phr", "phr", &["passkey"], Some(900)),
    ]);
    Settings {
        issuer: Issuer::parse(ISSUER).unwrap(),
        policy: Policy::new(levels.unwrap(), Vec::new()).unwrap(),
        clients: Clients::from_iter([shop()]),
        lifetime: Lifetime::default(),
        cores: 2,
        security_keys: None,
        sealing: SealingKey::new(&[7; 32]).unwrap(),
        demo: None,
    }
}

fn shop() -> Client {
    let auth = ClientAuth::Secret(Sha256::of(CLIENT_SECRET.as_bytes()));
    Client {
        redirect_uris: vec![REDIRECT_URI.to_owned()],
        consent: Consent::FirstParty,
        ..Client::new(CLIENT_ID, auth, "https://api.shop.example.com".to_owned())
    }
}
