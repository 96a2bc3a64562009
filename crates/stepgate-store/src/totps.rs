//! Time-based one-time passwords (RFC 6238). The seed comes in sealed; the arithmetic is the caller's.

use crate::audit::AuditEvent;
use crate::credentials::{self, Ceiling};
use crate::error::StoreError;
use crate::operation::{Access, Operation, Tx};
use crate::value::Row;
use crate::{decode, sessions};
use stepgate_core::{SubjectId, Timestamp};

/// A device that shows one-time passwords.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totp {
    /// Its identifier.
    pub id: String,
    /// Whose it is.
    pub subject: SubjectId,
    /// What its owner calls it; empty until it is confirmed.
    pub name: String,
    /// The seed, encrypted by the caller.
    pub sealed: Vec<u8>,
    /// When its registration began.
    pub created_at: Timestamp,
    /// When its owner showed that it works; until then it proves nothing.
    pub confirmed_at: Option<Timestamp>,
    /// The last time step that was accepted (RFC 6238 §4.2).
    pub last_step: Option<i64>,
    /// When it last answered.
    pub last_used_at: Option<Timestamp>,
    /// How far it counts for the time being.
    pub ceiling: Option<Ceiling>,
    /// From when on it cannot be used.
    pub removed_at: Option<Timestamp>,
}

/// Begins a registration; one of the same user that was not confirmed makes way.
#[derive(Clone, Debug)]
pub struct BeginTotp {
    /// The identifier of the device.
    pub id: String,
    /// Whose it will be.
    pub subject: SubjectId,
    /// The seed, encrypted by the caller.
    pub sealed: Vec<u8>,
    /// The caller's clock.
    pub now: Timestamp,
}

/// Ends a registration: its owner typed what the device shows.
#[derive(Clone, Debug)]
pub struct ConfirmTotp {
    /// Who registers it.
    pub subject: SubjectId,
    /// The identifier it was begun with.
    pub id: String,
    /// The time step of what was typed; it is used up.
    pub step: i64,
    /// What its owner calls it.
    pub name: String,
    /// How far it counts, where that is less than it could.
    pub ceiling: Option<Ceiling>,
    /// The session in which it is registered; it must be a live one of this user.
    pub session: Option<String>,
    /// The caller's clock.
    pub now: Timestamp,
    /// What happened, if it is confirmed.
    pub audit: AuditEvent,
}

/// What became of [`ConfirmTotp`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TotpConfirmation {
    /// It can be used from now on.
    Confirmed,
    /// This user began no such registration, or it was confirmed before or replaced; nothing changed.
    NotUsable,
    /// The session has ended or is not theirs, or the user is disabled; nothing changed.
    SessionEnded,
}

/// The devices of a user, oldest first, those unconfirmed and removed among them.
#[derive(Clone, Debug)]
pub struct TotpsOf(pub SubjectId);

/// Uses a time step up, and with it all earlier ones, after the caller compared the digits (RFC 6238 §5.2).
#[derive(Clone, Debug)]
pub struct AcceptTotpStep {
    /// The device.
    pub id: String,
    /// The time step that the digits are of.
    pub step: i64,
    /// The caller's clock.
    pub now: Timestamp,
}

/// What became of [`AcceptTotpStep`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepUse {
    /// This is the step's first use.
    Accepted,
    /// This step or a later one was used before, or the device is unknown, unconfirmed or removed.
    Replayed,
}

statements! {
    REPLACE = "DELETE FROM totps WHERE subject = $1 AND confirmed_at IS NULL";
    INSERT = "INSERT INTO totps (id, subject, name, sealed, created_at) VALUES ($1, $2, $3, $4, $5)";
    CONFIRM = "UPDATE totps SET confirmed_at = $4, last_used_at = $4, last_step = $3, name = $5, ceiling = $6, ceiling_until = $7
        WHERE id = $1 AND subject = $2 AND confirmed_at IS NULL AND removed_at IS NULL";
    OF_SUBJECT = concat!("SELECT ", totp_columns!(), " FROM totps t WHERE t.subject = $1 ORDER BY t.created_at, t.id");
    OWNER = "SELECT subject FROM totps WHERE id = $1";
    USABLE_BY = "SELECT subject FROM totps WHERE id = $1 AND confirmed_at IS NOT NULL
        AND (removed_at IS NULL OR removed_at > $2)";
    ACCEPT = "UPDATE totps SET last_step = $2, last_used_at = $3 WHERE id = $1 AND (last_step IS NULL OR last_step < $2)
        AND confirmed_at IS NOT NULL AND (removed_at IS NULL OR removed_at > $3) RETURNING subject";
}

