//! The step-up that this user cannot do: no credential reaches the level.

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
}

impl Unreachable<'_> {
    fn title(&self) -> Message {
        self.shell.words.unreachable_title(self.interaction.client)
    }

    fn why(&self) -> Option<Message> {
        self.shell.words.any_needed(self.wanted).map(|wanted| self.shell.words.unreachable_why(wanted))
    }
}
