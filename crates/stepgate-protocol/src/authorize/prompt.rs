//! `prompt` (OpenID Connect Core §3.1.2.1).

use super::AuthorizeError;
use crate::params::{Params, space_list};
use serde::{Deserialize, Serialize};

/// How much the user may be asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Prompt {
    /// Whatever is missing.
    #[default]
    Missing,
    /// Nothing: `prompt=none`.
    Nothing,
    /// A ceremony at least (`login`), consent at least (`consent`), or both.
    AtLeast {
        /// `login`.
        login: bool,
        /// `consent`.
        consent: bool,
    },
}

impl Prompt {
    /// Whether a new ceremony is asked for.
    #[must_use]
    pub const fn login(self) -> bool {
        matches!(self, Self::AtLeast { login: true, .. })
    }

    /// Whether consent is asked for although it was given.
    #[must_use]
    pub const fn consent(self) -> bool {
        matches!(self, Self::AtLeast { consent: true, .. })
    }
}

pub(super) fn check(params: &Params) -> Result<Prompt, AuthorizeError> {
    let Some(value) = params.one("prompt")? else { return Ok(Prompt::Missing) };
    let values = space_list(value);
    match values.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["none"] => Ok(Prompt::Nothing),
        // `none` beside another value is an error; so is a value that we would otherwise ignore in silence.
        named if named.iter().all(|v| matches!(*v, "login" | "consent")) && !named.is_empty() => {
            Ok(Prompt::AtLeast { login: named.contains(&"login"), consent: named.contains(&"consent") })
        }
        _ => Err(AuthorizeError::Prompt),
    }
}
