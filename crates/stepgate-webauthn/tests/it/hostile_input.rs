//! D11: hostile bytes give a named error, never a panic and never much work.

use std::sync::LazyLock;

use data_encoding::BASE64URL_NOPAD;
use proptest::prelude::*;
use serde_json::Value;
use stepgate_webauthn::{AssertionResponse, CredentialId, PublicKey, RegistrationResponse, UserHandle};

use crate::actors::{ceremony, key, stored, verify_assertion_json, verify_registration_json};

/// Made once: what follows changes the bytes, not the key.
fn registration() -> Value {
    static REGISTRATION: LazyLock<Value> =
        LazyLock::new(|| key().register_self_attested(&ceremony()).unwrap().to_json().unwrap());
    REGISTRATION.clone()
}

fn assertion() -> Value {
    static ASSERTION: LazyLock<Value> = LazyLock::new(|| key().assert(&ceremony()).unwrap().to_json());
    ASSERTION.clone()
}

fn registration_error(json: &Value) -> &'static str {
    RegistrationResponse::parse(json.to_string().as_bytes()).unwrap_err().name()
}

fn assertion_error(json: &Value) -> &'static str {
    AssertionResponse::parse(json.to_string().as_bytes()).unwrap_err().name()
}

/// `original` with the member at `pointer` replaced.
fn with(original: Value, pointer: &str, value: impl Into<Value>) -> Value {
    let mut json = original;
    *json.pointer_mut(pointer).unwrap() = value.into();
    json
}

fn attestation_object(bytes: &[u8]) -> Value {
    with(registration(), "/response/attestationObject", BASE64URL_NOPAD.encode(bytes))
}

#[test]
fn d11_large_responses_are_refused_unread() {
    let large = vec![b' '; 64 * 1024 + 1];
    assert_eq!(RegistrationResponse::parse(&large).unwrap_err().name(), "response_too_large");
    assert_eq!(AssertionResponse::parse(&large).unwrap_err().name(), "response_too_large");
}

#[test]
fn d11_json_must_have_its_members_once() {
    for json in ["", "{}", "[]", "null", "{\"id\":1}", "{\"id\":\"AA\",\"id\":\"AA\"}"] {
        assert_eq!(AssertionResponse::parse(json.as_bytes()).unwrap_err().name(), "response_json_malformed", "{json}");
    }
    let twice = assertion().to_string().replacen("\"id\":", "\"id\":\"AAAA\",\"id\":", 1);
    assert_eq!(AssertionResponse::parse(twice.as_bytes()).unwrap_err().name(), "response_json_malformed");
    let deep = format!("{{\"x\":{}", "[".repeat(60_000));
    assert_eq!(AssertionResponse::parse(deep.as_bytes()).unwrap_err().name(), "response_json_malformed");
}

#[test]
fn d11_base64url_has_one_spelling() {
    for text in ["AA==", "A", "AB", "A+/A", "AA\n", " AAAA", "ÄÄÄÄ"] {
        for pointer in ["/response/authenticatorData", "/response/clientDataJSON", "/response/signature", "/rawId"] {
            assert_eq!(assertion_error(&with(assertion(), pointer, text)), "base64url_malformed", "{pointer} {text}");
        }
    }
}

#[test]
fn d11_members_have_their_limits() {
    assert_eq!(assertion_error(&with(assertion(), "/type", "password")), "credential_type_mismatch");
    for (length, name) in [(0, "credential_id_length"), (1024, "credential_id_length")] {
        let id = BASE64URL_NOPAD.encode(&vec![1; length]);
        let json = with(with(assertion(), "/id", id.clone()), "/rawId", id);
        assert_eq!(assertion_error(&json), name);
    }
    for length in [0, 65] {
        let handle = BASE64URL_NOPAD.encode(&vec![1; length]);
        assert_eq!(assertion_error(&with(assertion(), "/response/userHandle", handle)), "user_handle_length");
    }
    for transports in [vec!["usb"; 9], vec!["USB"], vec![""], vec!["a-token-of-more-than-32-characters"], vec!["<b>"]] {
        let json = with(registration(), "/response/transports", transports);
        assert_eq!(registration_error(&json), "transports_malformed");
    }
    assert!(CredentialId::from_bytes(&[1; 1023]).is_ok());
    assert!(UserHandle::from_bytes(&[1; 64]).is_ok());
}

