//! Registering a new credential (§7.1).

use serde::Deserialize;
use stepgate_core::Timestamp;

use crate::attestation::{AttestationObject, Registered};
use crate::authenticator_data::AuthenticatorData;
use crate::client_data::{Ceremony, ClientData};
use crate::cose::{PublicKey, PublicKeyError};
use crate::credential::{Challenge, CredentialId, NewCredential};
use crate::error::{RegistrationError, ResponseError};
use crate::policy::RegistrationPolicy;
use crate::relying_party::RelyingParty;
use crate::response::{Attachment, UnverifiedResponse, base64url};

/// The specification names six transports; a few more may come.
const MAX_TRANSPORTS: usize = 8;
const MAX_TRANSPORT_LENGTH: usize = 32;

/// A well-formed RegistrationResponseJSON. Nothing in it is verified yet.
#[derive(Clone, Debug)]
pub struct RegistrationResponse {
    credential_id: CredentialId,
    client_data: ClientData,
    attestation_object: AttestationObject,
    authenticator_data: AuthenticatorData,
    transports: Vec<String>,
    /// credProps.rk, where the client says.
    discoverable: Option<bool>,
    attachment: Option<Attachment>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct UnverifiedAttestation {
    #[serde(rename = "clientDataJSON")]
    client_data_json: String,
    attestation_object: String,
    #[serde(default)]
    transports: Vec<String>,
}

impl RegistrationResponse {
    /// Parses what `PublicKeyCredential.toJSON()` yields after `create()`.
    ///
    /// # Errors
    /// [`ResponseError`]: the form is wrong; at most 64 KiB, strict base64url, strict CBOR (CTAP 2.1 §8).
    pub fn parse(json: &[u8]) -> Result<Self, ResponseError> {
        let unverified = UnverifiedResponse::<UnverifiedAttestation>::parse(json)?;
        let (credential_id, attachment) = (unverified.credential_id()?, unverified.attachment());
        let client_data = ClientData::parse(&base64url("clientDataJSON", &unverified.response.client_data_json)?)?;
        let attestation_object =
            AttestationObject::parse(&base64url("attestationObject", &unverified.response.attestation_object)?)?;
        let authenticator_data = AuthenticatorData::parse(&attestation_object.unverified_authenticator_data)?;
        let transports = unverified.response.transports;
        if transports.len() > MAX_TRANSPORTS || !transports.iter().all(|transport| is_transport(transport)) {
            return Err(ResponseError::Transports);
        }
        let discoverable = unverified.client_extension_results.cred_props.and_then(|properties| properties.rk);
        Ok(Self {
            credential_id,
            client_data,
            attestation_object,
            authenticator_data,
            transports,
            discoverable,
            attachment,
        })
    }

    /// For looking up whether this challenge was issued; none where it cannot have been, since ours are 32 bytes.
    #[must_use]
    pub fn unverified_challenge(&self) -> Option<Challenge> {
        self.client_data.unverified_challenge()
    }
}

impl RelyingParty {
    /// Verifies a registration against the challenge and the policy that its options were made with (§7.1), at the time `now`,
    /// which only certificates and their anchors depend on.
    ///
    /// The caller still has to see that the challenge is used once and that the credential ID is new to every user (step 27).
    ///
    /// # Errors
    /// [`RegistrationError`], with the first check that failed.
    pub fn verify_registration(
        &self,
        response: &RegistrationResponse,
        challenge: &Challenge,
        policy: &RegistrationPolicy,
        now: Timestamp,
    ) -> Result<NewCredential, RegistrationError> {
        response.client_data.check(Ceremony::Registration, challenge, self)?;
        response.authenticator_data.check(self)?;

        let authenticator_data = &response.authenticator_data;
        let attested = authenticator_data.attested_credential.as_ref().ok_or(RegistrationError::NoCredential)?;
        if attested.id != response.credential_id {
            return Err(RegistrationError::CredentialIdMismatch);
        }
        policy.check_client(response.discoverable, response.attachment)?;
        policy.check_authenticator(authenticator_data.backup_eligible(), attested.aaguid)?;

        // Step 20: the algorithm is one of those asked for.
        let public_key = PublicKey::from_cose(&attested.unverified_public_key)?;
        if !policy.algorithms().contains(&public_key.algorithm()) {
            return Err(PublicKeyError::UnsupportedAlgorithm.into());
        }
        let client_data_hash = response.client_data.hash();
        let registered =
            Registered { authenticator_data, client_data_hash, credential: attested, public_key: &public_key };
        let proof = response.attestation_object.statement.verify(&registered)?;
        let attestation = policy.judge(&proof, attested.aaguid, now)?;

        Ok(NewCredential {
            id: attested.id.clone(),
            public_key,
            sign_count: authenticator_data.sign_count,
            backup_eligible: authenticator_data.backup_eligible(),
            backed_up: authenticator_data.backed_up(),
            aaguid: attested.aaguid,
            transports: response.transports.clone(),
            attestation,
        })
    }
}

fn is_transport(text: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=MAX_TRANSPORT_LENGTH).contains(&text.len()) && text.bytes().all(is_token)
}
