//! When to fetch and when not to: no IO, the time is an argument.

use super::{ProviderError, Trusted};
use std::sync::Arc;
use stepgate_core::Timestamp;
use tokio::sync::watch;

const FRESH_SECONDS: i64 = 5 * 60;
const USABLE_SECONDS: i64 = 24 * 3600;
/// Between two refreshes that tokens with unknown keys ask for.
const UNKNOWN_KEY_GAP_SECONDS: i64 = 30;
/// After one of those that did not bring the key.
const UNKNOWN_KEY_SILENCE_SECONDS: i64 = 60;
const LONGEST_RETRY_SECONDS: i64 = 30;

#[derive(Default)]
pub(super) struct Cache {
    known: Option<(Arc<Trusted>, Timestamp)>,
    last_attempt: Option<Timestamp>,
    last_error: Option<ProviderError>,
    failures: u32,
    silent_since: Option<Timestamp>,
    /// Open as long as a refresh is under way.
    under_way: Option<watch::Receiver<()>>,
}

/// What a call does about the keys.
pub(super) enum Plan {
    Use(Arc<Trusted>),
    UseAndRefresh(Arc<Trusted>, watch::Sender<()>),
    Refresh(watch::Sender<()>),
    Wait(watch::Receiver<()>),
    Nothing,
}

/// Whether `at` lies at least `seconds` back. A moment in the future does, too: the clock was set back, and nothing that was
/// counted with it holds.
fn is_past(at: Timestamp, seconds: i64, now: Timestamp) -> bool {
    let millis = at.millis_before(now);
    millis < 0 || millis >= seconds.saturating_mul(1000)
}

impl Cache {
    pub(super) fn plan(&mut self, now: Timestamp) -> Plan {
        match self.usable(now) {
            Some(trusted) if self.is_fresh(now) => Plan::Use(trusted),
            Some(trusted) => match self.begin(now) {
                Plan::Refresh(done) => Plan::UseAndRefresh(trusted, done),
                Plan::Use(_) | Plan::UseAndRefresh(..) | Plan::Wait(_) | Plan::Nothing => Plan::Use(trusted),
            },
            None => self.begin(now),
        }
    }

    /// A token names a key that `seen` does not have.
    pub(super) fn plan_beyond(&mut self, seen: &Arc<Trusted>, now: Timestamp) -> Plan {
        match self.usable(now) {
            Some(newer) if !Arc::ptr_eq(&newer, seen) => return Plan::Use(newer),
            Some(_) | None => {}
        }
        let is_silent = self.silent_since.is_some_and(|at| !is_past(at, UNKNOWN_KEY_SILENCE_SECONDS, now));
        let is_too_soon = self.last_attempt.is_some_and(|at| !is_past(at, UNKNOWN_KEY_GAP_SECONDS, now));
        match self.running() {
            Some(running) => Plan::Wait(running),
            None if is_silent || is_too_soon => Plan::Nothing,
            None => self.begin(now),
        }
    }

    /// What may be used; a key that was known a day ago may have been withdrawn since.
    pub(super) fn usable(&self, now: Timestamp) -> Option<Arc<Trusted>> {
        let (trusted, at) = self.known.as_ref()?;
        (at.millis_before(now) < USABLE_SECONDS * 1000).then(|| Arc::clone(trusted))
    }

    pub(super) fn settle(&mut self, fetched: Result<Trusted, ProviderError>, now: Timestamp) {
        self.under_way = None;
        match fetched {
            Ok(trusted) => {
                self.known = Some((Arc::new(trusted), now));
                self.failures = 0;
                self.last_error = None;
            }
            Err(error) => {
                self.failures = self.failures.saturating_add(1);
                self.last_error = Some(error);
            }
        }
    }

    pub(super) fn silence_unknown(&mut self, now: Timestamp) {
        let is_silent = self.silent_since.is_some_and(|at| !is_past(at, UNKNOWN_KEY_SILENCE_SECONDS, now));
        if !is_silent {
            self.silent_since = Some(now);
        }
    }

    pub(super) fn last_error(&self) -> Option<ProviderError> {
        self.last_error.clone()
    }

    fn is_fresh(&self, now: Timestamp) -> bool {
        self.known.as_ref().is_some_and(|(_, at)| !is_past(*at, FRESH_SECONDS, now))
    }

    /// The refresh that is under way, or a new one, unless the last one failed just now.
    fn begin(&mut self, now: Timestamp) -> Plan {
        if let Some(running) = self.running() {
            return Plan::Wait(running);
        }
        let is_too_soon =
            self.failures > 0 && self.last_attempt.is_some_and(|at| !is_past(at, self.retry_seconds(), now));
        if is_too_soon {
            return Plan::Nothing;
        }
        let (done, running) = watch::channel(());
        self.under_way = Some(running);
        self.last_attempt = Some(now);
        Plan::Refresh(done)
    }

    /// One whose task has died is not under way.
    fn running(&self) -> Option<watch::Receiver<()>> {
        self.under_way.clone().filter(|running| running.has_changed().is_ok())
    }

    fn retry_seconds(&self) -> i64 {
        1_i64
            .checked_shl(self.failures.saturating_sub(1))
            .unwrap_or(LONGEST_RETRY_SECONDS)
            .clamp(1, LONGEST_RETRY_SECONDS)
    }
}
