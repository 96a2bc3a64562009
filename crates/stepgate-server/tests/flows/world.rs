//! A provider with four levels, five applications and three people, on a clock that tests move.

use crate::authenticator::SEALING_KEY;
use crate::browser::Browser;
use crate::http::{Answer, Call};
use crate::keys::signing_keys;
use crate::passkey::Passkey;
use crate::relying_party::RelyingParty;
use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, Version};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request};
use http_body_util::BodyExt as _;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use stepgate_core::level::{Age, Level};
use stepgate_core::session::Lifetime;
use stepgate_core::{Levels, MaxAge, Policy, Rule, SubjectId, Target, Timestamp};
use stepgate_protocol::authorize::ResponseMode;
use stepgate_protocol::client::{AcrValues, Client, ClientAuth, Consent, Pkce};
use stepgate_protocol::hash::Sha256;
use stepgate_server::{
    Clock, Issuer, Kept, Provider, SealingKey, Secret, Settings, SystemRng, TICKET_SECONDS, hash_password,
};
use stepgate_store::Storage;
use stepgate_store::audit::{AuditEvent, AuditRow, AuditTail};
use stepgate_store::passkeys::AddPasskey;
use stepgate_store::requests::{LoadRequest, StoredRequest};
use stepgate_store::tickets::CreateTicket;
use stepgate_store::users::{CreateUser, NewUser};
use stepgate_webauthn::RegistrationPolicy;
use tower::ServiceExt as _;

pub(crate) const BASIC: &str = "urn:stepgate:basic";
pub(crate) const RECOVERY: &str = "urn:stepgate:recovery";
pub(crate) const ISSUER: &str = "https://id.example.com";
pub(crate) const SHOP_SECRET: &str = "shop-secret-of-256-bits-0123456789abcdef";
pub(crate) const LEDGER_SECRET: &str = "ledger-secret-of-256-bits-0123456789abcd";

/// Alice and Bob have a passkey, Carol has none. Argon2 is slow on purpose, so each password is hashed once per process.
const PEOPLE: [(&str, bool); 3] = [("alice", true), ("bob", true), ("carol", false)];
static PASSWORD_HASHES: LazyLock<Vec<String>> =
    LazyLock::new(|| PEOPLE.iter().map(|(name, _)| hash_password(&password(name), &[7; 16]).unwrap()).collect());
/// The same passwords, hashed as nobody should.
static CHEAP_HASHES: LazyLock<Vec<String>> =
    LazyLock::new(|| PEOPLE.iter().map(|(name, _)| cheap_hash(&password(name))).collect());

pub(crate) fn password(name: &str) -> String {
    format!("{name} likes long passwords")
}

pub(crate) fn subject(name: &str) -> SubjectId {
    SubjectId::new(format!("user-{name}"))
}

/// Moved by hand, and broken by hand: a handler that looks at a broken clock panics.
#[derive(Debug)]
pub(crate) struct HandClock(AtomicI64, AtomicBool);

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        assert!(!self.1.load(Ordering::SeqCst), "CANARY-PANIC");
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }
}

#[derive(Clone, Debug)]
pub(crate) struct World {
    app: Router,
    clock: Arc<HandClock>,
    pub(crate) storage: Storage,
    pub(crate) issuer: String,
    pub(crate) clients: Arc<Mutex<Vec<Client>>>,
    /// Every secret that was given out.
    pub(crate) issued: Arc<Mutex<Vec<String>>>,
    folder: Option<Arc<Folder>>,
}

/// Removed with the last clone of its world.
#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// What may be different about a world.
pub(crate) struct Setup {
    pub(crate) issuer: String,
    /// In memory, where there is none.
    pub(crate) storage: Option<(Storage, Arc<Folder>)>,
    pub(crate) hashes: &'static [String],
    pub(crate) clients: Vec<Client>,
    pub(crate) security_keys: Option<RegistrationPolicy>,
}

