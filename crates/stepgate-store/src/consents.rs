//! Consent: which scopes a user let a client have.

use stepgate_core::{SubjectId, Timestamp};

/// The scopes that the user consented to, sorted.
#[derive(Clone, Debug)]
pub struct ConsentsFor {
    /// The user.
    pub subject: SubjectId,
    /// The client.
    pub client: String,
}

/// Adds scopes to the user's consent.
#[derive(Clone, Debug)]
pub struct GiveConsent {
    /// The user.
    pub subject: SubjectId,
    /// The client.
    pub client: String,
    /// The scopes.
    pub scope: Vec<String>,
    /// The caller's clock.
    pub now: Timestamp,
}

pending!(ConsentsFor, Read, Vec<String>);
pending!(GiveConsent, Write, ());
