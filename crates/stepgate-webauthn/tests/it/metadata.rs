//! D12: anchors from a metadata BLOB, made here by a service of our own.

use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use data_encoding::{BASE64, BASE64URL_NOPAD};
use serde_json::{Value, json};
use stepgate_core::Timestamp;
use stepgate_webauthn::soft_key::{CertifiedKey, SoftCertificate};
use stepgate_webauthn::{Aaguid, MetadataError, TrustAnchors, Unverifiable};

use crate::actors::now;
use crate::attestation::{MODEL, Vendor, verdict};

const HOST: &str = "mds.example";

/// The service's key, and the certificate for it.
struct Service {
    root: CertifiedKey,
    key: EcdsaKeyPair,
    certificate: Vec<u8>,
}

fn signing_certificate() -> SoftCertificate {
    SoftCertificate {
        host: Some(HOST.to_owned()),
        basic_constraints: None,
        key_usage: Some(0x80),
        ..SoftCertificate::authority(HOST)
    }
}

fn info<'a, K: AsDer<PublicKeyX509Der<'a>>>(key: &K) -> Vec<u8> {
    key.as_der().unwrap().as_ref().to_vec()
}

impl Service {
    fn new() -> Self {
        Self::with_certificate(&signing_certificate())
    }

    fn with_certificate(certificate: &SoftCertificate) -> Self {
        let root = CertifiedKey::self_signed(&SoftCertificate::authority("Web root")).unwrap();
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        let certificate = root.certify(certificate, &info(key.public_key())).unwrap();
        Self { root, key, certificate }
    }

    fn roots(&self) -> TrustAnchors {
        TrustAnchors::new("web root").with_der(self.root.certificate()).unwrap()
    }

    fn header(&self) -> Value {
        json!({ "alg": "ES256", "typ": "JWT", "x5c": [BASE64.encode(&self.certificate)] })
    }

    fn sign(&self, header: &Value, payload: &Value) -> String {
        let signed = unsigned(header, payload);
        let signature = self.key.sign(&SystemRandom::new(), signed.as_bytes()).unwrap();
        format!("{signed}.{}", BASE64URL_NOPAD.encode(signature.as_ref()))
    }

    fn publish(&self, payload: &Value) -> String {
        self.sign(&self.header(), payload)
    }

    fn read(&self, blob: &str) -> Result<TrustAnchors, MetadataError> {
        TrustAnchors::from_metadata(blob.as_bytes(), &self.roots(), HOST, now())
    }
}

fn unsigned(header: &Value, payload: &Value) -> String {
    let encode = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
    format!("{}.{}", encode(header), encode(payload))
}

fn payload(entries: &Value) -> Value {
    json!({ "legalHeader": "…", "no": 146, "nextUpdate": "2026-11-30", "entries": entries })
}

fn entry(vendor: &Vendor, status: &[&str]) -> Value {
    let reports: Vec<_> =
        status.iter().map(|status| json!({ "status": status, "effectiveDate": "2020-01-01" })).collect();
    let mut certificate = BASE64.encode(vendor.root_certificate());
    certificate.insert(64, '\n');
    json!({
        "aaguid": Aaguid::from_bytes(MODEL).to_string(),
        "metadataStatement": { "attestationRootCertificates": ["AAAA", certificate], "protocolFamily": "fido2" },
        "statusReports": reports,
        "timeOfLastStatusChange": "2020-01-01",
    })
}

#[test]
fn d12_a_metadata_blob_gives_each_model_its_roots() {
    let (service, vendor) = (Service::new(), Vendor::new());
    let before_fido2 = json!({ "aaid": "1234#5678", "statusReports": [] });
    let blob = service.publish(&payload(&json!([before_fido2, entry(&vendor, &["FIDO_CERTIFIED_L1"])])));
    let anchors = service.read(&blob).unwrap();
    assert_eq!(anchors.version(), "mds-146");
    // 30 November 2026, 23:59:59.
    assert_eq!(anchors.valid_until(), Some(Timestamp::from_seconds(1_796_083_199)));
    assert!(verdict(&vendor.register_packed(), anchors.clone()).unwrap().hardware_protected());
    assert_eq!(verdict(&vendor.register_fido_u2f(), anchors).unwrap_err(), "attestation_root_unknown");

    let other_model = vendor.with_another_model([9; 16]);
    assert_eq!(verdict(&other_model, service.read(&blob).unwrap()).unwrap_err(), "attestation_root_unknown");
}

