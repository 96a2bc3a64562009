//! Project Wycheproof's signatures, checked with the keys that tokens are checked with.
//!
//! Valid ones must verify and invalid ones must not; those that Wycheproof calls acceptable may go either way.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};
use stepgate_protocol::jwt::{Jwk, VerificationKey};
use wycheproof::{TestResult, ecdsa, eddsa, rsa_pkcs1_verify, rsa_pss_verify};

fn key(jwk: &Value) -> VerificationKey {
    VerificationKey::new(&Jwk::parse(jwk.to_string().as_bytes()).unwrap()).unwrap()
}

fn b64(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}

/// A number as a JWK has it: without leading zeros.
fn number(bytes: &[u8]) -> String {
    b64(bytes.strip_prefix(&[0]).unwrap_or(bytes))
}

fn rsa(alg: &str, n: &[u8], e: &[u8]) -> VerificationKey {
    key(&json!({ "kty": "RSA", "alg": alg, "n": number(n), "e": number(e) }))
}

fn check(key: &VerificationKey, message: &[u8], signature: &[u8], expected: TestResult, case: usize) {
    let accepted = key.verify(message, signature).is_ok();
    match expected {
        TestResult::Valid => assert!(accepted, "{case} is valid"),
        TestResult::Invalid => assert!(!accepted, "{case} is invalid"),
        TestResult::Acceptable => {}
    }
}

#[test]
fn es256() {
    let set = ecdsa::TestSet::load(ecdsa::TestName::EcdsaSecp256r1Sha256P1363).unwrap();
    assert!(set.number_of_tests > 200);
    for group in set.test_groups {
        let (x, y) = group.key.key.strip_prefix(&[4]).unwrap().split_at(32);
        let key = key(&json!({ "kty": "EC", "crv": "P-256", "x": b64(x), "y": b64(y) }));
        for test in group.tests {
            check(&key, &test.msg, &test.sig, test.result, test.tc_id);
        }
    }
}

#[test]
fn eddsa() {
    let set = eddsa::TestSet::load(eddsa::TestName::Ed25519).unwrap();
    assert!(set.number_of_tests > 100);
    for group in set.test_groups {
        let key = key(&json!({ "kty": "OKP", "crv": "Ed25519", "x": b64(&group.key.pk) }));
        for test in group.tests {
            check(&key, &test.msg, &test.sig, test.result, test.tc_id);
        }
    }
}

#[test]
fn rs256() {
    use rsa_pkcs1_verify::{TestName, TestSet};
    for name in [TestName::Rsa2048Sha256, TestName::Rsa3072Sha256, TestName::Rsa4096Sha256] {
        let set = TestSet::load(name).unwrap();
        assert!(set.number_of_tests > 200);
        for group in set.test_groups {
            let key = rsa("RS256", &group.key.n, &group.key.e);
            for test in group.tests {
                check(&key, &test.msg, &test.sig, test.result, test.tc_id);
            }
        }
    }
}

#[test]
fn ps256() {
    use rsa_pss_verify::{TestName, TestSet};
    let names = [
        TestName::RsaPss2048Sha256Mgf1SaltLen32,
        TestName::RsaPss3072Sha256Mgf1SaltLen32,
        TestName::RsaPss4096Sha256Mgf1SaltLen32,
    ];
    for name in names {
        let set = TestSet::load(name).unwrap();
        assert!(set.number_of_tests > 50);
        for group in set.test_groups {
            let key = rsa("PS256", &group.key.n, &group.key.e);
            for test in group.tests {
                check(&key, &test.msg, &test.sig, test.result, test.tc_id);
            }
        }
    }
}

/// RFC 7518 §3.5 fixes the salt at 32 bytes and the mask's hash at SHA-256: what is right otherwise is wrong here.
#[test]
fn ps256_takes_no_other_parameters() {
    use rsa_pss_verify::{TestName, TestSet};
    for name in [TestName::RsaPss2048Sha256Mgf1SaltLen0, TestName::RsaPss2048Sha256Mgf1Sha1_20] {
        let mut checked = 0;
        for group in TestSet::load(name).unwrap().test_groups {
            let key = rsa("PS256", &group.key.n, &group.key.e);
            // Among the invalid ones here are signatures with a salt of 32 bytes.
            for test in group.tests.iter().filter(|test| test.result == TestResult::Valid) {
                assert!(key.verify(&test.msg, &test.sig).is_err(), "{name:?} {}", test.tc_id);
                checked += 1;
            }
        }
        assert!(checked > 0, "{name:?}");
    }
}
