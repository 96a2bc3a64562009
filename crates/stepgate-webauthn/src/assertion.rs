//! Verifying an assertion (§7.2).

use serde::Deserialize;

use crate::authenticator_data::AuthenticatorData;
use crate::client_data::{Ceremony, ClientData};
use crate::credential::{Challenge, CredentialId, StoredCredential, UserHandle};
use crate::error::{AssertionError, ResponseError};
use crate::relying_party::RelyingParty;
use crate::response::{UnverifiedResponse, base64url};

/// A well-formed AuthenticationResponseJSON. Nothing in it is verified yet.
#[derive(Clone, Debug)]
pub struct AssertionResponse {
    credential_id: CredentialId,
    client_data: ClientData,
    authenticator_data: AuthenticatorData,
    signature: Vec<u8>,
    user_handle: Option<UserHandle>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct UnverifiedAssertion {
    #[serde(rename = "clientDataJSON")]
    client_data_json: String,
    authenticator_data: String,
    signature: String,
    user_handle: Option<String>,
}

impl AssertionResponse {
    /// Parses what `PublicKeyCredential.toJSON()` yields after `get()`.
    ///
    /// # Errors
    /// [`ResponseError`]: the form is wrong; at most 64 KiB, strict base64url, strict CBOR (CTAP 2.1 §8).
    pub fn parse(json: &[u8]) -> Result<Self, ResponseError> {
        let unverified = UnverifiedResponse::<UnverifiedAssertion>::parse(json)?;
        let credential_id = unverified.credential_id()?;
        let response = unverified.response;
        let user_handle = response.user_handle.map(|text| {
            UserHandle::from_bytes(&base64url("userHandle", &text)?).map_err(|_| ResponseError::UserHandleLength)
        });
        Ok(Self {
            credential_id,
            client_data: ClientData::parse(&base64url("clientDataJSON", &response.client_data_json)?)?,
            authenticator_data: AuthenticatorData::parse(&base64url(
                "authenticatorData",
                &response.authenticator_data,
            )?)?,
            signature: base64url("signature", &response.signature)?,
            user_handle: user_handle.transpose()?,
        })
    }

    /// For looking the stored credential up; anybody can send it.
    #[must_use]
    pub fn unverified_credential_id(&self) -> &CredentialId {
        &self.credential_id
    }

    /// For looking up whether this challenge was issued; none where it cannot have been, since ours are 32 bytes.
    #[must_use]
    pub fn unverified_challenge(&self) -> Option<Challenge> {
        self.client_data.unverified_challenge()
    }

    /// For looking the user up; anybody can send it.
    #[must_use]
    pub fn unverified_user_handle(&self) -> Option<&UserHandle> {
        self.user_handle.as_ref()
    }
}

/// What the signature counter says about copies of the authenticator (§6.1.1).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CounterOutcome {
    /// Greater than the stored value.
    Advanced,
    /// Zero, as always: this authenticator does not count.
    NotUsed,
    /// Not greater than the stored value: two copies of the key may be in use. The caller decides what that costs.
    Regressed,
}

impl CounterOutcome {
    const fn new(stored: u32, received: u32) -> Self {
        if received > stored {
            Self::Advanced
        } else if stored == 0 {
            Self::NotUsed
        } else {
            Self::Regressed
        }
    }
}

/// A verified assertion: proof that the stored credential was used now, with user verification, for this challenge.
/// [`RelyingParty::verify_assertion`] is the only way to one:
///
/// ```compile_fail,E0451
/// # use stepgate_webauthn::{Assertion, CounterOutcome, CredentialId, UserHandle};
/// # fn forge(credential_id: CredentialId, user_handle: UserHandle) -> Assertion {
/// Assertion {
///     credential_id,
///     user_handle,
///     backup_eligible: false,
///     backed_up: false,
///     sign_count: 0,
///     counter: CounterOutcome::NotUsed,
/// }
/// # }
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[must_use = "whether the counter regressed is for the caller to decide, and the new state is to be stored"]
pub struct Assertion {
    credential_id: CredentialId,
    user_handle: UserHandle,
    backup_eligible: bool,
    backed_up: bool,
    sign_count: u32,
    counter: CounterOutcome,
}

impl Assertion {
    /// The credential that signed.
    #[must_use]
    pub const fn credential_id(&self) -> &CredentialId {
        &self.credential_id
    }

    /// The owner of the stored credential.
    #[must_use]
    pub const fn user_handle(&self) -> &UserHandle {
        &self.user_handle
    }

    /// Always true: there is no assertion without.
    #[must_use]
    pub const fn user_verified(&self) -> bool {
        true
    }

    /// May be copied to other devices; as it was at registration.
    #[must_use]
    pub const fn backup_eligible(&self) -> bool {
        self.backup_eligible
    }

    /// Has been copied; store it.
    #[must_use]
    pub const fn backed_up(&self) -> bool {
        self.backed_up
    }

    /// Store it, unless another assertion has stored a greater one meanwhile.
    #[must_use]
    pub const fn sign_count(&self) -> u32 {
        self.sign_count
    }

    /// How [`Assertion::sign_count`] stands to the stored one.
    #[must_use]
    pub const fn counter(&self) -> CounterOutcome {
        self.counter
    }
}

impl RelyingParty {
    /// Verifies an assertion by `credential` against the challenge and the list its options were made with (§7.2). Where `allow`
    /// is empty, the response must name the user itself.
    ///
    /// # Errors
    /// [`AssertionError`], with the first check that failed. A regressed counter is no error, see [`CounterOutcome`].
    pub fn verify_assertion(
        &self,
        response: &AssertionResponse,
        credential: &StoredCredential,
        challenge: &Challenge,
        allow: &[CredentialId],
    ) -> Result<Assertion, AssertionError> {
        check_credential(response, credential, allow)?;
        response.client_data.check(Ceremony::Assertion, challenge, self)?;
        let authenticator_data = &response.authenticator_data;
        authenticator_data.check(self)?;
        // §6.1: attested credential data belongs to a registration.
        if authenticator_data.attested_credential.is_some() {
            return Err(AssertionError::UnexpectedCredential);
        }
        // Step 19: BE is a property of the credential and never changes.
        if authenticator_data.backup_eligible() != credential.backup_eligible {
            return Err(AssertionError::BackupEligibilityChanged);
        }
        let signed = authenticator_data.signed_with(response.client_data.hash());
        credential.public_key.verify(&signed, &response.signature).map_err(|_| AssertionError::SignatureInvalid)?;

        let sign_count = authenticator_data.sign_count;
        Ok(Assertion {
            credential_id: credential.id.clone(),
            user_handle: credential.user_handle.clone(),
            backup_eligible: credential.backup_eligible,
            backed_up: authenticator_data.backed_up(),
            sign_count,
            counter: CounterOutcome::new(credential.sign_count, sign_count),
        })
    }
}

/// Steps 5 and 6: which credential, and whose.
fn check_credential(
    response: &AssertionResponse,
    credential: &StoredCredential,
    allow: &[CredentialId],
) -> Result<(), AssertionError> {
    if !allow.is_empty() && !allow.contains(&response.credential_id) {
        return Err(AssertionError::CredentialNotAllowed);
    }
    if response.credential_id != credential.id {
        return Err(AssertionError::CredentialMismatch);
    }
    match &response.user_handle {
        Some(handle) if *handle != credential.user_handle => Err(AssertionError::UserHandleMismatch),
        None if allow.is_empty() => Err(AssertionError::UserHandleMissing),
        _ => Ok(()),
    }
}
