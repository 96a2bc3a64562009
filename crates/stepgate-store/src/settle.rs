//! The end of a ceremony: evidence enters a session, in one transaction.

use crate::audit::AuditEvent;
use crate::hash::Hash;
use stepgate_core::{CredentialId, Evidence, Timestamp};

/// Puts the evidence of a verified ceremony into a session.
///
/// The request must be open, and whoever it or the session belongs to must be the one whose evidence this is; otherwise
/// nothing changes. The request then belongs to that user and session.
#[derive(Clone, Debug)]
pub struct SettleCeremony {
    /// The authorization request that the ceremony was made for.
    pub request: String,
    /// The session that gets the evidence.
    pub session: SessionStep,
    /// What the ceremony proved.
    pub ceremony: Evidence,
    /// The passkey that answered, where it was one.
    pub passkey_use: Option<PasskeyUse>,
    /// The caller's clock.
    pub now: Timestamp,
    /// What happened, if it settles.
    pub audit: AuditEvent,
}

/// Where the evidence goes.
#[derive(Clone, Debug)]
pub enum SessionStep {
    /// Into a new session: a sign-in.
    New {
        /// The new session's identifier.
        id: String,
        /// Hash of its cookie's value.
        handle: Hash,
    },
    /// Into this session: a step-up. Every handle it had keeps seeing only the evidence there was, for at most 60 s more.
    Raise {
        /// The session's identifier.
        id: String,
        /// Hash of the cookie value that came with the ceremony.
        old_handle: Hash,
        /// Hash of the cookie value that replaces it.
        new_handle: Hash,
    },
}

/// What an assertion says of its passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyUse {
    /// Which one.
    pub id: CredentialId,
    /// Its signature counter; a lower one than stored leaves the stored one.
    pub sign_count: u32,
    /// WebAuthn BS.
    pub backed_up: bool,
}

/// What became of [`SettleCeremony`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// The evidence is in the session.
    Settled,
    /// The request is unknown, expired or answered.
    RequestNotOpen,
    /// The evidence is somebody else's than the request, the session or the passkey says.
    SubjectMismatch,
    /// The session to raise has ended or does not know the old handle, or the user is disabled.
    SessionEnded,
}

pending!(SettleCeremony, Write, Settlement);
