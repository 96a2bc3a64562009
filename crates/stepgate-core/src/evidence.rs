//! Evidence: one verified ceremony in one session.

use crate::level::Level;
use crate::levels::Levels;
use crate::method::Method;
use crate::time::Timestamp;
use std::fmt;
use std::sync::Arc;

/// A user, by the identifier that never changes: the `sub` of tokens.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SubjectId(String);

/// An authenticator of a user; for a passkey the base64url of its WebAuthn credential id.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CredentialId(String);

macro_rules! identifier {
    ($name:ident) => {
        impl $name {
            /// Wraps an identifier that the store or a ceremony gave.
            #[must_use]
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
identifier!(SubjectId);
identifier!(CredentialId);

/// What a ceremony found out, before it is evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceremony {
    /// Whose authenticator answered.
    pub subject: SubjectId,
    /// What kind of ceremony it was.
    pub method: Method,
    /// Which authenticator answered; a password has none.
    pub credential: Option<CredentialId>,
    /// When it was verified.
    pub at: Timestamp,
    /// Whether the authenticator verified its user (WebAuthn UV); false for methods that have no such notion.
    pub user_verified: bool,
    /// Whether the key cannot leave its device (WebAuthn BE = 0); false for methods that have no key.
    pub device_bound: bool,
    /// The `acr` that the authenticator counts as at most: it was enrolled at that level and nothing stronger has vouched for it
    /// since. None where it counts in full.
    pub ceiling: Option<Arc<str>>,
    /// The client that alone may take this as recent: the ceremony confirmed one action there, or the client shares nothing.
    /// Everybody else may still see who is signed in, and how. None where every client may.
    pub only_for: Option<Arc<str>>,
}

/// One verified ceremony.
///
/// [`Evidence::from_ceremony`] is the only constructor, and a lint refuses it everywhere but in the server's ceremony module
/// and the store's row decoder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence(Ceremony);

impl Evidence {
    /// Turns a verified ceremony into evidence.
    #[must_use]
    pub const fn from_ceremony(ceremony: Ceremony) -> Self {
        Self(ceremony)
    }

    /// What the ceremony found out.
    #[must_use]
    pub const fn ceremony(&self) -> &Ceremony {
        &self.0
    }

    /// When the ceremony was verified.
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        self.0.at
    }

    /// Whether this evidence stands for the method that a level names.
    #[must_use]
    pub fn counts_as(&self, named: &Method) -> bool {
        self.0.method.counts_as(named)
            && (self.0.user_verified || !self.0.method.needs_user_verification())
            && (self.0.device_bound || *named != Method::SecurityKey)
    }

    /// Whether it can stand for anything at this level, its authenticator's ceiling considered.
    pub(crate) fn reaches(&self, levels: &Levels, level: &Level) -> bool {
        levels.reaches(self.0.ceiling.as_deref(), level)
    }

    /// Whether this client may take it as recent.
    pub(crate) fn answers(&self, client: Option<&str>) -> bool {
        self.0.only_for.as_deref().is_none_or(|only| Some(only) == client)
    }
}
