use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use serde::de::DeserializeOwned;

use super::header::UnverifiedHeader;
use super::jwk::Jwk;
use super::{JwtError, KeySet, Typ, VerificationKey};
use crate::json::{self, Limits};

/// The longest token that is looked at, in bytes.
pub const MAX_TOKEN_LEN: usize = 8 * 1024;

/// The claims of a token whose signature has been checked. There is no other way to get one.
///
/// Issuer, audience and times are the caller's to check: this crate has no clock and does not know who asks.
#[derive(Clone)]
pub struct Verified {
    payload: Vec<u8>,
}

impl Verified {
    /// Reads the claims as `T`.
    ///
    /// # Errors
    /// [`JwtError::Claims`]: not strict JSON, or a claim missing or of the wrong type.
    pub fn claims<T: DeserializeOwned>(&self) -> Result<T, JwtError> {
        json::parse(&self.payload, Limits::bytes(MAX_TOKEN_LEN)).map_err(JwtError::Claims)
    }
}

impl fmt::Debug for Verified {
    /// Claims are personal data; they are not printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verified").finish_non_exhaustive()
    }
}

/// Verifies a compact JWS (RFC 7515 §5.2, RFC 8725 §3) of the `expected` kind with one of `keys`.
///
/// 1. At most [`MAX_TOKEN_LEN`] bytes in exactly three segments of canonical base64url.
/// 2. The header is strict JSON; `crit`, `b64`, `zip`, `jku`, `jwk`, `x5u` and `x5c` are refused.
/// 3. `typ` is that of the expected kind.
/// 4. `kid` picks the key from the set; without it the set must have just one.
/// 5. `alg` is that of the key: the token chooses nothing.
/// 6. The signature verifies.
///
/// A DPoP proof brings its own key: [`verify_dpop_proof`]. This function takes none for one.
///
/// # Errors
/// [`JwtError`]; [`JwtError::UnknownKid`] is the one that newer keys may cure.
pub fn verify(token: &str, keys: &KeySet, expected: Typ) -> Result<Verified, JwtError> {
    let jws = UnverifiedJws::split(token)?;
    let header_json = decode(jws.header)?;
    let header = parse_header(&header_json, expected)?;
    if expected == Typ::DpopProof {
        return Err(JwtError::ProofKey);
    }
    if header.jwk.is_some() {
        return Err(JwtError::ForbiddenHeader("jwk"));
    }
    let key = keys.select(header.kid.as_deref())?;
    jws.verified_with(key, &header.alg)
}

/// Verifies a DPoP proof's signature with the key in its header (RFC 9449 §4.3, steps 2 to 7), and returns that key.
///
/// This shows that the sender holds the key, and nothing about who it is: the caller compares the thumbprint with the
/// token's `cnf.jkt`.
///
/// # Errors
/// [`JwtError`]; [`JwtError::ProofKey`] where the key is missing, private, or not one that Stepgate verifies with.
pub fn verify_dpop_proof(token: &str) -> Result<(Verified, Jwk), JwtError> {
    let jws = UnverifiedJws::split(token)?;
    let header_json = decode(jws.header)?;
    let mut header = parse_header(&header_json, Typ::DpopProof)?;
    let mut members = header.jwk.take().ok_or(JwtError::ProofKey)?;
    // An RSA key does not say which padding it is for; the proof may, its holder having signed it either way.
    members.entry("alg").or_insert_with(|| header.alg.as_ref().into());
    let jwk = Jwk::from_members(&members).map_err(|_| JwtError::ProofKey)?;
    let key = VerificationKey::new(&jwk).map_err(|_| JwtError::ProofKey)?;
    let verified = jws.verified_with(&key, &header.alg)?;
    Ok((verified, jwk))
}

/// A token in its segments, nothing decoded.
struct UnverifiedJws<'t> {
    signing_input: &'t str,
    header: &'t str,
    payload: &'t str,
    signature: &'t str,
}

impl<'t> UnverifiedJws<'t> {
    fn split(token: &'t str) -> Result<Self, JwtError> {
        if token.len() > MAX_TOKEN_LEN {
            return Err(JwtError::TooLong);
        }
        let (signing_input, signature) = token.rsplit_once('.').ok_or(JwtError::Segments)?;
        let (header, payload) = signing_input.split_once('.').ok_or(JwtError::Segments)?;
        if payload.contains('.') {
            return Err(JwtError::Segments);
        }
        Ok(Self { signing_input, header, payload, signature })
    }

    fn verified_with(&self, key: &VerificationKey, unverified_alg: &str) -> Result<Verified, JwtError> {
        if unverified_alg != key.algorithm().as_str() {
            return Err(JwtError::Algorithm);
        }
        key.verify(self.signing_input.as_bytes(), &decode(self.signature)?)?;
        Ok(Verified { payload: decode(self.payload)? })
    }
}

fn parse_header(header_json: &[u8], expected: Typ) -> Result<UnverifiedHeader<'_>, JwtError> {
    let header: UnverifiedHeader<'_> =
        json::parse(header_json, Limits::bytes(MAX_TOKEN_LEN)).map_err(JwtError::Header)?;
    if let Some(member) = header.forbidden {
        return Err(JwtError::ForbiddenHeader(member));
    }
    match &header.typ {
        Some(typ) if expected.matches(typ) => Ok(header),
        _ => Err(JwtError::Typ),
    }
}

/// Padding, white space, other alphabets and non-zero trailing bits are errors: one value has one spelling.
fn decode(segment: &str) -> Result<Vec<u8>, JwtError> {
    BASE64URL_NOPAD.decode(segment.as_bytes()).map_err(|_| JwtError::Encoding)
}
