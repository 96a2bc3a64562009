//! Removal: at once, or announced and undone in time. What a credential gave goes with it.

use super::CredentialRef;
use crate::audit::AuditEvent;
use crate::error::StoreError;
use crate::operation::{Access, Operation, Tx};
use crate::value::Row;
use crate::{decode, sessions};
use stepgate_core::{SubjectId, Timestamp};

/// Removes a credential. From `effective_at` on it proves nothing; once that has come, the evidence that it gave leaves all
/// sessions of its user and the grants of those sessions are revoked. The sweep deletes it a day later.
#[derive(Clone, Debug)]
pub struct RemoveCredential {
    /// Whose it is.
    pub subject: SubjectId,
    /// Which one.
    pub credential: CredentialRef,
    /// From when on it is removed: now, or later.
    pub effective_at: Timestamp,
    /// The session in which it is removed; it must be a live one of this user.
    pub session: String,
    /// The caller's clock.
    pub now: Timestamp,
    /// What happened, if it is removed.
    pub audit: AuditEvent,
}

/// What became of [`RemoveCredential`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// It is removed, or will be.
    Removed,
    /// The user has none such, or it is removed by then already; nothing changed.
    Unknown,
    /// The session has ended or is not theirs, or the user is disabled; nothing changed.
    SessionEnded,
}

/// Takes a removal back, until the sweep has deleted the credential. Evidence and grants that went do not come back.
///
/// Answers whether there was such a removal.
#[derive(Clone, Debug)]
pub struct UndoRemoval {
    /// Whose credential it is.
    pub subject: SubjectId,
    /// Which one.
    pub credential: CredentialRef,
    /// The caller's clock.
    pub now: Timestamp,
    /// What happened, if it is undone.
    pub audit: AuditEvent,
}

statements! {
    REMOVE_PASSKEY = "UPDATE passkeys SET removed_at = $3 WHERE id = $1 AND subject = $2
        AND (removed_at IS NULL OR removed_at > $3)";
    REMOVE_TOTP = "UPDATE totps SET removed_at = $3 WHERE id = $1 AND subject = $2
        AND (removed_at IS NULL OR removed_at > $3)";
    RESTORE_PASSKEY = "UPDATE passkeys SET removed_at = NULL WHERE id = $1 AND subject = $2 AND removed_at IS NOT NULL";
    RESTORE_TOTP = "UPDATE totps SET removed_at = NULL WHERE id = $1 AND subject = $2 AND removed_at IS NOT NULL";
    // Grants first: which sessions had the evidence is not known afterwards.
    REVOKE = "UPDATE grants SET revoked_at = $3 WHERE revoked_at IS NULL
        AND session IN (SELECT session FROM evidence WHERE credential = $1 AND subject = $2)";
    FORGET = "DELETE FROM evidence WHERE credential = $1 AND subject = $2";
    REVOKE_DUE = "UPDATE grants SET revoked_at = $1 WHERE revoked_at IS NULL AND session IN (
        SELECT e.session FROM passkeys p JOIN evidence e ON e.credential = p.id AND e.subject = p.subject
        WHERE p.removed_at <= $1
        UNION ALL SELECT e.session FROM totps t JOIN evidence e ON e.credential = t.id AND e.subject = t.subject
        WHERE t.removed_at <= $1)";
    FORGET_DUE = "DELETE FROM evidence WHERE seq IN (
        SELECT e.seq FROM passkeys p JOIN evidence e ON e.credential = p.id AND e.subject = p.subject
        WHERE p.removed_at <= $1
        UNION ALL SELECT e.seq FROM totps t JOIN evidence e ON e.credential = t.id AND e.subject = t.subject
        WHERE t.removed_at <= $1 LIMIT $2) RETURNING subject, session, credential";
}

impl Operation for RemoveCredential {
    type Out = Removal;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<Removal, StoreError> {
        let removal = self.remove(tx).await?;
        let reason = match removal {
            Removal::Removed => {
                self.audit.write(tx, self.now).await?;
                return Ok(removal);
            }
            Removal::Unknown => "unknown",
            Removal::SessionEnded => "session_ended",
        };
        let event = AuditEvent::new("removal_refused").about(&self.subject).in_session(&self.session);
        event.with(&[("reason", reason), ("credential", self.credential.id())]).write(tx, self.now).await?;
        Ok(removal)
    }
}

impl RemoveCredential {
    async fn remove(&self, tx: &mut impl Tx) -> Result<Removal, StoreError> {
        if !sessions::allows(tx, Some(&self.session), &self.subject).await? {
            return Ok(Removal::SessionEnded);
        }
        let (id, subject) = (self.credential.id(), &self.subject);
        let remove = self.credential.statement(REMOVE_PASSKEY, REMOVE_TOTP);
        if tx.execute(remove, values![id, subject, self.effective_at]).await? == 0 {
            return Ok(Removal::Unknown);
        }
        if self.effective_at <= self.now {
            tx.execute(REVOKE, values![id, subject, self.now]).await?;
            tx.execute(FORGET, values![id, subject]).await?;
        }
        Ok(Removal::Removed)
    }
}

impl Operation for UndoRemoval {
    type Out = bool;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<bool, StoreError> {
        let restore = self.credential.statement(RESTORE_PASSKEY, RESTORE_TOTP);
        let restored = tx.execute(restore, values![self.credential.id(), &self.subject]).await? > 0;
        if restored {
            self.audit.write(tx, self.now).await?;
        }
        Ok(restored)
    }
}

/// Lets the removals whose time has come take effect, and answers how many pieces of evidence went; at most `limit`.
///
/// A removal stays due until the credential is deleted: whatever slipped in beside it goes as well.
pub(crate) async fn take_effect(tx: &mut impl Tx, now: Timestamp, limit: u32) -> Result<u64, StoreError> {
    tx.execute(REVOKE_DUE, values![now]).await?;
    let forgotten = decode::all(tx.rows(FORGET_DUE, values![now, limit]).await?, dropped)?;
    let mut count = 0;
    for event in forgotten {
        event.write(tx, now).await?;
        count += 1;
    }
    Ok(count)
}

fn dropped(row: &mut Row) -> Result<AuditEvent, StoreError> {
    let event = AuditEvent::new("evidence_dropped").about(&decode::subject(row)?).in_session(&row.text()?);
    Ok(event.with(&[("credential", &row.text()?)]))
}
