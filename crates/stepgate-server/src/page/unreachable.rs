//! The step-up that this user cannot do: no credential reaches the level.

use super::account::when::When;
use super::interaction::Interaction;
use super::shell::Shell;
use super::words::Message;
use askama::Template;
use stepgate_core::Method;

/// Says so plainly, says who can help, and leads back to the app.
#[derive(Debug, Template)]
#[template(path = "unreachable.html")]
pub struct Unreachable<'a> {
    /// The frame. In the demo the page explains the ticket that the terminal printed.
    pub shell: Shell<'a>,
    /// The waiting request.
    pub interaction: Interaction<'a>,
    /// What the client wants to do, as on the challenge page.
    pub action: Option<&'a str>,
    /// The name the user signs in with.
    pub account: &'a str,
    /// What would do; any of them.
    pub wanted: &'a [Method],
    /// When what the account has will do, where it was added too recently to count in full.
    pub held_back: Option<When>,
}

impl Unreachable<'_> {
    fn title(&self) -> Message {
        self.shell.words.unreachable_title(self.interaction.client)
    }

    fn why(&self) -> Option<Message> {
        let words = self.shell.words;
        words.any_needed(self.wanted).map(|wanted| match self.held_back {
            Some(when) => words.unreachable_held_back(wanted, when.left(words)),
            None => words.unreachable_why(wanted),
        })
    }
}
