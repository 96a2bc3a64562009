use crate::json::JsonError;

/// Why a token was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JwtError {
    /// More than [`MAX_TOKEN_LEN`](super::MAX_TOKEN_LEN) bytes.
    #[error("the token is too long")]
    TooLong,
    /// Not three segments: another serialization, an encrypted token, or no token at all.
    #[error("the token has not exactly three segments")]
    Segments,
    /// A segment is not canonical base64url without padding.
    #[error("a segment is not canonical base64url")]
    Encoding,
    /// The header is not the JSON that a JOSE header is.
    #[error("header: {0}")]
    Header(#[source] JsonError),
    /// The header has a member that would change what is verified, or with which key.
    #[error("the header member `{0}` is not allowed")]
    ForbiddenHeader(&'static str),
    /// A proof of possession without the key that it proves.
    #[error("the header has no usable `jwk`")]
    ProofKey,
    /// No `typ`, or that of another kind of token.
    #[error("the token is of another kind")]
    Typ,
    /// No `kid`, and the set has more than one key.
    #[error("the token does not name its key")]
    MissingKid,
    /// `kid` is longer than 64 characters or has others than `[A-Za-z0-9_-]`.
    #[error("the key id is malformed")]
    InvalidKid,
    /// The set has no such key; the issuer may have rotated. The one reason to fetch the keys again.
    #[error("the key is unknown")]
    UnknownKid,
    /// `alg` is not that of the key.
    #[error("the algorithm is not that of the key")]
    Algorithm,
    /// The signature does not verify.
    #[error("the signature is wrong")]
    Signature,
    /// The signature is right and the claims are not what the caller expects.
    #[error("claims: {0}")]
    Claims(#[source] JsonError),
}

impl JwtError {
    /// A static name, for logs and metrics.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::TooLong => "jwt_too_long",
            Self::Segments => "jwt_segments",
            Self::Encoding => "jwt_encoding",
            Self::Header(_) => "jwt_header",
            Self::ForbiddenHeader(_) => "jwt_forbidden_header",
            Self::ProofKey => "jwt_proof_key",
            Self::Typ => "jwt_typ",
            Self::MissingKid => "jwt_missing_kid",
            Self::InvalidKid => "jwt_invalid_kid",
            Self::UnknownKid => "jwt_unknown_kid",
            Self::Algorithm => "jwt_algorithm",
            Self::Signature => "jwt_signature",
            Self::Claims(_) => "jwt_claims",
        }
    }
}
