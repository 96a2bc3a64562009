//! The demo's clock: provider and bank share it, and "Wait 6 minutes" moves it.

use stepgate_bank::DemoClock;
use stepgate_core::Timestamp;
use stepgate_server::Clock;

/// The bank's clock, as the provider reads it.
#[derive(Clone, Debug)]
pub(super) struct SharedClock(pub(super) DemoClock);

impl Clock for SharedClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }
}
