use std::fmt;

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256, RSA_PSS_SHA256,
    RsaEncoding, RsaKeyPair,
};
use data_encoding::BASE64URL_NOPAD;
use serde::Serialize;
use serde_json::json;
use zeroize::Zeroizing;

use super::jwk::{Jwk, Material};
use super::{Algorithm, MAX_TOKEN_LEN, Typ, UnusableKey, VerificationKey};

/// A key that signs tokens. Its `kid` is its thumbprint (RFC 7638), so that two keys never share one.
///
/// The key and the nonces of its signatures come from the cryptographic library's own generator: they are the one kind
/// of randomness that nobody may hand in.
pub struct SigningKey {
    pair: Pair,
    jwk: Jwk,
}

enum Pair {
    Es256(EcdsaKeyPair),
    EdDsa(Ed25519KeyPair),
    Rsa(Box<RsaKeyPair>),
}

/// A private key as unencrypted PKCS #8 in DER (RFC 5958); wiped when dropped, never printed.
pub struct Pkcs8(Zeroizing<Vec<u8>>);

/// Why nothing was signed.
#[derive(Debug, thiserror::Error)]
pub enum SignError {
    /// The claims do not serialise.
    #[error("claims: {0}")]
    Claims(#[from] serde_json::Error),
    /// The claims are JSON, but not an object.
    #[error("the claims are not an object")]
    NotAnObject,
    /// The token would be longer than any verifier here takes: [`MAX_TOKEN_LEN`].
    #[error("the token would be too long")]
    TooLong,
    /// The cryptographic library failed.
    #[error("the signature could not be made")]
    Signature,
}

impl From<Unspecified> for SignError {
    fn from(_: Unspecified) -> Self {
        Self::Signature
    }
}

impl SigningKey {
    /// Reads a private key of type P-256 (to sign ES256), Ed25519 (EdDSA) or RSA (RS256).
    ///
    /// # Errors
    /// [`UnusableKey`] where the bytes are no such key, or one that no verifier here would take.
    pub fn from_pkcs8(der: &[u8]) -> Result<Self, UnusableKey> {
        let pair = Pair::from_pkcs8(der)?;
        let material = pair.public()?;
        let algorithm = material.implied_algorithm();
        Self::new(pair, material, algorithm)
    }

    /// Reads a private key that signs this algorithm and no other. The bytes do not say what an RSA key is for, and one key is
    /// not to be used with two paddings (RFC 8017 §8): whoever keeps it keeps that with it.
    ///
    /// # Errors
    /// [`UnusableKey`] where the bytes are no such key, or one that no verifier here would take.
    pub fn from_pkcs8_for(der: &[u8], algorithm: Algorithm) -> Result<Self, UnusableKey> {
        let pair = Pair::from_pkcs8(der)?;
        let material = pair.public()?;
        if material.fits(algorithm) { Self::new(pair, material, algorithm) } else { Err(UnusableKey) }
    }

    fn new(pair: Pair, material: Material, algorithm: Algorithm) -> Result<Self, UnusableKey> {
        let jwk = Jwk::new(material, algorithm);
        VerificationKey::new(&jwk)?;
        Ok(Self { pair, jwk })
    }

    /// Makes a new key for ES256, and its private half to be stored.
    ///
    /// # Errors
    /// [`SignError::Signature`], where the system has no randomness to give.
    pub fn generate() -> Result<(Pkcs8, Self), SignError> {
        Self::generate_for(Algorithm::ES256)
    }

    /// Makes a new key for an algorithm, and its private half to be stored. RSA keys have 3072 bits, which take up to seconds to
    /// find.
    ///
    /// # Errors
    /// [`SignError::Signature`], where the system has no randomness to give.
    pub fn generate_for(algorithm: Algorithm) -> Result<(Pkcs8, Self), SignError> {
        let random = SystemRandom::new();
        let der = match algorithm {
            Algorithm::ES256 => {
                EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random)?.as_ref().to_vec()
            }
            Algorithm::EdDSA => Ed25519KeyPair::generate_pkcs8(&random)?.as_ref().to_vec(),
            Algorithm::RS256 | Algorithm::PS256 => {
                let der: Pkcs8V1Der<'_> = RsaKeyPair::generate(KeySize::Rsa3072)?.as_der()?;
                der.as_ref().to_vec()
            }
        };
        let der = Pkcs8(Zeroizing::new(der));
        let key = Self::from_pkcs8_for(der.as_ref(), algorithm).map_err(|_| SignError::Signature)?;
        Ok((der, key))
    }

