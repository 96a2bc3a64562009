use std::fmt;

use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rsa::PublicKeyComponents;
use aws_lc_rs::signature::ParsedPublicKey;

use super::jwk::{Jwk, Material};
use super::{Algorithm, JwtError};

/// A public key, parsed once and bound to its one algorithm.
#[derive(Clone)]
pub struct VerificationKey {
    algorithm: Algorithm,
    key: ParsedPublicKey,
}

/// The key is not one to verify with: not on its curve, or RSA of other than 2048 to 4096 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the key is not usable")]
pub struct UnusableKey;

impl VerificationKey {
    /// Prepares a JWK.
    ///
    /// # Errors
    /// [`UnusableKey`]. RSA above 4096 bits is among it, since whoever brings the key would choose what a check costs.
    pub fn new(jwk: &Jwk) -> Result<Self, UnusableKey> {
        let algorithm = jwk.algorithm();
        let key = match &jwk.material {
            Material::P256 { x, y } => {
                let point = [&[0x04], x.as_slice(), y.as_slice()].concat();
                ParsedPublicKey::new(algorithm.verification(), point)
            }
            Material::Ed25519 { x } => ParsedPublicKey::new(algorithm.verification(), x),
            Material::Rsa { n, e } => {
                if !matches!(bits(n), 2048..=4096) {
                    return Err(UnusableKey);
                }
                let spki = PublicKeyComponents { n, e }.as_der().map_err(|_| UnusableKey)?;
                ParsedPublicKey::new(algorithm.verification(), spki.as_ref())
            }
        };
        key.map(|key| Self { algorithm, key }).map_err(|_| UnusableKey)
    }

    /// The one algorithm that this key verifies.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Checks a signature over `message`, in the form that JWS gives it (RFC 7518 §3.3 to §3.5, RFC 8037 §3.1).
    ///
    /// # Errors
    /// [`JwtError::Signature`].
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), JwtError> {
        self.key.verify_sig(message, signature).map_err(|_| JwtError::Signature)
    }
}

impl fmt::Debug for VerificationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerificationKey").field("algorithm", &self.algorithm).finish_non_exhaustive()
    }
}

/// The length in bits of a number without leading zero octets.
fn bits(number: &[u8]) -> usize {
    number.first().map_or(0, |first| number.len() * 8 - first.leading_zeros() as usize)
}
