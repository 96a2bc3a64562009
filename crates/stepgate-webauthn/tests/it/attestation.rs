//! D12: whom the relying party believes about an authenticator, and what an attacker can do with certificates of their own.

use std::sync::LazyLock;

use stepgate_core::Timestamp;
use stepgate_webauthn::soft_key::{Ceremony, CertifiedKey, SoftAttachment, SoftAttestation, SoftCertificate, SoftKey};
use stepgate_webauthn::{
    Aaguid, AttestationFormat, AttestationPolicy, Attested, NewCredential, RegistrationPolicy, TrustAnchorError,
    TrustAnchors, Unverifiable,
};

use crate::actors::{ceremony, key, now, verify_registration_json, verify_registration_under};

pub(crate) const MODEL: [u8; 16] = [0xa7; 16];
const VERSION: &str = "test 1";

pub(crate) fn security_key_ceremony() -> Ceremony {
    Ceremony { aaguid: MODEL, attachment: SoftAttachment::CrossPlatform, ..ceremony() }
}

fn authority(name: &str) -> CertifiedKey {
    CertifiedKey::self_signed(&SoftCertificate::authority(name)).unwrap()
}

fn trusting(root: &CertifiedKey) -> TrustAnchors {
    TrustAnchors::new(VERSION).with_der(root.certificate()).unwrap()
}

fn require(anchors: TrustAnchors) -> RegistrationPolicy {
    RegistrationPolicy::security_key(AttestationPolicy::Require(anchors))
}

/// A vendor: its root, and a batch key for the model that the root certifies.
pub(crate) struct Vendor {
    root: CertifiedKey,
    pub(crate) batch: CertifiedKey,
}

impl Vendor {
    pub(crate) fn new() -> Self {
        Self::with_batch(&SoftCertificate::authenticator(MODEL))
    }

    /// One for tests of many cases.
    pub(crate) fn shared() -> &'static Self {
        static VENDOR: LazyLock<Vendor> = LazyLock::new(Vendor::new);
        &VENDOR
    }

    fn with_batch(certificate: &SoftCertificate) -> Self {
        let root = authority("Vendor root");
        let batch = root.issue(certificate).unwrap();
        Self { root, batch }
    }

    fn anchors(&self) -> TrustAnchors {
        trusting(&self.root)
    }

    /// What a careful bank asks for.
    pub(crate) fn policy(&self) -> RegistrationPolicy {
        require(self.anchors())
    }

    pub(crate) fn register_packed(&self) -> serde_json::Value {
        key().register_packed(&security_key_ceremony(), &self.batch).unwrap().to_json().unwrap()
    }

    pub(crate) fn root_certificate(&self) -> &[u8] {
        self.root.certificate()
    }

    /// By another batch key below the same root.
    pub(crate) fn with_another_model(&self, model: [u8; 16]) -> serde_json::Value {
        let batch = self.root.issue(&SoftCertificate::authenticator(model)).unwrap();
        let ceremony = Ceremony { aaguid: model, ..security_key_ceremony() };
        key().register_packed(&ceremony, &batch).unwrap().to_json().unwrap()
    }

    /// With the honest statement under another format's name.
    pub(crate) fn register_packed_as(&self, format: &str) -> serde_json::Value {
        let mut json = self.register_packed();
        let object = &mut json["response"]["attestationObject"];
        let bytes = data_encoding::BASE64URL_NOPAD.decode(object.as_str().unwrap().as_bytes()).unwrap();
        let mut map: ciborium::Value = ciborium::from_reader(bytes.as_slice()).unwrap();
        map.as_map_mut().unwrap()[0].1 = format.into();
        let mut changed = Vec::new();
        ciborium::into_writer(&map, &mut changed).unwrap();
        *object = data_encoding::BASE64URL_NOPAD.encode(&changed).into();
        json
    }

    pub(crate) fn register_fido_u2f(&self) -> serde_json::Value {
        let ceremony = Ceremony { aaguid: [0; 16], ..security_key_ceremony() };
        key().register_fido_u2f(&ceremony, &self.batch).unwrap().to_json().unwrap()
    }

    /// Of a packed registration under this vendor's root.
    fn verdict(&self) -> Result<NewCredential, &'static str> {
        verdict(&self.register_packed(), self.anchors())
    }
}

