//! After "I did not start this".

use super::href::Href;
use super::shell::Shell;
use askama::Template;

/// Says what was done, and what to do next if somebody else is at work.
#[derive(Debug, Template)]
#[template(path = "not_me.html")]
pub struct NotMe<'a> {
    /// The frame.
    pub shell: Shell<'a>,
    /// The application in whose name the request came.
    pub client: &'a str,
    /// Where the user signs out: `/logout`.
    pub sign_out: Href<'a>,
}
