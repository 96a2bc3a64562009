//! JWK Sets as somebody else publishes them, threat H02, and the keys that we sign with.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{Ed25519KeyPair, RsaKeyPair};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};
use stepgate_protocol::json::JsonError;
use stepgate_protocol::jwt::{
    Algorithm, Jwk, JwtError, KeySet, KeySetError, MAX_KEY_SET_LEN, SigningKey, SigningKeys, SigningKeysError, Typ,
    verify, verify_dpop_proof,
};

fn new_key() -> (SigningKey, Value) {
    let (_, key) = SigningKey::generate().unwrap();
    let jwk = serde_json::to_value(key.public_jwk()).unwrap();
    (key, jwk)
}

fn parse(keys: &[Value]) -> Result<KeySet, KeySetError> {
    KeySet::parse(json!({ "keys": keys }).to_string().as_bytes())
}

/// `jwk` with one member changed, or removed where the value is null.
fn with(jwk: &Value, name: &str, value: Value) -> Value {
    let mut changed = jwk.clone();
    let members = changed.as_object_mut().unwrap();
    match value {
        Value::Null => members.remove(name),
        value => members.insert(name.into(), value),
    };
    changed
}

fn rsa(bits: usize, first: u8) -> Value {
    let n: Vec<u8> = std::iter::once(first).chain(std::iter::repeat_n(0xff, bits / 8 - 1)).collect();
    json!({ "kty": "RSA", "e": "AQAB", "n": BASE64URL_NOPAD.encode(&n) })
}

#[test]
fn h02_a_private_or_symmetric_key_spoils_the_document() {
    let (_, good) = new_key();
    for name in ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] {
        let bad = with(&with(&new_key().1, name, json!("AA")), "use", json!("enc"));
        assert_eq!(parse(&[good.clone(), bad]).unwrap_err(), KeySetError::PrivateKey, "{name}");
    }
    for bad in [json!({ "kty": "oct" }), json!({ "d": "AA" }), json!({ "kty": "unknown", "d": 1 })] {
        assert_eq!(parse(&[good.clone(), bad]).unwrap_err(), KeySetError::PrivateKey);
    }
}

