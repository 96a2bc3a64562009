//! Sign-in: nobody is signed in yet.

use super::demo::DemoUser;
use super::interaction::{Interaction, Offer};
use super::problem::Problem;
use super::shell::Shell;
use super::words::Message;
use askama::Template;

/// The sign-in page. Posts to `…/password` or, after the ceremony, to `…/passkey`.
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

    fn password_is_wrong(&self) -> bool {
        self.problem.is_some_and(|problem| problem.is_password())
    }
}
