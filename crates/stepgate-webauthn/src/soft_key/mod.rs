//! A software authenticator together with the browser around it: for tests, and for seeding a demo.
//!
//! It makes well-formed responses and, on demand, hostile ones: every field of [`Ceremony`] is a knob, and the parts of a
//! response can be changed before [`SoftRegistration::to_json`] and [`SoftAssertion::to_json`] put it together. It protects
//! nothing: the private key is in memory and can be exported.

mod ceremony;
mod certificate;
mod certified_key;
mod der;
mod response;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::encoding::{AsBigEndian, EcPrivateKeyBin};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};
use ciborium::Value;
use data_encoding::BASE64URL_NOPAD;
use serde_json::json;

use crate::attestation::AttestationFormat;
use crate::cose::Algorithm;
use crate::credential::CredentialId;

pub use ceremony::Ceremony;
pub use certificate::SoftCertificate;
pub use certified_key::CertifiedKey;
pub use response::{SoftAssertion, SoftAttachment, SoftAttestation, SoftRegistration};

/// The soft key could not be made or used.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("soft key could not be made or used")]
pub struct SoftKeyError;

/// One credential: a key pair and its ID.
#[derive(Debug)]
pub struct SoftKey {
    signer: Signer,
    cose: Vec<u8>,
    credential_id: CredentialId,
}

#[derive(Debug)]
enum Signer {
    Es256(EcdsaKeyPair),
    EdDsa(Ed25519KeyPair),
}

