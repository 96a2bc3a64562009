//! One token against one requirement: pure, with keys and time as arguments.
//!
//! 1. Form, key, algorithm and signature; `typ` is `at+jwt`, so that no ID token passes (RFC 9068 §4).
//! 2. `iss` is the issuer, byte by byte; `aud` contains this resource; `sub` is there.
//! 3. `exp`, `nbf` and `iat`, with 30 s of leeway.
//! 4. No `cnf`: a token that is bound to a key is no bearer token.
//! 5. Every scope that the call needs.
//! 6. `acr` and `auth_time`, where the requirement speaks of them: [`stepgate_core::decide()`].

use crate::access::{Access, scopes, timestamp};
use crate::claims::{AccessClaims, Authentication, Validity};
use crate::denied::{Denied, StepUp, TokenFault};
use crate::require::{Require, bare};
use std::sync::Arc;
use stepgate_core::{
    Asserted, Decision, Levels, MaxAge, Moment, Reach, Reason, Refusal, Requirement, Timestamp, decide,
};
use stepgate_protocol::jwt::{self, KeySet, Typ};

/// What a resource server takes for granted about the tokens it gets.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The provider.
    pub issuer: &'a str,
    /// This resource, as the provider names it.
    pub audience: &'a str,
    /// The provider's published levels; without them a token must have one of the required values itself.
    pub levels: Option<&'a Levels>,
}

/// Checks one access token against one requirement.
///
/// # Errors
/// [`Denied`]. Where [`Access::is_single_use`], the caller must also consume its [`Access::ceremony`].
pub fn verify(
    unverified_token: &str,
    keys: &KeySet,
    expected: &Expected<'_>,
    require: &Require,
    now: Timestamp,
) -> Result<Access, Denied> {
    let invalid = |fault: TokenFault| Denied::InvalidToken(fault);
    let verified = jwt::verify(unverified_token, keys, Typ::AccessToken).map_err(|error| invalid(error.into()))?;
    let claims: AccessClaims = verified.claims().map_err(|error| invalid(error.into()))?;
    check_token(&claims, expected, now).map_err(invalid)?;
    check_scope(&claims, require)?;
    let is_single_use = check_authentication(&claims.authentication, expected.levels, require, now)?;
    if is_single_use && claims.jti.as_deref().is_none_or(str::is_empty) {
        return Err(invalid(TokenFault::Nameless));
    }
    Ok(Access::new(claims, verified, is_single_use))
}

fn check_token(claims: &AccessClaims, expected: &Expected<'_>, now: Timestamp) -> Result<(), TokenFault> {
    if claims.iss != expected.issuer {
        return Err(TokenFault::Issuer);
    }
    if !claims.aud.contains(expected.audience) {
        return Err(TokenFault::Audience);
    }
    if claims.sub.is_empty() {
        return Err(TokenFault::Subject);
    }
    match claims.dates.at(now) {
        Validity::Holds if claims.cnf.is_some() => Err(TokenFault::KeyBound),
        Validity::Holds => Ok(()),
        Validity::Expired => Err(TokenFault::Expired),
        Validity::NotYet => Err(TokenFault::NotYet),
    }
}

fn check_scope(claims: &AccessClaims, require: &Require) -> Result<(), Denied> {
    if require.scopes().all(|needed| scopes(claims).any(|granted| granted == needed)) {
        return Ok(());
    }
    Err(Denied::InsufficientScope { scope: require.scopes().collect::<Vec<_>>().join(" ") })
}

/// Whether what the token says of the authentication meets the requirement, and whether it does so for one use only.
pub(crate) fn check_authentication(
    authentication: &Authentication,
    levels: Option<&Levels>,
    require: &Require,
    now: Timestamp,
) -> Result<bool, Denied> {
    if !require.asks_for_authentication() {
        return match authentication.is_malformed() {
            true => Err(Denied::InvalidToken(TokenFault::Authentication)),
            false => Ok(false),
        };
    }
    let asserted = asserted(authentication);
    // Without published levels a token's level is comparable with itself only.
    let unpublished = match &asserted {
        Some(asserted) if require.acr_values().len() == 0 => Levels::published(vec![bare(&asserted.acr)]).ok(),
        Some(_) | None => None,
    };
    let levels = levels.or(require.unpublished()).or(unpublished.as_ref());
    match (levels, asserted) {
        (Some(levels), Some(asserted)) => decided(levels, &asserted, require, now),
        (Some(levels), None) => Err(step_up(require, levels, unstated(require))),
        (None, _) if require.acr_values().len() == 0 => Err(step_up_to_any(require, unstated(require))),
        (None, _) => Err(Denied::Unsatisfiable),
    }
}

/// Both claims, where both can be used. RFC 9470 §6.1: the token carries them, or it does not tell enough.
fn asserted(authentication: &Authentication) -> Option<Asserted> {
    let acr = authentication.acr.value()?;
    let auth_time = authentication.auth_time.value()?;
    Some(Asserted { acr: Arc::from(acr.as_str()), auth_time: timestamp(*auth_time) })
}

fn decided(levels: &Levels, asserted: &Asserted, require: &Require, now: Timestamp) -> Result<bool, Denied> {
    let wanted = match require.acr_values().len() {
        0 => levels.iter().collect(),
        _ => require.acr_values().filter_map(|acr| levels.by_acr(acr)).collect(),
    };
    let requirement = Requirement::any_of(levels, wanted, require.oldest());
    match decide(levels, &requirement, asserted, Reach::Unknown, Moment::Guard { now }) {
        Decision::Allow(accepted) => {
            let decays = levels.by_acr(accepted.level()).and_then(|level| level.max_age);
            Ok(MaxAge::tighter(require.oldest(), decays) == Some(MaxAge::ZERO))
        }
        Decision::Challenge(challenge) => Err(step_up(require, levels, challenge.reason)),
        Decision::Refuse(Refusal { .. }) => Err(Denied::Unsatisfiable),
    }
}

/// The challenge names levels that the provider has, and no others: an impossible one would be asked for in a circle.
fn step_up(require: &Require, levels: &Levels, reason: Reason) -> Denied {
    let acr_values: Vec<_> =
        require.acr_values().filter(|acr| levels.by_acr(acr).is_some()).map(str::to_owned).collect();
    if acr_values.is_empty() && require.acr_values().len() > 0 {
        return Denied::Unsatisfiable;
    }
    Denied::StepUp(StepUp { reason, acr_values, max_age: require.oldest() })
}

fn step_up_to_any(require: &Require, reason: Reason) -> Denied {
    Denied::StepUp(StepUp { reason, acr_values: Vec::new(), max_age: require.oldest() })
}

/// The token was used before; another ceremony makes another.
pub(crate) fn used(require: &Require, levels: Option<&Levels>) -> Denied {
    let reason = Reason::AskedEachTime { wanted: Arc::from(require.acr_values().next().unwrap_or_default()) };
    match levels.or(require.unpublished()) {
        Some(levels) => step_up(require, levels, reason),
        None => step_up_to_any(require, reason),
    }
}

/// The token does not say what it would have to.
fn unstated(require: &Require) -> Reason {
    Reason::LevelTooLow { wanted: Arc::from(require.acr_values().next().unwrap_or_default()) }
}
