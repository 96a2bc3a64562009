//! The specification's certificates (WebAuthn Level 3 §16.1) and what they sign. From outside these vectors stop earlier: the
//! credentials are no security keys, and some users were not verified.

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::HEXLOWER;
use serde_json::Value;
use stepgate_core::Timestamp;

use super::{
    AttestationFormat, AttestationObject, CertificateChain, Proof, Registered, Statement, TrustAnchors, Unverifiable,
};
use crate::authenticator_data::AuthenticatorData;
use crate::cose::PublicKey;
use crate::credential::Aaguid;
use crate::error::RegistrationError;

const VECTORS: &str = include_str!("../../tests/vectors/webauthn-level3.json");

fn hex(value: &Value) -> Vec<u8> {
    HEXLOWER.decode(value.as_str().unwrap().as_bytes()).unwrap()
}

fn root() -> TrustAnchors {
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    TrustAnchors::new("§16.1").with_der(&hex(&vectors["attestation_ca_cert"])).unwrap()
}

/// Gives what a named vector's statement proves to `judge`, after `change`.
fn with_proof<T>(
    name: &str,
    change: impl FnOnce(&mut AuthenticatorData),
    judge: impl FnOnce(Result<Proof<'_>, RegistrationError>, Aaguid) -> T,
) -> T {
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    let vector = &vectors[name];
    let object = AttestationObject::parse(&hex(&vector["registration"]["attestationObject"])).unwrap();
    let mut authenticator_data = AuthenticatorData::parse(&object.unverified_authenticator_data).unwrap();
    change(&mut authenticator_data);
    let client_data_hash = digest(&SHA256, &hex(&vector["registration"]["clientDataJSON"]));
    let credential = authenticator_data.attested_credential.as_ref().unwrap();
    let registered = Registered {
        authenticator_data: &authenticator_data,
        client_data_hash: client_data_hash.as_ref(),
        credential,
        public_key: &PublicKey::from_cose(&hex(&vector["public_key"])).unwrap(),
    };
    judge(object.statement.verify(&registered), credential.aaguid)
}

fn chain_to_root(proof: Result<Proof<'_>, RegistrationError>, model: Aaguid) -> (AttestationFormat, CertificateChain) {
    let Ok(Proof::Certificate(format, chain)) = proof else { panic!("{proof:?}") };
    let at = |seconds| root().verify(chain, model, Timestamp::from_seconds(seconds));
    // Valid from 1 January 2024 to 1 January 3024.
    assert_eq!(at(1_704_067_199), Err(Unverifiable::CertificateExpired));
    assert_eq!(at(1_704_067_200), Ok(()));
    assert_eq!(at(33_261_148_801), Err(Unverifiable::CertificateExpired));
    (format, chain.clone())
}

#[test]
fn packed_statements_lead_to_the_specifications_root() {
    for name in ["packed-es256", "packed-rs256", "packed-eddsa"] {
        let (format, _) = with_proof(name, |_| (), chain_to_root);
        assert_eq!(format, AttestationFormat::Packed, "{name}");
    }
}

/// The vector claims a model under a signature that does not cover it, which we refuse; without the claim it verifies.
#[test]
fn the_u2f_statement_leads_to_it_once_it_claims_no_model() {
    let name = "fido-u2f-es256";
    let refused = with_proof(name, |_| (), |proof, _| proof.err());
    assert_eq!(refused, Some(RegistrationError::AttestationInvalid));
    let no_model = |data: &mut AuthenticatorData| {
        data.attested_credential.as_mut().unwrap().aaguid = Aaguid::from_bytes([0; 16]);
    };
    let (format, _) = with_proof(name, no_model, chain_to_root);
    assert_eq!(format, AttestationFormat::FidoU2f);
}

#[test]
fn self_attestation_shows_the_credentials_own_key() {
    assert!(with_proof("packed-self-es256", |_| (), |proof, _| matches!(proof, Ok(Proof::OwnKey))));
}

#[test]
fn statements_are_told_apart_by_format_and_members() {
    let object = |name: &str| {
        let vectors: Value = serde_json::from_str(VECTORS).unwrap();
        AttestationObject::parse(&hex(&vectors[name]["registration"]["attestationObject"])).unwrap().statement
    };
    assert!(matches!(object("none-es256"), Statement::None));
    assert!(matches!(object("packed-es256"), Statement::Packed(_)));
    assert!(matches!(object("fido-u2f-es256"), Statement::FidoU2f(_)));
}
