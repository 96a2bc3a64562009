//! The provider's metadata (OpenID Connect Discovery 1.0 §3, §4), as far as a guard needs them.

use crate::fetch::{MAX_ANSWER_LEN, is_allowed};
use serde::Deserialize;
use std::sync::Arc;
use stepgate_core::level::{Age, Level};
use stepgate_core::levels::Published;
use stepgate_core::{Coverage, Levels, MaxAge};
use stepgate_protocol::json::{self, JsonError, Limits};
use url::Url;

/// Why metadata were refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DiscoveryError {
    /// The configured issuer is no https URL, or has a query or a fragment.
    #[error("the issuer is not an https url")]
    Issuer,
    /// Not the JSON that metadata are.
    #[error("{0}")]
    Json(#[from] JsonError),
    /// The document speaks of another issuer (§4.3).
    #[error("the document is another issuer's")]
    OtherIssuer,
    /// An endpoint is neither https nor of the issuer's own origin.
    #[error("`{0}` is not a url that is allowed")]
    Endpoint(&'static str),
    /// The levels contradict each other.
    #[error("`stepgate_levels` is malformed")]
    Levels,
}

impl DiscoveryError {
    /// A static name, for logs and metrics.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Issuer => "discovery_issuer",
            Self::Json(error) => error.name(),
            Self::OtherIssuer => "discovery_other_issuer",
            Self::Endpoint(_) => "discovery_endpoint",
            Self::Levels => "discovery_levels",
        }
    }
}

pub(super) struct Metadata {
    pub(super) jwks_uri: Url,
    pub(super) levels: Option<Levels>,
    pub(super) endpoints: Endpoints,
}

/// What a relying party needs besides.
#[derive(Clone, Debug)]
pub(crate) struct Endpoints {
    pub(crate) authorization: Option<Url>,
    pub(crate) token: Option<Url>,
    /// RFC 9207: every answer carries `iss`.
    pub(crate) answers_with_issuer: bool,
}

#[derive(Deserialize)]
struct Document {
    issuer: String,
    jwks_uri: String,
    #[serde(default, deserialize_with = "json::present")]
    authorization_endpoint: Option<String>,
    #[serde(default, deserialize_with = "json::present")]
    token_endpoint: Option<String>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
    #[serde(default, deserialize_with = "json::present")]
    stepgate_levels: Option<Vec<PublishedLevel>>,
}

#[derive(Deserialize)]
struct PublishedLevel {
    acr: String,
    #[serde(default, deserialize_with = "json::present")]
    max_age: Option<u32>,
    #[serde(default)]
    covers: Vec<String>,
    #[serde(default)]
    covers_undated: Vec<String>,
}

/// Where an issuer's metadata are (§4): below its own path.
pub(super) fn url(issuer: &str) -> Result<Url, DiscoveryError> {
    let url = Url::parse(issuer).map_err(|_| DiscoveryError::Issuer)?;
    if !is_allowed(&url) || url.query().is_some() || url.fragment().is_some() {
        return Err(DiscoveryError::Issuer);
    }
    let below = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
    Url::parse(&below).map_err(|_| DiscoveryError::Issuer)
}

pub(super) fn parse(document: &[u8], issuer: &str) -> Result<Metadata, DiscoveryError> {
    let document: Document = json::parse(document, Limits::bytes(MAX_ANSWER_LEN))?;
    // §4.3: MUST be identical to the URL that was used to get here.
    if document.issuer != issuer {
        return Err(DiscoveryError::OtherIssuer);
    }
    let origin = url(issuer)?.origin();
    let endpoint = |name, text: &str| match Url::parse(text) {
        Ok(url) if url.scheme() == "https" || url.origin() == origin => Ok(url),
        Ok(_) | Err(_) => Err(DiscoveryError::Endpoint(name)),
    };
    let optional = |name, text: Option<String>| text.map(|text| endpoint(name, &text)).transpose();
    Ok(Metadata {
        jwks_uri: endpoint("jwks_uri", &document.jwks_uri)?,
        levels: document.stepgate_levels.map(levels).transpose()?,
        endpoints: Endpoints {
            authorization: optional("authorization_endpoint", document.authorization_endpoint)?,
            token: optional("token_endpoint", document.token_endpoint)?,
            answers_with_issuer: document.authorization_response_iss_parameter_supported,
        },
    })
}

fn levels(published: Vec<PublishedLevel>) -> Result<Levels, DiscoveryError> {
    Levels::published(published.into_iter().map(level).collect()).map_err(|_| DiscoveryError::Levels)
}

fn level(published: PublishedLevel) -> Published {
    let acr: Arc<str> = Arc::from(published.acr);
    // A value in both lists is the weaker statement: the first match counts.
    let undated = published.covers_undated.into_iter().map(|acr| (acr, Coverage::Undated));
    let dated = published.covers.into_iter().map(|acr| (acr, Coverage::Dated));
    Published {
        covers: undated.chain(dated).collect(),
        level: Level {
            name: Arc::clone(&acr),
            acr,
            any: Vec::new(),
            max_age: published.max_age.map(MaxAge::seconds),
            age: Age::Last,
        },
    }
}
