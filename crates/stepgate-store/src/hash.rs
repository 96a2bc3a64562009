//! Hashes: all that this crate sees of a secret.

use std::fmt;

/// The SHA-256 of a secret: of a token, code, cookie, ticket or challenge. The secret has 256 bits of entropy, so the hash needs
/// no salt and equality needs no constant time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Hash([u8; 32]);

impl Hash {
    /// Wraps the 32 bytes of a SHA-256 that the caller computed.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Shows the first four bytes: enough to tell two apart in a log, no use as a key.
impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d, ..] = self.0;
        write!(f, "Hash({a:02x}{b:02x}{c:02x}{d:02x}…)")
    }
}
