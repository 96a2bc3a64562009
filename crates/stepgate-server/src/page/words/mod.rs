//! The words of the pages: one message, five languages, every value isolated.
//!
//! # How to add a page and its words
//! 1. Write the English messages into `locales/en/<area>.ftl`, and the others into the same file of the other languages
//!    ([Fluent](https://projectfluent.org); counts take the plural forms of their language). A new area is one line in
//!    `catalogue.rs` and one file in `table/`.
//! 2. Name each message in `table/<area>.rs`: `enrol_heading;` or `enrol_for(account: &str);`. That makes a method of
//!    [`Words`] with these arguments, so a wrong key or argument does not compile and a message that nobody asks for is a
//!    warning. A message without arguments is a [`Phrase`], `{{ shell.words.enrol_heading() }}`; one with arguments is a
//!    [`Message`], `{{ shell.words.enrol_for(account).html() }}`, and `.plain()` in titles and attributes.
//! 3. A message about something wrong has a next step beside it, in a message of the same name that ends in `_next`.
//! 4. Put the page with hostile values into `tests/pages/states.rs`; it is then tested in every language.
//!
//! An argument of type `&str` is a value from outside: it is isolated (UAX 9 §2.4) so that its direction turns nothing around
//! it, and its invisible characters are shown. Words of ours go into a message as [`Phrase`] or [`Message`], and numbers as `u64`.

mod argument;
mod catalogue;
#[cfg(test)]
mod lint;
mod locale;
mod message;
mod phrases;
mod script;
mod table;

pub use locale::Locale;
pub use message::{Message, Phrase};
pub use phrases::Join;

use argument::Argument;
use catalogue::Catalogue;
use std::fmt;

/// The words of one language.
#[derive(Clone, Copy)]
pub struct Words(&'static Catalogue);

impl Words {
    /// The words of a language. All languages are read once, when the first page is asked for.
    #[must_use]
    pub fn of(locale: Locale) -> Self {
        Self(Catalogue::of(locale))
    }

    /// Which language it is.
    #[must_use]
    pub const fn locale(self) -> Locale {
        self.0.locale()
    }

    fn phrase(self, key: &'static str) -> Phrase {
        Phrase::new(self.0.format(key, None))
    }

    fn message<const N: usize>(self, key: &'static str, arguments: [(&'static str, Argument<'_>); N]) -> Message {
        let arguments = arguments.into_iter().map(|(name, argument)| (name, argument.value())).collect();
        Message::new(self.0.format(key, Some(&arguments)).into_owned())
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Words").field(&self.locale()).finish()
    }
}
