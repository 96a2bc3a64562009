//! Housekeeping.

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

pending!(Sweep, Write, u64);
