//! What must hold for any bytes.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Value, json};
use stepgate_protocol::json::{self, Limits};
use stepgate_protocol::jwt::{Jwk, KeySet, SigningKey, Typ, verify, verify_dpop_proof};

static KEY: LazyLock<SigningKey> = LazyLock::new(|| SigningKey::generate().unwrap().1);
static KEYS: LazyLock<KeySet> = LazyLock::new(|| KeySet::new([KEY.public_jwk()]).unwrap());
static TOKEN: LazyLock<String> =
    LazyLock::new(|| KEY.sign(Typ::AccessToken, &json!({ "sub": "anna", "exp": 1, "acr": "phr" })).unwrap());
static PROOF: LazyLock<String> = LazyLock::new(|| KEY.sign(Typ::DpopProof, &json!({ "jti": "1" })).unwrap());

/// The token with one character changed, at every place to every other printable character.
fn mutations(token: &str) -> impl Iterator<Item = String> {
    token.char_indices().flat_map(move |(at, old)| {
        let (before, after) = (&token[..at], &token[at + 1..]);
        (' '..='~').filter(move |new| *new != old).map(move |new| format!("{before}{new}{after}"))
    })
}

/// Not a sample but all of them: some 30,000.
#[test]
fn no_single_byte_of_a_token_can_be_changed() {
    assert!(verify(&TOKEN, &KEYS, Typ::AccessToken).is_ok());
    for mutated in mutations(&TOKEN) {
        assert!(verify(&mutated, &KEYS, Typ::AccessToken).is_err(), "{mutated}");
    }
}

#[test]
fn no_single_byte_of_a_proof_can_be_changed() {
    assert!(verify_dpop_proof(&PROOF).is_ok());
    for mutated in mutations(&PROOF) {
        assert!(verify_dpop_proof(&mutated).is_err(), "{mutated}");
    }
}

fn duplicates(text: &str) -> bool {
    matches!(json::parse::<Value>(text.as_bytes(), Limits::bytes(4096)), Err(json::JsonError::DuplicateMember))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn a_token_cannot_be_cut_or_spliced(from in 0..TOKEN.len(), cut in 0..400_usize, with in "[A-Za-z0-9_.=-]{0,6}") {
        let to = TOKEN.len().min(from + cut);
        let mutated = format!("{}{with}{}", &TOKEN[..from], &TOKEN[to..]);
        prop_assert_eq!(verify(&mutated, &KEYS, Typ::AccessToken).is_ok(), mutated == *TOKEN);
    }

    #[test]
    fn no_input_makes_a_parser_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), text in ".{0,120}") {
        let _ = json::parse::<Value>(&bytes, Limits::bytes(100));
        let _ = KeySet::parse(&bytes);
        let _ = Jwk::parse(&bytes);
        for token in [text.as_str(), &format!("{text}.{text}.{text}"), &String::from_utf8_lossy(&bytes)] {
            prop_assert!(verify(token, &KEYS, Typ::AccessToken).is_err());
            prop_assert!(verify_dpop_proof(token).is_err());
        }
    }

    #[test]
    fn nearly_json_makes_no_parser_panic(text in r#"[{]("(kty|keys|alg|a|\\u0061|\\ud800)":[{\["0-9a-z,\]}-]{0,12},?){0,6}[}]"#) {
        let _ = json::parse::<Value>(text.as_bytes(), Limits::bytes(4096));
        let _ = KeySet::parse(text.as_bytes());
        let _ = Jwk::parse(text.as_bytes());
    }

    #[test]
    fn a_member_named_twice_is_found_and_no_other_is(names in prop::collection::vec("[a-c]{1,2}", 1..8)) {
        let members: Vec<String> = names.iter().map(|name| format!(r#""{name}":1"#)).collect();
        let object = format!("{{{}}}", members.join(","));
        let distinct: std::collections::BTreeSet<&String> = names.iter().collect();
        prop_assert_eq!(duplicates(&object), distinct.len() < names.len());
        prop_assert_eq!(duplicates(&format!(r#"{{"x":[{object}]}}"#)), distinct.len() < names.len());
    }
}
