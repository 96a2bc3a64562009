//! One case before both verifiers.

use std::time::Duration;

use data_encoding::BASE64URL_NOPAD;
use serde_json::Value;
use stepgate_core::Timestamp;
use stepgate_webauthn::soft_key::SoftKey;
use stepgate_webauthn::{
    AssertionError, AssertionResponse, Attested, Challenge, CounterOutcome, NewCredential, PublicKey,
    RegistrationError, RegistrationPolicy, RegistrationResponse, RelyingParty, StoredCredential, UserHandle,
};
use url::Url;
use webauthn_rs_core::WebauthnCore;
use webauthn_rs_core::proto::{
    AttestationCaList, AuthenticationState, COSEAlgorithm, Credential, PublicKeyCredential,
    RegisterPublicKeyCredential, RegistrationState, UserVerificationPolicy,
};

use crate::cases::{Case, Kind, Registered};

pub(crate) const RP_ID: &str = "bank.example";
pub(crate) const ORIGIN: &str = "https://bank.example";
pub(crate) const ALICE: &[u8] = b"alice-0001";

pub(crate) struct Verdicts {
    pub(crate) ours: Result<(), &'static str>,
    pub(crate) theirs: Result<(), String>,
}

pub(crate) fn challenge() -> Challenge {
    Challenge::from_bytes([7; 32])
}

pub(crate) fn alice() -> UserHandle {
    UserHandle::from_bytes(ALICE).unwrap()
}

pub(crate) fn verdicts(case: &Case) -> Verdicts {
    match &case.kind {
        Kind::Registration => Verdicts {
            ours: our_registration(&case.json).map_err(RegistrationError::name),
            theirs: their_registration(&case.json, None).map(|_| ()),
        },
        Kind::Assertion(registered) => {
            Verdicts { ours: our_assertion(&case.json, registered), theirs: their_assertion(&case.json, registered) }
        }
    }
}

fn rp() -> RelyingParty {
    RelyingParty::new(RP_ID, "Bank", [ORIGIN]).unwrap()
}

/// 1 November 2026; the soft key's certificates are valid from 2020 to 2049, as webauthn-rs-core's clock has it too.
fn now() -> Timestamp {
    Timestamp::from_seconds(1_793_491_200)
}

/// A format that is not verified proves nothing; webauthn-rs-core refuses it, so here the caller does too.
fn our_registration(json: &Value) -> Result<(), RegistrationError> {
    let credential = our_registration_under(json, &RegistrationPolicy::passkey())?;
    match credential.attestation {
        Attested::Unverifiable(reason) => Err(RegistrationError::AttestationUntrusted(reason)),
        _ => Ok(()),
    }
}

pub(crate) fn our_registration_under(
    json: &Value,
    policy: &RegistrationPolicy,
) -> Result<NewCredential, RegistrationError> {
    let response = RegistrationResponse::parse(json.to_string().as_bytes())?;
    rp().verify_registration(&response, &challenge(), policy, now())
}

/// A regressed counter is for our caller to judge; webauthn-rs-core refuses it, so here the caller does too.
fn our_assertion(json: &Value, registered: &Registered) -> Result<(), &'static str> {
    let key = &registered.key;
    let stored = StoredCredential {
        id: key.credential_id().clone(),
        public_key: PublicKey::from_cose(key.cose_public_key()).unwrap(),
        sign_count: registered.sign_count,
        backup_eligible: registered.backup_eligible,
        user_handle: alice(),
    };
    let response = AssertionResponse::parse(json.to_string().as_bytes()).map_err(|error| error.name())?;
    let assertion = rp().verify_assertion(&response, &stored, &challenge(), &[]).map_err(AssertionError::name)?;
    if assertion.counter() == CounterOutcome::Regressed { Err("counter_regressed") } else { Ok(()) }
}

fn oracle() -> WebauthnCore {
    let origins = vec![Url::parse(ORIGIN).unwrap()];
    WebauthnCore::new_unsafe_experts_only("Bank", RP_ID, origins, Duration::from_secs(300), None, None)
}

/// webauthn-rs-core makes its challenges itself; its stored state is the only place to say another.
fn with_our_challenge(mut state: Value) -> Value {
    state["challenge"] = BASE64URL_NOPAD.encode(challenge().as_bytes()).into();
    state
}

/// Where roots are given, an attestation must lead to one of them.
pub(crate) fn their_registration(json: &Value, roots: Option<&AttestationCaList>) -> Result<Credential, String> {
    let oracle = oracle();
    let builder = oracle.new_challenge_register_builder(ALICE, "alice", "Alice").unwrap();
    let builder = builder
        .user_verification_policy(UserVerificationPolicy::Required)
        .require_resident_key(true)
        .credential_algorithms(vec![COSEAlgorithm::ES256, COSEAlgorithm::EDDSA, COSEAlgorithm::RS256]);
    let (_, state) = oracle.generate_challenge_register(builder).unwrap();
    let state: RegistrationState =
        serde_json::from_value(with_our_challenge(serde_json::to_value(&state).unwrap())).unwrap();
    let response: RegisterPublicKeyCredential =
        serde_json::from_str(&json.to_string()).map_err(|error| error.to_string())?;
    oracle.register_credential(&response, &state, roots).map_err(|error| format!("{error:?}"))
}

fn their_assertion(json: &Value, registered: &Registered) -> Result<(), String> {
    let oracle = oracle();
    let credential = their_credential(&registered.key, registered);
    let policy = Some(UserVerificationPolicy::Required);
    let builder = oracle.new_challenge_authenticate_builder(vec![credential], policy).unwrap();
    let (_, state) = oracle.generate_challenge_authenticate(builder).unwrap();
    let state: AuthenticationState =
        serde_json::from_value(with_our_challenge(serde_json::to_value(&state).unwrap())).unwrap();
    let response: PublicKeyCredential = serde_json::from_str(&json.to_string()).map_err(|error| error.to_string())?;
    oracle.authenticate_credential(&response, &state).map(|_| ()).map_err(|error| format!("{error:?}"))
}

/// The stored credential in its own form, from an honest registration.
fn their_credential(key: &SoftKey, registered: &Registered) -> Credential {
    let registration = key.register(&registered.ceremony()).unwrap();
    their_registration(&registration.to_json().unwrap(), None).unwrap()
}
