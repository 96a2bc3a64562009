//! How long a session lives. Levels decay on their own; this is only the signing in.

use crate::time::Timestamp;

/// Limits of a session, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime {
    /// From the sign-in.
    pub absolute: u32,
    /// From the last time the browser was seen.
    pub idle: u32,
}

impl Default for Lifetime {
    /// 12 hours, 1 hour idle (NIST SP 800-63B-4 AAL2 asks for at most 24 and 1).
    fn default() -> Self {
        Self { absolute: 12 * 3600, idle: 3600 }
    }
}

impl Lifetime {
    /// Whether a session of this age is still one.
    #[must_use]
    pub fn holds(&self, created_at: Timestamp, seen_at: Timestamp, now: Timestamp) -> bool {
        now < created_at.plus(i64::from(self.absolute)) && now < seen_at.plus(i64::from(self.idle))
    }
}
