//! What can stand in a message.

use super::message::{self, Message, Phrase};
use fluent_bundle::FluentValue;

/// One argument of a message.
#[derive(Debug)]
pub(crate) enum Argument<'a> {
    /// A value from outside.
    Value(&'a str),
    /// Words of ours in the same language, with what is isolated in them.
    Words(String),
    /// A number that the plural form follows.
    Count(u64),
}

impl<'a> Argument<'a> {
    pub(super) fn value(self) -> FluentValue<'a> {
        match self {
            Self::Value(value) => message::isolated(value).into(),
            Self::Words(words) => words.into(),
            Self::Count(count) => count.into(),
        }
    }
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(value: &'a str) -> Self {
        Self::Value(value)
    }
}

impl From<u64> for Argument<'_> {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<Phrase> for Argument<'_> {
    fn from(phrase: Phrase) -> Self {
        Self::Words(phrase.to_string())
    }
}

impl From<Message> for Argument<'_> {
    fn from(message: Message) -> Self {
        Self::Words(message.into_text())
    }
}
