use crate::access::Access;
use crate::bearer;
use crate::clock::{Clock, system_clock};
use crate::denied::{Denied, TokenFault};
use crate::fetch::{Fetch, FetchError, is_allowed};
use crate::one_use::{InMemoryOneUse, NotRemembered, OneUse};
use crate::provider::{Provider, ProviderError, Source, Trusted};
use crate::require::Require;
use crate::verify::{Expected, used, verify};
use http::HeaderMap;
use std::fmt;
use std::sync::Arc;
use stepgate_core::{Levels, Timestamp};
use stepgate_protocol::jwt::JwtError;
use url::Url;

/// How long a token that was made for one call is good for it, clocks aside (see [`stepgate_core::Moment::Guard`]).
const SINGLE_USE_SECONDS: i64 = 60 + 30;

/// One resource's view of one provider. Cheap to clone; clones share keys and memory.
#[derive(Clone)]
pub struct Guard(Arc<Inner>);

struct Inner {
    provider: Provider,
    audience: String,
    clock: Clock,
    one_use: Arc<dyn OneUse>,
}

/// What a [`Guard`] is made of.
#[must_use]
pub struct GuardBuilder {
    issuer: String,
    audience: String,
    source: Source,
    clock: Clock,
    one_use: Arc<dyn OneUse>,
}

impl Guard {
    /// A guard for the resource that `issuer`'s tokens call `audience`. Metadata, keys and levels come from discovery, at
    /// the first call or at [`Guard::ready`].
    pub fn builder(issuer: impl Into<String>, audience: impl Into<String>) -> GuardBuilder {
        GuardBuilder {
            issuer: issuer.into(),
            audience: audience.into(),
            source: Source::Discovery,
            clock: system_clock(),
            one_use: Arc::new(InMemoryOneUse::default()),
        }
    }

    /// A guard with every default, ready to answer.
    ///
    /// # Errors
    /// [`ProviderError`], where the provider cannot be reached or its documents are refused.
    #[cfg(feature = "http-client")]
    pub async fn discover(issuer: impl Into<String>, audience: impl Into<String>) -> Result<Self, ProviderError> {
        let guard = Self::builder(issuer, audience).build()?;
        match guard.ready().await {
            true => Ok(guard),
            false => Err(guard.last_error().unwrap_or(ProviderError::Fetch(FetchError::Connection))),
        }
    }

    /// Decides on a call by its headers, for handlers whose requirement depends on what is asked of them.
    ///
    /// # Errors
    /// [`Denied`], which is to be answered with [`Denied::into_response`].
    pub async fn check(&self, headers: &HeaderMap, require: &Require) -> Result<Access, Denied> {
        let unverified_token = bearer::token(headers)?;
        let now = (self.0.clock)();
        let check = |trusted: &Trusted| {
            let (issuer, levels) = (self.0.provider.issuer(), trusted.levels.as_ref());
            let expected = Expected { issuer, audience: &self.0.audience, levels };
            let access = verify(unverified_token, &trusted.keys, &expected, require, now)?;
            let if_used = access.is_single_use().then(|| used(require, levels));
            Ok((access, if_used))
        };
        let checked = self.0.provider.check(now, check, is_unknown_key).await;
        let (access, if_used) = checked.ok_or(Denied::Unavailable)??;
        match if_used {
            Some(if_used) => self.consume(&access, if_used, now).await?,
            None if require.oldest().is_some() => self.note(&access, now).await,
            None => {}
        }
        Ok(access)
    }

    /// Whether the provider's keys are known; fetches them where they are not. For a readiness probe.
    pub async fn ready(&self) -> bool {
        self.0.provider.trusted((self.0.clock)()).await.is_some()
    }

    /// Why the last refresh of the provider's keys failed, while older ones are still in use. For an alert.
    #[must_use]
    pub fn last_error(&self) -> Option<ProviderError> {
        self.0.provider.last_error()
    }

    /// The last step, when nothing else can deny the call: a use is never spent on a call that is not let through.
    async fn consume(&self, access: &Access, if_used: Denied, now: Timestamp) -> Result<(), Denied> {
        match self.use_up(access, now).await {
            Ok(true) => Ok(()),
            Ok(false) => Err(if_used),
            Err(_) => Err(Denied::Unavailable),
        }
    }

    /// A confirmation that served a call with a `max_age` is no answer to one that asks each time. Where it cannot be written
    /// down, that later call may pass; this one is let through all the same.
    async fn note(&self, access: &Access, now: Timestamp) {
        let young = access.auth_time().is_some_and(|at| now < at.plus(SINGLE_USE_SECONDS));
        if young {
            let _ = self.use_up(access, now).await;
        }
    }

    async fn use_up(&self, access: &Access, now: Timestamp) -> Result<bool, NotRemembered> {
        let until = access.auth_time().unwrap_or(now).plus(SINGLE_USE_SECONDS);
        self.0.one_use.consume(&access.ceremony(), until, now).await
    }
}

fn is_unknown_key(denied: &Denied) -> bool {
    matches!(denied, Denied::InvalidToken(TokenFault::Jwt(JwtError::UnknownKid)))
}

impl GuardBuilder {
    /// Another clock.
    pub fn clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// Another memory of used tokens: needed where the resource has more than one process.
    pub fn one_use(self, one_use: impl OneUse) -> Self {
        Self { one_use: Arc::new(one_use), ..self }
    }

    /// For a provider without metadata: where its keys are, and the levels that its tokens are compared by.
    pub fn keys_at(self, jwks_uri: Url, levels: Option<Levels>) -> Self {
        Self { source: Source::Fixed { jwks_uri, levels }, ..self }
    }

    /// The guard, with the default HTTP client.
    ///
    /// # Errors
    /// [`ProviderError`], where a URL is not allowed or the system has no root certificates.
    #[cfg(feature = "http-client")]
    pub fn build(self) -> Result<Guard, ProviderError> {
        let fetch = crate::fetch::HttpFetch::new()?;
        self.build_with(fetch)
    }

    /// The guard, with another way to speak to the provider.
    ///
    /// # Errors
    /// [`ProviderError`], where a URL is not allowed.
    pub fn build_with(self, fetch: impl Fetch) -> Result<Guard, ProviderError> {
        let is_url_allowed = match &self.source {
            Source::Discovery => Url::parse(&self.issuer).is_ok_and(|issuer| is_allowed(&issuer)),
            Source::Fixed { jwks_uri, .. } => is_allowed(jwks_uri),
        };
        if !is_url_allowed {
            return Err(FetchError::Url.into());
        }
        let provider = Provider::new(self.issuer, self.source, Arc::new(fetch));
        Ok(Guard(Arc::new(Inner { provider, audience: self.audience, clock: self.clock, one_use: self.one_use })))
    }
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard")
            .field("provider", &self.0.provider)
            .field("audience", &self.0.audience)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for GuardBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GuardBuilder")
            .field("issuer", &self.issuer)
            .field("audience", &self.audience)
            .finish_non_exhaustive()
    }
}