#[test]
fn d12_compromised_models_are_believed_by_nobody() {
    let (service, vendor) = (Service::new(), Vendor::new());
    for status in [
        "REVOKED",
        "ATTESTATION_KEY_COMPROMISE",
        "USER_KEY_PHYSICAL_COMPROMISE",
        "USER_KEY_REMOTE_COMPROMISE",
        "USER_VERIFICATION_BYPASS",
    ] {
        let blob = service.publish(&payload(&json!([entry(&vendor, &["FIDO_CERTIFIED", status, "UPDATE_AVAILABLE"])])));
        let refused = verdict(&vendor.register_packed(), service.read(&blob).unwrap()).unwrap_err();
        assert_eq!(refused, "attestation_model_revoked", "{status}");
    }
}

#[test]
fn d12_a_metadata_blob_is_signed_by_the_services_host() {
    let good = payload(&json!([]));
    let error = |certificate: SoftCertificate| {
        let service = Service::with_certificate(&certificate);
        service.read(&service.publish(&good)).unwrap_err()
    };
    let named = |host: Option<&str>| SoftCertificate { host: host.map(str::to_owned), ..signing_certificate() };
    assert_eq!(error(named(Some("evil.example"))), MetadataError::HostMismatch);
    assert_eq!(error(named(None)), MetadataError::HostMismatch, "the common name is no host name");
    let expired = SoftCertificate { not_after: "20261031235959Z".to_owned(), ..signing_certificate() };
    assert_eq!(error(expired), MetadataError::Untrusted(Unverifiable::CertificateExpired));

    let (service, attacker) = (Service::new(), Service::new());
    let foreign = attacker.publish(&good);
    assert_eq!(service.read(&foreign).unwrap_err(), MetadataError::Untrusted(Unverifiable::ChainInvalid));
    let stolen_certificate = attacker.sign(&service.header(), &good);
    assert_eq!(service.read(&stolen_certificate).unwrap_err(), MetadataError::SignatureInvalid);
}

#[test]
fn d12_a_changed_metadata_blob_is_refused() {
    let service = Service::new();
    let blob = service.publish(&payload(&json!([])));
    assert!(service.read(&blob).is_ok());
    for at in 0..blob.len() {
        let mut changed = blob.clone().into_bytes();
        changed[at] ^= 0x01;
        assert!(TrustAnchors::from_metadata(&changed, &service.roots(), HOST, now()).is_err(), "byte {at}");
    }
}

#[test]
fn d12_a_metadata_blob_has_its_form() {
    let service = Service::new();
    let good = payload(&json!([]));
    let header = |change: Value| {
        let mut header = service.header();
        header.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        service.read(&service.sign(&header, &good)).unwrap_err()
    };
    assert_eq!(header(json!({ "alg": "none" })), MetadataError::Algorithm);
    assert_eq!(header(json!({ "alg": "HS256" })), MetadataError::Algorithm);
    assert_eq!(header(json!({ "alg": "RS256" })), MetadataError::SignatureInvalid);
    assert_eq!(header(json!({ "crit": ["exp"] })), MetadataError::Malformed);
    assert_eq!(header(json!({ "x5c": [] })), MetadataError::Malformed);
    assert_eq!(header(json!({ "x5c": ["%"] })), MetadataError::Malformed);

    let with = |member: &str, value: Value| {
        let mut payload = good.clone();
        payload[member] = value;
        service.read(&service.publish(&payload)).unwrap_err()
    };
    for (member, value) in [
        ("no", json!("146")),
        ("nextUpdate", json!("30 November 2026")),
        ("nextUpdate", json!("2026-02-30")),
        ("nextUpdate", json!("2026-11-30-01")),
        ("nextUpdate", json!(null)),
        ("entries", json!([{ "aaguid": "not a UUID" }])),
        ("entries", json!(null)),
    ] {
        assert_eq!(with(member, value.clone()), MetadataError::Malformed, "{member} {value}");
    }
    for text in ["", ".", "..", "a.b.c"] {
        assert_eq!(service.read(text).unwrap_err(), MetadataError::Malformed, "{text}");
    }
    let large = vec![b'a'; 32 * 1024 * 1024 + 1];
    let too_large = TrustAnchors::from_metadata(&large, &service.roots(), HOST, now());
    assert_eq!(too_large.unwrap_err(), MetadataError::TooLarge);
}

/// As the FIDO Alliance signs.
#[test]
fn a_metadata_blob_may_be_signed_with_rs256() {
    let service = Service::new();
    let key = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
    let certificate = service.root.certify(&signing_certificate(), &info(key.public_key())).unwrap();
    let header = json!({ "alg": "RS256", "x5c": [BASE64.encode(&certificate)] });
    let signed = unsigned(&header, &payload(&json!([])));
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), signed.as_bytes(), &mut signature).unwrap();
    let blob = format!("{signed}.{}\n", BASE64URL_NOPAD.encode(&signature));
    assert_eq!(service.read(&blob).unwrap().version(), "mds-146");
}
