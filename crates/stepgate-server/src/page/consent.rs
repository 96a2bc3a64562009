//! Consent: what the client may do.

use super::interaction::Interaction;
use super::shell::Shell;
use super::words::{Message, Words};
use askama::Template;

/// The consent page. Posts `decision=allow|deny` to `…/consent`.
#[derive(Debug, Template)]
#[template(path = "consent.html")]
pub struct Consent<'a> {
    /// The frame.
    pub shell: Shell<'a>,
    /// The waiting request.
    pub interaction: Interaction<'a>,
    /// The name the user signs in with.
    pub account: &'a str,
    /// What is asked for.
    pub scopes: &'a [Scope<'a>],
}

impl Consent<'_> {
    fn title(&self) -> Message {
        self.shell.words.consent_title(self.interaction.client)
    }
}

/// One scope on the consent page.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// The scope value.
    pub name: &'a str,
    /// What the operator says it means; `None` falls back on the words for standard scopes.
    pub description: Option<&'a str>,
}

impl Scope<'_> {
    /// What the client may do with it, in plain words; a scope nobody described is named as it is.
    #[must_use]
    pub fn meaning(&self, words: Words) -> Message {
        let described = self.description.map(Message::value);
        let standard = || words.scope(self.name).map(Message::from);
        described.or_else(standard).unwrap_or_else(|| words.scope_other(self.name))
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;
    use crate::page::words::{Locale, Words};

    #[test]
    fn the_operators_words_come_first_then_ours_then_the_name() {
        let meaning = |name, description| Scope { name, description }.meaning(Words::of(Locale::En)).into_text();
        assert_eq!(meaning("email", Some("Send you statements")), "\u{2068}Send you statements\u{2069}");
        assert_eq!(meaning("email", None), "See your e-mail address");
        assert_eq!(meaning("payments:write", None), "Use “\u{2068}payments:write\u{2069}”");
    }
}