impl Totp {
    /// Whether it can be used now: confirmed, and not removed yet.
    #[must_use]
    pub fn is_usable(&self, now: Timestamp) -> bool {
        self.confirmed_at.is_some() && credentials::is_usable(self.removed_at, now)
    }

    /// The `acr` of the level it counts as at most now.
    #[must_use]
    pub fn ceiling_at(&self, now: Timestamp) -> Option<&str> {
        self.ceiling.as_ref().and_then(|ceiling| ceiling.at(now))
    }
}

impl Operation for BeginTotp {
    type Out = ();
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<(), StoreError> {
        tx.execute(REPLACE, values![&self.subject]).await?;
        tx.execute(INSERT, values![&self.id, &self.subject, "", self.sealed.as_slice(), self.now]).await?;
        let event = AuditEvent::new("totp_begun").about(&self.subject).with(&[("credential", &self.id)]);
        event.write(tx, self.now).await
    }
}

impl Operation for ConfirmTotp {
    type Out = TotpConfirmation;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<TotpConfirmation, StoreError> {
        let confirmation = self.confirm(tx).await?;
        let reason = match confirmation {
            TotpConfirmation::Confirmed => {
                self.audit.write(tx, self.now).await?;
                return Ok(confirmation);
            }
            TotpConfirmation::NotUsable => "not_usable",
            TotpConfirmation::SessionEnded => "session_ended",
        };
        let event = AuditEvent::new("totp_refused").about(&self.subject);
        event.with(&[("reason", reason), ("credential", &self.id)]).write(tx, self.now).await?;
        Ok(confirmation)
    }
}

impl ConfirmTotp {
    async fn confirm(&self, tx: &mut impl Tx) -> Result<TotpConfirmation, StoreError> {
        if !sessions::allows(tx, self.session.as_deref(), &self.subject).await? {
            return Ok(TotpConfirmation::SessionEnded);
        }
        let (ceiling, until) = self.ceiling.as_ref().map(|c| (c.acr.as_str(), c.until)).unzip();
        let values = values![&self.id, &self.subject, self.step, self.now, &self.name, ceiling, until];
        Ok(match tx.execute(CONFIRM, values).await? {
            0 => TotpConfirmation::NotUsable,
            _ => TotpConfirmation::Confirmed,
        })
    }
}

impl Operation for TotpsOf {
    type Out = Vec<Totp>;
    const ACCESS: Access = Access::Read;

    async fn run(self, tx: &mut impl Tx) -> Result<Vec<Totp>, StoreError> {
        decode::all(tx.rows(OF_SUBJECT, values![&self.0]).await?, decode::totp)
    }
}

impl Operation for AcceptTotpStep {
    type Out = StepUse;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<StepUse, StoreError> {
        let accepted = tx.rows(ACCEPT, values![&self.id, self.step, self.now]).await?;
        let (kind, owner, outcome) = match decode::first(accepted, Row::text)? {
            Some(owner) => ("totp_step_used", Some(owner), StepUse::Accepted),
            None => {
                let owner = decode::first(tx.rows(OWNER, values![&self.id]).await?, Row::text)?;
                ("totp_step_refused", owner, StepUse::Replayed)
            }
        };
        let event = AuditEvent { subject: owner.map(SubjectId::new), ..AuditEvent::new(kind) };
        event.with(&[("credential", &self.id)]).write(tx, self.now).await?;
        Ok(outcome)
    }
}

/// Whose it is, where it can be used.
pub(crate) async fn usable_by(tx: &mut impl Tx, id: &str, now: Timestamp) -> Result<Option<SubjectId>, StoreError> {
    decode::first(tx.rows(USABLE_BY, values![id, now]).await?, decode::subject)
}