pub(crate) fn verdict(json: &serde_json::Value, anchors: TrustAnchors) -> Result<NewCredential, &'static str> {
    verify_registration_under(json, &require(anchors)).map_err(|error| error.name())
}

fn refused(json: &serde_json::Value, anchors: TrustAnchors) -> &'static str {
    verdict(json, anchors).unwrap_err()
}

#[test]
fn d12_a_chain_to_a_configured_root_is_verified() {
    let vendor = Vendor::new();
    for (json, format) in [
        (vendor.register_packed(), AttestationFormat::Packed),
        (vendor.register_fido_u2f(), AttestationFormat::FidoU2f),
    ] {
        let credential = verdict(&json, vendor.anchors()).unwrap();
        let Attested::Verified(verified) = &credential.attestation else { panic!("{:?}", credential.attestation) };
        assert_eq!((verified.format(), verified.anchors_version()), (format, VERSION));
        assert!(credential.device_bound() && credential.hardware_protected());
    }
}

#[test]
fn d12_an_intermediate_may_stand_between() {
    let root = authority("Root");
    let middle = root.issue(&SoftCertificate::authority("Middle")).unwrap();
    let vendor = Vendor { batch: middle.issue(&SoftCertificate::authenticator(MODEL)).unwrap(), root };
    assert!(vendor.verdict().unwrap().hardware_protected());

    // A root that allows no certification authority below it.
    let narrow = SoftCertificate { basic_constraints: Some((true, Some(0))), ..SoftCertificate::authority("Narrow") };
    let narrow = root_and_middle(&narrow, &SoftCertificate::authority("Middle"));
    assert_eq!(narrow.verdict().map(|_| ()), Err("attestation_chain_invalid"));
}

fn root_and_middle(root: &SoftCertificate, middle: &SoftCertificate) -> Vendor {
    let root = CertifiedKey::self_signed(root).unwrap();
    let middle = root.issue(middle).unwrap();
    Vendor { batch: middle.issue(&SoftCertificate::authenticator(MODEL)).unwrap(), root }
}

#[test]
fn d12_path_lengths_and_constraints_of_intermediates_hold() {
    for (wrong, name) in [
        (SoftCertificate { basic_constraints: None, ..SoftCertificate::authority("M") }, "attestation_chain_invalid"),
        (
            SoftCertificate { basic_constraints: Some((false, None)), ..SoftCertificate::authority("M") },
            "attestation_chain_invalid",
        ),
        (
            SoftCertificate { not_after: "20250101000000Z".to_owned(), ..SoftCertificate::authority("M") },
            "attestation_certificate_expired",
        ),
        (SoftCertificate { version: 1, ..SoftCertificate::authority("M") }, "attestation_chain_invalid"),
        // May sign revocation lists only.
        (SoftCertificate { key_usage: Some(0x02), ..SoftCertificate::authority("M") }, "attestation_chain_invalid"),
    ] {
        let vendor = root_and_middle(&SoftCertificate::authority("Root"), &wrong);
        assert_eq!(vendor.verdict().map(|_| ()), Err(name), "{wrong:?}");
    }
    // A path length of nought, with another authority below.
    let root = authority("Root");
    let last = SoftCertificate { basic_constraints: Some((true, Some(0))), ..SoftCertificate::authority("Last") };
    let one_too_many = root.issue(&last).unwrap().issue(&SoftCertificate::authority("Too many")).unwrap();
    let vendor = Vendor { batch: one_too_many.issue(&SoftCertificate::authenticator(MODEL)).unwrap(), root };
    assert_eq!(vendor.verdict().map(|_| ()), Err("attestation_chain_invalid"));
}

