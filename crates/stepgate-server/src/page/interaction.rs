//! What the pages of one authorization request share.

use super::words::{Message, Phrase, Words};
use stepgate_core::method::Method;

/// One waiting authorization request, as its pages need it.
#[derive(Clone, Copy, Debug)]
pub struct Interaction<'a> {
    /// Path that the forms post below, `/interaction/{id}`, without a slash at the end.
    pub base: &'a str,
    /// The token that every form carries, bound to the session.
    pub csrf: &'a str,
    /// The name the client is registered under.
    pub client: &'a str,
    /// How long the request is still valid, in seconds.
    pub valid_s: u64,
}

impl Interaction<'_> {
    /// "This page is valid for 10 minutes."
    #[must_use]
    pub fn valid_for(&self, words: Words) -> Message {
        words.valid_for(words.duration(self.valid_s))
    }

    /// The same for scripts, which know the time of day: it goes where `{clock}` stands.
    #[must_use]
    pub fn valid_until(&self, words: Words) -> Message {
        words.valid_until(words.duration(self.valid_s), "{clock}")
    }
}

/// Which ceremonies the page offers: those that satisfy the requirement and that this user can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// A passkey only.
    Passkey,
    /// A password only.
    Password,
    /// Either; the passkey comes first.
    Either,
}

impl Offer {
    /// Whether a passkey is offered.
    #[must_use]
    pub const fn passkey(self) -> bool {
        matches!(self, Self::Passkey | Self::Either)
    }

    /// Whether a password is offered.
    #[must_use]
    pub const fn password(self) -> bool {
        matches!(self, Self::Password | Self::Either)
    }
}

/// A method that is listed but cannot be used here.
#[derive(Clone, Debug)]
pub struct Unusable<'a> {
    /// The method.
    pub method: &'a Method,
    /// Why it cannot be used.
    pub reason: WhyNot,
}

impl Unusable<'_> {
    /// "Password".
    #[must_use]
    pub fn label(&self, words: Words) -> Message {
        words.method(self.method)
    }
}

/// Why a method cannot be used for this request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// It does not satisfy the level.
    NotStrongEnough,
    /// It would do, but this account has none.
    NotSetUp,
    /// It was used too often with a wrong answer.
    Locked,
}

impl WhyNot {
    /// The reason in plain words.
    #[must_use]
    pub fn text(self, words: Words) -> Phrase {
        match self {
            Self::NotStrongEnough => words.not_strong_enough(),
            Self::NotSetUp => words.not_set_up(),
            Self::Locked => words.locked_for_now(),
        }
    }
}