impl Default for Setup {
    /// In memory, at an https issuer, where nobody can add a security key.
    fn default() -> Self {
        let (issuer, hashes) = (ISSUER.to_owned(), &**PASSWORD_HASHES);
        Self { issuer, storage: None, hashes, clients: clients(), security_keys: None }
    }
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::start(Setup::default()).await
    }

    pub(crate) async fn at(issuer: &str) -> Self {
        Self::start(Setup { issuer: issuer.to_owned(), ..Setup::default() }).await
    }

    /// Where passwords cost next to nothing: for whoever signs in a million times.
    pub(crate) async fn cheap() -> Self {
        Self::start(Setup { hashes: &CHEAP_HASHES, ..Setup::default() }).await
    }

    /// Where every application calls itself `name`, and may have its answers posted.
    pub(crate) async fn with_names(name: &str) -> Self {
        let named = |client: Client| Client {
            name: name.to_owned(),
            response_modes: vec![ResponseMode::Query, ResponseMode::FormPost],
            ..client
        };
        Self::start(Setup { clients: clients().into_iter().map(named).collect(), ..Setup::default() }).await
    }

    /// With these clients besides the usual ones.
    pub(crate) async fn with_clients(more: impl IntoIterator<Item = Client>) -> Self {
        Self::start(Setup { clients: clients().into_iter().chain(more).collect(), ..Setup::default() }).await
    }

    /// Where security keys can be added that are like this.
    pub(crate) async fn with_security_keys(policy: RegistrationPolicy) -> Self {
        Self::start(Setup { security_keys: Some(policy), ..Setup::default() }).await
    }

    /// On a disk, where readers and the writer are different threads.
    pub(crate) async fn on_disk() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("flows-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let storage = Storage::open(&folder.join("stepgate.db")).unwrap();
        Self::start(Setup { storage: Some((storage, Arc::new(Folder(folder)))), ..Setup::default() }).await
    }

    pub(crate) async fn start(mut setup: Setup) -> Self {
        crate::log::install();
        let clock = Arc::new(HandClock(AtomicI64::new(1_800_000_000_000), AtomicBool::new(false)));
        let (storage, folder) = setup.storage.take().unzip();
        let storage = storage.unwrap_or_else(|| Storage::in_memory().unwrap());
        people(&storage, clock.now(), setup.hashes).await;
        Self {
            app: serve(&setup, &storage, &clock),
            clock,
            storage,
            issuer: setup.issuer,
            clients: Arc::new(Mutex::new(setup.clients)),
            issued: Arc::default(),
            folder,
        }
    }

    /// The same after a restart: what was only in memory is gone.
    pub(crate) fn restarted(&self) -> Self {
        let clients = self.clients.lock().unwrap().clone();
        let setup = Setup { issuer: self.issuer.clone(), clients, ..Setup::default() };
        Self { app: serve(&setup, &self.storage, &self.clock), ..self.clone() }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    /// Makes handlers panic, or puts that right.
    pub(crate) fn break_clock(&self, broken: bool) {
        self.clock.1.store(broken, Ordering::SeqCst);
    }

    pub(crate) fn host(&self) -> &str {
        self.issuer.split_once("://").unwrap().1
    }

    pub(crate) fn domain(&self) -> &str {
        self.host().split(':').next().unwrap()
    }

    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self)
    }

    pub(crate) fn client(&self, id: &str) -> RelyingParty {
        RelyingParty::new(self, self.clients.lock().unwrap().iter().find(|client| client.id == id).unwrap().clone())
    }

    /// The public first-party application that most stories are about.
    pub(crate) fn bank(&self) -> RelyingParty {
        self.client("bank")
    }

    /// Sends a request, and checks what holds for every answer.
    pub(crate) async fn send(&self, call: Call) -> Answer {
        let answer = self.answer(call.clone().into_request(self.host())).await;
        assert!(answer.status.as_u16() < 500, "{call:?} -> {answer:?}");
        let may = |location: &str| leads_where_it_may(location, &self.clients.lock().unwrap());
        assert!(answer.location().is_none_or(may), "{call:?} -> {answer:?}");
        answer
    }

    /// Sends a request with headers that need not be text.
    pub(crate) async fn send_with(&self, call: Call, headers: Vec<(&'static str, Vec<u8>)>) -> Answer {
        let mut request = call.into_request(self.host());
        for (name, value) in headers {
            request.headers_mut().append(name, HeaderValue::from_bytes(&value).unwrap());
        }
        self.answer(request).await
    }

    async fn answer(&self, request: Request<Body>) -> Answer {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8_lossy(&body).into_owned();
        let answer = Answer { status: parts.status, headers: parts.headers, body };
        self.issued.lock().unwrap().extend(crate::issued::secrets(&answer));
        answer
    }

    /// The whole audit log, oldest first.
    pub(crate) async fn audit(&self) -> Vec<AuditRow> {
        let mut rows = self.storage.run(AuditTail { limit: 10_000 }).await.unwrap();
        rows.reverse();
        rows
    }

    /// How many events of a kind there are.
    pub(crate) async fn count(&self, kind: &str) -> usize {
        self.audit().await.iter().filter(|row| row.kind == kind).count()
    }

    pub(crate) async fn stored(&self, interaction: &str) -> Option<StoredRequest> {
        self.storage.run(LoadRequest(interaction.to_owned())).await.unwrap()
    }

    /// Every byte of the database on disk, its log included.
    pub(crate) fn dump(&self) -> Vec<u8> {
        let folder = std::fs::read_dir(&self.folder.as_ref().unwrap().0).unwrap();
        folder.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
    }

    /// A one-time enrolment ticket.
    pub(crate) async fn ticket(&self, name: &str) -> String {
        let ticket = Secret::draw_kept(Kept::EnrolmentTicket, &SystemRng).unwrap();
        let (now, expires_at) = (self.now(), self.now().plus(TICKET_SECONDS));
        let create = CreateTicket { hash: ticket.hash(), subject: subject(name), now, expires_at };
        self.storage.run(create).await.unwrap();
        ticket.expose().to_owned()
    }
}

