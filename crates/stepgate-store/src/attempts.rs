//! Budgets for guessing: an attempt is counted before it is looked at, so that attempts side by side cannot outrun the count.

use crate::audit::AuditEvent;
use crate::decode;
use crate::error::StoreError;
use crate::hash::Hash;
use crate::operation::{Access, Operation, Tx};
use crate::value::Row;
use stepgate_core::Timestamp;

/// So many attempts in so much time. A window begins with its first attempt; the first one after its end begins another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Hash of what is counted together: an account and a method, an address.
    pub key: Hash,
    /// Attempts in one window.
    pub limit: u32,
    /// How long a window is, in seconds; at most a day, after which the sweep forgets it.
    pub window_seconds: i64,
}

/// Counts an attempt against every budget, or against none where one is used up.
#[derive(Clone, Debug)]
pub struct CountAttempt {
    /// The budgets; no key twice.
    pub budgets: Vec<Budget>,
    /// The caller's clock.
    pub now: Timestamp,
}

/// What became of [`CountAttempt`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Go on and look at it.
    Counted {
        /// How many more there may be after this one, before a window ends.
        left: u32,
    },
    /// Do not look at it; nothing was counted.
    Throttled {
        /// When the last window of those used up ends.
        until: Timestamp,
    },
}

/// Forgets the attempts against these keys, after one that succeeded.
#[derive(Clone, Debug)]
pub struct ForgiveAttempts {
    /// Hashes, as in [`Budget::key`].
    pub keys: Vec<Hash>,
    /// The caller's clock.
    pub now: Timestamp,
}

statements! {
    // Of a window that is over, nothing counts any more.
    FIND = "SELECT count, window_started_at FROM attempts WHERE key = $1 AND window_started_at > $2";
    COUNT = "INSERT INTO attempts (key, count, window_started_at) VALUES ($1, 1, $2) ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN attempts.window_started_at > $3 THEN attempts.count + 1 ELSE 1 END,
        window_started_at = CASE WHEN attempts.window_started_at > $3 THEN attempts.window_started_at ELSE $2 END
        RETURNING count";
    FORGET = "DELETE FROM attempts WHERE key = $1";
}

impl Operation for CountAttempt {
    type Out = Attempt;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<Attempt, StoreError> {
        let mut throttled = None;
        for budget in &self.budgets {
            throttled = throttled.max(budget.used_up_until(tx, self.now).await?);
        }
        if let Some(until) = throttled {
            let event = AuditEvent::new("attempt_throttled").with(&[("until", &until.seconds().to_string())]);
            event.write(tx, self.now).await?;
            return Ok(Attempt::Throttled { until });
        }
        let mut left = u32::MAX;
        for budget in &self.budgets {
            left = left.min(budget.count(tx, self.now).await?);
        }
        Ok(Attempt::Counted { left })
    }
}

impl Budget {
    /// Windows that began by then are over.
    const fn horizon(&self, now: Timestamp) -> Timestamp {
        now.plus(-self.window_seconds)
    }

    async fn used_up_until(&self, tx: &mut impl Tx, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        let window = tx.rows(FIND, values![self.key, self.horizon(now)]).await?;
        let (count, began) = decode::first(window, |row| Ok((row.u32()?, row.time()?)))?.unwrap_or((0, now));
        Ok((count >= self.limit).then(|| began.plus(self.window_seconds)))
    }

    /// How many more there may be.
    async fn count(&self, tx: &mut impl Tx, now: Timestamp) -> Result<u32, StoreError> {
        let counted = tx.rows(COUNT, values![self.key, now, self.horizon(now)]).await?;
        let count = decode::first(counted, Row::u32)?.ok_or(StoreError::Corrupt("no count came back"))?;
        Ok(self.limit.saturating_sub(count))
    }
}

impl Operation for ForgiveAttempts {
    type Out = ();
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<(), StoreError> {
        let mut forgotten = 0;
        for key in self.keys {
            forgotten += tx.execute(FORGET, values![key]).await?;
        }
        if forgotten > 0 { AuditEvent::new("attempts_forgiven").write(tx, self.now).await } else { Ok(()) }
    }
}