#[test]
fn d12_an_attackers_own_root_is_unknown() {
    let (vendor, attacker) = (Vendor::new(), Vendor::new());
    assert_eq!(refused(&attacker.register_packed(), vendor.anchors()), "attestation_chain_invalid");
    assert_eq!(refused(&attacker.register_fido_u2f(), vendor.anchors()), "attestation_chain_invalid");
    // By another name, and with the root sent along.
    let mut attacker = Vendor { root: authority("Mallory"), ..attacker };
    attacker.batch = attacker.root.issue(&SoftCertificate::authenticator(MODEL)).unwrap();
    assert_eq!(refused(&attacker.register_packed(), vendor.anchors()), "attestation_root_unknown");
    attacker.batch.chain.push(attacker.root.certificate().to_vec());
    assert_eq!(refused(&attacker.register_packed(), vendor.anchors()), "attestation_root_unknown");
}

#[test]
fn d12_without_roots_nothing_is_verified() {
    let vendor = Vendor::new();
    for json in [vendor.register_packed(), vendor.register_fido_u2f()] {
        assert_eq!(refused(&json, TrustAnchors::new("none")), "attestation_root_unknown");
        for policy in [
            RegistrationPolicy::passkey(),
            RegistrationPolicy::security_key(AttestationPolicy::AcceptUnattestedDeviceBound),
        ] {
            let credential = verify_registration_under(&json, &policy).unwrap();
            assert_eq!(credential.attestation, Attested::Unverifiable(Unverifiable::NoAnchors));
            assert!(credential.device_bound() && !credential.hardware_protected());
        }
    }
}

#[test]
fn d12_none_and_self_attestation_are_not_enough_where_one_is_required() {
    let vendor = Vendor::new();
    let none = key().register(&security_key_ceremony()).unwrap();
    let own = key().register_self_attested(&security_key_ceremony()).unwrap();
    for registration in [none, own] {
        assert_eq!(refused(&registration.to_json().unwrap(), vendor.anchors()), "attestation_missing");
    }
}

#[test]
fn d12_certificates_have_their_time() {
    for (not_before, not_after) in [("20200101000000Z", "20261031235959Z"), ("20261102000000Z", "20491231235959Z")] {
        let (not_before, not_after) = (not_before.to_owned(), not_after.to_owned());
        let leaf = SoftCertificate { not_before, not_after, ..SoftCertificate::authenticator(MODEL) };
        assert_eq!(Vendor::with_batch(&leaf).verdict().map(|_| ()), Err("attestation_certificate_expired"));
    }
}

#[test]
fn d12_keys_are_used_for_what_they_are_for() {
    let not_for_signatures = SoftCertificate { key_usage: Some(0x08), ..SoftCertificate::authenticator(MODEL) };
    assert_eq!(Vendor::with_batch(&not_for_signatures).verdict().map(|_| ()), Err("attestation_chain_invalid"));
    let root = SoftCertificate { key_usage: Some(0x80), ..SoftCertificate::authority("Root") };
    let root = CertifiedKey::self_signed(&root).unwrap();
    let vendor = Vendor { batch: root.issue(&SoftCertificate::authenticator(MODEL)).unwrap(), root };
    assert_eq!(vendor.verdict().map(|_| ()), Err("attestation_root_unknown"));

    let silent = |certificate| SoftCertificate { key_usage: None, ..certificate };
    let root = CertifiedKey::self_signed(&silent(SoftCertificate::authority("Root"))).unwrap();
    let middle = root.issue(&silent(SoftCertificate::authority("Middle"))).unwrap();
    let batch = middle.issue(&silent(SoftCertificate::authenticator(MODEL))).unwrap();
    assert!(Vendor { root, batch }.verdict().is_ok(), "RFC 5280 asks nothing of a certificate that does not say");
}

#[test]
fn d12_an_expired_root_vouches_for_nothing() {
    let root = SoftCertificate { not_after: "20261031235959Z".to_owned(), ..SoftCertificate::authority("Root") };
    let root = CertifiedKey::self_signed(&root).unwrap();
    let vendor = Vendor { batch: root.issue(&SoftCertificate::authenticator(MODEL)).unwrap(), root };
    assert_eq!(vendor.verdict().map(|_| ()), Err("attestation_root_unknown"));
}

