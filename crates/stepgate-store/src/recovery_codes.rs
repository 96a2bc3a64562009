//! Recovery codes: one use each, for whoever has lost everything else.

use crate::audit::AuditEvent;
use crate::error::StoreError;
use crate::hash::Hash;
use crate::operation::{Access, Operation, Tx};
use crate::value::Row;
use crate::{decode, sessions};
use stepgate_core::{SubjectId, Timestamp};

/// Gives a user new codes; those there were are good for nothing from then on.
#[derive(Clone, Debug)]
pub struct ReplaceRecoveryCodes {
    /// Whose codes.
    pub subject: SubjectId,
    /// Hashes of the new codes.
    pub hashes: Vec<Hash>,
    /// The session in which they are made; it must be a live one of this user.
    pub session: Option<String>,
    /// The caller's clock.
    pub now: Timestamp,
    /// What happened, if they are replaced.
    pub audit: AuditEvent,
}

/// What became of [`ReplaceRecoveryCodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeReplacement {
    /// Only the new codes are good.
    Replaced,
    /// The session has ended or is not theirs, or the user is disabled; nothing changed.
    SessionEnded,
}

/// Uses a code up.
#[derive(Clone, Debug)]
pub struct ConsumeRecoveryCode {
    /// Who shows it.
    pub subject: SubjectId,
    /// Hash of the code.
    pub hash: Hash,
    /// The caller's clock.
    pub now: Timestamp,
}

/// What became of [`ConsumeRecoveryCode`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeUse {
    /// It was good, and is used up.
    Consumed,
    /// Unknown, somebody else's, used before or replaced, or the user is disabled.
    NotUsable,
}

/// How many codes of a user are good.
#[derive(Clone, Debug)]
pub struct RecoveryCodesLeft(pub SubjectId);

statements! {
    RETIRE = "UPDATE recovery_codes SET replaced_at = $2 WHERE subject = $1 AND replaced_at IS NULL";
    INSERT = "INSERT INTO recovery_codes (hash, subject, created_at) VALUES ($1, $2, $3)";
    CONSUME = "UPDATE recovery_codes SET used_at = $3 WHERE hash = $1 AND subject = $2 AND used_at IS NULL
        AND replaced_at IS NULL AND EXISTS (SELECT 1 FROM users u WHERE u.id = subject AND u.disabled_at IS NULL)
        RETURNING subject";
    LEFT = "SELECT COUNT(*) FROM recovery_codes WHERE subject = $1 AND used_at IS NULL AND replaced_at IS NULL";
}

impl Operation for ReplaceRecoveryCodes {
    type Out = CodeReplacement;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<CodeReplacement, StoreError> {
        if !sessions::allows(tx, self.session.as_deref(), &self.subject).await? {
            let event = AuditEvent::new("recovery_codes_refused").about(&self.subject);
            event.with(&[("reason", "session_ended")]).write(tx, self.now).await?;
            return Ok(CodeReplacement::SessionEnded);
        }
        tx.execute(RETIRE, values![&self.subject, self.now]).await?;
        for hash in self.hashes {
            tx.execute(INSERT, values![hash, &self.subject, self.now]).await?;
        }
        self.audit.write(tx, self.now).await?;
        Ok(CodeReplacement::Replaced)
    }
}

impl Operation for ConsumeRecoveryCode {
    type Out = CodeUse;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<CodeUse, StoreError> {
        let (kind, outcome) = match tx.rows(CONSUME, values![self.hash, &self.subject, self.now]).await?.len() {
            0 => ("recovery_code_refused", CodeUse::NotUsable),
            _ => ("recovery_code_used", CodeUse::Consumed),
        };
        AuditEvent::new(kind).about(&self.subject).write(tx, self.now).await?;
        Ok(outcome)
    }
}

impl Operation for RecoveryCodesLeft {
    type Out = u32;
    const ACCESS: Access = Access::Read;

    async fn run(self, tx: &mut impl Tx) -> Result<u32, StoreError> {
        Ok(decode::first(tx.rows(LEFT, values![&self.0]).await?, Row::u32)?.unwrap_or(0))
    }
}
