//! Sign-in: nobody is signed in yet.

use super::demo::DemoUser;
use super::interaction::{Interaction, Offer, Way};
use super::problem::Problem;
use super::shell::Shell;
use super::words::{Message, Phrase};
use askama::Template;

/// The sign-in page: a passkey or a password begins a session, codes only add to one. Posts to `…/password` or, after the ceremony, to `…/passkey`.
#[derive(Debug, Template)]
#[template(path = "login.html")]
pub struct Login<'a> {
    /// The frame.
    pub shell: Shell<'a>,
    /// The waiting request.
    pub interaction: Interaction<'a>,
    /// What satisfies the requirement.
    pub offer: Offer,
    /// The name to fill in: `login_hint`, or what was typed before a mistake. Empty for none.
    pub login: &'a str,
    /// What went wrong with the last try.
    pub problem: Option<Problem>,
    /// Demo accounts to fill in with one click; empty on a live server.
    pub demo_users: &'a [DemoUser<'a>],
}

impl Login<'_> {
    fn title(&self) -> Message {
        self.shell.title(self.shell.words.sign_in_title(self.interaction.client), self.problem.is_some())
    }

    fn problem(&self) -> Option<Problem> {
        self.problem.map(Problem::to_a_stranger)
    }

    fn heading_has_focus(&self) -> bool {
        self.problem.is_some() && !self.password_is_wrong()
    }

    fn passkey_label(&self) -> Phrase {
        let words = self.shell.words;
        if self.offer.only_security_key { words.sign_in_security_key() } else { words.sign_in_passkey() }
    }

    fn passkey_hint(&self) -> Phrase {
        let words = self.shell.words;
        if self.offer.only_security_key { words.security_key_hint() } else { words.passkey_hint() }
    }

    fn password_is_wrong(&self) -> bool {
        self.problem().is_some_and(|problem| problem.field() == Some(Way::Password))
    }
}
