//! Attestation (§6.5.4, §8): what can be known of the authenticator that made a credential.
//!
//! The seam for certificate chains is [`Statement::Unverifiable`]: a further policy with trust anchors decides about it in
//! [`Statement::verify`], and a further [`Attestation`] says what was found.

use ciborium::Value;

use crate::cbor::{self, Map};
use crate::cose::PublicKey;
use crate::error::{RegistrationError, ResponseError};

/// What to do with an attestation statement that this crate cannot verify (any certificate chain).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum AttestationPolicy {
    /// Set the statement aside: the credential counts as unattested.
    #[default]
    Ignore,
    /// Refuse the registration.
    Refuse,
}

/// What was verified of the authenticator.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Attestation {
    /// Nothing.
    Unattested,
    /// The credential's own key signed the registration (§6.5.3): the key is usable, its holder unknown.
    SelfAttested,
}

#[derive(Clone, Debug)]
pub(crate) struct AttestationObject {
    pub(crate) statement: Statement,
    pub(crate) unverified_authenticator_data: Vec<u8>,
}

#[derive(Clone, Debug)]
pub(crate) enum Statement {
    /// §8.7.
    None,
    /// §8.2 without certificates.
    PackedSelf { unverified_algorithm: i64, unverified_signature: Vec<u8> },
    /// Well-formed CBOR in another format.
    Unverifiable,
    /// `none` or `packed` by name, something else by content.
    Malformed,
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
        match (format, Map::new(statement)) {
            ("none", Some(statement)) if statement.is_empty() => Self::None,
            ("packed", Some(statement)) => Self::packed(statement),
            ("none" | "packed", _) => Self::Malformed,
            _ => Self::Unverifiable,
        }
    }

    fn packed(mut statement: Map) -> Self {
        let algorithm =
            statement.take_text("alg").and_then(|value| value.into_integer().ok()).and_then(|id| id.try_into().ok());
        let signature = statement.take_text("sig").and_then(|value| value.into_bytes().ok());
        let certificates = statement.take_text("x5c");
        match (algorithm, signature, certificates) {
            (Some(unverified_algorithm), Some(unverified_signature), None) if statement.is_empty() => {
                Self::PackedSelf { unverified_algorithm, unverified_signature }
            }
            (Some(_), Some(_), Some(Value::Array(_))) if statement.is_empty() => Self::Unverifiable,
            _ => Self::Malformed,
        }
    }

    /// §7.1 steps 21 to 24. `signed` is the authenticator data followed by the hash of the client data.
    pub(crate) fn verify(
        &self,
        signed: &[u8],
        key: &PublicKey,
        policy: AttestationPolicy,
    ) -> Result<Attestation, RegistrationError> {
        match (self, policy) {
            (Self::None, _) | (Self::Unverifiable, AttestationPolicy::Ignore) => Ok(Attestation::Unattested),
            (Self::Unverifiable, AttestationPolicy::Refuse) => Err(RegistrationError::AttestationUnsupported),
            (Self::Malformed, _) => Err(RegistrationError::AttestationMalformed),
            (Self::PackedSelf { unverified_algorithm, unverified_signature }, _) => {
                // §8.2.1: `alg` must be the credential's own.
                if *unverified_algorithm != key.algorithm().cose_id() {
                    return Err(RegistrationError::AttestationInvalid);
                }
                key.verify(signed, unverified_signature).map_err(|_| RegistrationError::AttestationInvalid)?;
                Ok(Attestation::SelfAttested)
            }
        }
    }
}
