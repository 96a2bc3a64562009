//! Sign-out that the app asked for without proof: the user decides (OpenID Connect RP-Initiated Logout §2).

use super::href::Href;
use super::shell::Shell;
use askama::Template;

/// Asks before signing out. Posts to its `action`.
#[derive(Debug, Template)]
#[template(path = "logout_confirm.html")]
pub struct LogoutConfirm<'a> {
    /// The frame.
    pub shell: Shell<'a>,
    /// Where the form posts to: `/logout/{id}`.
    pub action: &'a str,
    /// The form's token.
    pub csrf: &'a str,
    /// The name the user signs in with.
    pub account: &'a str,
    /// The app that asks, if it is known.
    pub client: Option<&'a str>,
    /// Where "Stay signed in" leads.
    pub stay: Href<'a>,
}
