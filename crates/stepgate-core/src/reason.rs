//! Why a decision fell as it did: the names that logs, metrics, audit, `error_description` and the page share.

use crate::time::MaxAge;
use std::fmt;
use std::sync::Arc;

/// Why more is asked for, or why nothing will help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nobody is signed in.
    NotSignedIn,
    /// The evidence does not meet the level.
    LevelTooLow {
        /// The `acr` that is wanted.
        wanted: Arc<str>,
    },
    /// The level is met, by evidence that is too old.
    TooOld {
        /// The `acr` that is wanted.
        wanted: Arc<str>,
        /// How old the evidence is, in seconds.
        age: u64,
        /// How old it may be.
        limit: MaxAge,
    },
    /// The action asks for a ceremony of its own each time (`max_age=0`).
    AskedEachTime {
        /// The `acr` that is wanted.
        wanted: Arc<str>,
    },
    /// The level is met, by a ceremony that another client asked for and does not share.
    NotShared {
        /// The `acr` that is wanted.
        wanted: Arc<str>,
    },
    /// The user has no authenticator that reaches the level.
    NoCredential {
        /// The `acr` that is wanted.
        wanted: Arc<str>,
    },
    /// None of the requested values is a level of this provider.
    UnknownLevel,
}

impl Reason {
    /// The name used in logs, metrics and audit records.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NotSignedIn => "not_signed_in",
            Self::LevelTooLow { .. } => "level_too_low",
            Self::TooOld { .. } => "too_old",
            Self::AskedEachTime { .. } => "asked_each_time",
            Self::NotShared { .. } => "not_shared",
            Self::NoCredential { .. } => "no_credential",
            Self::UnknownLevel => "unknown_level",
        }
    }
}

/// One sentence for `error_description`: ASCII, without quotes or backslashes (RFC 6749 §4.1.2.1).
impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSignedIn => f.write_str("nobody is signed in"),
            Self::LevelTooLow { wanted } => {
                write!(f, "this needs authentication at level {wanted}")
            }
            Self::TooOld { wanted, age, limit } => {
                write!(f, "level {wanted} was last confirmed {age} seconds ago and this needs {limit}")
            }
            Self::AskedEachTime { wanted } => write!(f, "this asks for level {wanted} each time"),
            Self::NotShared { wanted } => write!(f, "level {wanted} was confirmed for another application only"),
            Self::NoCredential { wanted } => write!(f, "the user has no authenticator that reaches level {wanted}"),
            Self::UnknownLevel => f.write_str("none of the requested acr values is known here"),
        }
    }
}
