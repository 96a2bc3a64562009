use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use stepgate_guard::{Clock, Timestamp, system_clock};

/// How far the demo may run ahead, in all.
const FARTHEST_SECONDS: i64 = 7 * 24 * 3600;

/// The demo's clock: a real one that can be sent forward, to see levels decay without waiting. Clones share the time.
#[derive(Clone)]
pub struct DemoClock {
    real: Clock,
    ahead_seconds: Arc<AtomicI64>,
}

/// The clock is not sent further ahead than seven days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the demo's clock goes at most seven days ahead")]
pub struct TooFar;

impl DemoClock {
    /// Shows the same time as `real`, until it is sent ahead.
    #[must_use]
    pub fn new(real: Clock) -> Self {
        Self { real, ahead_seconds: Arc::default() }
    }

    /// The demo's time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.real)().plus(self.ahead_seconds.load(Ordering::Relaxed))
    }

    /// Lets `seconds` pass at once, and answers the time it is then. There is no way back.
    ///
    /// # Errors
    /// [`TooFar`]; the clock stays as it was.
    pub fn wait(&self, seconds: u32) -> Result<Timestamp, TooFar> {
        let further = |ahead: i64| Some(ahead + i64::from(seconds)).filter(|ahead| *ahead <= FARTHEST_SECONDS);
        self.ahead_seconds.fetch_update(Ordering::Relaxed, Ordering::Relaxed, further).map_err(|_| TooFar)?;
        Ok(self.now())
    }

    /// This clock, as a guard or a relying party takes it.
    #[must_use]
    pub fn guard_clock(&self) -> Clock {
        let clock = self.clone();
        Arc::new(move || clock.now())
    }
}

impl Default for DemoClock {
    /// Ahead of the system's clock.
    fn default() -> Self {
        Self::new(system_clock())
    }
}

impl fmt::Debug for DemoClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DemoClock").field("ahead_seconds", &self.ahead_seconds).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clock() -> DemoClock {
        DemoClock::new(Arc::new(|| Timestamp::from_seconds(1_000)))
    }

    #[test]
    fn clones_share_the_time() {
        let clock = clock();
        let guards = clock.guard_clock();
        assert_eq!(clock.wait(360), Ok(Timestamp::from_seconds(1_360)));
        assert_eq!((clock.clone().now(), guards()), (clock.now(), clock.now()));
    }

    #[test]
    fn it_goes_seven_days_ahead_and_no_further() {
        let clock = clock();
        assert_eq!(clock.wait(u32::MAX), Err(TooFar));
        assert_eq!(clock.wait(7 * 24 * 3600).map(Timestamp::seconds), Ok(1_000 + 604_800));
        assert_eq!(clock.wait(1), Err(TooFar));
        assert_eq!(clock.wait(0).map(Timestamp::seconds), Ok(605_800));
    }
}
