//! Levels: named predicates over evidence.

use crate::method::{Method, UnknownMethod};
use crate::time::MaxAge;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// Methods that are needed together, written `password + totp`. The last one named is the one whose age counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodSet {
    before: Vec<Method>,
    last: Method,
}

impl MethodSet {
    /// Every method of the set, in the order written.
    pub fn methods(&self) -> impl Iterator<Item = &Method> {
        self.before.iter().chain([&self.last])
    }

    /// The method whose age counts for the level.
    #[must_use]
    pub const fn last(&self) -> &Method {
        &self.last
    }

    /// Whether the set names one method only.
    #[must_use]
    pub const fn is_single(&self) -> bool {
        self.before.is_empty()
    }

    /// Whether whoever meets this set meets `other`, ages aside.
    #[must_use]
    pub fn implies(&self, other: &Self) -> bool {
        other.methods().all(|named| self.methods().any(|held| held.counts_as(named)))
    }
}

impl fmt::Display for MethodSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for method in &self.before {
            write!(f, "{method} + ")?;
        }
        self.last.fmt(f)
    }
}

/// The text is not a method set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MethodSetError {
    /// One of the names is no method.
    #[error(transparent)]
    Method(#[from] UnknownMethod),
    /// A method is named twice.
    #[error("`{0}` is named twice")]
    Repeated(Method),
    /// One ceremony would count for both, and look like two factors.
    #[error("`{0}` counts as `{1}`: name one of them")]
    Implied(Method, Method),
}

impl FromStr for MethodSet {
    type Err = MethodSetError;

    fn from_str(text: &str) -> Result<Self, MethodSetError> {
        let mut before = Vec::new();
        let mut names = text.split('+').map(str::trim).rev();
        let last: Method = names.next().unwrap_or_default().parse()?;
        for name in names.rev() {
            let method: Method = name.parse()?;
            for other in before.iter().chain([&last]) {
                distinct(&method, other)?;
            }
            before.push(method);
        }
        Ok(Self { before, last })
    }
}

fn distinct(a: &Method, b: &Method) -> Result<(), MethodSetError> {
    match (a.counts_as(b), b.counts_as(a)) {
        (false, false) => Ok(()),
        (true, true) => Err(MethodSetError::Repeated(a.clone())),
        (true, false) => Err(MethodSetError::Implied(a.clone(), b.clone())),
        (false, true) => Err(MethodSetError::Implied(b.clone(), a.clone())),
    }
}

/// Whose age counts for a level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Age {
    /// The last factor named in the set; the others need only belong to the session.
    #[default]
    Last,
    /// Every factor (NIST SP 800-63B-4 AAL3).
    All,
}

/// A named predicate over evidence, published under an `acr` value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// The name the configuration gives it.
    pub name: Arc<str>,
    /// The `acr` value it is published under (OpenID Connect Core §2).
    pub acr: Arc<str>,
    /// The alternatives, each enough by itself, strongest wish of the operator first. Empty where only a provider's published
    /// description is known: such a level can be matched by claims and never by evidence.
    pub any: Vec<MethodSet>,
    /// After how many seconds the level decays.
    pub max_age: Option<MaxAge>,
    /// Whose age `max_age` counts.
    pub age: Age,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.acr.fmt(f)
    }
}
