//! Credentials: what a user could still prove with, and how far that reaches.

use crate::level::{Level, MethodSet};
use crate::levels::Levels;
use crate::method::Method;
use std::sync::Arc;

/// A ceremony that a user can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usable {
    /// What kind of ceremony it is.
    pub method: Method,
    /// The `acr` that it counts as at most; see [`crate::evidence::Ceremony::ceiling`].
    pub ceiling: Option<Arc<str>>,
}

impl From<Method> for Usable {
    /// One that counts in full.
    fn from(method: Method) -> Self {
        Self { method, ceiling: None }
    }
}

impl Usable {
    /// Whether it can stand for `named` at this level.
    pub(crate) fn stands_for(&self, named: &Method, levels: &Levels, level: &Level) -> bool {
        self.method.counts_as(named) && levels.reaches(self.ceiling.as_deref(), level)
    }
}

impl Levels {
    /// The levels that these credentials reach and that no other level they reach tops, in the order of the configuration.
    ///
    /// Whoever changes the credentials of an account has to prove one of them first. In a partial order there can be several;
    /// any one suffices.
    #[must_use]
    pub fn maximal<'l>(&'l self, usable: &[Usable]) -> Vec<&'l Level> {
        let completes = |level: &Level, set: &MethodSet| {
            set.methods().all(|named| usable.iter().any(|credential| credential.stands_for(named, self, level)))
        };
        let reached: Vec<_> = self.iter().filter(|level| level.any.iter().any(|set| completes(level, set))).collect();
        let tops = |a: &Level, b: &Level| self.covers(a, b) && !self.covers(b, a);
        reached.iter().filter(|level| !reached.iter().any(|other| tops(other, level))).copied().collect()
    }
}
