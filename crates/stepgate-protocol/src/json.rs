//! Strict JSON for bytes that somebody else wrote.
//!
//! RFC 8259 §4 leaves duplicate member names to the reader, and readers differ: one takes the first `exp`, another the
//! last. So a document is walked once before it is deserialised, and refused when
//! 1. it is longer than the caller allows,
//! 2. it is not an object (a derived `Deserialize` would also take an array, member by member),
//! 3. its arrays and objects nest deeper than the limit,
//! 4. an object, at any depth, names a member twice; names are compared unescaped.
//!
//! Only then is it given to the type that the caller wants, which refuses members of the wrong type.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::Deserialize;
use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// How much of a document is read before it is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Length of the document in bytes.
    pub max_len: usize,
    /// Arrays and objects inside one another, the outermost counted.
    pub max_depth: usize,
}

impl Limits {
    /// `max_len` bytes, nested eight deep: no document of OAuth or JOSE needs more.
    #[must_use]
    pub const fn bytes(max_len: usize) -> Self {
        Self { max_len, max_depth: 8 }
    }
}

/// Why a document was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Longer than [`Limits::max_len`].
    #[error("the document is too long")]
    TooLong,
    /// Nested deeper than [`Limits::max_depth`].
    #[error("the document nests too deep")]
    TooDeep,
    /// The outermost value is not an object.
    #[error("the document is not an object")]
    NotAnObject,
    /// An object names a member twice.
    #[error("a member name occurs twice in one object")]
    DuplicateMember,
    /// Not JSON, or not UTF-8, or a number that no type holds.
    #[error("not JSON: {0}")]
    Syntax(String),
    /// JSON, but a member is missing or of the wrong type.
    #[error("unexpected content: {0}")]
    Shape(String),
}

impl JsonError {
    /// A static name, for logs and metrics.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::TooLong => "json_too_long",
            Self::TooDeep => "json_too_deep",
            Self::NotAnObject => "json_not_an_object",
            Self::DuplicateMember => "json_duplicate_member",
            Self::Syntax(_) => "json_syntax",
            Self::Shape(_) => "json_shape",
        }
    }
}

/// Parses an untrusted JSON object into `T`.
///
/// # Errors
/// [`JsonError`], for any of the reasons in the module's documentation.
pub fn parse<'a, T: Deserialize<'a>>(bytes: &'a [u8], limits: Limits) -> Result<T, JsonError> {
    if bytes.len() > limits.max_len {
        return Err(JsonError::TooLong);
    }
    check_structure(bytes, limits.max_depth)?;
    serde_json::from_slice(bytes).map_err(|error| JsonError::Shape(excerpt(&error)))
}

/// Deserialises an optional member that, when it is there, is not `null`.
///
/// A derived `Option<T>` takes `null` for absent, so `"nbf": null` would switch a check off. Use with
/// `#[serde(default, deserialize_with = "json::present")]`.
///
/// # Errors
/// Whatever `T` answers to the value, `null` included.
pub fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

fn check_structure(bytes: &[u8], max_depth: usize) -> Result<(), JsonError> {
    if bytes.iter().find(|b| !b.is_ascii_whitespace()) != Some(&b'{') {
        return Err(JsonError::NotAnObject);
    }
    let fault = Cell::new(None);
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let walk = Walk { room: max_depth, fault: &fault };
    walk.deserialize(&mut deserializer).and_then(|()| deserializer.end()).map_err(|error| match fault.take() {
        Some(Fault::TooDeep) => JsonError::TooDeep,
        Some(Fault::DuplicateMember) => JsonError::DuplicateMember,
        None => JsonError::Syntax(excerpt(&error)),
    })
}

/// The parser's message can quote the input, which is as long as its sender likes.
fn excerpt(error: &serde_json::Error) -> String {
    error.to_string().chars().take(160).collect()
}

#[derive(Clone, Copy)]
enum Fault {
    TooDeep,
    DuplicateMember,
}

/// Visits a value and everything in it, and keeps nothing.
#[derive(Clone, Copy)]
struct Walk<'f> {
    room: usize,
    /// serde's errors are text; the reason goes out this way.
    fault: &'f Cell<Option<Fault>>,
}

impl Walk<'_> {
    fn refuse<E: de::Error>(self, fault: Fault) -> E {
        self.fault.set(Some(fault));
        E::custom("refused")
    }

    fn inside<E: de::Error>(self) -> Result<Self, E> {
        match self.room.checked_sub(1) {
            Some(room) => Ok(Self { room, ..self }),
            None => Err(self.refuse(Fault::TooDeep)),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let inside = self.inside()?;
        let mut names: Vec<Cow<'de, str>> = Vec::with_capacity(16);
        while let Some(Name(name)) = map.next_key()? {
            names.push(name);
            map.next_value_seed(inside)?;
        }
        // Sorting keeps ten thousand members as cheap, each, as ten.
        names.sort_unstable();
        let twice = names.windows(2).any(|pair| matches!(pair, [a, b] if a == b));
        if twice { Err(self.refuse(Fault::DuplicateMember)) } else { Ok(()) }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let inside = self.inside()?;
        while seq.next_element_seed(inside)?.is_some() {}
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// A member name, borrowed where it has no escapes.
#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);
