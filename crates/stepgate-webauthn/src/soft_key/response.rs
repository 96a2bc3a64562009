//! The parts of a response, open to be changed, and their JSON.

use ciborium::Value;
use data_encoding::BASE64URL_NOPAD;
use serde_json::json;

use super::{SoftKeyError, encode};
use crate::attestation::AttestationFormat;
use crate::credential::UserHandle;

/// A registration in its parts.
#[derive(Clone, Debug)]
pub struct SoftRegistration {
    /// `id` and `rawId` of the response.
    pub credential_id: Vec<u8>,
    /// §5.8.1.
    pub client_data_json: Vec<u8>,
    /// §6.1.
    pub authenticator_data: Vec<u8>,
    /// `none` if absent.
    pub attestation: Option<SoftAttestation>,
    /// `authenticatorAttachment` of the response.
    pub attachment: SoftAttachment,
}

/// An attestation statement in its parts.
#[derive(Clone, Debug)]
pub struct SoftAttestation {
    /// `fmt`.
    pub format: AttestationFormat,
    /// COSE algorithm identifier; `fido-u2f` does not state it.
    pub algorithm: i64,
    /// Over what the format says.
    pub signature: Vec<u8>,
    /// The certificate and those above it; left out if empty.
    pub x5c: Vec<Vec<u8>>,
}

/// How the authenticator is attached (§5.4.5), as the browser around it reports it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SoftAttachment {
    /// Part of the device.
    Platform,
    /// On USB.
    CrossPlatform,
}

impl SoftAttachment {
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Platform => ("platform", "internal"),
            Self::CrossPlatform => ("cross-platform", "usb"),
        }
    }
}

impl SoftAttestation {
    fn to_statement(&self) -> Value {
        let mut members = vec![(Value::from("sig"), Value::from(self.signature.as_slice()))];
        if self.format == AttestationFormat::Packed {
            members.insert(0, (Value::from("alg"), Value::from(self.algorithm)));
        }
        if !self.x5c.is_empty() {
            let x5c = self.x5c.iter().map(|certificate| Value::from(certificate.as_slice())).collect();
            members.push((Value::from("x5c"), Value::Array(x5c)));
        }
        Value::Map(members)
    }
}

impl SoftRegistration {
    /// As RegistrationResponseJSON.
    ///
    /// # Errors
    /// [`SoftKeyError`] if the CBOR cannot be written.
    pub fn to_json(&self) -> Result<serde_json::Value, SoftKeyError> {
        let (format, statement) = match &self.attestation {
            None => ("none", Value::Map(vec![])),
            Some(attestation) => (attestation.format.name(), attestation.to_statement()),
        };
        let (attachment, transport) = self.attachment.names();
        let attestation_object = encode(&Value::Map(vec![
            (Value::from("fmt"), Value::from(format)),
            (Value::from("attStmt"), statement),
            (Value::from("authData"), Value::from(self.authenticator_data.as_slice())),
        ]))?;
        let id = BASE64URL_NOPAD.encode(&self.credential_id);
        Ok(json!({
            "id": id,
            "rawId": id,
            "type": "public-key",
            "authenticatorAttachment": attachment,
            "clientExtensionResults": { "credProps": { "rk": true } },
            "response": {
                "clientDataJSON": BASE64URL_NOPAD.encode(&self.client_data_json),
                "attestationObject": BASE64URL_NOPAD.encode(&attestation_object),
                "transports": [transport],
            },
        }))
    }
}

/// An assertion in its parts.
#[derive(Clone, Debug)]
pub struct SoftAssertion {
    /// `id` and `rawId` of the response.
    pub credential_id: Vec<u8>,
    /// §5.8.1.
    pub client_data_json: Vec<u8>,
    /// §6.1.
    pub authenticator_data: Vec<u8>,
    /// Over the authenticator data and the hash of the client data.
    pub signature: Vec<u8>,
    /// `null` if absent.
    pub user_handle: Option<UserHandle>,
}

impl SoftAssertion {
    /// As AuthenticationResponseJSON.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        let id = BASE64URL_NOPAD.encode(&self.credential_id);
        json!({
            "id": id,
            "rawId": id,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": {
                "clientDataJSON": BASE64URL_NOPAD.encode(&self.client_data_json),
                "authenticatorData": BASE64URL_NOPAD.encode(&self.authenticator_data),
                "signature": BASE64URL_NOPAD.encode(&self.signature),
                "userHandle": self.user_handle,
            },
        })
    }
}