#[test]
fn d11_client_data_must_be_its_json() {
    for json in
        ["", "[]", "{\"type\":\"webauthn.get\"}", "{\"type\":\"a\",\"type\":\"a\",\"challenge\":\"\",\"origin\":\"\"}"]
    {
        let encoded = BASE64URL_NOPAD.encode(json.as_bytes());
        assert_eq!(assertion_error(&with(assertion(), "/response/clientDataJSON", encoded)), "client_data_malformed");
    }
}

#[test]
fn d11_cbor_bombs_are_named() {
    for (bytes, name) in [
        (vec![], "cbor_truncated"),
        (vec![0xbf, 0xff], "cbor_indefinite_length"),
        (vec![0x81; 60], "cbor_too_deep"),
        (vec![0xa0, 0x00], "cbor_trailing_bytes"),
        (vec![0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], "cbor_truncated"),
        (vec![0x5b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], "cbor_truncated"),
        (vec![0xa0], "attestation_object_malformed"),
        (vec![0x00], "attestation_object_malformed"),
    ] {
        assert_eq!(registration_error(&attestation_object(&bytes)), name, "{bytes:02x?}");
    }
}

#[test]
fn d11_authenticator_data_must_fill_its_lengths() {
    let honest = key().assert(&ceremony()).unwrap().authenticator_data;
    let parse = |bytes: &[u8]| {
        let json = with(assertion(), "/response/authenticatorData", BASE64URL_NOPAD.encode(bytes));
        AssertionResponse::parse(json.to_string().as_bytes()).map(|_| ()).map_err(|error| error.name())
    };
    for length in 0..honest.len() {
        assert_eq!(parse(&honest[..length]), Err("authenticator_data_malformed"));
    }
    assert_eq!(parse(&[honest.as_slice(), &[0xa0]].concat()), Err("authenticator_data_malformed"));

    let mut extended = honest;
    extended[32] |= 0x80;
    let with_extensions = |bytes: &[u8]| parse(&[extended.as_slice(), bytes].concat());
    assert_eq!(with_extensions(&[0xa0]), Ok(()));
    assert_eq!(with_extensions(&[]), Err("cbor_truncated"));
    assert_eq!(with_extensions(&[0x80]), Err("authenticator_data_malformed"));
    assert_eq!(with_extensions(&[0xa0, 0x00]), Err("cbor_trailing_bytes"));
}

#[test]
fn signed_extensions_do_not_disturb_a_ceremony() {
    // {"credProtect": 3} behind the key (CTAP 2.1 §12.1).
    let extensions = [&[0xa1, 0x6b], b"credProtect".as_slice(), &[0x03]].concat();
    let mut registration = key().register(&ceremony()).unwrap();
    registration.authenticator_data[32] |= 0x80;
    registration.authenticator_data.extend_from_slice(&extensions);
    assert!(verify_registration_json(&registration.to_json().unwrap()).is_ok());

    let mut assertion = key().assert(&ceremony()).unwrap();
    assertion.authenticator_data[32] |= 0x80;
    assertion.authenticator_data.extend_from_slice(&extensions);
    assertion.signature = key().sign(&assertion.authenticator_data, &assertion.client_data_json).unwrap();
    assert!(verify_assertion_json(&assertion.to_json(), &stored(&key())).is_ok());
}

/// An ES256 COSE_Key with one part replaced.
fn cose(kty: i64, crv: i64, x: &[u8], y: &[u8], more: Option<(i64, i64)>) -> Vec<u8> {
    let mut map: Vec<(ciborium::Value, ciborium::Value)> = vec![
        (1.into(), kty.into()),
        (3.into(), (-7).into()),
        ((-1).into(), crv.into()),
        ((-2).into(), x.into()),
        ((-3).into(), y.into()),
    ];
    map.extend(more.map(|(label, value)| (label.into(), value.into())));
    let mut bytes = Vec::new();
    ciborium::into_writer(&ciborium::Value::Map(map), &mut bytes).unwrap();
    bytes
}

