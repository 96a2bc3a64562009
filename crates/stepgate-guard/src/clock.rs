use std::sync::Arc;
use stepgate_core::Timestamp;

/// Where the time comes from. Tests and demonstrations bring one that they can move.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The system's clock.
#[must_use]
pub fn system_clock() -> Clock {
    Arc::new(|| Timestamp::from_millis(system_millis()))
}

/// A clock before 1970 or beyond the year 292 million reads as the end of time, when nothing is valid any more.
#[expect(clippy::disallowed_methods, reason = "the one default clock of this crate; every use takes it as a parameter")]
fn system_millis() -> i64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .ok()
        .and_then(|since| i64::try_from(since.as_millis()).ok())
        .unwrap_or(i64::MAX)
}
