use crate::access::timestamp;
use crate::claims::{Authentication, Dates, Validity};
use crate::denied::TokenFault;
use serde::de::DeserializeOwned;
use std::fmt;
use std::sync::Arc;
use stepgate_core::Timestamp;
use stepgate_protocol::json;
use stepgate_protocol::jwt::{self, Audience, JwtError, KeySet, Typ, Verified};

/// What a relying party takes for granted about the ID token it gets.
#[derive(Clone, Copy, Debug)]
pub struct ExpectedIdToken<'a> {
    /// The provider.
    pub issuer: &'a str,
    /// The relying party, as the provider names it.
    pub client_id: &'a str,
    /// The `nonce` of the request that this answers.
    pub nonce: &'a str,
}

/// A verified ID token. Cheap to clone.
#[derive(Clone)]
pub struct IdToken(Arc<Inner>);

struct Inner {
    claims: Claims,
    verified: Verified,
}

/// OpenID Connect Core §2.
#[derive(serde::Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    #[serde(flatten)]
    dates: Dates,
    #[serde(default, deserialize_with = "json::present")]
    azp: Option<String>,
    #[serde(default, deserialize_with = "json::present")]
    nonce: Option<String>,
    #[serde(flatten)]
    authentication: Authentication,
}

/// Checks an ID token that came from the token endpoint (OpenID Connect Core §3.1.3.7).
///
/// # Errors
/// [`TokenFault`].
pub fn verify_id_token(
    unverified_token: &str,
    keys: &KeySet,
    expected: &ExpectedIdToken<'_>,
    now: Timestamp,
) -> Result<IdToken, TokenFault> {
    let verified = jwt::verify(unverified_token, keys, Typ::IdToken)?;
    let claims: Claims = verified.claims()?;
    if claims.iss != expected.issuer {
        return Err(TokenFault::Issuer);
    }
    if !is_for(&claims, expected.client_id) {
        return Err(TokenFault::Audience);
    }
    if claims.nonce.as_deref() != Some(expected.nonce) {
        return Err(TokenFault::Nonce);
    }
    if claims.sub.is_empty() {
        return Err(TokenFault::Subject);
    }
    if claims.authentication.is_malformed() {
        return Err(TokenFault::Authentication);
    }
    match claims.dates.at(now) {
        Validity::Holds => Ok(IdToken(Arc::new(Inner { claims, verified }))),
        Validity::Expired => Err(TokenFault::Expired),
        Validity::NotYet => Err(TokenFault::NotYet),
    }
}

/// Items 3 to 5: among other audiences, the token says that it was made for this one.
fn is_for(claims: &Claims, client_id: &str) -> bool {
    let authorized = match claims.azp.as_deref() {
        Some(azp) => azp == client_id,
        None => claims.aud.is_only(client_id),
    };
    authorized && claims.aud.contains(client_id)
}

impl IdToken {
    /// `sub`: the user.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.0.claims.sub
    }

    /// `acr`: the level of the authentication, by its published value.
    #[must_use]
    pub fn acr(&self) -> Option<&str> {
        self.authentication().acr.value().map(String::as_str)
    }

    /// `auth_time`: when the ceremony took place that earned the `acr`.
    #[must_use]
    pub fn auth_time(&self) -> Option<Timestamp> {
        self.authentication().auth_time.value().map(|date| timestamp(*date))
    }

    /// `amr`: the methods of that ceremony (RFC 8176).
    #[must_use]
    pub fn amr(&self) -> &[String] {
        self.authentication().amr.value().map_or(&[], Vec::as_slice)
    }

    /// Every claim, as `T`.
    ///
    /// # Errors
    /// [`JwtError::Claims`], where the claims are not what `T` expects.
    pub fn claims<T: DeserializeOwned>(&self) -> Result<T, JwtError> {
        self.0.verified.claims()
    }

    pub(super) fn authentication(&self) -> &Authentication {
        &self.0.claims.authentication
    }
}

impl fmt::Debug for IdToken {
    /// Who is personal data; the level is not.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IdToken")
            .field("acr", &self.acr())
            .field("auth_time", &self.auth_time())
            .finish_non_exhaustive()
    }
}
