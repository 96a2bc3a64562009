//! The options are what `parseCreationOptionsFromJSON` and `parseRequestOptionsFromJSON` read.

use serde_json::json;
use stepgate_webauthn::{AttestationConveyance, CredentialId, User};

use crate::actors::{alice, challenge, rp};

const CHALLENGE: &str = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc";

fn user() -> User {
    User { handle: alice(), name: "alice".to_owned(), display_name: "Alice Example".to_owned() }
}

#[test]
fn creation_options_are_the_standard_json() {
    let exclude = [CredentialId::from_bytes(&[0xfb; 3]).unwrap()];
    let options = rp().creation_options(&challenge(), user(), &exclude);
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
fn attestation_can_be_asked_for() {
    let options = rp().creation_options(&challenge(), user(), &[]).with_attestation(AttestationConveyance::Direct);
    assert_eq!(serde_json::to_value(&options).unwrap()["attestation"], "direct");
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
