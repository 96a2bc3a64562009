use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::BASE64URL_NOPAD;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

use super::{Algorithm, UnusableKey};
use crate::json::{self, Limits};

/// Members that hold private or symmetric key material (RFC 7518 §6.2.2, §6.3.2, §6.4).
const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/// A public key as a JWK (RFC 7517), of a type that Stepgate verifies with.
///
/// Serialises to the public members with `kid`, `alg` and `use`. That a point is on its curve is checked where the key
/// is made ready for use, in [`VerificationKey::new`](super::VerificationKey::new).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jwk {
    kid: String,
    algorithm: Algorithm,
    pub(super) material: Material,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Material {
    P256 {
        x: [u8; 32],
        y: [u8; 32],
    },
    Ed25519 {
        x: [u8; 32],
    },
    /// Big-endian, without leading zeros (RFC 7518 §6.3.1).
    Rsa {
        n: Vec<u8>,
        e: Vec<u8>,
    },
}

/// Why a JWK is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// It has members that nobody should have been shown.
    Private,
    /// Another type, curve, algorithm or use, or a malformed member.
    Unusable,
}

impl Jwk {
    /// Parses one public key, of at most 8 KiB.
    ///
    /// # Errors
    /// [`UnusableKey`]: not strict JSON, private, or of another type, curve, algorithm or use.
    pub fn parse(document: &[u8]) -> Result<Self, UnusableKey> {
        let members: Map<String, Value> = json::parse(document, Limits::bytes(8 * 1024)).map_err(|_| UnusableKey)?;
        Self::from_members(&members).map_err(|_| UnusableKey)
    }

    pub(super) fn new(material: Material, algorithm: Algorithm) -> Self {
        let kid = material.thumbprint();
        Self { kid, algorithm, material }
    }

    /// Reads a JWK's members; one without `kid` goes by its thumbprint.
    pub(super) fn from_members(members: &Map<String, Value>) -> Result<Self, Refused> {
        if PRIVATE.iter().any(|name| members.contains_key(*name)) || members.get("kty").is_some_and(|kty| kty == "oct")
        {
            return Err(Refused::Private);
        }
        if !may_verify(members) {
            return Err(Refused::Unusable);
        }
        let material = Material::from_members(members)?;
        let algorithm = match members.get("alg") {
            None => material.implied_algorithm(),
            Some(alg) => alg.as_str().and_then(Algorithm::parse).ok_or(Refused::Unusable)?,
        };
        if !material.fits(algorithm) {
            return Err(Refused::Unusable);
        }
        let jwk = Self::new(material, algorithm);
        match members.get("kid") {
            None => Ok(jwk),
            Some(Value::String(kid)) if is_kid(kid) => Ok(Self { kid: kid.clone(), ..jwk }),
            Some(_) => Err(Refused::Unusable),
        }
    }

    /// The name that a token's header picks this key by: 1 to 64 characters of `[A-Za-z0-9_-]`.
    #[must_use]
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The one algorithm that this key is used with.
    #[must_use]
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The SHA-256 thumbprint in base64url (RFC 7638 §3), as in `cnf.jkt` (RFC 9449 §6.1).
    #[must_use]
    pub fn thumbprint(&self) -> String {
        self.material.thumbprint()
    }
}

impl Material {
    fn from_members(members: &Map<String, Value>) -> Result<Self, Refused> {
        let crv = || text(members, "crv");
        match text(members, "kty")? {
            "EC" if crv()? == "P-256" => Ok(Self::P256 { x: coordinate(members, "x")?, y: coordinate(members, "y")? }),
            "OKP" if crv()? == "Ed25519" => Ok(Self::Ed25519 { x: coordinate(members, "x")? }),
            "RSA" => Ok(Self::Rsa { n: octets(members, "n")?, e: octets(members, "e")? }),
            _ => Err(Refused::Unusable),
        }
    }

    pub(super) fn implied_algorithm(&self) -> Algorithm {
        match self {
            Self::P256 { .. } => Algorithm::ES256,
            Self::Ed25519 { .. } => Algorithm::EdDSA,
            Self::Rsa { .. } => Algorithm::RS256,
        }
    }

    pub(super) fn fits(&self, algorithm: Algorithm) -> bool {
        algorithm == self.implied_algorithm() || matches!((self, algorithm), (Self::Rsa { .. }, Algorithm::PS256))
    }

    /// Required members only, in the order of their names, no white space (RFC 7638 §3.2).
    fn thumbprint(&self) -> String {
        let members: Vec<String> =
            self.members().into_iter().map(|(name, value)| format!(r#""{name}":"{value}""#)).collect();
        let json = format!("{{{}}}", members.join(","));
        BASE64URL_NOPAD.encode(digest(&SHA256, json.as_bytes()).as_ref())
    }

    /// The members that make the key, in the order of their names.
    fn members(&self) -> Vec<(&'static str, String)> {
        let b64 = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
        match self {
            Self::P256 { x, y } => {
                vec![("crv", "P-256".into()), ("kty", "EC".into()), ("x", b64(x)), ("y", b64(y))]
            }
            Self::Ed25519 { x } => vec![("crv", "Ed25519".into()), ("kty", "OKP".into()), ("x", b64(x))],
            Self::Rsa { n, e } => vec![("e", b64(e)), ("kty", "RSA".into()), ("n", b64(n))],
        }
    }
}

impl Serialize for Jwk {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in self.material.members() {
            map.serialize_entry(name, &value)?;
        }
        map.serialize_entry("kid", &self.kid)?;
        map.serialize_entry("alg", self.algorithm.as_str())?;
        map.serialize_entry("use", "sig")?;
        map.end()
    }
}

/// A `kid` is a key of a map and nothing else: no path, no query, no URL is ever made from it.
pub(super) fn is_kid(kid: &str) -> bool {
    matches!(kid.len(), 1..=64) && kid.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

/// `use` and `key_ops`, where given, must allow verifying (RFC 7517 §4.2, §4.3).
fn may_verify(members: &Map<String, Value>) -> bool {
    let use_allows = members.get("use").is_none_or(|value| value == "sig");
    let ops_allow = members.get("key_ops").is_none_or(|value| {
        value.as_array().is_some_and(|operations| operations.iter().any(|operation| operation == "verify"))
    });
    use_allows && ops_allow
}

fn text<'m>(members: &'m Map<String, Value>, name: &str) -> Result<&'m str, Refused> {
    members.get(name).and_then(Value::as_str).ok_or(Refused::Unusable)
}

fn octets(members: &Map<String, Value>, name: &str) -> Result<Vec<u8>, Refused> {
    BASE64URL_NOPAD.decode(text(members, name)?.as_bytes()).map_err(|_| Refused::Unusable)
}

/// A coordinate has its full length, leading zeros included (RFC 7518 §6.2.1.2).
fn coordinate(members: &Map<String, Value>, name: &str) -> Result<[u8; 32], Refused> {
    octets(members, name)?.try_into().map_err(|_| Refused::Unusable)
}
