//! The issuer's front page.

use super::href::Link;
use super::shell::Shell;
use askama::Template;

/// Says that the issuer is up, who is signed in and, in the demo, where to go.
#[derive(Debug, Template)]
#[template(path = "home.html")]
pub struct Home<'a> {
    /// The frame.
    pub shell: Shell<'a>,
    /// The name of the account that is signed in, if any.
    pub account: Option<&'a str>,
    /// Where to go: the demo's app and console; may be empty.
    pub links: &'a [Link<'a>],
}
