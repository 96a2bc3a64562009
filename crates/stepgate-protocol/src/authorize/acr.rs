//! Which `acr` a request asks for: `acr_values` (OpenID Connect Core §3.1.2.1) and the `acr` member of `claims` (§5.5.1.1).

use super::AuthorizeError;
use crate::client::{AcrValues, Client};
use crate::json;
use crate::params::{Params, space_list};
use serde::{Deserialize, Serialize};

/// What is asked for, and how strongly. The values are the request's own: unknown ones are still among them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum AcrRequest {
    /// Nothing.
    #[default]
    Any,
    /// A wish.
    Voluntary(Vec<String>),
    /// `acr_values`, sent or by default, of a client for which they are necessary (RFC 9470 §5).
    Necessary(Vec<String>),
    /// An essential claim: one of these, or a failed authentication.
    Essential(Vec<String>),
}

impl AcrRequest {
    /// Whether the request fails where the level is not met.
    #[must_use]
    pub const fn is_needed(&self) -> bool {
        matches!(self, Self::Necessary(_) | Self::Essential(_))
    }

    /// Whether it is an essential claim.
    #[must_use]
    pub const fn is_essential(&self) -> bool {
        matches!(self, Self::Essential(_))
    }
}

/// `claims`, of which only `id_token.acr` is read here.
#[derive(Default, Deserialize)]
struct Claims {
    #[serde(default)]
    id_token: Option<IdTokenClaims>,
}

#[derive(Default, Deserialize)]
struct IdTokenClaims {
    #[serde(default)]
    acr: Option<AcrClaim>,
}

#[derive(Deserialize)]
struct AcrClaim {
    #[serde(default)]
    essential: bool,
    #[serde(default)]
    value: Option<String>,
    #[serde(default)]
    values: Option<Vec<String>>,
}

const CLAIMS_MAX_BYTES: usize = 16 * 1024;

pub(super) fn check(params: &Params, client: &Client) -> Result<AcrRequest, AuthorizeError> {
    let acr_values = params.one("acr_values")?.map(space_list).filter(|values| !values.is_empty());
    let claim = params.one("claims")?.map(acr_claim).transpose()?.flatten();
    Ok(match (acr_values, claim) {
        (None, None) if client.default_acr_values.is_empty() => AcrRequest::Any,
        (None, None) => of_client(client, client.default_acr_values.clone()),
        // Essential wins; where both are there, a value must be wanted by both.
        (Some(wished), Some((mut values, true))) => {
            values.retain(|value| wished.contains(value));
            AcrRequest::Essential(values)
        }
        (None, Some((values, true))) => AcrRequest::Essential(values),
        (None, Some((values, false))) => AcrRequest::Voluntary(values),
        (Some(values), None | Some((_, false))) => of_client(client, values),
    })
}

/// `acr_values`, sent or registered, mean what the client registered them to mean.
fn of_client(client: &Client, values: Vec<String>) -> AcrRequest {
    match client.acr_values {
        AcrValues::Necessary => AcrRequest::Necessary(values),
        AcrValues::Voluntary => AcrRequest::Voluntary(values),
    }
}

/// The values of `claims.id_token.acr` and whether they are essential; none where no value is named.
fn acr_claim(text: &str) -> Result<Option<(Vec<String>, bool)>, AuthorizeError> {
    let limits = json::Limits::bytes(CLAIMS_MAX_BYTES);
    let claims: Claims = json::parse(text.as_bytes(), limits).map_err(|_| AuthorizeError::Claims)?;
    let Some(acr) = claims.id_token.and_then(|id_token| id_token.acr) else { return Ok(None) };
    match (acr.value, acr.values) {
        (Some(_), Some(_)) => Err(AuthorizeError::Claims),
        (Some(value), None) => Ok(Some((vec![value], acr.essential))),
        (None, Some(values)) => Ok(Some((values, acr.essential))),
        // An acr without a wished value: the ID token carries one anyway.
        (None, None) => Ok(None),
    }
}
