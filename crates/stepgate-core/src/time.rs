//! Moments and ages. Nothing here reads a clock: `now` is always an argument.

use std::fmt;

/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The moment `millis` milliseconds after the epoch.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// The moment `seconds` seconds after the epoch, as a JWT's NumericDate counts them (RFC 7519 §2).
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1000))
    }

    /// Milliseconds since the epoch.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Whole seconds since the epoch, rounded down: what goes into `iat`, `exp` and `auth_time`.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// This moment, `seconds` later.
    #[must_use]
    pub const fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// How long before `now` this moment lies, in milliseconds; negative for the future.
    #[must_use]
    pub const fn millis_before(self, now: Self) -> i64 {
        now.0.saturating_sub(self.0)
    }

    /// How long before `now` this moment lies, in whole seconds; 0 for the future.
    #[must_use]
    pub fn seconds_before(self, now: Self) -> u64 {
        u64::try_from(self.millis_before(now) / 1000).unwrap_or(0)
    }
}

/// How old evidence may be, in seconds. 0 is a value, not an absence: it asks for a ceremony every time
/// (OpenID Connect Core §3.1.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MaxAge(u32);

impl MaxAge {
    /// Asks each time.
    pub const ZERO: Self = Self(0);

    /// An age of `seconds` seconds.
    #[must_use]
    pub const fn seconds(seconds: u32) -> Self {
        Self(seconds)
    }

    /// The age in seconds.
    #[must_use]
    pub const fn as_seconds(self) -> u32 {
        self.0
    }

    /// The shorter of two optional ages; an absent one does not limit.
    #[must_use]
    pub fn tighter(a: Option<Self>, b: Option<Self>) -> Option<Self> {
        match (a, b) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (Some(age), None) | (None, Some(age)) => Some(age),
            (None, None) => None,
        }
    }
}

impl fmt::Display for MaxAge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
