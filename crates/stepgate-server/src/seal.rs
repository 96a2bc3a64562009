//! Sealing: what has to be read back, such as a TOTP seed, is stored encrypted, and every sealed value is bound to its row.

use crate::clock::{NoRandomness, Rng};
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

/// The key that secrets are sealed with (AES-256-GCM). It cannot be printed.
pub struct SealingKey(LessSafeKey);

/// Why a value could not be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// No nonce could be drawn.
    #[error("no randomness could be had")]
    Randomness,
    /// The key does not open it: another key, another row, or a changed byte.
    #[error("a sealed value does not open with this key")]
    Closed,
}

impl From<NoRandomness> for SealError {
    fn from(_: NoRandomness) -> Self {
        Self::Randomness
    }
}

impl std::fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealingKey(…)")
    }
}

impl SealingKey {
    /// A key of 256 random bits.
    ///
    /// # Errors
    /// [`SealError::Closed`] where the cryptographic library refuses it.
    pub fn new(bytes: &[u8; 32]) -> Result<Self, SealError> {
        let key = UnboundKey::new(&AES_256_GCM, bytes).map_err(|_| SealError::Closed)?;
        Ok(Self(LessSafeKey::new(key)))
    }

    /// Seals `plain` for the row `place`: `nonce ‖ ciphertext ‖ tag`. The nonce is random, which is good for 2³² values of one
    /// key (NIST SP 800-38D §8.3).
    pub(crate) fn seal(&self, rng: &dyn Rng, place: &str, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut nonce = [0; NONCE_LEN];
        rng.fill(&mut nonce)?;
        let mut sealed = plain.to_vec();
        self.0
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(place.as_bytes()), &mut sealed)
            .map_err(|_| SealError::Closed)?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// Opens what was sealed for this row.
    pub(crate) fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_LEN>().ok_or(SealError::Closed)?;
        let mut bytes = sealed.to_vec();
        let aad = Aad::from(place.as_bytes());
        let opened = self.0.open_in_place(Nonce::assume_unique_for_key(*nonce), aad, &mut bytes);
        Ok(opened.map_err(|_| SealError::Closed)?.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemRng;

    fn key(byte: u8) -> SealingKey {
        SealingKey::new(&[byte; 32]).unwrap()
    }

    #[test]
    fn what_was_sealed_opens_with_its_key_in_its_row_only() {
        let sealed = key(1).seal(&SystemRng, "totp a", b"seed").unwrap();
        assert_eq!(key(1).open("totp a", &sealed).unwrap(), b"seed");
        assert_eq!(key(2).open("totp a", &sealed), Err(SealError::Closed));
        assert_eq!(key(1).open("totp b", &sealed), Err(SealError::Closed));
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(key(1).open("totp a", &changed), Err(SealError::Closed), "byte {at}");
        }
        for length in 0..sealed.len() {
            assert_eq!(key(1).open("totp a", &sealed[..length]), Err(SealError::Closed), "{length} bytes");
        }
    }

    #[test]
    fn the_same_value_is_never_sealed_alike_twice() {
        let seal = || key(1).seal(&SystemRng, "totp a", b"seed").unwrap();
        assert_ne!(seal(), seal());
        assert!(!seal().windows(4).any(|bytes| bytes == b"seed"));
    }
}
