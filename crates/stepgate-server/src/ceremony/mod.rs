//! Ceremonies: the one place where evidence is made.
//!
//! A ceremony verifies what a browser sent and comes back with a [`Proof`], whose fields nobody outside this module can
//! fill. [`settle`] turns it into evidence, in one transaction with the session it enters.

pub(crate) mod enrolment;
pub(crate) mod passkey;
pub(crate) mod password;
pub(crate) mod recovery_code;
pub(crate) mod totp;

use crate::interaction::Interaction;
use crate::reply::{Failure, see_other, with_cookie};
use crate::secret::Secret;
use crate::visit::{CookieNames, Visit};
use axum::response::Response;
use std::sync::Arc;
use stepgate_core::evidence::Ceremony;
use stepgate_core::{CredentialId, Evidence, Method, SubjectId, Timestamp, Usable};
use stepgate_store::audit::{AuditEvent, Record};
use stepgate_store::sessions::Session;
use stepgate_store::settle::{PasskeyUse, SessionStep, SettleCeremony, Settlement};
use stepgate_store::users::User;

/// Somebody answered for somebody else.
const SUBJECT_MISMATCH: &str = "subject_mismatch";

/// A verified ceremony, not yet evidence.
#[must_use]
pub(crate) struct Proof {
    user: User,
    method: Method,
    credential: Option<CredentialId>,
    device_bound: bool,
    user_verified: bool,
    ceiling: Option<Arc<str>>,
    passkey_use: Option<PasskeyUse>,
}

impl Proof {
    /// What a user proved without a key.
    const fn by(user: User, method: Method) -> Self {
        Self {
            user,
            method,
            credential: None,
            device_bound: false,
            user_verified: false,
            ceiling: None,
            passkey_use: None,
        }
    }

    /// The credential that gave it, by what it is good for.
    pub(crate) fn usable(&self) -> Usable {
        Usable { method: self.method.clone(), ceiling: self.ceiling.clone() }
    }
}

/// What came of a ceremony.
pub(crate) enum Outcome {
    Proven(Proof),
    Refused(Refusal),
}

/// Why a ceremony was not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Name and password do not belong together.
    NoMatch { left: u32 },
    /// The digits or letters are wrong.
    WrongCode { method: Method, left: u32 },
    /// The one-time password was right, and was used before.
    UsedBefore { left: u32 },
    /// Too many tries; nothing was looked at.
    Locked { method: Method, until: Timestamp },
    /// It would be somebody else's than the one this request is for. Whose, if anybody's.
    SubjectMismatch { method: Method, other: Option<SubjectId> },
    /// The assertion does not verify; the name says what did not.
    Assertion(&'static str),
    /// It verifies, and is not what the request asks for.
    NotEnough(Method),
    /// Too much is going on.
    Overloaded,
}

impl Refusal {
    /// What the audit log calls it; none where nothing was presented.
    pub(crate) const fn name(&self) -> Option<&'static str> {
        match self {
            Self::NoMatch { .. } => Some("password_wrong"),
            Self::WrongCode { .. } => Some("code_wrong"),
            Self::UsedBefore { .. } => Some("code_replayed"),
            Self::Locked { .. } => Some("throttled"),
            Self::SubjectMismatch { .. } => Some(SUBJECT_MISMATCH),
            Self::Assertion(name) => Some(name),
            Self::NotEnough(_) => Some("method_not_allowed"),
            Self::Overloaded => None,
        }
    }

    /// What kind of ceremony it was.
    pub(crate) const fn method(&self) -> &Method {
        match self {
            Self::NoMatch { .. } | Self::Overloaded => &Method::Password,
            Self::UsedBefore { .. } => &Method::Totp,
            Self::Assertion(_) => &Method::Passkey,
            Self::WrongCode { method, .. }
            | Self::Locked { method, .. }
            | Self::SubjectMismatch { method, .. }
            | Self::NotEnough(method) => method,
        }
    }
}

