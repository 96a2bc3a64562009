use std::sync::Arc;
use stepgate_core::level::{Age, Level};
use stepgate_core::levels::Published;
use stepgate_core::{Levels, MaxAge};

/// What a call needs: levels, freshness, scopes.
///
/// ```
/// use stepgate_guard::Require;
/// let transfer = Require::acr(["phr"]).max_age(300).scope("payments:write");
/// let balance = Require::token().scope("accounts:read");
/// ```
#[derive(Clone, Debug)]
pub struct Require {
    acr: Vec<Arc<str>>,
    max_age: Option<MaxAge>,
    scope: Vec<String>,
    /// The accepted values as levels that cover nothing else, for providers that publish none. None where a value cannot
    /// be an `acr`: then no token can have it either.
    unpublished: Option<Levels>,
}

impl Require {
    /// A valid token, whatever it says of the authentication.
    #[must_use]
    pub fn token() -> Self {
        Self { acr: Vec::new(), max_age: None, scope: Vec::new(), unpublished: None }
    }

    /// A token of one of these levels, by their published `acr` values, the preferred one first, or of a level that covers
    /// one of them. An empty list is met by no token.
    #[must_use]
    pub fn acr<S: AsRef<str>>(acr_values: impl IntoIterator<Item = S>) -> Self {
        let mut acr: Vec<Arc<str>> = Vec::new();
        for value in acr_values {
            if !acr.iter().any(|known| **known == *value.as_ref()) {
                acr.push(Arc::from(value.as_ref()));
            }
        }
        let unpublished = Levels::published(acr.iter().map(bare).collect()).ok();
        // An empty list must not read as "any": the empty value is one that no token has.
        if acr.is_empty() {
            acr.push(Arc::from(""));
        }
        Self { acr, unpublished, ..Self::token() }
    }

    /// Authenticated at most `seconds` ago. 0 asks for a ceremony of its own for each call: the token must be made for it,
    /// is good for 60 seconds and one use.
    #[must_use]
    pub fn max_age(self, seconds: u32) -> Self {
        Self { max_age: Some(MaxAge::seconds(seconds)), ..self }
    }

    /// Granted this scope; call again for several, all of which are needed.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scope.push(scope.into());
        self
    }

    /// The accepted `acr` values, in order of preference; empty where any will do.
    pub fn acr_values(&self) -> impl ExactSizeIterator<Item = &str> {
        self.acr.iter().map(|acr| &**acr)
    }

    /// How old the authentication may be.
    #[must_use]
    pub const fn oldest(&self) -> Option<MaxAge> {
        self.max_age
    }

    /// The scopes, all of which are needed.
    pub fn scopes(&self) -> impl ExactSizeIterator<Item = &str> {
        self.scope.iter().map(String::as_str)
    }

    /// Whether the authentication matters at all.
    pub(crate) const fn asks_for_authentication(&self) -> bool {
        !self.acr.is_empty() || self.max_age.is_some()
    }

    pub(crate) const fn unpublished(&self) -> Option<&Levels> {
        self.unpublished.as_ref()
    }
}

/// A level of which nothing is known but its value.
pub(crate) fn bare(acr: &Arc<str>) -> Published {
    let level = Level { name: Arc::clone(acr), acr: Arc::clone(acr), any: Vec::new(), max_age: None, age: Age::Last };
    Published { level, covers: Vec::new() }
}
