use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::jwk::{Jwk, Refused, is_kid};
use super::{JwtError, VerificationKey};
use crate::json::{self, JsonError, Limits};

/// The longest JWK Set that is read, in bytes.
pub const MAX_KEY_SET_LEN: usize = 64 * 1024;
/// The most keys that a JWK Set may have, usable or not.
pub const MAX_KEYS: usize = 100;

/// The keys of one issuer, each parsed once, by `kid`; never empty.
#[derive(Debug, Clone)]
pub struct KeySet {
    keys: BTreeMap<String, VerificationKey>,
}

/// Why a JWK Set was refused as a whole. Whoever holds an older set keeps it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeySetError {
    /// Not JSON, not a JWK Set, or too long.
    #[error("key set: {0}")]
    Json(#[from] JsonError),
    /// More than [`MAX_KEYS`].
    #[error("the key set has too many keys")]
    TooManyKeys,
    /// A private or symmetric key: a document like that is a leak or a trap.
    #[error("the key set has private or symmetric key material")]
    PrivateKey,
    /// Two usable keys under one `kid`.
    #[error("the key set uses a key id twice")]
    DuplicateKid,
    /// Nothing to verify with.
    #[error("the key set has no usable key")]
    NoUsableKey,
}

impl KeySetError {
    /// A static name, for logs and metrics.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Json(error) => error.name(),
            Self::TooManyKeys => "jwks_too_many_keys",
            Self::PrivateKey => "jwks_private_key",
            Self::DuplicateKid => "jwks_duplicate_kid",
            Self::NoUsableKey => "jwks_no_usable_key",
        }
    }
}

#[derive(Deserialize)]
struct Document {
    keys: Vec<Map<String, Value>>,
}

impl KeySet {
    /// Parses a JWK Set (RFC 7517 §5).
    ///
    /// Keys of another type, curve, algorithm or use, malformed or too weak are skipped, as §5 recommends: other software
    /// may want them. A token that names one of them finds no key.
    ///
    /// # Errors
    /// [`KeySetError`], for the document as a whole.
    pub fn parse(document: &[u8]) -> Result<Self, KeySetError> {
        let Document { keys } = json::parse(document, Limits::bytes(MAX_KEY_SET_LEN))?;
        if keys.len() > MAX_KEYS {
            return Err(KeySetError::TooManyKeys);
        }
        let mut usable = Vec::with_capacity(keys.len());
        for members in &keys {
            match Jwk::from_members(members) {
                Ok(jwk) => usable.push(jwk),
                Err(Refused::Private) => return Err(KeySetError::PrivateKey),
                Err(Refused::Unusable) => {}
            }
        }
        Self::new(&usable)
    }

    /// The set of these keys, such as our own; keys too weak to use are skipped.
    ///
    /// # Errors
    /// [`KeySetError::DuplicateKid`] and [`KeySetError::NoUsableKey`].
    pub fn new<'k>(jwks: impl IntoIterator<Item = &'k Jwk>) -> Result<Self, KeySetError> {
        let mut keys = BTreeMap::new();
        for jwk in jwks {
            let Ok(key) = VerificationKey::new(jwk) else { continue };
            match keys.entry(jwk.kid().to_owned()) {
                Entry::Vacant(place) => place.insert(key),
                Entry::Occupied(_) => return Err(KeySetError::DuplicateKid),
            };
        }
        if keys.is_empty() { Err(KeySetError::NoUsableKey) } else { Ok(Self { keys }) }
    }

    /// The key that a header names; without a name, the only key there is.
    pub(super) fn select(&self, unverified_kid: Option<&str>) -> Result<&VerificationKey, JwtError> {
        let Some(kid) = unverified_kid else {
            let mut keys = self.keys.values();
            return match (keys.next(), keys.next()) {
                (Some(only), None) => Ok(only),
                _ => Err(JwtError::MissingKid),
            };
        };
        if !is_kid(kid) {
            return Err(JwtError::InvalidKid);
        }
        self.keys.get(kid).ok_or(JwtError::UnknownKid)
    }
}