/// Puts the evidence into the session, rotates its handle, and goes on with the request.
///
/// Whatever this answers other than success, the session is as it was.
pub(crate) async fn settle(visit: &Visit, mut interaction: Interaction<'_>, proof: Proof) -> Result<Response, Failure> {
    let provider = interaction.provider;
    let handle = provider.secret()?;
    let subject = proof.user.id.clone();
    let passkey_use = proof.passkey_use.clone();
    let only_for = only_for(&interaction);
    let evidence = evidence(&proof, visit, only_for);
    let step = session_step(&interaction, visit, &handle)?;
    let (kind, session_id) = match &step {
        SessionStep::New { id, .. } => ("sign_in", id.clone()),
        SessionStep::Raise { id, .. } => ("step_up", id.clone()),
    };
    let mut audit = interaction.event(kind, &serde_json::json!({ "method": proof.method.to_string() }));
    audit.subject = Some(subject.clone());
    audit.session = Some(session_id.clone());
    let operation = SettleCeremony {
        request: interaction.id.clone(),
        session: step,
        ceremony: evidence.clone(),
        passkey_use,
        now: visit.now,
        audit,
    };
    match provider.storage().run(operation).await? {
        Settlement::Settled => {}
        Settlement::RequestNotOpen => return Err(Failure::Answered),
        Settlement::SubjectMismatch => return Err(Failure::SubjectMismatch),
        // The session ended meanwhile: the page asks to sign in.
        Settlement::SessionEnded => return Ok(see_other(&interaction.base())),
    }
    // The new handle is not looked up here: its first sight, which ends the old one, is the browser's.
    let session = interaction.session.take().filter(|session| session.id == session_id);
    let session = raised(session, &session_id, proof.user, evidence, visit);
    let base = interaction.base();
    let advanced = async { interaction.with_session(Some(session)).await?.advance().await };
    // The handle has changed, whatever comes of the request: an answer without the cookie would sign the user out in 60 s.
    let response = advanced.await.unwrap_or_else(|failure| failure.page_after(provider, visit, &base));
    let names = CookieNames::of(provider);
    Ok(with_cookie(response, &names.set(names.session, &handle)))
}

#[expect(clippy::disallowed_methods, reason = "this is the ceremony module")]
fn evidence(proof: &Proof, visit: &Visit, only_for: Option<Arc<str>>) -> Evidence {
    Evidence::from_ceremony(Ceremony {
        subject: proof.user.id.clone(),
        method: proof.method.clone(),
        credential: proof.credential.clone(),
        at: visit.now,
        user_verified: proof.user_verified,
        device_bound: proof.device_bound,
        ceiling: proof.ceiling.clone(),
        only_for,
    })
}

/// Whose alone the ceremony is. A sign-in is everybody's; a step-up is not where it confirmed one action, or where the client
/// shares nothing.
fn only_for(interaction: &Interaction<'_>) -> Option<Arc<str>> {
    let is_own = interaction.asks_each_time() || !interaction.client.share_elevation;
    (interaction.session.is_some() && is_own).then(|| Arc::from(interaction.client.id.as_str()))
}

/// A sign-in makes a session; a step-up raises the one there is. Neither takes a session away.
fn session_step(interaction: &Interaction<'_>, visit: &Visit, new: &Secret) -> Result<SessionStep, Failure> {
    Ok(match (&interaction.session, &visit.session) {
        // A replaced handle raises nothing: the session has evidence that it must not see, and a new handle would.
        (Some(session), Some(old)) if session.handle_is_current => {
            SessionStep::Raise { id: session.id.clone(), old_handle: old.hash(), new_handle: new.hash() }
        }
        (Some(_) | None, _) => {
            let user_agent = visit.user_agent.clone();
            SessionStep::New { id: interaction.provider.identifier()?, handle: new.hash(), user_agent }
        }
    })
}

fn raised(before: Option<Session>, id: &str, user: User, evidence: Evidence, visit: &Visit) -> Session {
    let mut session = before.unwrap_or_else(|| Session {
        id: id.to_owned(),
        subject: user.id.clone(),
        user,
        created_at: visit.now,
        evidence: Vec::new(),
        handle_is_current: true,
    });
    session.evidence.push(evidence);
    session
}

/// Writes down a ceremony that was not accepted: the session is as it was, and the audit log knows.
pub(crate) async fn record(interaction: &Interaction<'_>, kind: &'static str, method: &Method) -> Result<(), Failure> {
    let event = interaction.event(kind, &serde_json::json!({ "method": method.to_string() }));
    Ok(interaction.provider.storage().run(Record { event, now: interaction.now }).await?)
}

/// Writes a refusal down; one that was somebody else's ceremony, for both of them.
pub(crate) async fn record_refusal(interaction: &Interaction<'_>, refusal: &Refusal) -> Result<(), Failure> {
    let Some(name) = refusal.name() else { return Ok(()) };
    let ours = record(interaction, name, refusal.method());
    let Refusal::SubjectMismatch { method, other: Some(other) } = refusal else { return ours.await };
    let detail = serde_json::json!({ "method": method.to_string() });
    let event = AuditEvent { subject: Some(other.clone()), session: None, ..interaction.event(name, &detail) };
    let theirs = interaction.provider.storage().run(Record { event, now: interaction.now });
    // Side by side, so that they share a commit: a name that exists must not take one longer than a name that does not.
    let (ours, theirs) = tokio::join!(ours, theirs);
    ours.and(theirs.map_err(Failure::from))
}

/// Whether a ceremony of `subject` would be somebody else's than the one this request is for.
fn is_foreign(interaction: &Interaction<'_>, subject: &SubjectId) -> bool {
    interaction.expected().is_some_and(|expected| expected != subject)
}