#[test]
fn d12_outdated_anchors_fail_closed_and_passkeys_still_enrol() {
    let vendor = Vendor::new();
    let until = |end: Timestamp| vendor.anchors().with_valid_until(end);
    assert!(verdict(&vendor.register_packed(), until(now())).is_ok());
    assert_eq!(refused(&vendor.register_packed(), until(now().plus(-1))), "attestation_anchors_outdated");
    assert_eq!(refused(&vendor.register_fido_u2f(), until(Timestamp::from_seconds(0))), "attestation_anchors_outdated");
    assert!(verify_registration_json(&vendor.register_packed()).is_ok());
    assert!(verify_registration_json(&key().register(&ceremony()).unwrap().to_json().unwrap()).is_ok());
}

#[test]
fn d12_anchors_may_be_for_one_model_and_a_model_may_be_revoked() {
    let vendor = Vendor::new();
    let json = vendor.register_packed();
    let anchors_for = |model: [u8; 16]| {
        let model = Aaguid::from_bytes(model);
        TrustAnchors::new(VERSION).with_der_for(model, vendor.root.certificate()).unwrap()
    };
    assert!(verdict(&json, anchors_for(MODEL)).is_ok());
    assert_eq!(refused(&json, anchors_for([1; 16])), "attestation_root_unknown");
    let revoked = vendor.anchors().with_revoked_model(Aaguid::from_bytes(MODEL));
    assert_eq!(refused(&json, revoked), "attestation_model_revoked");
}

/// Wrong under every policy (§7.1 step 22), so that a passkey is refused as well.
fn refused_by_all(certificate: &SoftCertificate, name: &str) {
    let vendor = Vendor::with_batch(certificate);
    assert_eq!(vendor.verdict().map(|_| ()), Err(name), "{certificate:?}");
    assert_eq!(verify_registration_json(&vendor.register_packed()).unwrap_err().name(), name, "{certificate:?}");
}

#[test]
fn d12_a_certificate_for_another_model_is_refused() {
    refused_by_all(&SoftCertificate::authenticator([0xa8; 16]), "attestation_aaguid_mismatch");
    let unnamed = SoftCertificate { aaguid: None, ..SoftCertificate::authenticator(MODEL) };
    assert!(Vendor::with_batch(&unnamed).verdict().is_ok());
}

#[test]
fn d12_a_certificate_must_be_one_for_an_authenticator() {
    let honest = || SoftCertificate::authenticator(MODEL);
    let text = |text: &str| Some(text.to_owned());
    for wrong in [
        SoftCertificate { version: 1, ..honest() },
        SoftCertificate { basic_constraints: Some((true, None)), ..honest() },
        SoftCertificate { basic_constraints: None, ..honest() },
        SoftCertificate { unit: text("Authenticator attestation"), ..honest() },
        SoftCertificate { unit: None, ..honest() },
        SoftCertificate { country: None, ..honest() },
        SoftCertificate { country: text("SWE"), ..honest() },
        SoftCertificate { organization: text(""), ..honest() },
        SoftCertificate { organization: None, ..honest() },
        SoftCertificate { common_name: None, ..honest() },
        SoftCertificate { critical_aaguid: true, ..honest() },
    ] {
        refused_by_all(&wrong, "attestation_certificate_invalid");
    }
}

/// The registration with its statement changed.
fn with_attestation(vendor: &Vendor, change: impl FnOnce(&mut SoftAttestation)) -> serde_json::Value {
    let mut registration = key().register_packed(&security_key_ceremony(), &vendor.batch).unwrap();
    change(registration.attestation.as_mut().unwrap());
    registration.to_json().unwrap()
}

#[test]
fn d12_the_signature_is_by_the_certificates_key() {
    let (vendor, other) = (Vendor::new(), Vendor::new());
    let flipped = with_attestation(&vendor, |statement| *statement.signature.last_mut().unwrap() ^= 1);
    let other_leaf = with_attestation(&vendor, |statement| statement.x5c.clone_from(&other.batch.chain));
    let root_first = with_attestation(&vendor, |statement| statement.x5c.insert(0, vendor.root.certificate().to_vec()));
    let other_algorithm = with_attestation(&vendor, |statement| statement.algorithm = -257);
    for json in [flipped, other_leaf, root_first, other_algorithm] {
        assert_eq!(refused(&json, vendor.anchors()), "attestation_invalid");
        assert_eq!(verify_registration_json(&json).unwrap_err().name(), "attestation_invalid");
    }
    // RS1 cannot be verified at all, whatever the key.
    let unknown_algorithm = with_attestation(&vendor, |statement| statement.algorithm = -65535);
    assert_eq!(refused(&unknown_algorithm, vendor.anchors()), "attestation_algorithm_unknown");
}

