//! What both response formats share (§5.1: RegistrationResponseJSON, AuthenticationResponseJSON).

use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::credential::CredentialId;
use crate::error::ResponseError;

/// A long RSA certificate chain is a few KiB; nothing that an authenticator sends comes near this.
const MAX_RESPONSE: usize = 64 * 1024;

/// PublicKeyCredential's JSON. Members that are not read are not trusted: extension outputs other than `credProps`, and the
/// copies of the key and of the authenticator data beside the attestation object.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UnverifiedResponse<R> {
    id: String,
    raw_id: String,
    #[serde(rename = "type")]
    credential_type: String,
    pub(crate) response: R,
    #[serde(default)]
    pub(crate) client_extension_results: ExtensionResults,
    authenticator_attachment: Option<String>,
}

/// §5.4.5, as the client reports it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Attachment {
    Platform,
    CrossPlatform,
}

/// §10.1.3 credProps.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ExtensionResults {
    pub(crate) cred_props: Option<CredentialProperties>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct CredentialProperties {
    pub(crate) rk: Option<bool>,
}

impl<R: DeserializeOwned> UnverifiedResponse<R> {
    pub(crate) fn parse(json: &[u8]) -> Result<Self, ResponseError> {
        if json.len() > MAX_RESPONSE {
            return Err(ResponseError::TooLarge);
        }
        let response: Self = serde_json::from_slice(json).map_err(|_| ResponseError::Json)?;
        if response.credential_type != "public-key" {
            return Err(ResponseError::CredentialType);
        }
        Ok(response)
    }

    /// §5.1: values that are not known are treated as absent.
    pub(crate) fn attachment(&self) -> Option<Attachment> {
        match self.authenticator_attachment.as_deref() {
            Some("platform") => Some(Attachment::Platform),
            Some("cross-platform") => Some(Attachment::CrossPlatform),
            _ => None,
        }
    }

    pub(crate) fn credential_id(&self) -> Result<CredentialId, ResponseError> {
        let (id, raw_id) = (base64url("id", &self.id)?, base64url("rawId", &self.raw_id)?);
        if id != raw_id {
            return Err(ResponseError::IdMismatch);
        }
        CredentialId::from_bytes(&id).map_err(|_| ResponseError::CredentialIdLength)
    }
}

/// Strict: no padding, no line breaks, no stray bits in the last character.
pub(crate) fn base64url(member: &'static str, text: &str) -> Result<Vec<u8>, ResponseError> {
    BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| ResponseError::Base64url(member))
}
