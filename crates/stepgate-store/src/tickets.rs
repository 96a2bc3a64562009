//! Enrolment tickets: one passkey each.

use crate::audit::AuditEvent;
use crate::error::StoreError;
use crate::hash::Hash;
use crate::operation::{Access, Operation, Tx};
use crate::passkeys::NewPasskey;
use crate::users::User;
use crate::value::Row;
use crate::{decode, passkeys};
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

statements! {
    INSERT = "INSERT INTO tickets (hash, subject, created_at, expires_at) VALUES ($1, $2, $3, $4)";
    FIND = concat!("SELECT ", user_columns!(), ", t.expires_at, t.used_at
        FROM tickets t JOIN users u ON u.id = t.subject WHERE t.hash = $1 AND u.disabled_at IS NULL");
    USE = "UPDATE tickets SET used_at = $3 WHERE hash = $1 AND subject = $2 AND used_at IS NULL AND expires_at > $3
        AND EXISTS (SELECT 1 FROM users u WHERE u.id = subject AND u.disabled_at IS NULL) RETURNING subject";
    GIVE_BACK = "UPDATE tickets SET used_at = NULL WHERE hash = $1";
}

impl Operation for CreateTicket {
    type Out = ();
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<(), StoreError> {
        tx.execute(INSERT, values![self.hash, &self.subject, self.now, self.expires_at]).await?;
        AuditEvent::new("ticket_created").about(&self.subject).write(tx, self.now).await
    }
}

impl Operation for FindTicket {
    type Out = TicketState;
    const ACCESS: Access = Access::Read;

    async fn run(self, tx: &mut impl Tx) -> Result<TicketState, StoreError> {
        let ticket = |row: &mut Row| {
            let user = decode::user(row)?;
            let expired = row.time()? <= self.now;
            let used = row.opt_time()?.is_some();
            Ok(match (used, expired) {
                (true, _) => TicketState::Used,
                (false, true) => TicketState::Expired,
                (false, false) => TicketState::Usable(user),
            })
        };
        let found = tx.rows(FIND, values![self.hash]).await?;
        Ok(decode::first(found, ticket)?.unwrap_or(TicketState::Unknown))
    }
}

impl Operation for Enrol {
    type Out = Enrolment;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<Enrolment, StoreError> {
        let subject = &self.passkey.subject;
        if tx.rows(USE, values![self.ticket, subject, self.now]).await?.is_empty() {
            self.refused("ticket_not_usable").write(tx, self.now).await?;
            return Ok(Enrolment::TicketNotUsable);
        }
        if !passkeys::insert(tx, &self.passkey, self.now).await? {
            tx.execute(GIVE_BACK, values![self.ticket]).await?;
            self.refused("credential_exists").write(tx, self.now).await?;
            return Ok(Enrolment::CredentialExists);
        }
        self.audit.write(tx, self.now).await?;
        Ok(Enrolment::Enrolled)
    }
}

impl Enrol {
    fn refused(&self, reason: &str) -> AuditEvent {
        AuditEvent::new("enrolment_refused").about(&self.passkey.subject).with(&[("reason", reason)])
    }
}
