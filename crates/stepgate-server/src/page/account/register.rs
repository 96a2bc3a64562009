//! Adding a passkey or a security key from the account page.

use super::overview::Limit;
use crate::page::shell::Shell;
use crate::page::words::Phrase;
use askama::Template;

/// The page that adds a key. Posts to `base` after the ceremony.
#[derive(Debug, Template)]
#[template(path = "account/register.html")]
pub struct Register<'a> {
    /// The frame.
    pub shell: Shell<'a>,
    /// The form's token.
    pub csrf: &'a str,
    /// `/account/passkeys/add` or `/account/security-keys/add`.
    pub base: &'a str,
    /// The name of the account it is for.
    pub account: &'a str,
    /// Whether it is to be a security key.
    pub security_key: bool,
    /// What it will count as at first, where that is less than it could.
    pub limit: Option<Limit>,
}

impl Register<'_> {
    fn title(&self) -> Phrase {
        let words = self.shell.words;
        if self.security_key { words.account_add_security_key() } else { words.account_add_passkey() }
    }

    fn default_name(&self) -> Phrase {
        let words = self.shell.words;
        if self.security_key { words.account_security_key_default() } else { words.enrol_name_default() }
    }

    fn explained(&self) -> Phrase {
        let words = self.shell.words;
        if self.security_key { words.account_security_key_why() } else { words.enrol_explained() }
    }
}
