//! What went wrong with the last try, in plain words with a next step.

use super::interaction::Way;
use super::words::{Message, Phrase, Words};

/// The message above a form that is shown again.
///
/// Before anybody is known, an unknown name, a wrong password and a locked account must look alike: which of them it was would
/// tell a stranger who has an account here. The sign-in page shows [`Problem::to_a_stranger`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Name and password do not belong together.
    NoMatch {
        /// How many tries are left, where saying so tells nothing about the account.
        tries_left: Option<u32>,
    },
    /// The digits of a one-time password are wrong.
    WrongCode {
        /// How many tries are left.
        tries_left: Option<u32>,
    },
    /// The one-time password was right, and was used before (RFC 6238 §5.2).
    CodeUsedBefore,
    /// The recovery code is wrong, or was used before.
    RecoveryCodeRefused {
        /// How many tries are left.
        tries_left: Option<u32>,
    },
    /// Too many tries.
    Locked {
        /// How long until the next try, in seconds.
        wait_s: u64,
    },
    /// The passkey's answer did not verify.
    PasskeyRefused,
    /// The ceremony was that of another account; the session stays as it was.
    OtherAccount,
    /// The server has too much to do.
    Busy,
}

impl Problem {
    /// What went wrong.
    #[must_use]
    pub fn happened(&self, words: Words) -> Phrase {
        match self {
            Self::NoMatch { .. } => words.problem_no_match(),
            Self::WrongCode { .. } => words.problem_wrong_code(),
            Self::CodeUsedBefore => words.problem_code_used(),
            Self::RecoveryCodeRefused { .. } => words.problem_recovery_code(),
            Self::Locked { .. } => words.problem_locked(),
            Self::PasskeyRefused => words.problem_passkey_refused(),
            Self::OtherAccount => words.problem_other_account(),
            Self::Busy => words.problem_busy(),
        }
    }

    /// What to do next.
    #[must_use]
    pub fn next(&self, words: Words) -> Message {
        match self {
            Self::NoMatch { tries_left: None } => words.problem_no_match_next().into(),
            Self::NoMatch { tries_left: Some(tries) }
            | Self::WrongCode { tries_left: Some(tries) }
            | Self::RecoveryCodeRefused { tries_left: Some(tries) } => words.tries_left(u64::from(*tries)),
            Self::WrongCode { tries_left: None } => words.problem_wrong_code_next().into(),
            Self::CodeUsedBefore => words.problem_code_used_next().into(),
            Self::RecoveryCodeRefused { tries_left: None } => words.problem_recovery_code_next().into(),
            Self::Locked { wait_s } => words.problem_locked_next(words.wait(*wait_s)),
            Self::PasskeyRefused => words.problem_passkey_refused_next().into(),
            Self::OtherAccount => words.problem_other_account_next().into(),
            Self::Busy => words.problem_busy_next().into(),
        }
    }

    /// The same before anybody is known: whatever was wrong with name, password or account is one sentence.
    #[must_use]
    pub const fn to_a_stranger(self) -> Self {
        match self {
            Self::NoMatch { .. }
            | Self::WrongCode { .. }
            | Self::CodeUsedBefore
            | Self::RecoveryCodeRefused { .. }
            | Self::Locked { .. }
            | Self::OtherAccount => Self::NoMatch { tries_left: None },
            Self::PasskeyRefused | Self::Busy => self,
        }
    }

    /// The way whose field is the one to correct.
    #[must_use]
    pub const fn field(&self) -> Option<Way> {
        match self {
            Self::NoMatch { .. } => Some(Way::Password),
            Self::WrongCode { .. } | Self::CodeUsedBefore => Some(Way::Totp),
            Self::RecoveryCodeRefused { .. } => Some(Way::RecoveryCode),
            Self::Locked { .. } | Self::PasskeyRefused | Self::OtherAccount | Self::Busy => None,
        }
    }

    /// How long until the next try, in seconds, where that is what is wrong: a script keeps it up to date.
    #[must_use]
    pub const fn wait_s(&self) -> Option<u64> {
        match self {
            Self::Locked { wait_s } => Some(*wait_s),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Problem;
    use crate::page::words::{Locale, Words};

    #[test]
    fn every_problem_says_what_to_do_next() {
        let table = [
            (Problem::NoMatch { tries_left: None }, "try again"),
            (Problem::NoMatch { tries_left: Some(1) }, "1 try left"),
            (Problem::NoMatch { tries_left: Some(3) }, "3 tries left"),
            (Problem::Locked { wait_s: 250 }, "try again in 4 minutes 10 seconds"),
            (Problem::WrongCode { tries_left: Some(2) }, "2 tries left"),
            (Problem::WrongCode { tries_left: None }, "try again"),
            (Problem::CodeUsedBefore, "next code"),
            (Problem::RecoveryCodeRefused { tries_left: Some(1) }, "1 try left"),
            (Problem::RecoveryCodeRefused { tries_left: None }, "another recovery code"),
            (Problem::PasskeyRefused, "use another passkey"),
            (Problem::OtherAccount, "the account named here"),
            (Problem::Busy, "Wait a few seconds"),
        ];
        for (problem, part) in table {
            let next = problem.next(Words::of(Locale::En)).into_text();
            assert!(next.contains(part), "{problem:?}: {next}");
        }
    }

    #[test]
    fn a_stranger_learns_nothing_about_an_account() {
        let alike = Problem::NoMatch { tries_left: None };
        for problem in [
            Problem::NoMatch { tries_left: Some(3) },
            Problem::Locked { wait_s: 250 },
            Problem::WrongCode { tries_left: Some(3) },
            Problem::CodeUsedBefore,
            Problem::RecoveryCodeRefused { tries_left: None },
            Problem::OtherAccount,
        ] {
            assert_eq!(problem.to_a_stranger(), alike, "{problem:?}");
        }
        assert_eq!(Problem::Busy.to_a_stranger(), Problem::Busy);
    }
}
