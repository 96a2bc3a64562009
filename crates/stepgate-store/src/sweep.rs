//! Housekeeping.

use crate::audit::AuditEvent;
use crate::credentials;
use crate::error::StoreError;
use crate::operation::{Access, Operation, Tx};
use stepgate_core::Timestamp;
use stepgate_core::session::Lifetime;

/// Deletes what was over more than a day ago, a bounded number of rows per table and call. The audit log stays. Removals of
/// credentials whose time has come take effect.
///
/// Answers how many rows went; the caller comes back while there were some.
#[derive(Clone, Copy, Debug)]
pub struct Sweep {
    /// How long sessions live.
    pub lifetime: Lifetime,
    /// The caller's clock.
    pub now: Timestamp,
}

const DAY_SECONDS: i64 = 24 * 3600;

/// How long a registration may take that waits for its first code.
const UNCONFIRMED_SECONDS: i64 = 3600;

/// Rows per table and call: other writers wait for no longer than these take.
const ROWS: u32 = 500;

statements! {
    CHALLENGES = "DELETE FROM challenges WHERE hash IN (SELECT hash FROM challenges WHERE expires_at < $1 LIMIT $2)";
    REQUESTS = "DELETE FROM requests WHERE id IN (SELECT id FROM requests WHERE expires_at < $1 LIMIT $2)";
    TICKETS = "DELETE FROM tickets WHERE hash IN (SELECT hash FROM tickets WHERE expires_at < $1 LIMIT $2)";
    // Used ones stay until they expire, and a day: until then a replay can be told from an unknown token.
    CODES = "DELETE FROM codes WHERE hash IN (SELECT hash FROM codes WHERE expires_at < $1 LIMIT $2)";
    REFRESH_TOKENS = "DELETE FROM refresh_tokens WHERE hash IN (
        SELECT hash FROM refresh_tokens WHERE expires_at < $1 LIMIT $2)";
    // Nothing can be had from these any more.
    GRANTS = "DELETE FROM grants WHERE id IN (SELECT g.id FROM grants g WHERE g.created_at < $1
        AND NOT EXISTS (SELECT 1 FROM codes c WHERE c.grant_id = g.id)
        AND NOT EXISTS (SELECT 1 FROM refresh_tokens t WHERE t.grant_id = g.id) LIMIT $2)";
    // What they gave goes before them.
    PASSKEYS = "DELETE FROM passkeys WHERE id IN (SELECT p.id FROM passkeys p WHERE p.removed_at < $1
        AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.credential = p.id AND e.subject = p.subject) LIMIT $2)";
    TOTPS = "DELETE FROM totps WHERE id IN (SELECT t.id FROM totps t WHERE t.removed_at < $1
        AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.credential = t.id AND e.subject = t.subject) LIMIT $2)";
    UNCONFIRMED_TOTPS = "DELETE FROM totps WHERE id IN (
        SELECT id FROM totps WHERE confirmed_at IS NULL AND created_at < $1 LIMIT $2)";
    RECOVERY_CODES = "DELETE FROM recovery_codes WHERE hash IN (
        SELECT hash FROM recovery_codes WHERE replaced_at < $1 LIMIT $2)";
    ATTEMPTS = "DELETE FROM attempts WHERE key IN (SELECT key FROM attempts WHERE window_started_at < $1 LIMIT $2)";
    // With them go their handles, evidence and grants.
    SESSIONS = "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE created_at < $1 LIMIT $2)";
}

const LONG_OVER: [&str; 10] =
    [CHALLENGES, REQUESTS, TICKETS, CODES, REFRESH_TOKENS, GRANTS, PASSKEYS, TOTPS, RECOVERY_CODES, ATTEMPTS];

impl Operation for Sweep {
    type Out = u64;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<u64, StoreError> {
        let before = self.now.plus(-DAY_SECONDS);
        let signed_in_before = before.plus(-i64::from(self.lifetime.absolute));
        let mut swept = credentials::take_effect(tx, self.now, ROWS).await?;
        for sql in LONG_OVER {
            swept += tx.execute(sql, values![before, ROWS]).await?;
        }
        swept += tx.execute(UNCONFIRMED_TOTPS, values![self.now.plus(-UNCONFIRMED_SECONDS), ROWS]).await?;
        swept += tx.execute(SESSIONS, values![signed_in_before, ROWS]).await?;
        if swept > 0 {
            AuditEvent::new("swept").with(&[("rows", &swept.to_string())]).write(tx, self.now).await?;
        }
        Ok(swept)
    }
}
