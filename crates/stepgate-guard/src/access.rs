use crate::claims::AccessClaims;
use serde::de::DeserializeOwned;
use std::fmt;
use std::sync::Arc;
use stepgate_core::Timestamp;
use stepgate_protocol::jwt::{JwtError, NumericDate, Verified};

/// A call that may go on: what its token says, all of it verified.
///
/// Cheap to clone. [`GuardLayer`](crate::GuardLayer) puts it in the request's extensions.
#[derive(Clone)]
pub struct Access(Arc<Inner>);

struct Inner {
    claims: AccessClaims,
    verified: Verified,
    is_single_use: bool,
}

impl Access {
    pub(crate) fn new(claims: AccessClaims, verified: Verified, is_single_use: bool) -> Self {
        Self(Arc::new(Inner { claims, verified, is_single_use }))
    }

    /// `sub`: the user.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.0.claims.sub
    }

    /// `client_id`: the application that acts for the user.
    #[must_use]
    pub fn client_id(&self) -> Option<&str> {
        self.0.claims.client_id.as_deref()
    }

    /// `scope`, one by one.
    pub fn scope(&self) -> impl Iterator<Item = &str> {
        scopes(&self.0.claims)
    }

    /// Whether a scope was granted.
    #[must_use]
    pub fn has_scope(&self, scope: &str) -> bool {
        self.scope().any(|granted| granted == scope)
    }

    /// `acr`: the level of the authentication, by its published value.
    #[must_use]
    pub fn acr(&self) -> Option<&str> {
        self.0.claims.authentication.acr.value().map(String::as_str)
    }

    /// `auth_time`: when the ceremony took place that earned the `acr`.
    #[must_use]
    pub fn auth_time(&self) -> Option<Timestamp> {
        self.0.claims.authentication.auth_time.value().map(|date| Timestamp::from_seconds(date.seconds()))
    }

    /// `amr`: the methods of that ceremony (RFC 8176).
    #[must_use]
    pub fn amr(&self) -> &[String] {
        self.0.claims.authentication.amr.value().map_or(&[], Vec::as_slice)
    }

    /// `jti`: the token's own name.
    #[must_use]
    pub fn jti(&self) -> Option<&str> {
        self.0.claims.jti.as_deref()
    }

    /// The ceremony that the token speaks of: when, and whose. Tokens issued or refreshed from one ceremony share it, whatever
    /// level they name: one passkey can be asserted at every level that it meets, and is one confirmation.
    #[must_use]
    pub fn ceremony(&self) -> String {
        let at = self.auth_time().map_or(0, Timestamp::seconds);
        format!("{at} {}", self.subject())
    }

    /// Whether the requirement was `max_age=0`, so that its [`ceremony`](Self::ceremony) may be used once.
    /// [`Guard`](crate::Guard) has seen to it; whoever calls [`verify`](crate::verify::verify) must, with a [`OneUse`](crate::OneUse).
    #[must_use]
    pub fn is_single_use(&self) -> bool {
        self.0.is_single_use
    }

    /// Every claim, as `T`: `authorization_details`, or what the provider adds.
    ///
    /// # Errors
    /// [`JwtError::Claims`], where the claims are not what `T` expects.
    pub fn claims<T: DeserializeOwned>(&self) -> Result<T, JwtError> {
        self.0.verified.claims()
    }
}

pub(crate) fn scopes(claims: &AccessClaims) -> impl Iterator<Item = &str> {
    claims.scope.as_deref().unwrap_or_default().split(' ').filter(|scope| !scope.is_empty())
}

/// Seconds since the epoch, in the range of a date.
pub(crate) fn timestamp(date: NumericDate) -> Timestamp {
    Timestamp::from_seconds(date.seconds())
}

impl fmt::Debug for Access {
    /// Who and what is personal data; the level is not.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Access").field("acr", &self.acr()).field("auth_time", &self.auth_time()).finish_non_exhaustive()
    }
}
