//! Secrets that leave the server once and come back: cookies, codes, refresh tokens, tickets. Only their hash is kept.

use crate::clock::{NoRandomness, Rng};
use data_encoding::BASE64URL_NOPAD;
use stepgate_protocol::hash::Sha256;
use stepgate_store::Hash;

/// 256 random bits, as base64url. It cannot be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Draws a new one.
    ///
    /// # Errors
    /// [`NoRandomness`]
    pub fn draw(rng: &dyn Rng) -> Result<Self, NoRandomness> {
        let mut bytes = [0; 32];
        rng.fill(&mut bytes)?;
        Ok(Self(BASE64URL_NOPAD.encode(&bytes)))
    }

    /// Takes one that came back, if it can be one of ours; whether it is, its hash will tell.
    #[must_use]
    pub fn parse(unverified: &str) -> Option<Self> {
        let well_formed = unverified.len() == 43 && BASE64URL_NOPAD.decode(unverified.as_bytes()).is_ok();
        well_formed.then(|| Self(unverified.to_owned()))
    }

    /// The secret itself, to be sent to whom it belongs.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> Hash {
        Hash::new(*Sha256::of(self.0.as_bytes()).bytes())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A random identifier of 128 bits: not a secret, and not to be guessed.
pub(crate) fn identifier(rng: &dyn Rng) -> Result<String, NoRandomness> {
    let mut bytes = [0; 16];
    rng.fill(&mut bytes)?;
    Ok(BASE64URL_NOPAD.encode(&bytes))
}