#[test]
fn h02_what_is_no_key_set_is_refused() {
    let documents: [&[u8]; 6] =
        [b"<html>", b"", b"[]", b"{}", br#"{"keys":[],"keys":[]}"#, br#"{"keys":{"kty":"EC"}}"#];
    for document in documents {
        assert!(matches!(KeySet::parse(document), Err(KeySetError::Json(_))));
    }
    assert_eq!(KeySet::parse(br#"{"keys":[]}"#).unwrap_err(), KeySetError::NoUsableKey);
    let long = vec![b' '; MAX_KEY_SET_LEN + 1];
    assert_eq!(KeySet::parse(&long).unwrap_err(), KeySetError::Json(JsonError::TooLong));
    let keys: Vec<Value> = (0..101).map(|_| json!({ "kty": "x" })).collect();
    assert_eq!(parse(&keys).unwrap_err(), KeySetError::TooManyKeys);
    let (_, jwk) = new_key();
    assert_eq!(parse(&[jwk.clone(), jwk]).unwrap_err(), KeySetError::DuplicateKid);
}

#[test]
fn h02_keys_that_cannot_be_used_are_skipped() {
    let (_, jwk) = new_key();
    let unusable = [
        with(&jwk, "kty", json!("AKP")),
        with(&jwk, "crv", json!("P-384")),
        with(&jwk, "crv", Value::Null),
        with(&jwk, "alg", json!("ES384")),
        with(&jwk, "alg", json!("RS256")),
        with(&jwk, "alg", json!("none")),
        with(&jwk, "alg", json!("HS256")),
        with(&jwk, "use", json!("enc")),
        with(&jwk, "key_ops", json!(["sign"])),
        with(&jwk, "kid", json!("../x")),
        with(&jwk, "kid", json!("k".repeat(65))),
        with(&jwk, "kid", json!(7)),
        with(&jwk, "x", json!("AAAA")),
        with(&jwk, "y", jwk["x"].clone()),
        with(&jwk, "y", Value::Null),
        rsa(1024, 0xff),
        rsa(2048, 0x7f),
        rsa(4096 + 8, 0xff),
        rsa(2048, 0),
        with(&rsa(2048, 0xff), "e", json!("AAEAAQ")),
        with(&rsa(2048, 0xff), "e", json!("AQ")),
        with(&rsa(2048, 0xff), "e", json!("AQAC")),
        with(&rsa(2048, 0xff), "alg", json!("ES256")),
    ];
    for key in &unusable {
        assert_eq!(parse(std::slice::from_ref(key)).unwrap_err(), KeySetError::NoUsableKey, "{key}");
    }
    let (signer, good) = new_key();
    let keys = parse(&[&unusable[..], &[good, rsa(2048, 0xff)]].concat()).unwrap();
    let token = signer.sign(Typ::AccessToken, &json!({})).unwrap();
    assert!(verify(&token, &keys, Typ::AccessToken).is_ok());
}

#[test]
fn a_key_without_alg_gets_that_of_its_type() {
    let (signer, jwk) = new_key();
    let keys = parse(&[with(&with(&jwk, "alg", Value::Null), "use", Value::Null)]).unwrap();
    let token = signer.sign(Typ::AccessToken, &json!({})).unwrap();
    assert!(verify(&token, &keys, Typ::AccessToken).is_ok());
    let parsed = Jwk::parse(rsa(2048, 0xff).to_string().as_bytes()).unwrap();
    assert_eq!(parsed.algorithm(), Algorithm::RS256);
    let pss = with(&rsa(2048, 0xff), "alg", json!("PS256"));
    assert_eq!(Jwk::parse(pss.to_string().as_bytes()).unwrap().algorithm(), Algorithm::PS256);
}

#[test]
fn every_type_of_private_key_signs_what_its_public_half_verifies() {
    let rng = SystemRandom::new();
    let ed25519 = Ed25519KeyPair::generate_pkcs8(&rng).unwrap();
    let rsa = RsaKeyPair::generate(KeySize::Rsa2048).unwrap().as_der().unwrap();
    let (p256, _) = SigningKey::generate().unwrap();
    let cases =
        [(p256.as_ref(), Algorithm::ES256), (ed25519.as_ref(), Algorithm::EdDSA), (rsa.as_ref(), Algorithm::RS256)];
    for (pkcs8, algorithm) in cases {
        let key = SigningKey::from_pkcs8(pkcs8).unwrap();
        assert_eq!((key.algorithm(), key.kid().len()), (algorithm, 43));
        let keys = parse(&[serde_json::to_value(key.public_jwk()).unwrap()]).unwrap();
        let token = key.sign(Typ::IdToken, &json!({ "sub": "anna" })).unwrap();
        let claims: Value = verify(&token, &keys, Typ::IdToken).unwrap().claims().unwrap();
        assert_eq!(claims["sub"], "anna");
        let proof = key.sign(Typ::DpopProof, &json!({})).unwrap();
        assert_eq!(verify_dpop_proof(&proof).unwrap().1.thumbprint(), key.kid());
    }
    assert!(SigningKey::from_pkcs8(b"no key").is_err());
}

#[test]
fn a_key_is_the_same_after_it_was_stored() {
    let (pkcs8, key) = SigningKey::generate().unwrap();
    let again = SigningKey::from_pkcs8(pkcs8.as_ref()).unwrap();
    assert_eq!(again.public_jwk(), key.public_jwk());
    let (other, _) = new_key();
    let token = again.sign(Typ::AccessToken, &json!({})).unwrap();
    let others = KeySet::new([other.public_jwk()]).unwrap();
    assert_eq!(verify(&token, &others, Typ::AccessToken).unwrap_err(), JwtError::UnknownKid);
}

/// RFC 8017 §8: one key, one padding. The bytes do not say which, whoever reads them does.
#[test]
fn c01_a_key_signs_its_one_algorithm() {
    for algorithm in Algorithm::ALL {
        let (der, key) = SigningKey::generate_for(algorithm).unwrap();
        let token = key.sign(Typ::IdToken, &json!({ "sub": "a" })).unwrap();
        let again = SigningKey::from_pkcs8_for(der.as_ref(), algorithm).unwrap();
        assert_eq!((key.algorithm(), again.kid()), (algorithm, key.kid()));
        assert!(verify(&token, &KeySet::new([again.public_jwk()]).unwrap(), Typ::IdToken).is_ok());
        for other in Algorithm::ALL {
            let rsa = [Algorithm::RS256, Algorithm::PS256];
            let fits = other == algorithm || (rsa.contains(&other) && rsa.contains(&algorithm));
            let read = SigningKey::from_pkcs8_for(der.as_ref(), other);
            assert_eq!(read.is_ok(), fits, "{algorithm} as {other}");
            if let Some(wrong) = read.ok().filter(|_| other != algorithm) {
                let keys = KeySet::new([wrong.public_jwk()]).unwrap();
                assert_eq!(verify(&token, &keys, Typ::IdToken).unwrap_err(), JwtError::Algorithm);
            }
        }
    }
}

#[test]
fn signing_keys_are_one_for_each_algorithm() {
    let new = |algorithm| SigningKey::generate_for(algorithm).unwrap().1;
    let (es256, eddsa) = (|| new(Algorithm::ES256), || new(Algorithm::EdDSA));
    let keys = SigningKeys::new(es256(), vec![eddsa()]).unwrap();
    assert_eq!(keys.algorithms().collect::<Vec<_>>(), [Algorithm::ES256, Algorithm::EdDSA]);
    assert_eq!(keys.id_tokens(Algorithm::ES256).unwrap().kid(), keys.access_tokens().kid());
    assert!(keys.id_tokens(Algorithm::RS256).is_none());
    assert_eq!(keys.public_jwks().count(), 2);
    assert_eq!(SigningKeys::new(eddsa(), vec![]).unwrap_err(), SigningKeysError::NotEs256);
    let twice = SigningKeys::new(es256(), vec![es256()]).unwrap_err();
    assert_eq!(twice, SigningKeysError::Twice(Algorithm::ES256));
}
