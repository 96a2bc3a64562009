//! Choosing a password.

use crate::page::shell::Shell;
use crate::page::words::{Message, Phrase, Words};
use crate::password_rule::Weakness;
use askama::Template;

/// The form for a new password. Posts to `/account/password`.
#[derive(Debug, Template)]
#[template(path = "account/password.html")]
pub struct PasswordPage<'a> {
    /// The frame.
    pub shell: Shell<'a>,
    /// The form's token.
    pub csrf: &'a str,
    /// The name its user signs in with, for password managers.
    pub account: &'a str,
    /// Whether there is a password already.
    pub is_set: bool,
    /// How many characters it must have.
    pub least: u64,
    /// What was wrong with the last one.
    pub problem: Option<PasswordProblem>,
}

/// What was wrong with a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordProblem {
    /// It has fewer characters than it must have.
    TooShort,
    /// It has more than 128 characters.
    TooLong,
    /// It is one of those that are tried first.
    Common,
    /// It is the name of its user or of this service.
    Named,
    /// What was typed twice differs.
    Differs,
    /// The server has too much to do.
    Busy,
}

impl From<Weakness> for PasswordProblem {
    fn from(weakness: Weakness) -> Self {
        match weakness {
            Weakness::TooShort => Self::TooShort,
            Weakness::TooLong => Self::TooLong,
            Weakness::Common => Self::Common,
            Weakness::Named => Self::Named,
        }
    }
}

impl PasswordProblem {
    fn happened(self, words: Words) -> Phrase {
        match self {
            Self::TooShort => words.problem_password_short(),
            Self::TooLong => words.problem_password_long(),
            Self::Common => words.problem_password_common(),
            Self::Named => words.problem_password_named(),
            Self::Differs => words.problem_password_differs(),
            Self::Busy => words.problem_busy(),
        }
    }

    fn next(self, least: u64, words: Words) -> Message {
        match self {
            Self::TooShort => words.problem_password_short_next(least),
            Self::TooLong => words.problem_password_long_next().into(),
            Self::Common => words.problem_password_common_next().into(),
            Self::Named => words.problem_password_named_next().into(),
            Self::Differs => words.problem_password_differs_next().into(),
            Self::Busy => words.problem_busy_next().into(),
        }
    }
}

impl PasswordPage<'_> {
    fn heading(&self) -> Phrase {
        let words = self.shell.words;
        if self.is_set { words.account_password_change() } else { words.account_password_choose() }
    }

    fn title(&self) -> Message {
        self.shell.title(self.heading(), self.problem.is_some())
    }
}
