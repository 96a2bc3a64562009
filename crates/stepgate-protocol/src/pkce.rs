//! Proof Key for Code Exchange, S256 only (RFC 7636; RFC 9700 §2.1.1).

use crate::hash::Sha256;

/// A `code_challenge`: the base64url of a SHA-256, 43 characters.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CodeChallenge(String);

impl CodeChallenge {
    /// Takes a challenge as sent; none where it cannot be a SHA-256.
    #[must_use]
    pub fn parse(unverified: &str) -> Option<Self> {
        let decoded = data_encoding::BASE64URL_NOPAD.decode(unverified.as_bytes()).ok()?;
        (decoded.len() == 32).then(|| Self(unverified.to_owned()))
    }

    /// The challenge that a verifier answers; none where the verifier is malformed (§4.1: 43 to 128 unreserved characters).
    #[must_use]
    pub fn of_verifier(verifier: &str) -> Option<Self> {
        let unreserved = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~');
        let well_formed = (43..=128).contains(&verifier.len()) && verifier.bytes().all(unreserved);
        well_formed.then(|| Self(Sha256::of(verifier.as_bytes()).base64url()))
    }

    /// The challenge as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
