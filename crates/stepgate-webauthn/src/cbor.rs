//! Strict CBOR: the CTAP2 canonical form (CTAP 2.1 §8), which is all that WebAuthn uses.
//!
//! The scan runs before the decoder, so that a hostile length or nesting never reaches an allocation or deep recursion.

use std::collections::BTreeSet;

use ciborium::Value;

/// CTAP 2.1 §8: messages nest at most four levels deep.
const MAX_DEPTH: usize = 4;

/// Why a CBOR item was refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum CborError {
    /// The item says it is longer than the input.
    #[error("CBOR item ends before its stated length")]
    Truncated,
    /// A string, array or map of indefinite length.
    #[error("CBOR item of indefinite length")]
    IndefiniteLength,
    /// More than four levels of arrays and maps.
    #[error("CBOR nested deeper than four levels")]
    TooDeep,
    /// Bytes after the one expected item.
    #[error("bytes after the CBOR item")]
    TrailingBytes,
    /// An integer or length not in its shortest form.
    #[error("CBOR integer or length not in its shortest form")]
    NotShortest,
    /// The same key twice in one map.
    #[error("duplicate key in a CBOR map")]
    DuplicateKey,
    /// A tag, a reserved value, a string that is not UTF-8, or a simple value WebAuthn does not know.
    #[error("CBOR item of a kind that WebAuthn does not use")]
    Unsupported,
}

impl CborError {
    /// A static name for logs and audit.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Truncated => "cbor_truncated",
            Self::IndefiniteLength => "cbor_indefinite_length",
            Self::TooDeep => "cbor_too_deep",
            Self::TrailingBytes => "cbor_trailing_bytes",
            Self::NotShortest => "cbor_not_shortest",
            Self::DuplicateKey => "cbor_duplicate_key",
            Self::Unsupported => "cbor_unsupported",
        }
    }
}

/// A decoded map; fields are taken out by key, so that what is left over can be seen.
#[derive(Debug)]
pub(crate) struct Map(Vec<(Value, Value)>);

impl Map {
    /// `None` where the item is not a map.
    pub(crate) fn new(value: Value) -> Option<Self> {
        value.into_map().ok().map(Self)
    }

    pub(crate) fn take(&mut self, key: &Value) -> Option<Value> {
        let position = self.0.iter().position(|(candidate, _)| candidate == key)?;
        Some(self.0.swap_remove(position).1)
    }

    pub(crate) fn take_text(&mut self, key: &str) -> Option<Value> {
        self.take(&Value::from(key))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Decodes the one item that fills `bytes`.
pub(crate) fn decode(bytes: &[u8]) -> Result<Value, CborError> {
    match split_item(bytes)? {
        (item, []) => ciborium::from_reader(item).map_err(|_| CborError::Unsupported),
        _ => Err(CborError::TrailingBytes),
    }
}

/// Splits `bytes` after its first item, without decoding it.
pub(crate) fn split_item(bytes: &[u8]) -> Result<(&[u8], &[u8]), CborError> {
    let rest = skip_item(bytes, 0)?;
    split_before(bytes, rest)
}

fn skip_item(bytes: &[u8], depth: usize) -> Result<&[u8], CborError> {
    let (&initial, rest) = bytes.split_first().ok_or(CborError::Truncated)?;
    let (major, additional) = (initial >> 5, initial & 0x1f);
    let (argument, rest) = argument(major, additional, rest)?;
    match major {
        0 | 1 | 7 => Ok(rest),
        2 | 3 => {
            let length = usize::try_from(argument).map_err(|_| CborError::Truncated)?;
            rest.get(length..).ok_or(CborError::Truncated)
        }
        4 | 5 if depth == MAX_DEPTH => Err(CborError::TooDeep),
        4 => (0..argument).try_fold(rest, |rest, _| skip_item(rest, depth + 1)),
        5 => skip_entries(rest, argument, depth + 1),
        _ => Err(CborError::Unsupported),
    }
}

/// Keys are compared as encoded, which is exact because every encoding is the shortest one.
fn skip_entries(bytes: &[u8], count: u64, depth: usize) -> Result<&[u8], CborError> {
    let mut seen = BTreeSet::new();
    (0..count).try_fold(bytes, |bytes, _| {
        let value = skip_item(bytes, depth)?;
        let (key, _) = split_before(bytes, value)?;
        if !seen.insert(key) {
            return Err(CborError::DuplicateKey);
        }
        skip_item(value, depth)
    })
}

/// The argument of an item head (RFC 8949 §3) and what follows it.
fn argument(major: u8, additional: u8, bytes: &[u8]) -> Result<(u64, &[u8]), CborError> {
    let width = match additional {
        0..=23 => return Ok((u64::from(additional), bytes)),
        24..=27 => 1 << (additional - 24),
        31 if major != 7 => return Err(CborError::IndefiniteLength),
        _ => return Err(CborError::Unsupported),
    };
    let (head, rest) = bytes.split_at_checked(width).ok_or(CborError::Truncated)?;
    let argument = head.iter().fold(0, |sum, &byte| (sum << 8) | u64::from(byte));
    let shortest = match width {
        1 => argument > 23,
        2 => argument > 0xff,
        4 => argument > 0xffff,
        _ => argument > 0xffff_ffff,
    };
    // Major type 7 carries floats, whose width is not a matter of magnitude.
    if shortest || major == 7 { Ok((argument, rest)) } else { Err(CborError::NotShortest) }
}

fn split_before<'a>(bytes: &'a [u8], rest: &[u8]) -> Result<(&'a [u8], &'a [u8]), CborError> {
    bytes.split_at_checked(bytes.len() - rest.len()).ok_or(CborError::Truncated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_items_are_named() {
        let cases: [(&[u8], CborError); 11] = [
            (&[], CborError::Truncated),
            (&[0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0], CborError::Truncated),
            (&[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0], CborError::Truncated),
            (&[0xbf, 0xff], CborError::IndefiniteLength),
            (&[0x5f, 0x41, 0x00, 0xff], CborError::IndefiniteLength),
            (&[0x81, 0x81, 0x81, 0x81, 0x81, 0x00], CborError::TooDeep),
            (&[0x00, 0x00], CborError::TrailingBytes),
            (&[0x18, 0x17], CborError::NotShortest),
            (&[0xa2, 0x01, 0x00, 0x01, 0x00], CborError::DuplicateKey),
            (&[0xc0, 0x00], CborError::Unsupported),
            (&[0x61, 0xff], CborError::Unsupported),
        ];
        for (bytes, expected) in cases {
            assert_eq!(decode(bytes), Err(expected), "{bytes:02x?}");
        }
    }

    #[test]
    fn four_levels_are_accepted() {
        assert!(decode(&[0x81, 0x81, 0x81, 0x81, 0x00]).is_ok());
    }

    #[test]
    fn a_map_of_many_keys_is_checked_and_decoded() {
        let mut entries: Vec<(Value, Value)> = (0..16_000).map(|key| (key.into(), 0.into())).collect();
        let encode = |entries: &[(Value, Value)]| {
            let mut bytes = Vec::new();
            ciborium::into_writer(&Value::Map(entries.to_vec()), &mut bytes).unwrap();
            bytes
        };
        assert!(decode(&encode(&entries)).is_ok());
        entries.push((7.into(), 0.into()));
        assert_eq!(decode(&encode(&entries)), Err(CborError::DuplicateKey));
    }
}
