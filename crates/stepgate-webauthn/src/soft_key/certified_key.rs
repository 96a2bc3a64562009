//! A certification authority for soft keys, which signs whatever a test wants to be signed.

use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};

use super::SoftKeyError;
use super::certificate::SoftCertificate;
use super::der::{self, element};

/// A key with a certificate for it, and the certificates above that one up to the root, which is left out.
#[derive(Debug)]
pub struct CertifiedKey {
    key: EcdsaKeyPair,
    subject: Vec<u8>,
    /// Its own first. A root has its own only.
    pub chain: Vec<Vec<u8>>,
    is_root: bool,
}

impl CertifiedKey {
    /// A fresh key under a certificate that it signs itself.
    ///
    /// # Errors
    /// [`SoftKeyError`] if the system has no randomness.
    pub fn self_signed(certificate: &SoftCertificate) -> Result<Self, SoftKeyError> {
        let mut root = Self { key: generate()?, subject: certificate.subject(), chain: Vec::new(), is_root: true };
        root.chain.push(root.certify(certificate, &public_key_info(&root.key)?)?);
        Ok(root)
    }

    /// A fresh key under a certificate that this one signs, whether it may or not.
    ///
    /// # Errors
    /// [`SoftKeyError`] if the system has no randomness.
    pub fn issue(&self, certificate: &SoftCertificate) -> Result<Self, SoftKeyError> {
        let key = generate()?;
        let signed = self.certify(certificate, &public_key_info(&key)?)?;
        let above: &[Vec<u8>] = if self.is_root { &[] } else { &self.chain };
        Ok(Self { key, subject: certificate.subject(), chain: [&[signed], above].concat(), is_root: false })
    }

    /// A certificate, in DER, for somebody else's key: its SubjectPublicKeyInfo.
    ///
    /// # Errors
    /// [`SoftKeyError`] if the signature cannot be made.
    pub fn certify(&self, certificate: &SoftCertificate, public_key_info: &[u8]) -> Result<Vec<u8>, SoftKeyError> {
        let to_be_signed = certificate.to_be_signed(&self.subject, public_key_info);
        let signature = der::bits(&self.sign(&to_be_signed)?);
        Ok(element(der::SEQUENCE, &[&to_be_signed, &ecdsa_with_sha256(), &signature]))
    }

    /// Its own certificate in DER: for a root what an anchor is made of.
    #[must_use]
    pub fn certificate(&self) -> &[u8] {
        self.chain.first().map_or(&[], Vec::as_slice)
    }

    /// ES256 over `message`.
    ///
    /// # Errors
    /// [`SoftKeyError`] if the signature cannot be made.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SoftKeyError> {
        let signature = self.key.sign(&SystemRandom::new(), message).map_err(|_| SoftKeyError)?;
        Ok(signature.as_ref().to_vec())
    }
}

fn generate() -> Result<EcdsaKeyPair, SoftKeyError> {
    EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).map_err(|_| SoftKeyError)
}

fn public_key_info(key: &EcdsaKeyPair) -> Result<Vec<u8>, SoftKeyError> {
    let der: PublicKeyX509Der<'_> = key.public_key().as_der().map_err(|_| SoftKeyError)?;
    Ok(der.as_ref().to_vec())
}

/// RFC 5758 §3.2.
pub(super) fn ecdsa_with_sha256() -> Vec<u8> {
    element(der::SEQUENCE, &[&element(der::OID, &[&[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]])])
}
