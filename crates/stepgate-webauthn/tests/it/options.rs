//! The options are what `parseCreationOptionsFromJSON` and `parseRequestOptionsFromJSON` read.

use serde_json::json;
use stepgate_webauthn::{Algorithm, AttestationPolicy, CredentialId, RegistrationPolicy, ResidentKey, User};

use crate::actors::{alice, challenge, rp};

const CHALLENGE: &str = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc";

fn user() -> User {
    User { handle: alice(), name: "alice".to_owned(), display_name: "Alice Example".to_owned() }
}

#[test]
fn creation_options_are_the_standard_json() {
    let exclude = [CredentialId::from_bytes(&[0xfb; 3]).unwrap()];
    let options = rp().creation_options(&challenge(), user(), &exclude, &RegistrationPolicy::passkey());
    assert_eq!(
        serde_json::to_value(&options).unwrap(),
        json!({
            "rp": { "id": "bank.example", "name": "Bank" },
            "user": { "id": "YWxpY2UtMDAwMQ", "name": "alice", "displayName": "Alice Example" },
            "challenge": CHALLENGE,
            "pubKeyCredParams": [
                { "type": "public-key", "alg": -7 },
                { "type": "public-key", "alg": -8 },
                { "type": "public-key", "alg": -257 },
            ],
            "timeout": 300_000,
            "excludeCredentials": [{ "type": "public-key", "id": "-_v7" }],
            "authenticatorSelection": {
                "residentKey": "required",
                "requireResidentKey": true,
                "userVerification": "required",
            },
            "attestation": "none",
            "extensions": { "credProps": true },
        })
    );
}

#[test]
fn d06_a_security_key_is_asked_for_as_one() {
    let policy = RegistrationPolicy::security_key(AttestationPolicy::AcceptUnattestedDeviceBound);
    let options = |policy: &RegistrationPolicy| {
        serde_json::to_value(rp().creation_options(&challenge(), user(), &[], policy)).unwrap()
    };
    let asked = options(&policy);
    assert_eq!((&asked["attestation"], &asked["hints"]), (&json!("direct"), &json!(["security-key"])));
    assert_eq!(
        asked["authenticatorSelection"],
        json!({
            "authenticatorAttachment": "cross-platform",
            "residentKey": "required",
            "requireResidentKey": true,
            "userVerification": "required",
        })
    );

    let asked = options(&policy.with_resident_key(ResidentKey::Preferred).with_algorithms([Algorithm::EdDsa]));
    assert_eq!(asked["authenticatorSelection"]["residentKey"], "preferred");
    assert_eq!(asked["authenticatorSelection"]["requireResidentKey"], false);
    assert_eq!(asked["pubKeyCredParams"], json!([{ "type": "public-key", "alg": -8 }]));
}

#[test]
fn request_options_are_the_standard_json() {
    let allow = [CredentialId::from_bytes(&[1, 2, 3]).unwrap()];
    let expected = |allow_credentials: serde_json::Value| {
        json!({
            "challenge": CHALLENGE,
            "timeout": 300_000,
            "rpId": "bank.example",
            "allowCredentials": allow_credentials,
            "userVerification": "required",
        })
    };
    let named = serde_json::to_value(rp().request_options(&challenge(), &allow)).unwrap();
    assert_eq!(named, expected(json!([{ "type": "public-key", "id": "AQID" }])));
    let discoverable = serde_json::to_value(rp().request_options(&challenge(), &[])).unwrap();
    assert_eq!(discoverable, expected(json!([])));
}
