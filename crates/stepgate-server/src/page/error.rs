//! The page for errors that may not be sent to the app.

use super::href::Link;
use super::shell::Shell;
use super::words::Message;
use askama::Template;

/// An error page: what happened, what to do next, and a line for operators.
#[derive(Debug, Template)]
#[template(path = "error.html")]
pub struct ErrorPage<'a> {
    /// The frame.
    pub shell: Shell<'a>,
    /// "This link does not work": the heading.
    pub title: Message,
    /// What happened, in one or two plain sentences.
    pub happened: Message,
    /// What the person can do now.
    pub next: Message,
    /// The error's name for logs and tests: `invalid_redirect_uri`.
    pub code: &'a str,
    /// What an operator needs to know beyond the code: "the address in the request is not registered". Empty for nothing.
    pub detail: &'a str,
    /// Where to go from here.
    pub back: Option<Link<'a>>,
}

impl ErrorPage<'_> {
    fn title(&self) -> Message {
        self.shell.title(self.title.clone(), true)
    }
}
