//! Housekeeping.

use crate::audit::AuditEvent;
use crate::error::StoreError;
use crate::operation::{Access, Operation, Tx};
use stepgate_core::Timestamp;
use stepgate_core::session::Lifetime;

/// Deletes what was over more than a day ago, a bounded number of rows per table and call. The audit log stays.
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
    // With them go their handles, evidence and grants.
    SESSIONS = "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE created_at < $1 LIMIT $2)";
}

impl Operation for Sweep {
    type Out = u64;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<u64, StoreError> {
        let before = self.now.plus(-DAY_SECONDS);
        let signed_in_before = before.plus(-i64::from(self.lifetime.absolute));
        let mut swept = 0;
        for sql in [CHALLENGES, REQUESTS, TICKETS, CODES, REFRESH_TOKENS, GRANTS] {
            swept += tx.execute(sql, values![before, ROWS]).await?;
        }
        swept += tx.execute(SESSIONS, values![signed_in_before, ROWS]).await?;
        if swept > 0 {
            AuditEvent::new("swept").with(&[("rows", &swept.to_string())]).write(tx, self.now).await?;
        }
        Ok(swept)
    }
}