#[test]
fn public_keys_must_be_keys() {
    let honest = key().cose_public_key().to_vec();
    let (x, y) = (&honest[10..42], &honest[45..77]);
    assert_eq!(PublicKey::from_cose(&cose(2, 1, x, y, None)).unwrap().to_cose(), honest);
    for (bytes, name) in [
        (cose(2, 1, y, x, None), "public_key_invalid"),
        (cose(2, 1, &[0; 32], &[0; 32], None), "public_key_invalid"),
        (cose(2, 1, &x[1..], y, None), "public_key_malformed"),
        (cose(2, 1, &[&[0], x].concat(), y, None), "public_key_malformed"),
        (cose(1, 1, x, y, None), "public_key_malformed"),
        (cose(2, 2, x, y, None), "public_key_malformed"),
        (cose(2, 1, x, y, Some((-4, 1))), "public_key_malformed"),
        (cose(2, 1, x, y, Some((3, -257))), "cbor_duplicate_key"),
        (vec![0xa0], "algorithm_unsupported"),
        (vec![0x80], "public_key_malformed"),
    ] {
        assert_eq!(PublicKey::from_cose(&bytes).unwrap_err().name(), name, "{bytes:02x?}");
    }
}

#[test]
fn rsa_keys_have_their_limits() {
    let rsa = |n: &[u8], e: &[u8]| {
        let map: Vec<(ciborium::Value, ciborium::Value)> =
            vec![(1.into(), 3.into()), (3.into(), (-257).into()), ((-1).into(), n.into()), ((-2).into(), e.into())];
        let mut bytes = Vec::new();
        ciborium::into_writer(&ciborium::Value::Map(map), &mut bytes).unwrap();
        PublicKey::from_cose(&bytes).map_err(|error| error.name())
    };
    let e = [1, 0, 1];
    assert!(rsa(&[0xff; 256], &e).is_ok());
    assert_eq!(rsa(&[0xff; 255], &e), Err("public_key_malformed"));
    assert_eq!(rsa(&[0xff; 513], &e), Err("public_key_malformed"));
    assert_eq!(rsa(&[0xfe; 256], &e), Err("public_key_invalid"));
    assert_eq!(rsa(&[&[0], [0xff; 256].as_slice()].concat(), &e), Err("public_key_invalid"));
    assert_eq!(rsa(&[0xff; 256], &[1]), Err("public_key_invalid"));
    assert_eq!(rsa(&[0xff; 256], &[2]), Err("public_key_invalid"));
    assert_eq!(rsa(&[0xff; 256], &[1, 0, 0, 0, 1]), Err("public_key_malformed"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12_000))]

    #[test]
    fn z03_arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = RegistrationResponse::parse(&bytes);
        let _ = AssertionResponse::parse(&bytes);
        let _ = PublicKey::from_cose(&bytes);
    }

    #[test]
    fn z03_arbitrary_members_never_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        pointer in prop::sample::select(vec!["clientDataJSON", "authenticatorData", "signature", "userHandle"]),
    ) {
        let member = format!("/response/{pointer}");
        let _ = AssertionResponse::parse(with(assertion(), &member, BASE64URL_NOPAD.encode(&bytes)).to_string().as_bytes());
        let _ = RegistrationResponse::parse(attestation_object(&bytes).to_string().as_bytes());
    }

    #[test]
    fn z03_damaged_registrations_never_panic(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let original = registration();
        let encoded = original.pointer("/response/attestationObject").unwrap().as_str().unwrap();
        let mut bytes = BASE64URL_NOPAD.decode(encoded.as_bytes()).unwrap();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = verify_registration_json(&attestation_object(&bytes));
        bytes.truncate(cut.index(bytes.len()));
        prop_assert!(verify_registration_json(&attestation_object(&bytes)).is_err());
    }

    #[test]
    fn z04_arbitrary_client_data_is_never_accepted(text in "[{}\\[\\]\":,a-zA-Z0-9.\\\\ ]{0,120}") {
        let encoded = BASE64URL_NOPAD.encode(text.as_bytes());
        let json = with(assertion(), "/response/clientDataJSON", encoded);
        prop_assert!(verify_assertion_json(&json, &stored(&key())).is_err());
    }
}
