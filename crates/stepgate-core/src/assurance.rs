//! What a decision proves: [`Assurance`] from evidence, [`Accepted`] from claims.

use crate::evidence::{Evidence, SubjectId};
use crate::level::{Level, MethodSet};
use crate::time::Timestamp;
use std::borrow::Cow;
use std::sync::Arc;

/// What a token may assert: `acr`, `amr` and `auth_time`, all of the same ceremony.
///
/// Made by [`crate::decide()`] from evidence; a lint refuses [`Assurance::from_record`] everywhere but in the store's row
/// decoder, which reads back what a decision made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assurance(Record);

/// The parts of an [`Assurance`], as they are written down between the decision and the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Whose evidence it was.
    pub subject: SubjectId,
    /// The level, by its published value.
    pub acr: Arc<str>,
    /// The methods of the evidence that satisfied the level.
    pub amr: Vec<Cow<'static, str>>,
    /// When the factor whose age counts was verified.
    pub auth_time: Timestamp,
}

impl Assurance {
    /// Reads back what a decision made.
    #[must_use]
    pub const fn from_record(record: Record) -> Self {
        Self(record)
    }

    /// The parts, to be written down.
    #[must_use]
    pub const fn record(&self) -> &Record {
        &self.0
    }

    /// The claims a guard would see, to be decided on once more (at refresh, say).
    #[must_use]
    pub fn asserted(&self) -> Asserted {
        Asserted { acr: Arc::clone(&self.0.acr), auth_time: self.0.auth_time }
    }

    pub(crate) fn of(level: &Level, set: &MethodSet, members: &[&Evidence], auth_time: Timestamp) -> Option<Self> {
        let subject = members.first()?.ceremony().subject.clone();
        let mut amr: Vec<Cow<'static, str>> = Vec::new();
        for name in members.iter().flat_map(|e| e.ceremony().method.amr()) {
            if !amr.iter().any(|known| known == name) {
                amr.push(Cow::Borrowed(name));
            }
        }
        if !set.is_single() {
            amr.push(Cow::Borrowed("mfa"));
        }
        Some(Self(Record { subject, acr: Arc::clone(&level.acr), amr, auth_time }))
    }
}

/// Claims of a token that somebody else issued and that the caller has verified. They can be decided on; no token is ever
/// issued from them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asserted {
    /// The `acr` claim.
    pub acr: Arc<str>,
    /// The `auth_time` claim.
    pub auth_time: Timestamp,
}

/// Claims that met a requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    pub(crate) level: Arc<str>,
    pub(crate) asserted: Asserted,
}

impl Accepted {
    /// The level that was met, by its published value: the claim's own, or one it covers.
    #[must_use]
    pub fn level(&self) -> &str {
        &self.level
    }

    /// The claims that met it.
    #[must_use]
    pub const fn asserted(&self) -> &Asserted {
        &self.asserted
    }
}