    /// The name of this key in tokens and in the JWK Set.
    #[must_use]
    pub fn kid(&self) -> &str {
        self.jwk.kid()
    }

    /// The algorithm that this key signs with.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.jwk.algorithm()
    }

    /// The public half, as published in the JWK Set.
    #[must_use]
    pub fn public_jwk(&self) -> &Jwk {
        &self.jwk
    }

    /// Signs `claims`, which must serialise to a JSON object, as a token of the kind `typ`.
    ///
    /// A DPoP proof carries the public key in its header, every other kind its `kid`.
    ///
    /// # Errors
    /// [`SignError`].
    pub fn sign(&self, typ: Typ, claims: &impl Serialize) -> Result<String, SignError> {
        let payload = serde_json::to_vec(claims)?;
        if payload.first() != Some(&b'{') {
            return Err(SignError::NotAnObject);
        }
        let mut token = String::with_capacity(payload.len() * 4 / 3 + 512);
        BASE64URL_NOPAD.encode_append(self.header(typ).as_bytes(), &mut token);
        token.push('.');
        BASE64URL_NOPAD.encode_append(&payload, &mut token);
        let signature = self.pair.sign(self.algorithm(), token.as_bytes())?;
        token.push('.');
        BASE64URL_NOPAD.encode_append(&signature, &mut token);
        if token.len() > MAX_TOKEN_LEN { Err(SignError::TooLong) } else { Ok(token) }
    }

    fn header(&self, typ: Typ) -> String {
        let alg = self.algorithm();
        if typ == Typ::DpopProof {
            return json!({ "alg": alg.as_str(), "typ": typ.as_str(), "jwk": self.jwk }).to_string();
        }
        // Nothing in these three needs an escape.
        format!(r#"{{"alg":"{alg}","typ":"{typ}","kid":"{}"}}"#, self.kid())
    }
}

impl Pair {
    fn from_pkcs8(der: &[u8]) -> Result<Self, UnusableKey> {
        if let Ok(pair) = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der) {
            return Ok(Self::Es256(pair));
        }
        if let Ok(pair) = Ed25519KeyPair::from_pkcs8(der) {
            return Ok(Self::EdDsa(pair));
        }
        RsaKeyPair::from_pkcs8(der).map(|pair| Self::Rsa(Box::new(pair))).map_err(|_| UnusableKey)
    }

    fn public(&self) -> Result<Material, UnusableKey> {
        match self {
            Self::Es256(pair) => {
                let (x, y) = coordinates(pair.public_key().as_ref()).ok_or(UnusableKey)?;
                Ok(Material::P256 { x, y })
            }
            Self::EdDsa(pair) => {
                let x = pair.public_key().as_ref().try_into().map_err(|_| UnusableKey)?;
                Ok(Material::Ed25519 { x })
            }
            Self::Rsa(pair) => {
                let public = pair.public_key();
                let n = public.modulus().big_endian_without_leading_zero().to_vec();
                let e = public.exponent().big_endian_without_leading_zero().to_vec();
                Ok(Material::Rsa { n, e })
            }
        }
    }

    fn sign(&self, algorithm: Algorithm, message: &[u8]) -> Result<Vec<u8>, Unspecified> {
        match self {
            Self::Es256(pair) => Ok(pair.sign(&SystemRandom::new(), message)?.as_ref().to_vec()),
            Self::EdDsa(pair) => Ok(pair.try_sign(message)?.as_ref().to_vec()),
            Self::Rsa(pair) => {
                let padding: &dyn RsaEncoding =
                    if algorithm == Algorithm::PS256 { &RSA_PSS_SHA256 } else { &RSA_PKCS1_SHA256 };
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(padding, &SystemRandom::new(), message, &mut signature)?;
                Ok(signature)
            }
        }
    }
}

/// The coordinates of an uncompressed point, `04 ‖ x ‖ y` (SEC 1 §2.3.3).
fn coordinates(point: &[u8]) -> Option<([u8; 32], [u8; 32])> {
    let (x, y) = point.strip_prefix(&[0x04])?.split_at_checked(32)?;
    Some((x.try_into().ok()?, y.try_into().ok()?))
}

impl AsRef<[u8]> for Pkcs8 {
    fn as_ref(&self) -> &[u8] {
        self.0.as_ref()
    }
}

impl fmt::Debug for Pkcs8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pkcs8(..)")
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("kid", &self.kid()).finish_non_exhaustive()
    }
}