/// Whoever has the root's key, or takes the root for the leaf, attests nothing.
#[test]
fn d12_a_root_is_no_attestation_certificate() {
    let vendor = Vendor::new();
    let by_root = key().register_packed(&security_key_ceremony(), &vendor.root).unwrap().to_json().unwrap();
    assert_eq!(refused(&by_root, vendor.anchors()), "attestation_certificate_invalid");
}

#[test]
fn d12_a_pinned_attestation_certificate_vouches_for_itself_alone() {
    let vendor = Vendor::new();
    let pinned = || trusting(&vendor.batch);
    assert!(verdict(&vendor.register_packed(), pinned()).unwrap().hardware_protected());
    // Signed by the pinned certificate's key, which is no authority.
    let below = vendor.batch.issue(&SoftCertificate::authenticator(MODEL)).unwrap();
    let json = key().register_packed(&security_key_ceremony(), &below).unwrap().to_json().unwrap();
    assert_eq!(refused(&json, pinned()), "attestation_chain_invalid");
    let sibling = vendor.root.issue(&SoftCertificate::authenticator(MODEL)).unwrap();
    let json = key().register_packed(&security_key_ceremony(), &sibling).unwrap().to_json().unwrap();
    assert_eq!(refused(&json, pinned()), "attestation_root_unknown");
}

/// The U2F signature leaves these out, so they must be what a U2F key has.
#[test]
fn d12_a_u2f_attestation_claims_nothing_that_it_does_not_sign() {
    let vendor = Vendor::new();
    let honest = || Ceremony { aaguid: [0; 16], ..security_key_ceremony() };
    let name = |ceremony: &Ceremony| {
        let json = key().register_fido_u2f(ceremony, &vendor.batch).unwrap().to_json().unwrap();
        verdict(&json, vendor.anchors()).map(|_| ())
    };
    assert_eq!(name(&honest()), Ok(()));
    assert_eq!(name(&Ceremony { aaguid: MODEL, ..honest() }), Err("attestation_invalid"));
    assert_eq!(name(&Ceremony { sign_count: 1, ..honest() }), Err("attestation_invalid"));
    assert_eq!(name(&Ceremony { user_verified: false, ..honest() }), Err("user_not_verified"));

    let mut two = key().register_fido_u2f(&honest(), &vendor.batch).unwrap();
    two.attestation.as_mut().unwrap().x5c.push(vendor.root.certificate().to_vec());
    assert_eq!(refused(&two.to_json().unwrap(), vendor.anchors()), "attestation_malformed");
    assert!(SoftKey::ed25519_from_seed(&[1; 32]).unwrap().register_fido_u2f(&honest(), &vendor.batch).is_err());
}

#[test]
fn d12_anchors_are_certificates() {
    let root = authority("Root");
    let pem = |der: &[u8]| {
        let body = data_encoding::BASE64.encode(der);
        format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n")
    };
    let other = authority("Other");
    let file = format!("two roots\n{}{}", pem(other.certificate()), pem(root.certificate()));
    let anchors = TrustAnchors::new("pem").with_pem(file.as_bytes()).unwrap();
    let batch = root.issue(&SoftCertificate::authenticator(MODEL)).unwrap();
    assert!(verdict(&Vendor { root, batch }.register_packed(), anchors).is_ok());

    let new = || TrustAnchors::new("wrong");
    assert_eq!(new().with_pem(b"").unwrap_err(), TrustAnchorError::Pem);
    assert_eq!(new().with_pem(b"-----BEGIN CERTIFICATE-----\n!\n").unwrap_err(), TrustAnchorError::Pem);
    assert_eq!(new().with_pem(pem(&[0x30, 0]).as_bytes()).unwrap_err(), TrustAnchorError::NotACertificate);
    assert_eq!(new().with_der(&other.certificate()[1..]).unwrap_err(), TrustAnchorError::NotACertificate);
}
