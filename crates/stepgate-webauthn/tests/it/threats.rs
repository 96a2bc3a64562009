//! One test per row of the threat table that this crate answers for; the number is the row's.

use stepgate_webauthn::soft_key::{Ceremony, SoftAssertion, SoftAttestation, SoftKey};
use stepgate_webauthn::{
    AssertionResponse, Attested, Challenge, CounterOutcome, CredentialId, RelyingParty, StoredCredential, Unverifiable,
    UserHandle,
};

use crate::actors::{
    ORIGIN, alice, assert, ceremony, challenge, key, register, rp, stored, verify_assertion, verify_assertion_json,
    verify_registration, verify_registration_json,
};

/// Both ceremonies refuse what `wrong` does, under the same name.
fn both_refuse(wrong: &Ceremony, name: &str) {
    assert_eq!(register(wrong).unwrap_err().name(), name, "registration {wrong:?}");
    assert_eq!(assert(wrong).unwrap_err().name(), name, "assertion {wrong:?}");
}

#[test]
fn honest_ceremonies_are_accepted() {
    let credential = register(&ceremony()).unwrap();
    assert_eq!(credential.id, *key().credential_id());
    assert_eq!(credential.public_key.to_cose(), key().cose_public_key());
    assert_eq!(credential.attestation, Attested::None);
    assert_eq!(credential.transports, ["internal"]);
    assert_eq!(credential.stored_for(alice()), stored(&key()));

    let assertion = assert(&ceremony()).unwrap();
    assert_eq!(assertion.credential_id(), key().credential_id());
    assert_eq!(*assertion.user_handle(), alice());
    assert!(assertion.user_verified());
}

#[test]
fn d01_another_challenge_or_ceremony_is_refused() {
    both_refuse(&Ceremony { challenge: Challenge::from_bytes([8; 32]), ..ceremony() }, "challenge_mismatch");
    both_refuse(&Ceremony { client_data_type: Some("payment.get".to_owned()), ..ceremony() }, "type_mismatch");

    let as_registration = Ceremony { client_data_type: Some("webauthn.get".to_owned()), ..ceremony() };
    assert_eq!(register(&as_registration).unwrap_err().name(), "type_mismatch");
    let as_assertion = Ceremony { client_data_type: Some("webauthn.create".to_owned()), ..ceremony() };
    assert_eq!(assert(&as_assertion).unwrap_err().name(), "type_mismatch");
}

#[test]
fn d02_only_listed_origins_are_accepted() {
    for origin in [
        "https://evil-bank.example",
        "https://bank.example.evil.org",
        "https://sub.bank.example",
        "https://example",
        "http://bank.example",
        "https://bank.example:8443",
        "https://bank.example:443",
        "https://bank.example/",
        "https://bank.example.",
        "https://BANK.example",
        "null",
        "",
    ] {
        both_refuse(&Ceremony { origin: origin.to_owned(), ..ceremony() }, "origin_mismatch");
    }
}

#[test]
fn d02_foreign_frames_are_refused() {
    both_refuse(&Ceremony { cross_origin: true, ..ceremony() }, "cross_origin");
    both_refuse(&Ceremony { cross_origin: true, top_origin: Some(ORIGIN.to_owned()), ..ceremony() }, "cross_origin");
    for cross_origin in [true, false] {
        let top_origin = Some("https://evil.example".to_owned());
        both_refuse(&Ceremony { cross_origin, top_origin, ..ceremony() }, "top_origin_mismatch");
    }
}

#[test]
fn d03_another_rp_id_is_refused() {
    for rp_id in ["evil.example", "example", "sub.bank.example", "BANK.example", ""] {
        both_refuse(&Ceremony { rp_id: rp_id.to_owned(), ..ceremony() }, "rp_id_mismatch");
    }
}

#[test]
fn d04_user_presence_and_verification_are_required() {
    both_refuse(&Ceremony { user_verified: false, ..ceremony() }, "user_not_verified");
    both_refuse(&Ceremony { user_present: false, ..ceremony() }, "user_not_present");
}

#[test]
fn d05_id_and_raw_id_must_agree() {
    let mut response = key().assert(&ceremony()).unwrap().to_json();
    response["id"] = "AAAA".into();
    assert_eq!(verify_assertion_json(&response, &stored(&key())).unwrap_err().name(), "id_raw_id_mismatch");
    let mut response = key().register(&ceremony()).unwrap().to_json().unwrap();
    response["rawId"] = "AAAA".into();
    assert_eq!(verify_registration_json(&response).unwrap_err().name(), "id_raw_id_mismatch");
}

