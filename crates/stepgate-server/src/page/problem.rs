//! What went wrong with the last try, in plain words with a next step.

use super::words;

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
    /// The sentence, and what to do next.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::NoMatch { tries_left: None } => {
                "That name and password did not match. Check both and try again.".to_owned()
            }
            Self::NoMatch { tries_left: Some(1) } => "That name and password did not match. 1 try left.".to_owned(),
            Self::NoMatch { tries_left: Some(n) } => format!("That name and password did not match. {n} tries left."),
            Self::Locked { wait_s } => format!("Too many tries. You can try again in {}.", words::wait(*wait_s)),
            Self::PasskeyRefused => "That passkey was not accepted. Try again, or use another passkey.".to_owned(),
            Self::OtherAccount => {
                "That belongs to another account, so nothing was changed. Try again with the account named here."
                    .to_owned()
            }
            Self::Busy => "We are very busy right now. Wait a few seconds, then try again.".to_owned(),
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

    #[test]
    fn every_problem_says_what_to_do_next() {
        let table = [
            (Problem::NoMatch { tries_left: None }, "try again"),
            (Problem::NoMatch { tries_left: Some(1) }, "1 try left"),
            (Problem::NoMatch { tries_left: Some(3) }, "3 tries left"),
            (Problem::Locked { wait_s: 250 }, "try again in 4 minutes 10 seconds"),
            (Problem::PasskeyRefused, "use another passkey"),
            (Problem::OtherAccount, "nothing was changed"),
            (Problem::Busy, "Wait a few seconds"),
        ];
        for (problem, part) in table {
            assert!(problem.text().contains(part), "{problem:?}: {}", problem.text());
        }
    }
}
