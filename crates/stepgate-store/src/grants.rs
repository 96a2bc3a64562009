//! Grants: what a user let a client have, and what tokens are issued from.

use crate::audit::AuditEvent;
use stepgate_core::session::Lifetime;
use stepgate_core::{Assurance, SubjectId, Timestamp};

/// A grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Its identifier.
    pub id: String,
    /// Who may use it.
    pub client: String,
    /// Who gave it.
    pub subject: SubjectId,
    /// The session it was given in, and ends with.
    pub session: String,
    /// The scopes.
    pub scope: Vec<String>,
    /// What tokens may assert.
    pub assurance: Assurance,
    /// The `nonce` of the request.
    pub nonce: Option<String>,
    /// When it was given.
    pub created_at: Timestamp,
}

/// A grant to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewGrant {
    /// Its identifier.
    pub id: String,
    /// Who may use it.
    pub client: String,
    /// Who gives it.
    pub subject: SubjectId,
    /// The session it is given in.
    pub session: String,
    /// The scopes.
    pub scope: Vec<String>,
    /// What tokens may assert.
    pub assurance: Assurance,
    /// The `nonce` of the request.
    pub nonce: Option<String>,
}

/// Looks a grant up; `None` unless it is in force: not revoked, its session alive, its user not disabled.
#[derive(Clone, Debug)]
pub struct GrantState {
    /// Its identifier.
    pub id: String,
    /// How long sessions live.
    pub lifetime: Lifetime,
    /// The caller's clock.
    pub now: Timestamp,
}

/// Revokes a grant with all that came of it. A revoked or unknown one stays as it is.
#[derive(Clone, Debug)]
pub struct RevokeGrant {
    /// Its identifier.
    pub id: String,
    /// The caller's clock.
    pub now: Timestamp,
    /// Why.
    pub audit: AuditEvent,
}

pending!(GrantState, Read, Option<Grant>);
pending!(RevokeGrant, Write, ());