#[test]
fn d05_the_id_must_be_the_stored_and_the_attested_one() {
    let assertion = SoftAssertion { credential_id: vec![1; 16], ..key().assert(&ceremony()).unwrap() };
    assert_eq!(verify_assertion(&assertion).unwrap_err().name(), "credential_mismatch");
    let mut registration = key().register(&ceremony()).unwrap();
    registration.credential_id = vec![1; 16];
    assert_eq!(verify_registration(&registration).unwrap_err().name(), "credential_mismatch");
}

#[test]
fn d05_the_credential_must_be_one_of_those_asked_for() {
    let json = key().assert(&ceremony()).unwrap().to_json().to_string();
    let response = AssertionResponse::parse(json.as_bytes()).unwrap();
    let verify = |allow: &[CredentialId]| rp().verify_assertion(&response, &stored(&key()), &challenge(), allow);
    let other = CredentialId::from_bytes(&[1; 16]).unwrap();
    assert_eq!(verify(std::slice::from_ref(&other)).unwrap_err().name(), "credential_not_allowed");
    assert!(verify(&[other, key().credential_id().clone()]).is_ok());
}

#[test]
fn d05_the_signature_must_be_by_the_stored_key() {
    let other = SoftKey::from_seed(&[43; 32]).unwrap();
    let mut assertion = other.assert(&ceremony()).unwrap();
    assertion.credential_id = key().credential_id().as_bytes().to_vec();
    assert_eq!(verify_assertion(&assertion).unwrap_err().name(), "signature_invalid");
}

#[test]
fn d06_what_was_required_is_checked_again() {
    let mut response = key().register(&ceremony()).unwrap().to_json().unwrap();
    response["clientExtensionResults"]["credProps"]["rk"] = false.into();
    assert_eq!(verify_registration_json(&response).unwrap_err().name(), "credential_not_discoverable");

    // ES256K (-47) and RS1 (-65535) were never offered. −7 is the byte 26 after the label 03; −47 is 38 2e.
    let registration = key().register(&ceremony()).unwrap();
    for alg in [&[0x38, 0x2e][..], &[0x39, 0xff, 0xfe]] {
        let mut changed = registration.clone();
        let at = changed.authenticator_data.windows(3).position(|bytes| bytes == [0x03, 0x26, 0x20]).unwrap();
        changed.authenticator_data.splice(at + 1..at + 2, alg.iter().copied());
        assert_eq!(verify_registration(&changed).unwrap_err().name(), "algorithm_unsupported");
    }
}

#[test]
fn d06_self_attestation_is_verified() {
    let registration = key().register_self_attested(&ceremony()).unwrap();
    assert_eq!(verify_registration(&registration).unwrap().attestation, Attested::SelfSigned);

    let mut wrong_algorithm = registration.clone();
    let attestation = registration.attestation.clone().unwrap();
    wrong_algorithm.attestation = Some(SoftAttestation { algorithm: -257, ..attestation });
    assert_eq!(verify_registration(&wrong_algorithm).unwrap_err().name(), "attestation_invalid");

    let other = SoftKey::from_seed(&[43; 32]).unwrap().register_self_attested(&ceremony()).unwrap();
    let foreign_signature =
        stepgate_webauthn::soft_key::SoftRegistration { attestation: other.attestation, ..registration };
    assert_eq!(verify_registration(&foreign_signature).unwrap_err().name(), "attestation_invalid");
}

/// `fmt` and `attStmt` of an attestation object around honest authenticator data.
fn with_statement(format: &str, statement: ciborium::Value) -> serde_json::Value {
    let registration = key().register(&ceremony()).unwrap();
    let mut json = registration.to_json().unwrap();
    let object = ciborium::Value::Map(vec![
        ("fmt".into(), format.into()),
        ("attStmt".into(), statement),
        ("authData".into(), registration.authenticator_data.into()),
    ]);
    let mut bytes = Vec::new();
    ciborium::into_writer(&object, &mut bytes).unwrap();
    json["response"]["attestationObject"] = data_encoding::BASE64URL_NOPAD.encode(&bytes).into();
    json
}

#[test]
fn d06_statements_in_other_formats_prove_nothing() {
    let chain = || ciborium::Value::Map(vec![("x5c".into(), ciborium::Value::Array(vec![vec![0x30, 0x00].into()]))]);
    for format in ["tpm", "android-key", "apple", "android-safetynet", "Packed", ""] {
        let credential = verify_registration_json(&with_statement(format, chain())).unwrap();
        assert_eq!(credential.attestation, Attested::Unverifiable(Unverifiable::UnknownFormat), "{format}");
    }
}

