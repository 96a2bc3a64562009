//! What aws-lc-rs takes by itself: the limit of everything that signs or verifies.

use crate::Outcome;
use crate::stopwatch::cpu_micros;
use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, ED25519, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _,
    ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RsaKeyPair,
};
use std::hint::black_box;
use std::time::Duration;
use stepgate_protocol::jwt::{Algorithm, SigningKey};

/// A key as we use it, and its public half as the library itself does.
pub(crate) struct Key {
    pub(crate) ours: SigningKey,
    pub(crate) raw: ParsedPublicKey,
}

impl Key {
    pub(crate) fn make(algorithm: Algorithm) -> Outcome<Self> {
        let random = SystemRandom::new();
        match algorithm {
            Algorithm::ES256 => {
                let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random)?;
                let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref())?;
                let raw = ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, pair.public_key())?;
                Ok(Self { ours: SigningKey::from_pkcs8(pkcs8.as_ref())?, raw })
            }
            Algorithm::EdDSA => {
                let pkcs8 = Ed25519KeyPair::generate_pkcs8(&random)?;
                let pair = Ed25519KeyPair::from_pkcs8(pkcs8.as_ref())?;
                let raw = ParsedPublicKey::new(&ED25519, pair.public_key())?;
                Ok(Self { ours: SigningKey::from_pkcs8(pkcs8.as_ref())?, raw })
            }
            Algorithm::RS256 | Algorithm::PS256 => {
                let pair = RsaKeyPair::generate(KeySize::Rsa2048)?;
                let raw = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, pair.public_key())?;
                Ok(Self { ours: SigningKey::from_pkcs8(pair.as_der()?.as_ref())?, raw })
            }
        }
    }
}

/// CPU microseconds of one ES256 signature over as many bytes as an access token has.
pub(crate) struct Es256(EcdsaKeyPair);

impl Es256 {
    pub(crate) fn make() -> Outcome<Self> {
        Ok(Self(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)?))
    }

    pub(crate) fn cost(&self, turn: Duration) -> Outcome<f64> {
        let (random, message) = (SystemRandom::new(), [b'a'; 600]);
        cpu_micros(turn, || {
            black_box(self.0.sign(&random, black_box(&message))?);
            Ok(())
        })
    }
}
