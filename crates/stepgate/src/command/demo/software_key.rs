//! A passkey without an authenticator: a P-256 key pair whose private half goes into the demo's page.
//!
//! This makes keys and no signature: what users run cannot answer a passkey ceremony.

use aws_lc_rs::encoding::{AsBigEndian as _, EcPrivateKeyBin};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

/// The key, each part base64url, as a JWK names them (RFC 7518 §6.2).
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct SoftwareKey {
    pub(super) x: String,
    pub(super) y: String,
    pub(super) d: String,
}

impl SoftwareKey {
    /// Makes a new key.
    pub(super) fn generate() -> Result<Self, Unspecified> {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING)?;
        // SEC 1 §2.3.3, uncompressed: 4, then both coordinates.
        let point: &[u8; 65] = pair.public_key().as_ref().try_into().map_err(|_| Unspecified)?;
        let (x, y) = point.split_at(1).1.split_at(32);
        let d: EcPrivateKeyBin<'_> = pair.private_key().as_be_bytes()?;
        let encode = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
        Ok(Self { x: encode(x), y: encode(y), d: encode(d.as_ref()) })
    }

    /// The public key as COSE_Key (RFC 9053 §7.1.1): `{1: 2, 3: -7, -1: 1, -2: x, -3: y}`; none where the parts are no key.
    pub(super) fn cose(&self) -> Option<Vec<u8>> {
        let coordinate = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).ok().filter(|bytes| bytes.len() == 32);
        let (x, y) = (coordinate(&self.x)?, coordinate(&self.y)?);
        let head: &[u8] = &[0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        Some([head, &x, &[0x22, 0x58, 0x20], &y].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use stepgate_webauthn::{Algorithm, PublicKey};

    #[test]
    fn the_verifier_reads_the_key() {
        let key = SoftwareKey::generate().unwrap();
        let public = PublicKey::from_cose(&key.cose().unwrap()).unwrap();
        assert_eq!(public.algorithm(), Algorithm::Es256);
        assert_eq!(BASE64URL_NOPAD.decode(key.d.as_bytes()).unwrap().len(), 32);
    }

    #[test]
    fn parts_that_are_no_key_make_none() {
        let key = SoftwareKey { x: "AA".into(), y: "AA".into(), d: String::new() };
        assert_eq!(key.cose(), None);
    }
}
