//! The soft key itself: the same key every time, and keys that others can import.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use stepgate_webauthn::PublicKey;
use stepgate_webauthn::soft_key::SoftKey;

use crate::actors::{alice, ceremony, verify_assertion_json, verify_registration};

/// RFC 6979 §A.2.5: a private key on P-256 and its public point.
#[test]
fn a_seed_is_the_private_number() {
    let hex = |text: &str| HEXLOWER.decode(text.as_bytes()).unwrap();
    let seed: [u8; 32] = hex("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721").try_into().unwrap();
    let key = SoftKey::from_seed(&seed).unwrap();
    let jwk = key.private_jwk().unwrap();
    for (member, value) in [
        ("x", "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"),
        ("y", "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"),
        ("d", "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721"),
    ] {
        assert_eq!(jwk[member], BASE64URL_NOPAD.encode(&hex(value)), "{member}");
    }
    assert_eq!((&jwk["kty"], &jwk["crv"]), (&"EC".into(), &"P-256".into()));
    assert_eq!(SoftKey::from_seed(&seed).unwrap().credential_id(), key.credential_id());
}

/// RFC 8032 §7.1, test 1.
#[test]
fn an_ed25519_seed_is_that_of_rfc_8032() {
    let hex = |text: &str| HEXLOWER.decode(text.as_bytes()).unwrap();
    let seed = hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    let key = SoftKey::ed25519_from_seed(&seed.try_into().unwrap()).unwrap();
    let x = hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    assert_eq!(key.private_jwk().unwrap()["x"], BASE64URL_NOPAD.encode(&x));
}

#[test]
fn numbers_that_are_no_key_are_refused() {
    assert!(SoftKey::from_seed(&[0; 32]).is_err());
    assert!(SoftKey::from_seed(&[0xff; 32]).is_err());
    assert!(SoftKey::from_pkcs8(&[0x30, 0x00]).is_err());
}

#[test]
fn generated_and_imported_keys_complete_both_ceremonies() {
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &SystemRandom::new()).unwrap();
    let keys = [
        SoftKey::generate().unwrap(),
        SoftKey::from_pkcs8(pkcs8.as_ref()).unwrap(),
        SoftKey::ed25519_from_seed(&[3; 32]).unwrap(),
    ];
    for key in keys {
        let credential = verify_registration(&key.register(&ceremony()).unwrap()).unwrap();
        assert_eq!(credential.public_key, PublicKey::from_cose(key.cose_public_key()).unwrap());
        let assertion = key.assert(&ceremony()).unwrap().to_json();
        assert!(verify_assertion_json(&assertion, &credential.stored_for(alice())).is_ok());
    }
}

#[test]
fn generated_keys_differ() {
    let (one, other) = (SoftKey::generate().unwrap(), SoftKey::generate().unwrap());
    assert_ne!(one.credential_id(), other.credential_id());
}
