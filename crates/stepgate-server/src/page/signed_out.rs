//! After sign-out, when there is no app to return to.

use super::href::Link;
use super::shell::Shell;
use askama::Template;

/// Says that the session has ended.
#[derive(Debug, Template)]
#[template(path = "signed_out.html")]
pub struct SignedOut<'a> {
    /// The frame.
    pub shell: Shell<'a>,
    /// Where to go from here.
    pub back: Option<Link<'a>>,
}
