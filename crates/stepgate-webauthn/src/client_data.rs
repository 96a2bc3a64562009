//! Collected client data (§5.8.1): what the browser says about the page that asked.

use aws_lc_rs::digest::{Digest, SHA256, digest};
use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;

use crate::credential::Challenge;
use crate::error::{ClientDataError, ResponseError};
use crate::relying_party::RelyingParty;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Ceremony {
    Registration,
    Assertion,
}

impl Ceremony {
    const fn client_data_type(self) -> &'static str {
        match self {
            Self::Registration => "webauthn.create",
            Self::Assertion => "webauthn.get",
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct ClientData {
    unverified: UnverifiedClientData,
    hash: Digest,
}

/// Unknown members are ignored: §5.8.1 says that more will come.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct UnverifiedClientData {
    #[serde(rename = "type")]
    ceremony: String,
    challenge: String,
    origin: String,
    cross_origin: Option<bool>,
    top_origin: Option<String>,
}

impl ClientData {
    pub(crate) fn parse(json: &[u8]) -> Result<Self, ResponseError> {
        let unverified = serde_json::from_slice(json).map_err(|_| ResponseError::ClientData)?;
        Ok(Self { unverified, hash: digest(&SHA256, json) })
    }

    /// SHA-256 over the bytes as received, which is what the authenticator signed.
    pub(crate) fn hash(&self) -> &[u8] {
        self.hash.as_ref()
    }

    /// The challenge the page says it was given, for looking up whether it was.
    pub(crate) fn unverified_challenge(&self) -> Option<Challenge> {
        let bytes = BASE64URL_NOPAD.decode(self.unverified.challenge.as_bytes()).ok()?;
        Some(Challenge::from_bytes(*bytes.first_chunk::<32>().filter(|_| bytes.len() == 32)?))
    }

    /// §7.1 steps 7 to 11, §7.2 steps 10 to 14.
    pub(crate) fn check(
        &self,
        ceremony: Ceremony,
        challenge: &Challenge,
        rp: &RelyingParty,
    ) -> Result<(), ClientDataError> {
        let unverified = &self.unverified;
        if unverified.ceremony != ceremony.client_data_type() {
            return Err(ClientDataError::TypeMismatch);
        }
        // Compared encoded, as the specification says: the challenge then has one spelling.
        if unverified.challenge != challenge.to_base64url() {
            return Err(ClientDataError::ChallengeMismatch);
        }
        if !rp.has_origin(&unverified.origin) {
            return Err(ClientDataError::OriginMismatch);
        }
        if unverified.top_origin.as_ref().is_some_and(|origin| !rp.has_origin(origin)) {
            return Err(ClientDataError::TopOriginMismatch);
        }
        // No page of ours runs a ceremony in a frame of another origin, so nobody else's frame may (§13.4.9).
        if unverified.cross_origin == Some(true) {
            return Err(ClientDataError::CrossOrigin);
        }
        Ok(())
    }
}
