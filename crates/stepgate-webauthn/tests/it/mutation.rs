//! A change of any byte that is signed is refused, whatever the byte becomes.

use data_encoding::BASE64URL_NOPAD;
use proptest::prelude::*;
use stepgate_webauthn::soft_key::{SoftAssertion, SoftAttestation, SoftKey, SoftRegistration};

use crate::actors::{
    alice, ceremony, key, stored, verify_assertion, verify_assertion_json, verify_registration,
    verify_registration_under,
};
use crate::attestation::Vendor;

/// Every single byte of `original`, changed in its lowest bit, its highest, and all.
fn each_byte_changed(original: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    (0..original.len()).flat_map(move |at| {
        [0x01, 0x80, 0xff].map(|mask| {
            let mut changed = original.to_vec();
            changed[at] ^= mask;
            changed
        })
    })
}

/// One byte short, and one byte too many.
fn each_length_changed(original: &[u8]) -> [Vec<u8>; 2] {
    [original[..original.len() - 1].to_vec(), [original, &[0]].concat()]
}

fn each_change(original: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    each_byte_changed(original).chain(each_length_changed(original))
}

#[test]
fn every_changed_assertion_is_refused() {
    let honest = key().assert(&ceremony()).unwrap();
    assert!(verify_assertion(&honest).is_ok());
    let refused = |assertion: &SoftAssertion| assert!(verify_assertion(assertion).is_err(), "{assertion:02x?}");
    for authenticator_data in each_change(&honest.authenticator_data) {
        refused(&SoftAssertion { authenticator_data, ..honest.clone() });
    }
    for client_data_json in each_change(&honest.client_data_json) {
        refused(&SoftAssertion { client_data_json, ..honest.clone() });
    }
    for signature in each_change(&honest.signature) {
        refused(&SoftAssertion { signature, ..honest.clone() });
    }
    for credential_id in each_change(&honest.credential_id) {
        refused(&SoftAssertion { credential_id, ..honest.clone() });
    }
}

#[test]
fn every_changed_ed25519_assertion_is_refused() {
    let key = SoftKey::ed25519_from_seed(&[9; 32]).unwrap();
    let honest = key.assert(&ceremony()).unwrap();
    let verify = |assertion: &SoftAssertion| verify_assertion_json(&assertion.to_json(), &stored(&key));
    assert!(verify(&honest).is_ok());
    for signature in each_change(&honest.signature) {
        assert!(verify(&SoftAssertion { signature, ..honest.clone() }).is_err());
    }
    for authenticator_data in each_change(&honest.authenticator_data) {
        assert!(verify(&SoftAssertion { authenticator_data, ..honest.clone() }).is_err());
    }
}

#[test]
fn every_changed_self_attested_registration_is_refused() {
    let honest = key().register_self_attested(&ceremony()).unwrap();
    assert!(verify_registration(&honest).is_ok());
    let refused =
        |registration: &SoftRegistration| assert!(verify_registration(registration).is_err(), "{registration:02x?}");
    for authenticator_data in each_change(&honest.authenticator_data) {
        refused(&SoftRegistration { authenticator_data, ..honest.clone() });
    }
    for client_data_json in each_change(&honest.client_data_json) {
        refused(&SoftRegistration { client_data_json, ..honest.clone() });
    }
    let attestation = honest.attestation.clone().unwrap();
    for signature in each_change(&attestation.signature) {
        let attestation = Some(SoftAttestation { signature, ..attestation.clone() });
        refused(&SoftRegistration { attestation, ..honest.clone() });
    }
}

/// Any byte of the attestation object, certificates included: whatever may still be accepted as a passkey, none of it is believed to
/// be attested.
#[test]
fn d12_no_changed_attestation_object_is_verified() {
    let vendor = Vendor::new();
    for honest in [vendor.register_packed(), vendor.register_fido_u2f()] {
        assert!(verify_registration_under(&honest, &vendor.policy()).is_ok());
        let object = honest["response"]["attestationObject"].as_str().unwrap();
        let object = BASE64URL_NOPAD.decode(object.as_bytes()).unwrap();
        for changed in each_change(&object) {
            let mut json = honest.clone();
            json["response"]["attestationObject"] = BASE64URL_NOPAD.encode(&changed).into();
            let verdict = verify_registration_under(&json, &vendor.policy());
            assert!(verdict.is_err(), "{changed:02x?}");
        }
    }
}

/// In front of the signature: an attacker who has the key still cannot get these past the flags.
#[test]
fn every_resigned_flag_byte_has_its_rule() {
    for flags in 0..=u8::MAX {
        let mut assertion = key().assert(&ceremony()).unwrap();
        assertion.authenticator_data[32] = flags;
        assertion.signature = key().sign(&assertion.authenticator_data, &assertion.client_data_json).unwrap();
        // UP and UV, neither BE (as registered) nor BS, neither AT nor ED; bits 1 and 5 are reserved.
        let expected = flags & !0x22 == 0x05;
        assert_eq!(verify_assertion(&assertion).is_ok(), expected, "{flags:08b}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_change_of_any_signed_byte_is_refused(position in any::<prop::sample::Index>(), mask in 1_u8..) {
        let mut assertion = key().assert(&ceremony()).unwrap();
        let lengths = [&assertion.authenticator_data, &assertion.client_data_json, &assertion.signature].map(Vec::len);
        let mut at = position.index(lengths.iter().sum());
        for part in [&mut assertion.authenticator_data, &mut assertion.client_data_json, &mut assertion.signature] {
            if let Some(byte) = part.get_mut(at) {
                *byte ^= mask;
                break;
            }
            at -= part.len();
        }
        prop_assert!(verify_assertion(&assertion).is_err());
    }

    #[test]
    fn any_seed_makes_a_key_that_registers_and_asserts(seed in any::<[u8; 32]>()) {
        // Zero and numbers from the curve's order upwards are no keys; all others must work.
        if let Ok(key) = SoftKey::from_seed(&seed) {
            let credential = verify_registration(&key.register_self_attested(&ceremony()).unwrap()).unwrap();
            let assertion = key.assert(&ceremony()).unwrap().to_json();
            prop_assert!(verify_assertion_json(&assertion, &credential.stored_for(alice())).is_ok());
        }
    }
}