#[test]
fn d06_malformed_statements_are_refused_whatever_the_policy() {
    let map = |entries: &[(&str, ciborium::Value)]| {
        ciborium::Value::Map(entries.iter().map(|(key, value)| ((*key).into(), value.clone())).collect())
    };
    let alg = || ciborium::Value::from(-7);
    let sig = || ciborium::Value::from(vec![0_u8; 70]);
    for (format, statement) in [
        ("none", map(&[("alg", alg())])),
        ("none", ciborium::Value::Null),
        ("packed", map(&[])),
        ("packed", map(&[("alg", alg())])),
        ("packed", map(&[("alg", sig()), ("sig", sig())])),
        ("packed", map(&[("alg", alg()), ("sig", sig()), ("x5c", sig())])),
        ("packed", map(&[("alg", alg()), ("sig", sig()), ("ecdaaKeyId", sig())])),
    ] {
        let json = with_statement(format, statement);
        assert_eq!(verify_registration_json(&json).unwrap_err().name(), "attestation_malformed", "{format}");
    }
}

#[test]
fn d07_the_user_handle_must_be_the_owners() {
    let mallory = UserHandle::from_bytes(b"mallory").unwrap();
    let wrong = Ceremony { user_handle: Some(mallory), ..ceremony() };
    assert_eq!(assert(&wrong).unwrap_err().name(), "user_handle_mismatch");

    let absent = key().assert(&Ceremony { user_handle: None, ..ceremony() }).unwrap();
    assert_eq!(verify_assertion(&absent).unwrap_err().name(), "user_handle_missing");
    let response = AssertionResponse::parse(absent.to_json().to_string().as_bytes()).unwrap();
    let allow = [key().credential_id().clone()];
    assert!(rp().verify_assertion(&response, &stored(&key()), &challenge(), &allow).is_ok());
}

#[test]
fn d08_the_counter_is_reported() {
    for (before, after, outcome) in [
        (0, 0, CounterOutcome::NotUsed),
        (0, 1, CounterOutcome::Advanced),
        (5, 6, CounterOutcome::Advanced),
        (0, u32::MAX, CounterOutcome::Advanced),
        (5, 5, CounterOutcome::Regressed),
        (5, 4, CounterOutcome::Regressed),
        (5, 0, CounterOutcome::Regressed),
        (u32::MAX, 0, CounterOutcome::Regressed),
    ] {
        let assertion = key().assert(&Ceremony { sign_count: after, ..ceremony() }).unwrap();
        let stored = StoredCredential { sign_count: before, ..stored(&key()) };
        let assertion = verify_assertion_json(&assertion.to_json(), &stored).unwrap();
        assert_eq!((assertion.counter(), assertion.sign_count()), (outcome, after), "{before} then {after}");
    }
}

#[test]
fn d09_backup_state_needs_eligibility() {
    both_refuse(&Ceremony { backed_up: true, ..ceremony() }, "backup_state_invalid");
}

#[test]
fn d09_backup_eligibility_never_changes() {
    for (registered, asserted) in [(true, false), (false, true)] {
        let assertion = key().assert(&Ceremony { backup_eligible: asserted, ..ceremony() }).unwrap();
        let stored = StoredCredential { backup_eligible: registered, ..stored(&key()) };
        let error = verify_assertion_json(&assertion.to_json(), &stored).unwrap_err();
        assert_eq!(error.name(), "backup_eligibility_changed");
    }
}

#[test]
fn d09_backup_flags_are_reported() {
    for backed_up in [false, true] {
        let synced = Ceremony { backup_eligible: true, backed_up, ..ceremony() };
        let credential = register(&synced).unwrap();
        assert_eq!((credential.backup_eligible, credential.backed_up), (true, backed_up));
        let assertion = key().assert(&synced).unwrap();
        let assertion = verify_assertion_json(&assertion.to_json(), &credential.stored_for(alice())).unwrap();
        assert_eq!((assertion.backup_eligible(), assertion.backed_up()), (true, backed_up));
    }
}

#[test]
fn a_registration_without_credential_is_refused() {
    let mut registration = key().register(&ceremony()).unwrap();
    registration.authenticator_data = key().assert(&ceremony()).unwrap().authenticator_data;
    assert_eq!(verify_registration(&registration).unwrap_err().name(), "credential_missing");
}

#[test]
fn an_assertion_with_a_credential_is_refused() {
    let mut assertion = key().assert(&ceremony()).unwrap();
    assertion.authenticator_data = key().register(&ceremony()).unwrap().authenticator_data;
    assertion.signature = key().sign(&assertion.authenticator_data, &assertion.client_data_json).unwrap();
    assert_eq!(verify_assertion(&assertion).unwrap_err().name(), "credential_unexpected");
}

#[test]
fn several_origins_are_each_accepted() {
    let rp = RelyingParty::new("bank.example", "Bank", [ORIGIN, "https://id.bank.example:8443"]).unwrap();
    let origin = "https://id.bank.example:8443".to_owned();
    let assertion = key().assert(&Ceremony { origin, ..ceremony() }).unwrap();
    let response = AssertionResponse::parse(assertion.to_json().to_string().as_bytes()).unwrap();
    assert!(rp.verify_assertion(&response, &stored(&key()), &challenge(), &[]).is_ok());
}