impl SoftKey {
    /// A fresh ES256 key.
    ///
    /// # Errors
    /// [`SoftKeyError`] if the system has no randomness.
    pub fn generate() -> Result<Self, SoftKeyError> {
        EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).map_err(|_| SoftKeyError).and_then(Self::es256)
    }

    /// An ES256 key from PKCS #8.
    ///
    /// # Errors
    /// [`SoftKeyError`] if this is no P-256 key.
    pub fn from_pkcs8(pkcs8: &[u8]) -> Result<Self, SoftKeyError> {
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8).map_err(|_| SoftKeyError).and_then(Self::es256)
    }

    /// The ES256 key whose private number is `seed`. The key and its ID are the same every time; signatures are not.
    ///
    /// # Errors
    /// [`SoftKeyError`] for zero and for numbers from the curve's order upwards.
    pub fn from_seed(seed: &[u8; 32]) -> Result<Self, SoftKeyError> {
        // RFC 5915 ECPrivateKey { version 1, privateKey, parameters prime256v1 }, the public key left to be computed.
        const HEAD: [u8; 7] = [0x30, 0x31, 0x02, 0x01, 0x01, 0x04, 0x20];
        const PARAMETERS: [u8; 12] = [0xa0, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
        let der = [HEAD.as_slice(), seed, &PARAMETERS].concat();
        EcdsaKeyPair::from_private_key_der(&ECDSA_P256_SHA256_ASN1_SIGNING, &der)
            .map_err(|_| SoftKeyError)
            .and_then(Self::es256)
    }

    /// The Ed25519 key of this seed (RFC 8032 §5.1.5).
    ///
    /// # Errors
    /// [`SoftKeyError`] if the key cannot be made.
    pub fn ed25519_from_seed(seed: &[u8; 32]) -> Result<Self, SoftKeyError> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).map_err(|_| SoftKeyError)?;
        let x = Value::from(pair.public_key().as_ref());
        let cose = cose_key(vec![(1, Value::from(1)), (3, Value::from(-8)), (-1, Value::from(6)), (-2, x)])?;
        Self::new(Signer::EdDsa(pair), cose)
    }

    fn es256(pair: EcdsaKeyPair) -> Result<Self, SoftKeyError> {
        let (x, y) = coordinates(&pair)?;
        let (x, y) = (Value::from(x.as_slice()), Value::from(y.as_slice()));
        let labels = vec![(1, Value::from(2)), (3, Value::from(-7)), (-1, Value::from(1)), (-2, x), (-3, y)];
        Self::new(Signer::Es256(pair), cose_key(labels)?)
    }

    fn new(signer: Signer, cose: Vec<u8>) -> Result<Self, SoftKeyError> {
        let credential_id = CredentialId::from_bytes(digest(&SHA256, &cose).as_ref()).map_err(|_| SoftKeyError)?;
        Ok(Self { signer, cose, credential_id })
    }

    /// The ID: the hash of the public key.
    #[must_use]
    pub const fn credential_id(&self) -> &CredentialId {
        &self.credential_id
    }

    /// The algorithm.
    #[must_use]
    pub const fn algorithm(&self) -> Algorithm {
        match self.signer {
            Signer::Es256(_) => Algorithm::Es256,
            Signer::EdDsa(_) => Algorithm::EdDsa,
        }
    }

    /// The public key as COSE_Key, as a server stores it.
    #[must_use]
    pub fn cose_public_key(&self) -> &[u8] {
        &self.cose
    }

    /// The private key as JWK (RFC 7517; RFC 7518 §6.2.2, RFC 8037 §2), ready for WebCrypto's `importKey`.
    ///
    /// # Errors
    /// [`SoftKeyError`] if the key cannot be exported.
    pub fn private_jwk(&self) -> Result<serde_json::Value, SoftKeyError> {
        let encode = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
        match &self.signer {
            Signer::Es256(pair) => {
                let (x, y) = coordinates(pair)?;
                let d: EcPrivateKeyBin<'_> = pair.private_key().as_be_bytes().map_err(|_| SoftKeyError)?;
                let (x, y, d) = (encode(&x), encode(&y), encode(d.as_ref()));
                Ok(json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y, "d": d }))
            }
            Signer::EdDsa(pair) => {
                let seed = pair.seed().and_then(|seed| seed.as_be_bytes()).map_err(|_| SoftKeyError)?;
                let (x, d) = (encode(pair.public_key().as_ref()), encode(seed.as_ref()));
                Ok(json!({ "kty": "OKP", "crv": "Ed25519", "x": x, "d": d }))
            }
        }
    }

    /// Answers `create()` without attestation.
    ///
    /// # Errors
    /// [`SoftKeyError`] if the credential ID is too long.
    pub fn register(&self, ceremony: &Ceremony) -> Result<SoftRegistration, SoftKeyError> {
        let id = self.credential_id.as_bytes();
        let id_length = u16::try_from(id.len()).map_err(|_| SoftKeyError)?.to_be_bytes();
        let attested = [ceremony.aaguid.as_slice(), &id_length, id, &self.cose].concat();
        Ok(SoftRegistration {
            credential_id: id.to_vec(),
            client_data_json: ceremony.client_data_json("webauthn.create"),
            authenticator_data: ceremony.authenticator_data(&attested),
            attestation: None,
            attachment: ceremony.attachment,
        })
    }

    /// Answers `create()` with `packed` self attestation.
    ///
    /// # Errors
    /// [`SoftKeyError`] if the signature cannot be made.
    pub fn register_self_attested(&self, ceremony: &Ceremony) -> Result<SoftRegistration, SoftKeyError> {
        let registration = self.register(ceremony)?;
        let signature = self.sign(&registration.authenticator_data, &registration.client_data_json)?;
        let (format, algorithm) = (AttestationFormat::Packed, self.algorithm().cose_id());
        let attestation = SoftAttestation { format, algorithm, signature, x5c: Vec::new() };
        Ok(SoftRegistration { attestation: Some(attestation), ..registration })
    }

    /// Answers `create()` with `packed` attestation under a certificate (§8.2).
    ///
    /// # Errors
    /// [`SoftKeyError`] if the signature cannot be made.
    pub fn register_packed(&self, ceremony: &Ceremony, by: &CertifiedKey) -> Result<SoftRegistration, SoftKeyError> {
        let registration = self.register(ceremony)?;
        let client_data_hash = digest(&SHA256, &registration.client_data_json);
        let signature = by.sign(&[registration.authenticator_data.as_slice(), client_data_hash.as_ref()].concat())?;
        let (format, algorithm) = (AttestationFormat::Packed, Algorithm::Es256.cose_id());
        let attestation = SoftAttestation { format, algorithm, signature, x5c: by.chain.clone() };
        Ok(SoftRegistration { attestation: Some(attestation), ..registration })
    }

    /// Answers `create()` with `fido-u2f` attestation under a certificate (§8.6).
    ///
    /// # Errors
    /// [`SoftKeyError`] if this is no ES256 key or the signature cannot be made.
    pub fn register_fido_u2f(&self, ceremony: &Ceremony, by: &CertifiedKey) -> Result<SoftRegistration, SoftKeyError> {
        let Signer::Es256(pair) = &self.signer else {
            return Err(SoftKeyError);
        };
        let registration = self.register(ceremony)?;
        let (rp_id_hash, client_data_hash) =
            (digest(&SHA256, ceremony.rp_id.as_bytes()), digest(&SHA256, &registration.client_data_json));
        let (id, point) = (self.credential_id.as_bytes(), pair.public_key().as_ref());
        let signature = by.sign(&[&[0], rp_id_hash.as_ref(), client_data_hash.as_ref(), id, point].concat())?;
        let (format, algorithm) = (AttestationFormat::FidoU2f, Algorithm::Es256.cose_id());
        let attestation = SoftAttestation { format, algorithm, signature, x5c: by.chain.clone() };
        Ok(SoftRegistration { attestation: Some(attestation), ..registration })
    }

    /// Answers `get()`.
    ///
    /// # Errors
    /// [`SoftKeyError`] if the signature cannot be made.
    pub fn assert(&self, ceremony: &Ceremony) -> Result<SoftAssertion, SoftKeyError> {
        let client_data_json = ceremony.client_data_json("webauthn.get");
        let authenticator_data = ceremony.authenticator_data(&[]);
        let signature = self.sign(&authenticator_data, &client_data_json)?;
        Ok(SoftAssertion {
            credential_id: self.credential_id.as_bytes().to_vec(),
            client_data_json,
            authenticator_data,
            signature,
            user_handle: ceremony.user_handle.clone(),
        })
    }

    /// Signs what an authenticator signs (§6.3.3 step 11), whatever it says.
    ///
    /// # Errors
    /// [`SoftKeyError`] if the signature cannot be made.
    pub fn sign(&self, authenticator_data: &[u8], client_data_json: &[u8]) -> Result<Vec<u8>, SoftKeyError> {
        let message = [authenticator_data, digest(&SHA256, client_data_json).as_ref()].concat();
        let signature = match &self.signer {
            Signer::Es256(pair) => pair.sign(&SystemRandom::new(), &message),
            Signer::EdDsa(pair) => pair.try_sign(&message),
        };
        signature.map(|signature| signature.as_ref().to_vec()).map_err(|_| SoftKeyError)
    }
}

/// Affine, from the uncompressed point (SEC 1 §2.3.3).
fn coordinates(pair: &EcdsaKeyPair) -> Result<([u8; 32], [u8; 32]), SoftKeyError> {
    let point = pair.public_key().as_ref().strip_prefix(&[0x04]).ok_or(SoftKeyError)?;
    let (x, y) = point.split_first_chunk().ok_or(SoftKeyError)?;
    Ok((*x, y.try_into().map_err(|_| SoftKeyError)?))
}

fn cose_key(labels: Vec<(i64, Value)>) -> Result<Vec<u8>, SoftKeyError> {
    encode(&Value::Map(labels.into_iter().map(|(label, value)| (Value::from(label), value)).collect()))
}

fn encode(value: &Value) -> Result<Vec<u8>, SoftKeyError> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).map_err(|_| SoftKeyError)?;
    Ok(bytes)
}
