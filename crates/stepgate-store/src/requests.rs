//! Authorization requests in flight.

use crate::audit::AuditEvent;
use crate::hash::Hash;
use stepgate_core::{SubjectId, Timestamp};

/// Notes an authorization request down. Its snapshot never changes.
#[derive(Clone, Debug)]
pub struct CreateRequest {
    /// Its identifier.
    pub id: String,
    /// Hash of the cookie that binds it to the browser.
    pub browser: Hash,
    /// The client that asks.
    pub client: String,
    /// What was asked and what policy requires, as JSON.
    pub snapshot: String,
    /// Who must answer it, where somebody is signed in.
    pub subject: Option<SubjectId>,
    /// The session it belongs to, where there is one.
    pub session: Option<String>,
    /// The caller's clock.
    pub now: Timestamp,
    /// Until when it may be answered.
    pub expires_at: Timestamp,
}

/// A stored request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRequest {
    /// Its identifier.
    pub id: String,
    /// Hash of the cookie that binds it to the browser.
    pub browser: Hash,
    /// The client that asks.
    pub client: String,
    /// What was asked and what policy requires, as JSON.
    pub snapshot: String,
    /// Who must answer it, once that is known; then it never changes.
    pub subject: Option<SubjectId>,
    /// The session it belongs to.
    pub session: Option<String>,
    /// When it came in.
    pub created_at: Timestamp,
    /// Until when it may be answered.
    pub expires_at: Timestamp,
    /// Whether it has been answered.
    pub answered: bool,
}

/// Looks a request up; `None` where it is unknown or expired.
#[derive(Clone, Debug)]
pub struct LoadRequest {
    /// Its identifier.
    pub id: String,
    /// The caller's clock.
    pub now: Timestamp,
}

/// Closes a request without a code: cancelled or failed.
#[derive(Clone, Debug)]
pub struct AnswerRequest {
    /// Its identifier.
    pub id: String,
    /// The caller's clock.
    pub now: Timestamp,
    /// What happened.
    pub audit: AuditEvent,
}

/// What became of [`AnswerRequest`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestAnswer {
    /// It is closed now.
    Answered,
    /// It was closed before, or there is none; nothing changed.
    AlreadyAnswered,
}

pending!(CreateRequest, Write, ());
pending!(LoadRequest, Read, Option<StoredRequest>);
pending!(AnswerRequest, Write, RequestAnswer);
