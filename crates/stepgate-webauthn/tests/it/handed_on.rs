//! What a verified ceremony says, and what may be read before it is verified: callers store and look up by it.

use stepgate_webauthn::soft_key::Ceremony;
use stepgate_webauthn::{AssertionResponse, Challenge, CounterOutcome, RegistrationResponse, StoredCredential};

use crate::actors::{alice, ceremony, challenge, key, register, stored, verify_assertion_json};

#[test]
fn an_assertion_says_what_it_said() {
    for (backup_eligible, backed_up) in [(false, false), (true, false), (true, true)] {
        let made = Ceremony { backup_eligible, backed_up, sign_count: 9, ..ceremony() };
        let json = key().assert(&made).unwrap().to_json();
        let kept = StoredCredential { backup_eligible, sign_count: 8, ..stored(&key()) };
        let assertion = verify_assertion_json(&json, &kept).unwrap();
        assert_eq!((assertion.backup_eligible(), assertion.backed_up()), (backup_eligible, backed_up));
        assert_eq!((assertion.sign_count(), assertion.counter()), (9, CounterOutcome::Advanced));
        assert_eq!((assertion.credential_id(), assertion.user_handle()), (&kept.id, &alice()));
        assert!(assertion.user_verified());
        let regressed = verify_assertion_json(&json, &StoredCredential { sign_count: 9, ..kept }).unwrap();
        assert_eq!(regressed.counter(), CounterOutcome::Regressed);
    }
}

#[test]
fn what_is_not_verified_yet_can_be_looked_up() {
    let json = key().assert(&ceremony()).unwrap().to_json();
    let response = AssertionResponse::parse(json.to_string().as_bytes()).unwrap();
    assert_eq!(response.unverified_challenge().map(|c| *c.as_bytes()), Some(*challenge().as_bytes()));
    assert_eq!(response.unverified_user_handle(), Some(&alice()));
    assert_eq!(response.unverified_credential_id(), key().credential_id());
    let other = Challenge::from_bytes([8; 32]);
    let made = Ceremony { user_handle: None, ..Ceremony::new("bank.example", "https://bank.example", &other) };
    let response = key().assert(&made).unwrap().to_json().to_string();
    let response = AssertionResponse::parse(response.as_bytes()).unwrap();
    assert_eq!(response.unverified_challenge().map(|c| *c.as_bytes()), Some([8; 32]));
    assert_eq!(response.unverified_user_handle(), None);
    let registration = key().register(&ceremony()).unwrap().to_json().unwrap().to_string();
    let registration = RegistrationResponse::parse(registration.as_bytes()).unwrap();
    assert_eq!(registration.unverified_challenge().map(|c| *c.as_bytes()), Some([7; 32]));
}

#[test]
fn a_registration_says_what_it_said() {
    for (backup_eligible, backed_up) in [(false, false), (true, false), (true, true)] {
        let made = Ceremony { backup_eligible, backed_up, sign_count: 4, aaguid: [3; 16], ..ceremony() };
        let credential = register(&made).unwrap();
        assert_eq!((credential.backup_eligible, credential.backed_up), (backup_eligible, backed_up));
        assert_eq!((credential.device_bound(), credential.hardware_protected()), (!backup_eligible, false));
        assert_eq!((credential.sign_count, credential.aaguid.as_bytes()), (4, &[3; 16]));
        let kept = credential.stored_for(alice());
        assert_eq!((kept.sign_count, kept.backup_eligible, &kept.id), (4, backup_eligible, key().credential_id()));
    }
}
