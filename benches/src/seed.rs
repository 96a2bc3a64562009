//! What a sign-in leaves behind, put into the store without one.

use crate::Outcome;
use crate::decision::levels;
use crate::server::{CALLBACK, CLIENT};
use std::path::Path;
use stepgate_core::evidence::Ceremony;
use stepgate_core::{
    Assurance, CredentialId, Decision, Evidence, Method, Moment, Reach, Requirement, SubjectId, Timestamp, Wanted,
    decide,
};
use stepgate_protocol::pkce::CodeChallenge;
use stepgate_server::{Secret, SystemRng};
use stepgate_store::audit::AuditEvent;
use stepgate_store::codes::{CodeIssue, IssueCode};
use stepgate_store::grants::NewGrant;
use stepgate_store::requests::CreateRequest;
use stepgate_store::settle::{SessionStep, SettleCeremony, Settlement};
use stepgate_store::users::{CreateUser, NewUser, UserCreation};
use stepgate_store::{Hash, Storage};
use tokio::task::JoinSet;

/// One for all codes: what a hash costs does not depend on it.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(crate) const SCOPE: &str = "openid accounts:read payments:write";
const SUBJECT: &str = "alice-0000000000000000";
const SESSION: &str = "session-of-alice";
/// Operations at a time: the store's queue takes 1024.
const AT_ONCE: usize = 256;
/// Codes and requests outlive the run.
const SECONDS: i64 = 3600;

#[expect(clippy::disallowed_methods, reason = "no ceremony takes place in a benchmark, and no token of it leaves one")]
pub(crate) fn evidence(method: Method, at: Timestamp) -> Evidence {
    let has_key = method.needs_user_verification();
    Evidence::from_ceremony(Ceremony {
        subject: SubjectId::new(SUBJECT),
        credential: has_key.then(|| CredentialId::new("3q2-7wAAAAAAAAAAAAAAAA")),
        method,
        at,
        user_verified: has_key,
        device_bound: false,
        ceiling: None,
        only_for: None,
    })
}

/// Codes to be redeemed at the token endpoint, `count` of them, in the database at `path`.
pub(crate) async fn codes(path: &Path, count: usize, now: Timestamp) -> Outcome<Vec<Secret>> {
    let storage = Storage::open(path)?;
    let assurance = signed_in(&storage, now).await?;
    let mut codes = Vec::with_capacity(count);
    let mut waiting = JoinSet::new();
    for number in 0..count {
        if waiting.len() >= AT_ONCE {
            codes.push(waiting.join_next().await.ok_or("no task")???);
        }
        waiting.spawn(code(storage.clone(), assurance.clone(), format!("request-{number}"), now));
    }
    while let Some(code) = waiting.join_next().await {
        codes.push(code??);
    }
    Ok(codes)
}

/// Alice, with a session that began with a passkey, and what it proves.
async fn signed_in(storage: &Storage, now: Timestamp) -> Outcome<Assurance> {
    let user = NewUser {
        id: SubjectId::new(SUBJECT),
        username: "alice".to_owned(),
        display_name: "Alice Adams".to_owned(),
        password_hash: None,
    };
    let created = storage.run(CreateUser { user, now }).await?;
    storage.run(request("sign-in".to_owned(), now)).await?;
    let ceremony = evidence(Method::Passkey, now);
    let session = SessionStep::New { id: SESSION.to_owned(), handle: Hash::new([7; 32]), user_agent: None };
    let settle = SettleCeremony {
        request: "sign-in".to_owned(),
        session,
        ceremony: ceremony.clone(),
        passkey_use: None,
        now,
        audit: AuditEvent::new("ceremony_settled"),
    };
    match (created, storage.run(settle).await?) {
        (UserCreation::Created, Settlement::Settled) => assurance(&[ceremony], now),
        (created, settled) => Err(format!("seeding: {created:?}, {settled:?}").into()),
    }
}

fn assurance(evidence: &[Evidence], now: Timestamp) -> Outcome<Assurance> {
    let levels = levels()?;
    let phr = levels.by_acr("phr").ok_or("no level phr")?;
    let requirement = Requirement::new(&levels, Wanted::Need(vec![phr]), None, &[]);
    match decide(&levels, &requirement, evidence, Reach::Unknown, Moment::Provider { now, requested_at: now }) {
        Decision::Allow(assurance) => Ok(assurance),
        Decision::Challenge(_) | Decision::Refuse(_) => Err("the evidence was made to be enough".into()),
    }
}

async fn code(storage: Storage, assurance: Assurance, id: String, now: Timestamp) -> Outcome<Secret> {
    let code = Secret::draw(&SystemRng)?;
    storage.run(request(id.clone(), now)).await?;
    let issue = IssueCode {
        hash: code.hash(),
        grant: NewGrant {
            id: format!("grant-{id}"),
            client: CLIENT.to_owned(),
            subject: SubjectId::new(SUBJECT),
            session: SESSION.to_owned(),
            scope: SCOPE.split(' ').map(str::to_owned).collect(),
            assurance,
            nonce: Some("n-0S6_WzA2Mj".to_owned()),
        },
        request: id,
        redirect_uri: CALLBACK.to_owned(),
        pkce_challenge: CodeChallenge::of_verifier(VERIFIER).map(|challenge| challenge.as_str().to_owned()),
        now,
        expires_at: now.plus(SECONDS),
        audit: AuditEvent::new("code_issued"),
    };
    match storage.run(issue).await? {
        CodeIssue::Issued => Ok(code),
        refused => Err(format!("seeding: {refused:?}").into()),
    }
}

fn request(id: String, now: Timestamp) -> CreateRequest {
    CreateRequest {
        id,
        browser: Hash::new([9; 32]),
        client: CLIENT.to_owned(),
        snapshot: "{}".to_owned(),
        subject: None,
        session: None,
        now,
        expires_at: now.plus(SECONDS),
    }
}
