use super::{Algorithm, Jwk, SigningKey};

/// The keys that one issuer signs with: one for each algorithm, ES256 always among them.
///
/// Access tokens are ES256 for everybody; ID tokens are what their client registered. One key has one algorithm, so that no
/// token can be read under another than it was signed with (RFC 8725 §3.1).
#[derive(Debug)]
pub struct SigningKeys {
    access_tokens: SigningKey,
    others: Vec<SigningKey>,
}

/// Why some keys cannot stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SigningKeysError {
    /// The key for access tokens signs something else.
    #[error("access tokens need a key for ES256")]
    NotEs256,
    /// Two keys for one algorithm.
    #[error("there are two keys for {0}")]
    Twice(Algorithm),
}

impl SigningKeys {
    /// Puts keys together: the one for access tokens, and those that some client's ID tokens need besides.
    ///
    /// # Errors
    /// [`SigningKeysError`].
    pub fn new(access_tokens: SigningKey, others: Vec<SigningKey>) -> Result<Self, SigningKeysError> {
        if access_tokens.algorithm() != Algorithm::ES256 {
            return Err(SigningKeysError::NotEs256);
        }
        let keys = Self { access_tokens, others };
        match Algorithm::ALL.into_iter().find(|alg| keys.iter().filter(|key| key.algorithm() == *alg).count() > 1) {
            None => Ok(keys),
            Some(twice) => Err(SigningKeysError::Twice(twice)),
        }
    }

    /// The key for access tokens.
    #[must_use]
    pub const fn access_tokens(&self) -> &SigningKey {
        &self.access_tokens
    }

    /// The key for ID tokens of a client that registered this algorithm, if there is one.
    #[must_use]
    pub fn id_tokens(&self, algorithm: Algorithm) -> Option<&SigningKey> {
        self.iter().find(|key| key.algorithm() == algorithm)
    }

    /// What can be signed, for `id_token_signing_alg_values_supported`.
    pub fn algorithms(&self) -> impl Iterator<Item = Algorithm> {
        self.iter().map(SigningKey::algorithm)
    }

    /// The public halves, for the JWK Set.
    pub fn public_jwks(&self) -> impl Iterator<Item = &Jwk> {
        self.iter().map(SigningKey::public_jwk)
    }

    fn iter(&self) -> impl Iterator<Item = &SigningKey> {
        std::iter::once(&self.access_tokens).chain(&self.others)
    }
}
