//! Credential public keys (COSE_Key, RFC 9053 §7; WebAuthn §6.5.1) for the three algorithms that are asked for.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
};
use ciborium::Value;

use crate::cbor::{self, CborError, Map};

/// COSE key parameters (RFC 9053 §7.1, §7.2; RFC 8230 §4). Minus one and minus two mean other things for another key type.
mod label {
    pub(super) const KTY: i64 = 1;
    pub(super) const ALG: i64 = 3;
    pub(super) const CRV: i64 = -1;
    pub(super) const X: i64 = -2;
    pub(super) const Y: i64 = -3;
    pub(super) const N: i64 = -1;
    pub(super) const E: i64 = -2;
}

/// Longer moduli cost more than they protect, and the key is chosen by whoever registers.
const MAX_RSA_MODULUS: usize = 4096 / 8;
const MIN_RSA_MODULUS: usize = 2048 / 8;
const MAX_RSA_EXPONENT: usize = 4;

/// A signature algorithm from the COSE registry.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Algorithm {
    /// ECDSA on P-256 with SHA-256, COSE −7.
    Es256,
    /// EdDSA on Ed25519, COSE −8.
    EdDsa,
    /// RSASSA-PKCS1-v1_5 with SHA-256, COSE −257.
    Rs256,
}

impl Algorithm {
    /// In order of preference, as offered in `pubKeyCredParams`.
    pub const ALL: [Self; 3] = [Self::Es256, Self::EdDsa, Self::Rs256];

    /// The COSE algorithm identifier.
    #[must_use]
    pub const fn cose_id(self) -> i64 {
        match self {
            Self::Es256 => -7,
            Self::EdDsa => -8,
            Self::Rs256 => -257,
        }
    }

    fn from_cose_id(id: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.cose_id() == id)
    }
}

/// Why a credential public key was refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum PublicKeyError {
    /// Not one CBOR item.
    #[error("credential public key: {0}")]
    Cbor(#[from] CborError),
    /// An `alg` that was not asked for, or none.
    #[error("credential public key of an algorithm that was not asked for")]
    UnsupportedAlgorithm,
    /// Members that are missing, of the wrong kind or size, not allowed here, or that contradict `alg`.
    #[error("credential public key with wrong members")]
    Malformed,
    /// A point not on the curve, or numbers that are no RSA key.
    #[error("credential public key is no valid key")]
    InvalidKey,
}

impl PublicKeyError {
    /// A static name for logs and audit.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cbor(error) => error.name(),
            Self::UnsupportedAlgorithm => "algorithm_unsupported",
            Self::Malformed => "public_key_malformed",
            Self::InvalidKey => "public_key_invalid",
        }
    }
}

/// The signature does not verify under the key.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("signature does not verify")]
pub struct InvalidSignature;

/// A credential public key, parsed and checked once.
#[derive(Clone, Debug)]
pub struct PublicKey {
    algorithm: Algorithm,
    cose: Vec<u8>,
    key: ParsedPublicKey,
}

impl PublicKey {
    /// Parses a COSE_Key.
    ///
    /// # Errors
    /// [`PublicKeyError`]; members other than the required ones are refused (WebAuthn §6.5.1: no OPTIONAL parameters).
    pub fn from_cose(cose: &[u8]) -> Result<Self, PublicKeyError> {
        let mut map = Map::new(cbor::decode(cose)?).ok_or(PublicKeyError::Malformed)?;
        let algorithm = integer(&mut map, label::ALG)
            .ok()
            .and_then(Algorithm::from_cose_id)
            .ok_or(PublicKeyError::UnsupportedAlgorithm)?;
        let key = match algorithm {
            Algorithm::Es256 => ec2(&mut map),
            Algorithm::EdDsa => okp(&mut map),
            Algorithm::Rs256 => rsa(&mut map),
        }?;
        if !map.is_empty() {
            return Err(PublicKeyError::Malformed);
        }
        Ok(Self { algorithm, cose: cose.to_vec(), key })
    }

    /// The COSE_Key as it was parsed, for storage.
    #[must_use]
    pub fn to_cose(&self) -> &[u8] {
        &self.cose
    }

    /// The algorithm of this key.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The key without COSE around it: for ES256 the uncompressed point (SEC 1 §2.3.3).
    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.key.as_ref()
    }

    /// Verifies `signature` over `message`: `authenticatorData ‖ SHA-256(clientDataJSON)` for an assertion (§7.2 step 21).
    ///
    /// # Errors
    /// [`InvalidSignature`].
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
        self.key.verify_sig(message, signature).map_err(|_| InvalidSignature)
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.cose == other.cose
    }
}

impl Eq for PublicKey {}

/// EC2, P-256. §5.8.5: ES256 keys must be on P-256 and must not be compressed.
fn ec2(map: &mut Map) -> Result<ParsedPublicKey, PublicKeyError> {
    require(map, label::KTY, 2)?;
    require(map, label::CRV, 1)?;
    let (x, y) = (octets(map, label::X)?, octets(map, label::Y)?);
    if x.len() != 32 || y.len() != 32 {
        return Err(PublicKeyError::Malformed);
    }
    let point = [&[0x04], x.as_slice(), y.as_slice()].concat();
    ParsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).map_err(|_| PublicKeyError::InvalidKey)
}

/// OKP, Ed25519. §5.8.5: −8 means Ed25519 here.
fn okp(map: &mut Map) -> Result<ParsedPublicKey, PublicKeyError> {
    require(map, label::KTY, 1)?;
    require(map, label::CRV, 6)?;
    let x = octets(map, label::X)?;
    if x.len() != 32 {
        return Err(PublicKeyError::Malformed);
    }
    ParsedPublicKey::new(&ED25519, x).map_err(|_| PublicKeyError::InvalidKey)
}

/// RSA, RFC 8230 §4.
fn rsa(map: &mut Map) -> Result<ParsedPublicKey, PublicKeyError> {
    require(map, label::KTY, 3)?;
    let (n, e) = (octets(map, label::N)?, octets(map, label::E)?);
    if !(MIN_RSA_MODULUS..=MAX_RSA_MODULUS).contains(&n.len()) || e.len() > MAX_RSA_EXPONENT {
        return Err(PublicKeyError::Malformed);
    }
    if !is_odd(&n) || !is_odd(&e) || e == [1] {
        return Err(PublicKeyError::InvalidKey);
    }
    RsaPublicKeyComponents { n, e }
        .to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256)
        .map_err(|_| PublicKeyError::InvalidKey)
}

fn is_odd(number: &[u8]) -> bool {
    number.last().is_some_and(|byte| byte % 2 == 1)
}

fn require(map: &mut Map, label: i64, expected: i64) -> Result<(), PublicKeyError> {
    if integer(map, label)? == expected { Ok(()) } else { Err(PublicKeyError::Malformed) }
}

fn integer(map: &mut Map, label: i64) -> Result<i64, PublicKeyError> {
    let value = map.take(&Value::from(label)).and_then(|value| value.into_integer().ok());
    value.and_then(|integer| integer.try_into().ok()).ok_or(PublicKeyError::Malformed)
}

fn octets(map: &mut Map, label: i64) -> Result<Vec<u8>, PublicKeyError> {
    map.take(&Value::from(label)).and_then(|value| value.into_bytes().ok()).ok_or(PublicKeyError::Malformed)
}
