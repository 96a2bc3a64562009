use super::id_token::IdToken;
use crate::denied::{Denied, StepUp};
use crate::require::Require;
use crate::verify::check_authentication;
use serde_json::json;
use stepgate_core::{Levels, Timestamp};

/// Why an ID token is not enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unmet {
    /// The user can do something about it.
    StepUp(StepUp),
    /// The requirement names no level that the provider has.
    Unsatisfiable,
}

/// How a level is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acr {
    /// By `acr_values`. RFC 9470 §5 has the provider treat them as needed; a provider that knows only OpenID Connect may
    /// answer with less.
    Values,
    /// By an essential claim, which every provider must meet or refuse (OpenID Connect Core §5.5.1.1).
    Essential,
}

/// Whether the authentication of a session is enough for an action. Scopes say nothing here: an ID token has none.
///
/// With `max_age(0)` the ceremony is at most 60 s old; that it is used for one action only is the app's to see to.
///
/// # Errors
/// [`Unmet`].
pub fn requirement_met(
    id_token: &IdToken,
    require: &Require,
    levels: Option<&Levels>,
    now: Timestamp,
) -> Result<(), Unmet> {
    match check_authentication(id_token.authentication(), levels, require, now) {
        Ok(_) => Ok(()),
        Err(Denied::StepUp(step_up)) => Err(Unmet::StepUp(step_up)),
        Err(
            Denied::NoToken
            | Denied::Malformed
            | Denied::InvalidToken(_)
            | Denied::InsufficientScope { .. }
            | Denied::Unsatisfiable
            | Denied::Unavailable,
        ) => Err(Unmet::Unsatisfiable),
    }
}

impl StepUp {
    /// The parameters of the authorization request that asks for this: `max_age`, and `acr_values` or `claims`.
    #[must_use]
    pub fn authorization_parameters(&self, acr: Acr) -> Vec<(&'static str, String)> {
        let mut parameters = Vec::new();
        if !self.acr_values.is_empty() {
            parameters.push(match acr {
                Acr::Values => ("acr_values", self.acr_values.join(" ")),
                Acr::Essential => {
                    let claim = json!({ "essential": true, "values": self.acr_values });
                    ("claims", json!({ "id_token": { "acr": claim } }).to_string())
                }
            });
        }
        if let Some(max_age) = self.max_age {
            parameters.push(("max_age", max_age.to_string()));
        }
        parameters
    }
}
