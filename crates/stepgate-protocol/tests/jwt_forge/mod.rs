//! Whoever writes tokens by hand: any header, any bytes as payload, a right signature under them.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use data_encoding::BASE64URL_NOPAD;
use stepgate_protocol::jwt::{KeySet, SigningKey};

pub(crate) struct Forger {
    pair: EcdsaKeyPair,
    pub(crate) key: SigningKey,
}

impl Forger {
    pub(crate) fn new() -> Self {
        let (pkcs8, key) = SigningKey::generate().unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref()).unwrap();
        Self { pair, key }
    }

    /// The set of the forger's one key: the verifier trusts it.
    pub(crate) fn keys(&self) -> KeySet {
        KeySet::new([self.key.public_jwk()]).unwrap()
    }

    /// An access token's header with `members` added, such as `"crit":[]`.
    pub(crate) fn header(&self, members: &str) -> String {
        let comma = if members.is_empty() { "" } else { "," };
        format!(r#"{{"alg":"ES256","typ":"at+jwt","kid":"{}"{comma}{members}}}"#, self.key.kid())
    }

    /// Both signed, whatever they are.
    pub(crate) fn token(&self, header: &str, payload: &[u8]) -> String {
        self.signed(&format!("{}.{}", encode(header.as_bytes()), encode(payload)))
    }

    /// Puts a right signature under any signing input.
    pub(crate) fn signed(&self, signing_input: &str) -> String {
        let signature = self.pair.sign(&SystemRandom::new(), signing_input.as_bytes()).unwrap();
        format!("{signing_input}.{}", encode(signature.as_ref()))
    }
}

pub(crate) fn encode(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}
