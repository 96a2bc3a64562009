//! What a guard knows of its provider: keys and levels, fetched and kept.
//!
//! 1. Young knowledge (5 min) is used as it is.
//! 2. Older knowledge (up to 24 h) is used, and refreshed in the background: an outage of the provider stops nobody.
//! 3. Without knowledge, or with older, a call waits for a refresh; if that fails, it is denied with 503.
//! 4. A token that names an unknown key makes a call wait for a refresh, if the last is 30 s past; if that did not bring
//!    the key, unknown keys cause no other for 60 s, whatever they are called.
//! 5. One refresh at a time, in a task of its own: a caller that goes away does not stop it.
//! 6. After a failure the next attempt waits 1, 2, 4 … 30 s. A document that is refused changes nothing.

mod cache;
mod discovery;

use crate::fetch::{self, Fetch, FetchError};
use cache::{Cache, Plan};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use stepgate_core::{Levels, Timestamp};
use stepgate_protocol::jwt::{KeySet, KeySetError};
use tokio::sync::watch;
use url::Url;

pub use discovery::DiscoveryError;
pub(crate) use discovery::Endpoints;

/// What was fetched, and checked, last.
pub(crate) struct Trusted {
    pub(crate) keys: KeySet,
    pub(crate) levels: Option<Levels>,
    /// Known from discovery only.
    pub(crate) endpoints: Option<Endpoints>,
}

/// Where keys and levels come from.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// The provider's metadata (OpenID Connect Discovery 1.0 §4).
    Discovery,
    /// Configured, for a provider without metadata.
    Fixed { jwks_uri: Url, levels: Option<Levels> },
}

/// Why the provider's keys could not be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProviderError {
    /// The provider did not answer.
    #[error("provider: {0}")]
    Fetch(#[from] FetchError),
    /// Its metadata were refused.
    #[error("metadata: {0}")]
    Discovery(#[from] DiscoveryError),
    /// Its keys were refused.
    #[error("keys: {0}")]
    Keys(#[from] KeySetError),
}

impl ProviderError {
    /// A static name, for logs and metrics.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Fetch(error) => error.name(),
            Self::Discovery(error) => error.name(),
            Self::Keys(error) => error.name(),
        }
    }
}

#[derive(Clone)]
pub(crate) struct Provider(Arc<Inner>);

struct Inner {
    issuer: String,
    source: Source,
    fetch: Arc<dyn Fetch>,
    cache: Mutex<Cache>,
}

impl Provider {
    pub(crate) fn new(issuer: String, source: Source, fetch: Arc<dyn Fetch>) -> Self {
        Self(Arc::new(Inner { issuer, source, fetch, cache: Mutex::default() }))
    }

    pub(crate) fn issuer(&self) -> &str {
        &self.0.issuer
    }

    pub(crate) fn fetcher(&self) -> &dyn Fetch {
        &*self.0.fetch
    }

    /// What is known; none where nothing is, and the provider does not answer.
    pub(crate) async fn trusted(&self, now: Timestamp) -> Option<Arc<Trusted>> {
        let plan = self.cache().plan(now);
        match plan {
            Plan::Use(trusted) => return Some(trusted),
            Plan::UseAndRefresh(trusted, done) => {
                self.spawn(now, done);
                return Some(trusted);
            }
            Plan::Refresh(done) => wait(self.spawn(now, done)).await,
            Plan::Wait(refreshed) => wait(refreshed).await,
            Plan::Nothing => {}
        }
        self.cache().usable(now)
    }

    /// Checks a token with what is known, and once more with what a refresh brings, where it names an unknown key. None where
    /// nothing is known, and the provider does not answer.
    pub(crate) async fn check<T, E>(
        &self,
        now: Timestamp,
        check: impl Fn(&Trusted) -> Result<T, E>,
        is_unknown_key: impl Fn(&E) -> bool,
    ) -> Option<Result<T, E>> {
        let known = self.trusted(now).await?;
        let first = check(&known);
        if !first.as_ref().is_err_and(&is_unknown_key) {
            return Some(first);
        }
        let Some(newer) = self.trusted_beyond(&known, now).await else { return Some(first) };
        let second = check(&newer);
        if second.as_ref().is_err_and(&is_unknown_key) {
            self.cache().silence_unknown(now);
        }
        Some(second)
    }

    /// What is known after a token named a key that `seen` does not have; none where that is all there is.
    async fn trusted_beyond(&self, seen: &Arc<Trusted>, now: Timestamp) -> Option<Arc<Trusted>> {
        let plan = self.cache().plan_beyond(seen, now);
        match plan {
            Plan::Use(trusted) => return Some(trusted),
            Plan::UseAndRefresh(_, done) | Plan::Refresh(done) => wait(self.spawn(now, done)).await,
            Plan::Wait(refreshed) => wait(refreshed).await,
            Plan::Nothing => {}
        }
        self.cache().usable(now).filter(|known| !Arc::ptr_eq(known, seen))
    }

    /// Why the last refresh failed; none where it did not.
    pub(crate) fn last_error(&self) -> Option<ProviderError> {
        self.cache().last_error()
    }

    fn spawn(&self, now: Timestamp, done: watch::Sender<()>) -> watch::Receiver<()> {
        let refreshed = done.subscribe();
        let provider = self.clone();
        tokio::spawn(async move {
            let fetched = provider.0.load().await;
            if let Err(error) = &fetched {
                tracing::warn!(error = error.name(), issuer = provider.issuer(), "provider keys not refreshed");
            }
            provider.cache().settle(fetched, now);
            drop(done);
        });
        refreshed
    }

    fn cache(&self) -> MutexGuard<'_, Cache> {
        // Every method of the cache leaves it whole, so that a panic elsewhere does not spoil it.
        self.0.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Resumes when the task has dropped its end, whether it has settled or panicked.
async fn wait(mut refreshed: watch::Receiver<()>) {
    while refreshed.changed().await.is_ok() {}
}

impl Inner {
    async fn load(&self) -> Result<Trusted, ProviderError> {
        let (jwks_uri, levels, endpoints) = match &self.source {
            Source::Fixed { jwks_uri, levels } => (jwks_uri.clone(), levels.clone(), None),
            Source::Discovery => {
                let url = discovery::url(&self.issuer)?;
                let metadata = discovery::parse(&fetch::document(&*self.fetch, &url).await?, &self.issuer)?;
                (metadata.jwks_uri, metadata.levels, Some(metadata.endpoints))
            }
        };
        let keys = KeySet::parse(&fetch::document(&*self.fetch, &jwks_uri).await?)?;
        Ok(Trusted { keys, levels, endpoints })
    }
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Provider")
            .field("issuer", &self.0.issuer)
            .field("source", &self.0.source)
            .finish_non_exhaustive()
    }
}
