//! One relying party, one user, one key.

use stepgate_core::Timestamp;
use stepgate_webauthn::soft_key::{Ceremony, SoftAssertion, SoftKey, SoftRegistration};
use stepgate_webauthn::{
    Assertion, AssertionError, AssertionResponse, Challenge, NewCredential, PublicKey, RegistrationError,
    RegistrationPolicy, RegistrationResponse, RelyingParty, StoredCredential, UserHandle,
};

pub(crate) const RP_ID: &str = "bank.example";
pub(crate) const ORIGIN: &str = "https://bank.example";

pub(crate) fn rp() -> RelyingParty {
    RelyingParty::new(RP_ID, "Bank", [ORIGIN]).unwrap()
}

pub(crate) fn challenge() -> Challenge {
    Challenge::from_bytes([7; 32])
}

/// 1 November 2026.
pub(crate) fn now() -> Timestamp {
    Timestamp::from_seconds(1_793_491_200)
}

pub(crate) fn key() -> SoftKey {
    SoftKey::from_seed(&[42; 32]).unwrap()
}

pub(crate) fn alice() -> UserHandle {
    UserHandle::from_bytes(b"alice-0001").unwrap()
}

/// An honest ceremony of Alice.
pub(crate) fn ceremony() -> Ceremony {
    Ceremony { user_handle: Some(alice()), ..Ceremony::new(RP_ID, ORIGIN, &challenge()) }
}

pub(crate) fn stored(key: &SoftKey) -> StoredCredential {
    StoredCredential {
        id: key.credential_id().clone(),
        public_key: PublicKey::from_cose(key.cose_public_key()).unwrap(),
        sign_count: 0,
        backup_eligible: false,
        user_handle: alice(),
    }
}

pub(crate) fn register(ceremony: &Ceremony) -> Result<NewCredential, RegistrationError> {
    verify_registration(&key().register(ceremony).unwrap())
}

pub(crate) fn verify_registration(registration: &SoftRegistration) -> Result<NewCredential, RegistrationError> {
    verify_registration_json(&registration.to_json().unwrap())
}

pub(crate) fn verify_registration_json(json: &serde_json::Value) -> Result<NewCredential, RegistrationError> {
    verify_registration_under(json, &RegistrationPolicy::passkey())
}

pub(crate) fn verify_registration_under(
    json: &serde_json::Value,
    policy: &RegistrationPolicy,
) -> Result<NewCredential, RegistrationError> {
    let response = RegistrationResponse::parse(json.to_string().as_bytes())?;
    rp().verify_registration(&response, &challenge(), policy, now())
}

pub(crate) fn assert(ceremony: &Ceremony) -> Result<Assertion, AssertionError> {
    verify_assertion(&key().assert(ceremony).unwrap())
}

/// Against Alice's stored key, no credentials named.
pub(crate) fn verify_assertion(assertion: &SoftAssertion) -> Result<Assertion, AssertionError> {
    verify_assertion_json(&assertion.to_json(), &stored(&key()))
}

pub(crate) fn verify_assertion_json(
    json: &serde_json::Value,
    stored: &StoredCredential,
) -> Result<Assertion, AssertionError> {
    let response = AssertionResponse::parse(json.to_string().as_bytes())?;
    rp().verify_assertion(&response, stored, &challenge(), &[])
}
