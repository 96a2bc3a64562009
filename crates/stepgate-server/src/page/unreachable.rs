//! The step-up that this user cannot do: no credential reaches the level.

use super::interaction::Interaction;
use super::shell::Shell;
use super::words::{self, Join};
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
    fn wanted(&self) -> String {
        words::methods(self.wanted, Join::Or)
    }
}
