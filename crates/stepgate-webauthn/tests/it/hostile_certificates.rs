//! D11: certificates are bytes that anybody can send before anything is signed.

use proptest::prelude::*;
use stepgate_webauthn::soft_key::{CertifiedKey, SoftCertificate, SoftRegistration};

use crate::actors::{key, verify_registration_under};
use crate::attestation::{MODEL, Vendor, security_key_ceremony};

fn registration(vendor: &Vendor) -> SoftRegistration {
    key().register_packed(&security_key_ceremony(), &vendor.batch).unwrap()
}

/// The name of the refusal, or `ok`, of a registration with this `x5c`.
fn verdict(vendor: &Vendor, x5c: Vec<Vec<u8>>) -> &'static str {
    let mut registration = registration(vendor);
    registration.attestation.as_mut().unwrap().x5c = x5c;
    let verdict = verify_registration_under(&registration.to_json().unwrap(), &vendor.policy());
    verdict.map_or_else(|error| error.name(), |_| "ok")
}

#[test]
fn d11_chains_are_short() {
    let vendor = Vendor::new();
    let padded = |count: usize| {
        let leaf = vendor.batch.certificate().to_vec();
        let padding = std::iter::repeat_n(vendor.root_certificate().to_vec(), count - 1);
        verdict(&vendor, std::iter::once(leaf).chain(padding).collect())
    };
    assert_eq!((padded(1), padded(6)), ("ok", "ok"));
    assert_eq!(padded(7), "attestation_malformed");
    assert_eq!(padded(1_000), "response_too_large");
}

#[test]
fn d11_certificates_that_are_none_are_named() {
    let vendor = Vendor::new();
    let leaf = vendor.batch.certificate();
    // SEQUENCEs in one another, each as long as what is left: at most 64 KiB of them, and read without recursion.
    let nested: Vec<u8> =
        (0..5_000_u16).rev().flat_map(|left| [&[0x30, 0x82], &(4 * left).to_be_bytes()[..]].concat()).collect();
    for bytes in [
        vec![],
        vec![0x30],
        vec![0x30, 0x80, 0x00, 0x00],
        vec![0x30, 0x84, 0xff, 0xff, 0xff, 0xff],
        nested,
        leaf[..leaf.len() - 1].to_vec(),
        [leaf, &[0]].concat(),
    ] {
        assert_eq!(verdict(&vendor, vec![bytes.clone()]), "attestation_certificate_invalid", "{} bytes", bytes.len());
        // Behind the leaf they are passed over, as long as nothing leads through them.
        assert_eq!(verdict(&vendor, vec![leaf.to_vec(), bytes]), "ok");
    }
}

/// Six authorities of one name and one key that all could have signed one another: many paths to try, none to a root.
#[test]
fn d11_paths_that_lead_in_circles_end() {
    let vendor = Vendor::new();
    let circle = SoftCertificate::authority("Circle");
    let authority = CertifiedKey::self_signed(&circle).unwrap();
    let batch = authority.issue(&SoftCertificate::authenticator(MODEL)).unwrap();
    let mut registration = key().register_packed(&security_key_ceremony(), &batch).unwrap();
    let x5c = &mut registration.attestation.as_mut().unwrap().x5c;
    x5c.extend(std::iter::repeat_n(authority.certificate().to_vec(), 5));
    let verdict = verify_registration_under(&registration.to_json().unwrap(), &vendor.policy());
    assert_eq!(verdict.unwrap_err().name(), "attestation_root_unknown");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn d11_arbitrary_certificates_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let vendor = Vendor::shared();
        prop_assert_eq!(verdict(vendor, vec![bytes]), "attestation_certificate_invalid");
    }

    #[test]
    fn d11_damaged_certificates_never_panic_and_are_never_trusted(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let vendor = Vendor::shared();
        let honest = vendor.batch.certificate().to_vec();
        let mut changed = honest.clone();
        for (at, byte) in damage {
            let at = at.index(changed.len());
            changed[at] = byte;
        }
        prop_assume!(changed != honest);
        prop_assert_ne!(verdict(vendor, vec![changed.clone()]), "ok");
        changed.truncate(cut.index(changed.len()));
        prop_assert_ne!(verdict(vendor, vec![changed]), "ok");
    }
}
