//! The parts of a response, open to be changed, and their JSON.

use ciborium::Value;
use data_encoding::BASE64URL_NOPAD;
use serde_json::json;

use super::{SoftKeyError, encode};
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
    /// `packed` self attestation if present, else `none`.
    pub self_attestation: Option<SelfAttestation>,
}

/// §8.2 without certificates.
#[derive(Clone, Debug)]
pub struct SelfAttestation {
    /// COSE algorithm identifier.
    pub algorithm: i64,
    /// Over the authenticator data and the hash of the client data.
    pub signature: Vec<u8>,
}

impl SoftRegistration {
    /// As RegistrationResponseJSON.
    ///
    /// # Errors
    /// [`SoftKeyError`] if the CBOR cannot be written.
    pub fn to_json(&self) -> Result<serde_json::Value, SoftKeyError> {
        let (format, statement) = match &self.self_attestation {
            None => ("none", Value::Map(vec![])),
            Some(attestation) => {
                let signature = Value::from(attestation.signature.as_slice());
                let alg = Value::from(attestation.algorithm);
                ("packed", Value::Map(vec![(Value::from("alg"), alg), (Value::from("sig"), signature)]))
            }
        };
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
            "authenticatorAttachment": "platform",
            "clientExtensionResults": { "credProps": { "rk": true } },
            "response": {
                "clientDataJSON": BASE64URL_NOPAD.encode(&self.client_data_json),
                "attestationObject": BASE64URL_NOPAD.encode(&attestation_object),
                "transports": ["internal"],
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
