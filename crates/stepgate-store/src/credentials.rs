//! What passkeys and one-time password devices have in common: a name, how far they count, and until when.

mod removal;

use crate::audit::AuditEvent;
use crate::error::StoreError;
use crate::operation::{Access, Operation, Tx};
use crate::value::Row;
use stepgate_core::{CredentialId, SubjectId, Timestamp};

#[cfg(test)]
pub(crate) use removal::STATEMENTS as REMOVAL_STATEMENTS;
pub(crate) use removal::take_effect;
pub use removal::{Removal, RemoveCredential, UndoRemoval};

/// A passkey or a one-time password device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CredentialRef {
    /// By its WebAuthn credential id.
    Passkey(CredentialId),
    /// By the identifier it was begun with.
    Totp(String),
}

/// How far a credential counts that was registered at a lower level than it could reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceiling {
    /// The `acr` of the level it counts as at most.
    pub acr: String,
    /// When it begins to count for all it is.
    pub until: Timestamp,
}

/// Calls a credential something else. Answers whether the user has it, not removed.
#[derive(Clone, Debug)]
pub struct RenameCredential {
    /// Whose it is.
    pub subject: SubjectId,
    /// Which one.
    pub credential: CredentialRef,
    /// What its owner calls it from now on.
    pub name: String,
    /// The caller's clock.
    pub now: Timestamp,
    /// What happened, if it is renamed.
    pub audit: AuditEvent,
}

/// Lets a credential count for all it is, after a stronger one vouched for it. Evidence it gave before stays as it was.
///
/// Answers whether there was a ceiling to lift.
#[derive(Clone, Debug)]
pub struct LiftCeiling {
    /// Whose it is.
    pub subject: SubjectId,
    /// Which one.
    pub credential: CredentialRef,
    /// The caller's clock.
    pub now: Timestamp,
    /// What happened, if it is lifted.
    pub audit: AuditEvent,
}

statements! {
    RENAME_PASSKEY = "UPDATE passkeys SET name = $3 WHERE id = $1 AND subject = $2
        AND (removed_at IS NULL OR removed_at > $4)";
    RENAME_TOTP = "UPDATE totps SET name = $3 WHERE id = $1 AND subject = $2 AND confirmed_at IS NOT NULL
        AND (removed_at IS NULL OR removed_at > $4)";
    LIFT_PASSKEY = "UPDATE passkeys SET ceiling = NULL, ceiling_until = NULL WHERE id = $1 AND subject = $2
        AND ceiling IS NOT NULL AND (removed_at IS NULL OR removed_at > $3)";
    LIFT_TOTP = "UPDATE totps SET ceiling = NULL, ceiling_until = NULL WHERE id = $1 AND subject = $2
        AND ceiling IS NOT NULL AND (removed_at IS NULL OR removed_at > $3)";
}

impl CredentialRef {
    /// Its identifier, whatever it is.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Passkey(id) => id.as_str(),
            Self::Totp(id) => id,
        }
    }

    /// The one of two statements that is for its table.
    const fn statement(&self, passkey: &'static str, totp: &'static str) -> &'static str {
        match self {
            Self::Passkey(_) => passkey,
            Self::Totp(_) => totp,
        }
    }
}

impl Operation for RenameCredential {
    type Out = bool;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<bool, StoreError> {
        let rename = self.credential.statement(RENAME_PASSKEY, RENAME_TOTP);
        let values = values![self.credential.id(), &self.subject, &self.name, self.now];
        let renamed = tx.execute(rename, values).await? > 0;
        if renamed {
            self.audit.write(tx, self.now).await?;
        }
        Ok(renamed)
    }
}

impl Operation for LiftCeiling {
    type Out = bool;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<bool, StoreError> {
        let lift = self.credential.statement(LIFT_PASSKEY, LIFT_TOTP);
        let lifted = tx.execute(lift, values![self.credential.id(), &self.subject, self.now]).await? > 0;
        if lifted {
            self.audit.write(tx, self.now).await?;
        }
        Ok(lifted)
    }
}

impl Ceiling {
    /// The `acr`, as long as it applies.
    #[must_use]
    pub fn at(&self, now: Timestamp) -> Option<&str> {
        (now < self.until).then_some(self.acr.as_str())
    }
}

/// Whether a credential can be used that is removed from this moment on.
pub(crate) fn is_usable(removed_at: Option<Timestamp>, now: Timestamp) -> bool {
    removed_at.is_none_or(|removed| now < removed)
}

/// Reads the columns `ceiling` and `ceiling_until`.
pub(crate) fn ceiling(row: &mut Row) -> Result<Option<Ceiling>, StoreError> {
    match (row.opt_text()?, row.opt_time()?) {
        (Some(acr), Some(until)) => Ok(Some(Ceiling { acr, until })),
        (None, None) => Ok(None),
        (Some(_), None) | (None, Some(_)) => Err(StoreError::Corrupt("half a ceiling")),
    }
}
