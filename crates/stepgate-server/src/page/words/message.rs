//! Text of ours, and the values in it.

use crate::page::escape::{visible, write_char};
use askama::filters::Safe;
use std::borrow::Cow;
use std::fmt::{self, Write as _};

/// FIRST STRONG ISOLATE. [`visible`] leaves none in a value, so each one in a message is ours.
const ISOLATE: char = '\u{2068}';
/// POP DIRECTIONAL ISOLATE.
const POP: char = '\u{2069}';

/// A message without arguments. Templates escape it like any other text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase(Cow<'static, str>);

impl Phrase {
    pub(super) const fn new(text: Cow<'static, str>) -> Self {
        Self(text)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A message with the values of others in it, each between isolates.
///
/// It has no `Display`: a template says [`Message::html`] between tags and [`Message::plain`] in titles and attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message(String);

impl Message {
    pub(super) const fn new(text: String) -> Self {
        Self(text)
    }

    /// A value alone, where it stands in the place of words of ours.
    #[must_use]
    pub fn value(value: &str) -> Self {
        Self(isolated(value))
    }

    /// For the text of an element: escaped, each value in a `bdi` element.
    #[must_use]
    pub fn html(&self) -> Safe<Html<'_>> {
        Safe(Html(&self.0))
    }

    /// For titles and quoted attributes: escaped, each value between isolates.
    #[must_use]
    pub fn plain(&self) -> Safe<Plain<'_>> {
        Safe(Plain(&self.0))
    }

    /// The text with its isolates, not escaped: for JSON.
    #[must_use]
    pub fn into_text(self) -> String {
        self.0
    }

    /// The text, for comparisons.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Phrase> for Message {
    fn from(phrase: Phrase) -> Self {
        Self(phrase.0.into_owned())
    }
}

/// `value` with its invisible characters shown, between isolates.
pub(super) fn isolated(value: &str) -> String {
    format!("{ISOLATE}{}{POP}", visible(value))
}

/// A message as HTML.
#[derive(Clone, Copy, Debug)]
pub struct Html<'a>(&'a str);

impl fmt::Display for Html<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            ISOLATE => f.write_str("<bdi>"),
            POP => f.write_str("</bdi>"),
            c => write_char(&mut *f, c),
        })
    }
}

/// A message as text in HTML.
#[derive(Clone, Copy, Debug)]
pub struct Plain<'a>(&'a str);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            ISOLATE | POP => f.write_char(c),
            c => write_char(&mut *f, c),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_cannot_leave_its_isolation_or_become_markup() {
        let message = Message::new(format!("a < {} > b", isolated("</bdi><b>\u{2069}\u{202E}'")));
        assert_eq!(message.html().0.to_string(), "a &lt; <bdi>&lt;/bdi&gt;&lt;b&gt;⟨U+2069⟩⟨U+202E⟩&#39;</bdi> &gt; b");
        assert_eq!(
            message.plain().0.to_string(),
            "a &lt; \u{2068}&lt;/bdi&gt;&lt;b&gt;⟨U+2069⟩⟨U+202E⟩&#39;\u{2069} &gt; b"
        );
    }
}
