//! The test vectors of WebAuthn Level 3 §16, all that use an algorithm and a format this crate knows.
//!
//! Sections 16.2 to 16.7, 16.10 and 16.11. The bytes were derived as the specification derives them (HKDF-SHA-256 from the
//! label of each section, deterministic signatures) and compared, in part, with the published text: the beginning of every
//! authentication signature at least, which covers its key, challenge, client data and authenticator data. The root certificate of
//! §16.1 and the `fido-u2f` vector are as published; what they prove is told beside the code that follows certificates.
//!
//! The specification draws the UV flag at random, and this crate refuses a ceremony without it; so each vector has its expected
//! outcome, and every signature is verified by itself as well.

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use serde_json::{Value, json};
use stepgate_webauthn::{
    Algorithm, Assertion, AssertionError, AssertionResponse, Attested, Challenge, CredentialId, NewCredential,
    PublicKey, RegistrationError, RegistrationPolicy, RegistrationResponse, RelyingParty, StoredCredential,
    Unverifiable, UserHandle,
};

use crate::actors::now;

const VECTORS: &str = include_str!("../vectors/webauthn-level3.json");

/// Vector, outcome of the registration, outcome of the authentication: `ok` or the name of the error.
const OUTCOMES: [(&str, &str, &str); 9] = [
    ("none-es256", "user_not_verified", "user_not_verified"),
    ("packed-self-es256", "ok", "user_not_verified"),
    ("none-es256-crossOrigin", "cross_origin", "cross_origin"),
    ("none-es256-topOrigin", "top_origin_mismatch", "top_origin_mismatch"),
    ("none-es256-long-credential-id", "user_not_verified", "ok"),
    ("packed-es256", "ok", "ok"),
    ("packed-rs256", "ok", "user_not_verified"),
    ("packed-eddsa", "user_not_verified", "user_not_verified"),
    ("fido-u2f-es256", "user_not_verified", "user_not_verified"),
];

struct Vector(Value);

impl Vector {
    fn named(name: &str) -> Self {
        let vectors: Value = serde_json::from_str(VECTORS).unwrap();
        Self(vectors[name].clone())
    }

    fn bytes(&self, pointer: &str) -> Vec<u8> {
        HEXLOWER.decode(self.0.pointer(pointer).unwrap().as_str().unwrap().as_bytes()).unwrap()
    }

    fn base64url(&self, pointer: &str) -> String {
        BASE64URL_NOPAD.encode(&self.bytes(pointer))
    }

    fn challenge(&self, ceremony: &str) -> Challenge {
        Challenge::from_bytes(self.bytes(&format!("/{ceremony}/challenge")).try_into().unwrap())
    }

    fn public_key(&self) -> PublicKey {
        PublicKey::from_cose(&self.bytes("/public_key")).unwrap()
    }

    fn register(&self) -> Result<NewCredential, RegistrationError> {
        let id = self.base64url("/credential_id");
        let json = json!({
            "id": id, "rawId": id, "type": "public-key", "clientExtensionResults": {},
            "response": {
                "clientDataJSON": self.base64url("/registration/clientDataJSON"),
                "attestationObject": self.base64url("/registration/attestationObject"),
            },
        });
        let response = RegistrationResponse::parse(json.to_string().as_bytes()).unwrap();
        rp().verify_registration(&response, &self.challenge("registration"), &RegistrationPolicy::passkey(), now())
    }

    fn authenticate(&self) -> Result<Assertion, AssertionError> {
        let id = self.base64url("/credential_id");
        let json = json!({
            "id": id, "rawId": id, "type": "public-key", "clientExtensionResults": {},
            "response": {
                "clientDataJSON": self.base64url("/authentication/clientDataJSON"),
                "authenticatorData": self.base64url("/authentication/authenticatorData"),
                "signature": self.base64url("/authentication/signature"),
            },
        });
        let response = AssertionResponse::parse(json.to_string().as_bytes()).unwrap();
        let id = CredentialId::from_bytes(&self.bytes("/credential_id")).unwrap();
        let stored = StoredCredential {
            id: id.clone(),
            public_key: self.public_key(),
            sign_count: 0,
            backup_eligible: self.bytes("/authentication/authenticatorData")[32] & 0x08 != 0,
            user_handle: UserHandle::from_bytes(b"user").unwrap(),
        };
        rp().verify_assertion(&response, &stored, &self.challenge("authentication"), &[id])
    }
}

fn rp() -> RelyingParty {
    RelyingParty::new("example.org", "Example", ["https://example.org"]).unwrap()
}

#[test]
fn every_vector_has_its_outcome() {
    for (name, registration, authentication) in OUTCOMES {
        let vector = Vector::named(name);
        assert_eq!(vector.register().map_or_else(RegistrationError::name, |_| "ok"), registration, "{name}");
        assert_eq!(vector.authenticate().map_or_else(AssertionError::name, |_| "ok"), authentication, "{name}");
    }
}

#[test]
fn every_signature_verifies_and_no_changed_one() {
    for (name, ..) in OUTCOMES {
        let vector = Vector::named(name);
        let hash = digest(&SHA256, &vector.bytes("/authentication/clientDataJSON"));
        let message = [&vector.bytes("/authentication/authenticatorData"), hash.as_ref()].concat();
        let mut signature = vector.bytes("/authentication/signature");
        assert!(vector.public_key().verify(&message, &signature).is_ok(), "{name}");
        *signature.last_mut().unwrap() ^= 1;
        assert!(vector.public_key().verify(&message, &signature).is_err(), "{name}");
    }
}

#[test]
fn registrations_yield_what_the_vector_says() {
    for (name, algorithm, attestation, backed_up) in [
        ("packed-self-es256", Algorithm::Es256, Attested::SelfSigned, true),
        ("packed-es256", Algorithm::Es256, Attested::Unverifiable(Unverifiable::NoAnchors), false),
        ("packed-rs256", Algorithm::Rs256, Attested::Unverifiable(Unverifiable::NoAnchors), true),
    ] {
        let vector = Vector::named(name);
        let credential = vector.register().unwrap();
        assert_eq!(credential.id.as_bytes(), vector.bytes("/credential_id"), "{name}");
        assert_eq!(credential.aaguid.as_bytes().as_slice(), vector.bytes("/aaguid"), "{name}");
        assert_eq!(credential.public_key.to_cose(), vector.bytes("/public_key"), "{name}");
        assert_eq!(credential.public_key.algorithm(), algorithm, "{name}");
        assert_eq!(credential.attestation, attestation, "{name}");
        assert_eq!((credential.backup_eligible, credential.backed_up), (true, backed_up), "{name}");
        assert_eq!(credential.sign_count, 0, "{name}");
    }
}

#[test]
fn an_aaguid_is_written_as_a_uuid() {
    let aaguid = Vector::named("packed-es256").register().unwrap().aaguid;
    assert_eq!(aaguid.to_string(), "876ca4f5-2071-c3e9-b255-09ef2cdf7ed6");
}
