//! The claims of tokens, typed: a claim of the wrong type is a fault of the token, never an absent claim.

use serde::de::{Deserialize, Deserializer};
use serde_json::Value;
use stepgate_core::Timestamp;
use stepgate_protocol::json;
use stepgate_protocol::jwt::{Audience, NumericDate};

/// Other people's clocks may differ from ours by this much, in seconds.
pub(crate) const LEEWAY_SECONDS: i64 = 30;

/// RFC 9068 §2.2. `acr` and `auth_time` are needed only where a requirement speaks of them.
#[derive(serde::Deserialize)]
pub(crate) struct AccessClaims {
    pub(crate) iss: String,
    pub(crate) sub: String,
    pub(crate) aud: Audience,
    #[serde(flatten)]
    pub(crate) dates: Dates,
    #[serde(default, deserialize_with = "json::present")]
    pub(crate) client_id: Option<String>,
    #[serde(default, deserialize_with = "json::present")]
    pub(crate) scope: Option<String>,
    #[serde(default, deserialize_with = "json::present")]
    pub(crate) jti: Option<String>,
    #[serde(flatten)]
    pub(crate) authentication: Authentication,
    /// Bound to a key: not a bearer token (RFC 7800).
    #[serde(default, deserialize_with = "json::present")]
    pub(crate) cnf: Option<Value>,
}

/// When a token holds (RFC 7519 §4.1).
#[derive(serde::Deserialize)]
pub(crate) struct Dates {
    exp: NumericDate,
    #[serde(default, deserialize_with = "json::present")]
    nbf: Option<NumericDate>,
    #[serde(default, deserialize_with = "json::present")]
    iat: Option<NumericDate>,
}

/// What a token says of how the user was authenticated, once.
#[derive(serde::Deserialize)]
pub(crate) struct Authentication {
    #[serde(default)]
    pub(crate) acr: Claim<String>,
    #[serde(default)]
    pub(crate) auth_time: Claim<NumericDate>,
    #[serde(default)]
    pub(crate) amr: Claim<Vec<String>>,
}

/// A claim that asks for a step-up where it is unusable, rather than for another token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Claim<T> {
    #[default]
    Absent,
    /// There, and of the wrong type; `null` among them.
    Malformed,
    Is(T),
}

impl<T> Claim<T> {
    pub(crate) const fn value(&self) -> Option<&T> {
        match self {
            Self::Is(value) => Some(value),
            Self::Absent | Self::Malformed => None,
        }
    }

    pub(crate) const fn is_malformed(&self) -> bool {
        matches!(self, Self::Malformed)
    }
}

impl<'de, T: serde::de::DeserializeOwned> Deserialize<'de> for Claim<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Ok(serde_json::from_value(value).map_or(Self::Malformed, Self::Is))
    }
}

impl Authentication {
    pub(crate) const fn is_malformed(&self) -> bool {
        self.acr.is_malformed() || self.auth_time.is_malformed() || self.amr.is_malformed()
    }
}

/// Where now lies, as a token sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Validity {
    Holds,
    Expired,
    NotYet,
}

impl Dates {
    pub(crate) fn at(&self, now: Timestamp) -> Validity {
        let now = now.seconds();
        let is_ahead = |date: Option<NumericDate>| date.is_some_and(|date| date.seconds() > now + LEEWAY_SECONDS);
        // RFC 7519 §4.1.4: on or after `exp` the token MUST NOT be accepted, save for leeway.
        if now >= self.exp.seconds().saturating_add(LEEWAY_SECONDS) {
            Validity::Expired
        } else if is_ahead(self.nbf) || is_ahead(self.iat) {
            Validity::NotYet
        } else {
            Validity::Holds
        }
    }
}
