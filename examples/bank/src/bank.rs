use crate::Settings;
use crate::clock::DemoClock;
use crate::ledger::Ledger;
use std::sync::Arc;
use stepgate_guard::{Guard, ProviderError};

/// What handlers work with. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Bank(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    guard: Guard,
    ledger: Ledger,
    clock: DemoClock,
}

impl Bank {
    pub(crate) fn new(settings: &Settings) -> Result<Self, ProviderError> {
        let guard = Guard::builder(&settings.issuer, &settings.origin).clock(settings.clock.guard_clock()).build()?;
        Ok(Self(Arc::new(Inner { guard, ledger: Ledger::default(), clock: settings.clock.clone() })))
    }

    pub(crate) fn guard(&self) -> &Guard {
        &self.0.guard
    }

    pub(crate) fn ledger(&self) -> &Ledger {
        &self.0.ledger
    }

    pub(crate) fn clock(&self) -> &DemoClock {
        &self.0.clock
    }
}
