//! Who and what the stories are about. Time is seconds after [`START`].

use std::borrow::Cow;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use stepgate_core::assurance::Record;
use stepgate_core::evidence::Ceremony;
use stepgate_core::session::Lifetime;
use stepgate_core::{Assurance, CredentialId, Evidence, Method, SubjectId, Timestamp};
use stepgate_store::audit::{AuditEvent, AuditTail};
use stepgate_store::codes::{CodeIssue, IssueCode, PkceProof, RedeemCode};
use stepgate_store::grants::NewGrant;
use stepgate_store::passkeys::{AddPasskey, NewPasskey, PasskeyAddition};
use stepgate_store::refresh::{NewRefresh, RotateRefresh};
use stepgate_store::requests::CreateRequest;
use stepgate_store::sessions::{SeeSession, Session};
use stepgate_store::settle::{SessionStep, SettleCeremony, Settlement};
use stepgate_store::totps::{BeginTotp, ConfirmTotp, TotpConfirmation};
use stepgate_store::users::{CreateUser, NewUser, UserCreation};
use stepgate_store::{Access, Hash, Operation, Storage, StoreError, Tx};

const START: i64 = 1_800_000_000;

pub(crate) const LIFETIME: Lifetime = Lifetime { absolute: 12 * 3600, idle: 3600 };

pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_seconds(START + seconds)
}

/// Stands for the hash of the secret of this name.
pub(crate) fn hash(name: &str) -> Hash {
    let mut bytes = [0; 32];
    bytes.iter_mut().zip(name.bytes()).for_each(|(byte, letter)| *byte = letter);
    Hash::new(bytes)
}

pub(crate) fn id(name: &str) -> SubjectId {
    SubjectId::new(name)
}

pub(crate) fn event(kind: &'static str) -> AuditEvent {
    AuditEvent::new(kind)
}

pub(crate) fn evidence(subject: &str, method: Method, credential: Option<&str>, seconds: i64) -> Evidence {
    let uses_key = credential.is_some();
    Evidence::from_ceremony(Ceremony {
        subject: id(subject),
        method,
        credential: credential.map(CredentialId::new),
        at: at(seconds),
        user_verified: uses_key,
        device_bound: false,
        ceiling: None,
        only_for: None,
    })
}

pub(crate) fn assurance(subject: &str) -> Assurance {
    let amr = vec![Cow::Borrowed("pop"), Cow::Borrowed("user")];
    Assurance::from_record(Record { subject: id(subject), acr: Arc::from("phr"), amr, auth_time: at(1) })
}

pub(crate) fn passkey(name: &str, subject: &str) -> NewPasskey {
    NewPasskey {
        id: CredentialId::new(name),
        subject: id(subject),
        name: "key ring".to_owned(),
        public_key: vec![0xa5, 0, 255],
        algorithm: -7,
        sign_count: 5,
        backup_eligible: true,
        backed_up: false,
        aaguid: "01020304-0506-0708-0102-030405060708".to_owned(),
        transports: vec!["internal".to_owned(), "hybrid".to_owned()],
        demo: false,
        attested: false,
        ceiling: None,
    }
}

/// Without a session, as for seeding.
pub(crate) fn add(passkey: NewPasskey) -> AddPasskey {
    AddPasskey { passkey, session: None, now: at(0), audit: event("passkey_added") }
}

pub(crate) fn confirm_totp(device: &str, subject: &str, step: i64) -> ConfirmTotp {
    ConfirmTotp {
        subject: id(subject),
        id: device.to_owned(),
        step,
        name: "phone".to_owned(),
        ceiling: None,
        session: None,
        now: at(2),
        audit: event("totp_confirmed").about(&id(subject)),
    }
}

pub(crate) fn grant(name: &str, subject: &str, session: &str) -> NewGrant {
    NewGrant {
        id: name.to_owned(),
        client: "bank".to_owned(),
        subject: id(subject),
        session: session.to_owned(),
        scope: vec!["openid".to_owned(), "payments:write".to_owned()],
        assurance: assurance(subject),
        nonce: Some("n-0S6".to_owned()),
    }
}

pub(crate) fn issue(code: &str, request: &str, grant: NewGrant) -> IssueCode {
    IssueCode {
        hash: hash(code),
        request: request.to_owned(),
        grant,
        redirect_uri: "https://bank.example/callback".to_owned(),
        pkce_challenge: Some("challenge".to_owned()),
        now: at(10),
        expires_at: at(70),
        audit: event("code_issued"),
    }
}

pub(crate) fn redeem(code: &str) -> RedeemCode {
    RedeemCode {
        hash: hash(code),
        client: "bank".to_owned(),
        redirect_uri: "https://bank.example/callback".to_owned(),
        pkce: PkceProof::S256("challenge".to_owned()),
        refresh: Some(NewRefresh { hash: hash("refresh-1"), expires_at: at(3600) }),
        now: at(11),
    }
}

