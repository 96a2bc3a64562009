//! The page that has the browser POST an answer to an app (OAuth 2.0 Form Post Response Mode §2).

use super::shell::Shell;
use askama::Template;

/// Sends itself off where scripts run, and has a button where they do not.
#[derive(Debug, Template)]
#[template(path = "form_post.html")]
pub struct FormPost<'a> {
    /// The frame.
    pub shell: Shell<'a>,
    /// The app's name.
    pub client: &'a str,
    /// The redirect URI.
    pub action: &'a str,
    /// Names and values of the answer.
    pub fields: &'a [(&'static str, String)],
}