fn serve(setup: &Setup, storage: &Storage, clock: &Arc<HandClock>) -> Router {
    let settings = Settings {
        issuer: Issuer::parse(&setup.issuer).unwrap(),
        policy: policy(),
        clients: setup.clients.iter().cloned().collect(),
        lifetime: Lifetime::default(),
        cores: 4,
        security_keys: setup.security_keys.clone(),
        sealing: SealingKey::new(&SEALING_KEY).unwrap(),
        demo: None,
    };
    let (keys, clock) = (signing_keys(&setup.clients), Arc::clone(clock));
    let provider = Provider::new(settings, storage.clone(), keys, clock, Arc::new(SystemRng)).unwrap();
    stepgate_server::app(provider)
}

/// Eight KiB and one pass, for a world that is gone in a moment.
fn cheap_hash(password: &str) -> String {
    let params = Params::new(8, 1, 1, None).unwrap();
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password_with_salt(password.as_bytes(), &[7; 16]).unwrap().to_string()
}

async fn people(storage: &Storage, now: Timestamp, hashes: &[String]) {
    for ((name, has_passkey), hash) in PEOPLE.iter().zip(hashes) {
        let user = NewUser {
            id: subject(name),
            username: (*name).to_owned(),
            display_name: format!("{name} in full"),
            password_hash: Some(hash.clone()),
        };
        storage.run(CreateUser { user, now }).await.unwrap();
        if *has_passkey {
            let passkey = Passkey::of(name).to_be_stored();
            let audit = AuditEvent::new("passkey_added");
            storage.run(AddPasskey { passkey, session: None, now, audit }).await.unwrap();
        }
    }
}

/// A03: to a path of ours, or to an address that the operator registered, and nowhere else.
fn leads_where_it_may(location: &str, clients: &[Client]) -> bool {
    let path = location.starts_with('/') && !location.starts_with("//") && !location.contains('\\');
    let registered = |client: &Client| {
        let address = location.split(['?', '#']).next().unwrap();
        client.redirect_uris.iter().chain(&client.post_logout_redirect_uris).any(|uri| uri == address)
    };
    path || clients.iter().any(registered)
}

fn level(name: &str, acr: &str, any: &[&str], max_age: Option<u32>) -> Level {
    Level {
        name: Arc::from(name),
        acr: Arc::from(acr),
        any: any.iter().map(|set| set.parse().unwrap()).collect(),
        max_age: max_age.map(MaxAge::seconds),
        age: Age::Last,
    }
}

fn policy() -> Policy {
    let levels = Levels::new(vec![
        level("basic", BASIC, &["password", "passkey"], None),
        level("mfa", "urn:stepgate:mfa", &["password + totp", "passkey"], Some(8 * 3600)),
        level("phr", "phr", &["passkey"], Some(900)),
        level("phrh", "phrh", &["security-key"], Some(300)),
        level("recovery", RECOVERY, &["password + recovery-code"], Some(900)),
    ]);
    let phr = || vec!["phr".to_owned()];
    let payments = Target::Scope("payments:write".to_owned());
    let rules = vec![
        Rule { target: Target::Client("floor".to_owned()), require: phr(), max_age: None },
        Rule { target: payments, require: phr(), max_age: Some(MaxAge::seconds(300)) },
    ];
    Policy::new(levels.unwrap(), rules).unwrap()
}

pub(crate) fn public(id: &str) -> Client {
    Client {
        name: format!("The {id}"),
        redirect_uris: vec![format!("https://{id}.example.com/callback")],
        post_logout_redirect_uris: vec![format!("https://{id}.example.com/bye")],
        scopes: ["openid", "profile", "accounts:read", "payments:write"].map(str::to_owned).to_vec(),
        consent: Consent::FirstParty,
        ..Client::new(id, ClientAuth::None, format!("https://api.{id}.example.com"))
    }
}

pub(crate) fn confidential(id: &str, secret: &str) -> Client {
    Client { auth: ClientAuth::Secret(Sha256::of(secret.as_bytes())), ..public(id) }
}

/// `bank` is public and the operator's own; `shop` is confidential, somebody else's, and may leave out PKCE; `floor` has a
/// floor; `wish` takes `acr_values` as a wish; `ledger` is the bank's resource server; `vault` shares no step-up with others.
fn clients() -> Vec<Client> {
    vec![
        public("bank"),
        Client { consent: Consent::Ask, pkce: Pkce::Optional, ..confidential("shop", SHOP_SECRET) },
        public("floor"),
        Client { acr_values: AcrValues::Voluntary, ..public("wish") },
        Client { audience: public("bank").audience, ..confidential("ledger", LEDGER_SECRET) },
        Client { share_elevation: false, ..public("vault") },
    ]
}
