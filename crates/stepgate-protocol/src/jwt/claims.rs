use std::fmt;

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

/// 9999-12-31T23:59:59Z: room for every honest date, and sums with it do not overflow.
const LATEST: i64 = 253_402_300_799;

/// A moment in whole seconds since 1970-01-01T00:00:00Z (RFC 7519 §2), from 0 to the end of the year 9999.
///
/// RFC 7519 lets a date have fractions; Stepgate writes none and takes none, nor a number in a string, nor a negative
/// one. In a claim that may be absent, use `Option<NumericDate>` with [`json::present`](crate::json::present), so that
/// `null` is refused too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NumericDate(i64);

impl NumericDate {
    /// `seconds` since the epoch, where they are in range.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Option<Self> {
        if seconds < 0 || seconds > LATEST { None } else { Some(Self(seconds)) }
    }

    /// Seconds since the epoch.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0
    }
}

impl Serialize for NumericDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl<'de> Deserialize<'de> for NumericDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let seconds = i64::deserialize(deserializer)?;
        Self::from_seconds(seconds).ok_or_else(|| de::Error::custom("a date out of range"))
    }
}

/// Whom a token is for (RFC 7519 §4.1.3): one or more non-empty strings, on the wire one string or an array.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audience(Vec<String>);

impl Audience {
    /// The audience of exactly this one.
    #[must_use]
    pub fn one(audience: impl Into<String>) -> Self {
        Self(vec![audience.into()])
    }

    /// These audiences; `None` where there is none, or an empty one among them.
    #[must_use]
    pub fn new(audiences: Vec<String>) -> Option<Self> {
        let valid = !audiences.is_empty() && audiences.iter().all(|audience| !audience.is_empty());
        valid.then_some(Self(audiences))
    }

    /// Whether `audience` is among them, compared byte by byte.
    #[must_use]
    pub fn contains(&self, audience: &str) -> bool {
        self.0.iter().any(|known| known == audience)
    }

    /// Whether `audience` is the only one.
    #[must_use]
    pub fn is_only(&self, audience: &str) -> bool {
        matches!(self.0.as_slice(), [only] if only == audience)
    }

    /// The audiences, in the order of the token.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl Serialize for Audience {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [only] => serializer.serialize_str(only),
            several => serializer.collect_seq(several),
        }
    }
}

impl<'de> Deserialize<'de> for Audience {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AudienceVisitor)
    }
}

struct AudienceVisitor;

impl<'de> Visitor<'de> for AudienceVisitor {
    type Value = Audience;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or an array of strings, none of them empty")
    }

    fn visit_str<E: de::Error>(self, audience: &str) -> Result<Audience, E> {
        Audience::new(vec![audience.to_owned()]).ok_or_else(|| E::invalid_value(de::Unexpected::Str(audience), &self))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Audience, A::Error> {
        let mut audiences = Vec::new();
        while let Some(audience) = seq.next_element()? {
            audiences.push(audience);
        }
        Audience::new(audiences).ok_or_else(|| de::Error::invalid_value(de::Unexpected::Seq, &self))
    }
}
