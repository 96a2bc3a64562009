//! Enrolment tickets: one passkey each.

use crate::audit::AuditEvent;
use crate::hash::Hash;
use crate::passkeys::NewPasskey;
use crate::users::User;
use stepgate_core::{SubjectId, Timestamp};

/// Makes a ticket.
#[derive(Clone, Debug)]
pub struct CreateTicket {
    /// Hash of the ticket.
    pub hash: Hash,
    /// Who may enrol with it.
    pub subject: SubjectId,
    /// The caller's clock.
    pub now: Timestamp,
    /// Until when it may be used.
    pub expires_at: Timestamp,
}

/// Looks a ticket up, without using it.
#[derive(Clone, Copy, Debug)]
pub struct FindTicket {
    /// Hash of the ticket.
    pub hash: Hash,
    /// The caller's clock.
    pub now: Timestamp,
}

/// What [`FindTicket`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TicketState {
    /// This user may enrol a passkey with it.
    Usable(User),
    /// It was used.
    Used,
    /// It came too late.
    Expired,
    /// There is no such ticket, or its user is disabled.
    Unknown,
}

/// Registers a passkey with a ticket.
#[derive(Clone, Debug)]
pub struct Enrol {
    /// Hash of the ticket.
    pub ticket: Hash,
    /// The passkey; it must belong to the ticket's user.
    pub passkey: NewPasskey,
    /// The caller's clock.
    pub now: Timestamp,
    /// What happened, if it is enrolled.
    pub audit: AuditEvent,
}

/// What became of [`Enrol`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enrolment {
    /// The passkey is registered and the ticket used.
    Enrolled,
    /// The ticket is unknown, used, expired or somebody else's; nothing changed.
    TicketNotUsable,
    /// Somebody has a credential with this id; the ticket can still be used.
    CredentialExists,
}

pending!(CreateTicket, Write, ());
pending!(FindTicket, Read, TicketState);
pending!(Enrol, Write, Enrolment);
