//! What went wrong with the last try, in plain words with a next step.

use super::words::{Message, Phrase, Words};

/// The message above a form that is shown again.
///
/// An unknown name, a wrong password and a locked account must look alike on the login page: which of them it was would
/// tell a stranger who has an account here. Pass [`Problem::NoMatch`] with the same `tries_left` for all three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Name and password do not belong together.
    NoMatch {
        /// How many tries are left, where saying so tells nothing about the account.
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
            Self::NoMatch { tries_left: Some(tries) } => words.problem_no_match_tries_next(u64::from(*tries)),
            Self::Locked { wait_s } => words.problem_locked_next(words.wait(*wait_s)),
            Self::PasskeyRefused => words.problem_passkey_refused_next().into(),
            Self::OtherAccount => words.problem_other_account_next().into(),
            Self::Busy => words.problem_busy_next().into(),
        }
    }

    /// Whether the password field is the one to correct.
    #[must_use]
    pub const fn is_password(&self) -> bool {
        matches!(self, Self::NoMatch { .. } | Self::Locked { .. })
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
            (Problem::PasskeyRefused, "use another passkey"),
            (Problem::OtherAccount, "the account named here"),
            (Problem::Busy, "Wait a few seconds"),
        ];
        for (problem, part) in table {
            let next = problem.next(Words::of(Locale::En)).into_text();
            assert!(next.contains(part), "{problem:?}: {next}");
        }
    }
}
