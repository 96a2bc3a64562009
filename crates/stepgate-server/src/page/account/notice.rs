//! Pages of the account that only say something.

use crate::page::shell::Shell;
use crate::page::words::{Phrase, Words};
use askama::Template;

/// A page that says what happened and what comes next.
#[derive(Debug, Template)]
#[template(path = "account/notice.html")]
pub struct NoticePage<'a> {
    /// The frame.
    pub shell: Shell<'a>,
    /// What it says.
    pub notice: Notice,
}

/// What a notice says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Whoever comes by a recovery code cannot do this.
    NotByRecoveryCode,
    /// It is the last thing to sign in with.
    LastWayIn,
    /// What was there is gone: removed by now, confirmed before, or begun anew elsewhere.
    Gone,
    /// Somebody else may have been here; the other sessions have ended.
    NotRecognised,
}

impl Notice {
    /// The name that scripts and tests know it by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotByRecoveryCode => "not-by-recovery-code",
            Self::LastWayIn => "last-way-in",
            Self::Gone => "gone",
            Self::NotRecognised => "not-recognised",
        }
    }

    fn title(self, words: Words) -> Phrase {
        match self {
            Self::NotByRecoveryCode => words.failure_recovery_code_only(),
            Self::LastWayIn => words.failure_last_way_in(),
            Self::Gone => words.failure_meanwhile(),
            Self::NotRecognised => words.account_not_me(),
        }
    }

    fn happened(self, words: Words) -> Phrase {
        match self {
            Self::NotByRecoveryCode => words.failure_recovery_code_only_happened(),
            Self::LastWayIn => words.failure_last_way_in_happened(),
            Self::Gone => words.failure_meanwhile_happened(),
            Self::NotRecognised => words.account_not_me_happened(),
        }
    }

    /// What to do next, in order.
    fn next(self, words: Words) -> Vec<Phrase> {
        match self {
            Self::NotByRecoveryCode => vec![words.failure_recovery_code_only_next()],
            Self::LastWayIn => vec![words.failure_last_way_in_next()],
            Self::Gone => vec![words.failure_meanwhile_next()],
            Self::NotRecognised => {
                vec![words.account_not_me_password(), words.account_not_me_methods(), words.account_not_me_tell()]
            }
        }
    }
}
