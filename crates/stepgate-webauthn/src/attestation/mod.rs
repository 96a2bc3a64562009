//! Attestation (§6.5.4, §8): what can be known of the authenticator that made a credential.
//!
//! Two questions, answered apart. *Is the statement true to its format?* ([`Statement::verify`], §8.2 and §8.6): if not, the
//! registration is refused under every policy. *Does anyone we trust stand behind its certificate?* ([`TrustAnchors`]): what a "no"
//! costs is up to the policy.

mod anchors;
mod certificate;
mod fido_u2f;
mod metadata;
mod outcome;
mod packed;
#[cfg(test)]
mod vectors;

use ciborium::Value;

use crate::authenticator_data::{AttestedCredential, AuthenticatorData};
use crate::cbor::{self, Map};
use crate::cose::PublicKey;
use crate::error::{RegistrationError, ResponseError};

pub use anchors::{TrustAnchorError, TrustAnchors};
pub(crate) use certificate::CertificateChain;
pub use metadata::MetadataError;
pub use outcome::{AttestationFormat, Attested, Unverifiable, VerifiedAttestation};

#[derive(Clone, Debug)]
pub(crate) struct AttestationObject {
    pub(crate) statement: Statement,
    pub(crate) unverified_authenticator_data: Vec<u8>,
}

#[derive(Clone, Debug)]
pub(crate) enum Statement {
    /// §8.7.
    None,
    /// §8.2.
    Packed(packed::Packed),
    /// §8.6.
    FidoU2f(fido_u2f::FidoU2f),
    /// Well-formed CBOR in a format that is not verified here.
    UnknownFormat,
    /// One of the above by name, something else by content.
    Malformed,
}

/// What a statement is about, and signed over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Registered<'a> {
    pub(crate) authenticator_data: &'a AuthenticatorData,
    pub(crate) client_data_hash: &'a [u8],
    pub(crate) credential: &'a AttestedCredential,
    pub(crate) public_key: &'a PublicKey,
}

/// What a statement that is true to its format shows by itself.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Proof<'a> {
    Nothing,
    /// The credential's own key signed.
    OwnKey,
    /// The key of this chain's first certificate signed; whose that is, is not known yet.
    Certificate(AttestationFormat, &'a CertificateChain),
    Unverifiable(Unverifiable),
}

impl AttestationObject {
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, ResponseError> {
        let mut object = Map::new(cbor::decode(bytes)?).ok_or(ResponseError::AttestationObject)?;
        let format = object.take_text("fmt").and_then(|value| value.into_text().ok());
        let statement = object.take_text("attStmt");
        let authenticator_data = object.take_text("authData").and_then(|value| value.into_bytes().ok());
        match (format, statement, authenticator_data) {
            (Some(format), Some(statement), Some(unverified_authenticator_data)) if object.is_empty() => {
                Ok(Self { statement: Statement::new(&format, statement), unverified_authenticator_data })
            }
            _ => Err(ResponseError::AttestationObject),
        }
    }
}

impl Statement {
    fn new(format: &str, statement: Value) -> Self {
        let parsed = match (format, Map::new(statement)) {
            ("none", Some(statement)) => statement.is_empty().then_some(Self::None),
            ("packed", Some(statement)) => packed::Packed::parse(statement).map(Self::Packed),
            ("fido-u2f", Some(statement)) => fido_u2f::FidoU2f::parse(statement).map(Self::FidoU2f),
            ("none" | "packed" | "fido-u2f", None) => None,
            _ => Some(Self::UnknownFormat),
        };
        parsed.unwrap_or(Self::Malformed)
    }

    /// §7.1 steps 21 and 22: by the verification procedure of the format.
    pub(crate) fn verify(&self, registered: &Registered<'_>) -> Result<Proof<'_>, RegistrationError> {
        match self {
            Self::None => Ok(Proof::Nothing),
            Self::Packed(packed) => packed.verify(registered),
            Self::FidoU2f(fido_u2f) => fido_u2f.verify(registered),
            Self::UnknownFormat => Ok(Proof::Unverifiable(Unverifiable::UnknownFormat)),
            Self::Malformed => Err(RegistrationError::AttestationMalformed),
        }
    }
}