pub(crate) fn rotate(token: &str, successor: &str) -> RotateRefresh {
    RotateRefresh {
        hash: hash(token),
        client: "bank".to_owned(),
        successor: NewRefresh { hash: hash(successor), expires_at: at(3600) },
        lifetime: LIFETIME,
        scope: None,
        now: at(20),
    }
}

pub(crate) fn settle(request: &str, session: SessionStep, ceremony: Evidence) -> SettleCeremony {
    let (request, now) = (request.to_owned(), ceremony.at());
    SettleCeremony { request, session, ceremony, passkey_use: None, now, audit: event("ceremony_settled") }
}

pub(crate) fn new_session(name: &str, handle: &str) -> SessionStep {
    SessionStep::New { id: name.to_owned(), handle: hash(handle), user_agent: None }
}

pub(crate) fn raise(session: &str, old: &str, new: &str) -> SessionStep {
    SessionStep::Raise { id: session.to_owned(), old_handle: hash(old), new_handle: hash(new) }
}

/// Sets one column of the rows with this key: what no operation does yet.
pub(crate) struct Sql(pub(crate) &'static str);

impl Operation for Sql {
    type Out = u64;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<u64, StoreError> {
        tx.execute(self.0, &[]).await
    }
}

pub(crate) struct World(pub(crate) Storage);

impl World {
    pub(crate) fn in_memory() -> Self {
        Self(Storage::in_memory().unwrap())
    }

    pub(crate) fn in_file(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name.replace("::", "-"));
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        Self(Storage::open(&folder.join("stepgate.db")).unwrap())
    }

    pub(crate) async fn run<O: Operation>(&self, operation: O) -> O::Out {
        self.0.run(operation).await.unwrap()
    }

    pub(crate) async fn user(&self, name: &str) {
        let user = NewUser {
            id: id(name),
            username: name.to_owned(),
            display_name: name.to_uppercase(),
            password_hash: Some("$argon2id$…".to_owned()),
        };
        assert_eq!(self.run(CreateUser { user, now: at(0) }).await, UserCreation::Created);
    }

    pub(crate) async fn passkey(&self, name: &str, subject: &str) {
        assert_eq!(self.run(add(passkey(name, subject))).await, PasskeyAddition::Added);
    }

    pub(crate) async fn begin_totp(&self, device: &str, subject: &str) {
        let sealed = vec![7, 0, 255];
        self.run(BeginTotp { id: device.to_owned(), subject: id(subject), sealed, now: at(0) }).await;
    }

    /// A device that was confirmed with this step.
    pub(crate) async fn totp(&self, device: &str, subject: &str, step: i64) {
        self.begin_totp(device, subject).await;
        assert_eq!(self.run(confirm_totp(device, subject, step)).await, TotpConfirmation::Confirmed);
    }

    pub(crate) async fn request(&self, name: &str, subject: Option<&str>) {
        self.run(CreateRequest {
            id: name.to_owned(),
            browser: hash("browser"),
            client: "bank".to_owned(),
            snapshot: r#"{"scope":"openid"}"#.to_owned(),
            subject: subject.map(id),
            session: None,
            now: at(0),
            expires_at: at(600),
        })
        .await;
    }

    /// A user of this name, signed in by password at second 1: session `s`, cookie `cookie`, request `sign-in` open.
    pub(crate) async fn signed_in(&self, name: &str) {
        self.user(name).await;
        self.request("sign-in", None).await;
        let ceremony = evidence(name, Method::Password, None, 1);
        let settled = self.run(settle("sign-in", new_session("s", "cookie"), ceremony)).await;
        assert_eq!(settled, Settlement::Settled);
    }

    /// Alice, signed in, with grant `g` behind `code`.
    pub(crate) async fn code(&self) {
        self.signed_in("alice").await;
        assert_eq!(self.run(issue("code", "sign-in", grant("g", "alice", "s"))).await, CodeIssue::Issued);
    }

    pub(crate) async fn see(&self, cookie: &str, seconds: i64) -> Option<Session> {
        self.run(SeeSession { handle: hash(cookie), lifetime: LIFETIME, now: at(seconds) }).await
    }

    /// The kinds of the last audit rows, newest first.
    pub(crate) async fn latest(&self, limit: u32) -> Vec<String> {
        self.run(AuditTail { limit }).await.into_iter().map(|row| row.kind).collect()
    }

    /// The kinds of all audit rows, newest first.
    pub(crate) async fn kinds(&self) -> Vec<String> {
        self.latest(1000).await
    }
}
