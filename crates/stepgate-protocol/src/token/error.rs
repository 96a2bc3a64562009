//! What can go wrong at the token, introspection and revocation endpoints.

use crate::error::Code;
use crate::params::Repeated;

/// Why no token is issued. A wrong, expired or replayed grant answers alike on the wire; the variant is for the operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenError {
    /// A parameter was sent twice.
    Repeated,
    /// A parameter that must be there is not.
    Missing(&'static str),
    /// The body is not form-encoded.
    ContentType,
    /// More than one way of client authentication in one request (RFC 6749 §2.3).
    TwoClientAuthentications,
    /// The client is unknown, or did not prove itself the way it is registered to.
    Client,
    /// Too many wrong secrets for this client came from there.
    TooManyFailures {
        /// Seconds until one is looked at again.
        retry_after: u32,
    },
    /// A grant type that is not served here.
    GrantType,
    /// A scope beyond what was granted.
    Scope,
    /// A code that was never issued, or belongs to another client or redirect URI.
    Code,
    /// A code older than its 60 seconds.
    CodeExpired,
    /// A code that was redeemed before: everything issued from it is revoked.
    CodeReplayed,
    /// The verifier does not answer the challenge, or only one of the two is there.
    Verifier,
    /// A refresh token that was never issued, or belongs to another client.
    RefreshToken,
    /// A refresh token that was used before: the family is revoked.
    RefreshReused,
    /// The grant was revoked, or its session has ended.
    GrantEnded,
    /// A token to be revoked that was issued to another client.
    ForeignToken,
    /// No scope is left whose floor the session still meets.
    FloorNotMet,
    /// Storage is down, or too much is going on.
    Unavailable,
}

impl From<Repeated> for TokenError {
    fn from(_: Repeated) -> Self {
        Self::Repeated
    }
}

impl TokenError {
    /// The code on the wire.
    #[must_use]
    pub const fn code(self) -> Code {
        match self {
            Self::Repeated | Self::Missing(_) | Self::ContentType | Self::TwoClientAuthentications => {
                Code::InvalidRequest
            }
            Self::Client => Code::InvalidClient,
            Self::GrantType => Code::UnsupportedGrantType,
            Self::Scope => Code::InvalidScope,
            Self::Code
            | Self::CodeExpired
            | Self::CodeReplayed
            | Self::Verifier
            | Self::RefreshToken
            | Self::RefreshReused
            | Self::GrantEnded
            | Self::ForeignToken
            | Self::FloorNotMet => Code::InvalidGrant,
            Self::TooManyFailures { .. } | Self::Unavailable => Code::TemporarilyUnavailable,
        }
    }

    /// The HTTP status: that of the code, but for 429 (RFC 6585 §4), which OAuth has no code for.
    #[must_use]
    pub const fn status(self) -> http::StatusCode {
        match self {
            Self::TooManyFailures { .. } => http::StatusCode::TOO_MANY_REQUESTS,
            other => other.code().status(),
        }
    }

    /// The value of `Retry-After` in seconds, where trying again can help.
    #[must_use]
    pub const fn retry_after(self) -> Option<u32> {
        match self {
            Self::TooManyFailures { retry_after } => Some(retry_after),
            Self::Unavailable => Some(2),
            Self::Repeated
            | Self::Missing(_)
            | Self::ContentType
            | Self::TwoClientAuthentications
            | Self::Client
            | Self::GrantType
            | Self::Scope
            | Self::Code
            | Self::CodeExpired
            | Self::CodeReplayed
            | Self::Verifier
            | Self::RefreshToken
            | Self::RefreshReused
            | Self::GrantEnded
            | Self::ForeignToken
            | Self::FloorNotMet => None,
        }
    }

    /// `error_description`.
    #[must_use]
    pub const fn description(self) -> &'static str {
        match self {
            Self::Repeated => "a parameter was sent more than once",
            Self::Missing(_) => "a required parameter is missing",
            Self::ContentType => "the body must be application/x-www-form-urlencoded",
            Self::TwoClientAuthentications => "the client authenticated in more than one way",
            Self::Client => "client authentication failed",
            Self::TooManyFailures { .. } => "too many attempts to authenticate this client failed; try again later",
            Self::GrantType => "grant_type must be authorization_code or refresh_token",
            Self::Scope => "the scope goes beyond what was granted",
            Self::Code | Self::CodeExpired | Self::CodeReplayed => {
                "the code is wrong, expired, used, or another client's; start a new authorization request"
            }
            Self::Verifier => "code_verifier does not answer the code_challenge",
            Self::RefreshToken | Self::RefreshReused | Self::GrantEnded => {
                "the refresh token is wrong, expired, used or revoked; start a new authorization request"
            }
            Self::ForeignToken => "the token was issued to another client",
            Self::FloorNotMet => {
                "the session no longer meets what these scopes need; step up with a new authorization request"
            }
            Self::Unavailable => "the provider cannot answer now; try again",
        }
    }

    /// The name in logs and audit.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Repeated => "repeated_parameter",
            Self::Missing(name) => name,
            Self::ContentType => "content_type",
            Self::TwoClientAuthentications => "two_client_authentications",
            Self::Client => "client_authentication_failed",
            Self::TooManyFailures { .. } => "client_too_many_failures",
            Self::GrantType => "grant_type",
            Self::Scope => "scope",
            Self::Code => "code_unknown",
            Self::CodeExpired => "code_expired",
            Self::CodeReplayed => "code_replayed",
            Self::Verifier => "verifier_mismatch",
            Self::RefreshToken => "refresh_unknown",
            Self::RefreshReused => "refresh_reused",
            Self::GrantEnded => "grant_ended",
            Self::ForeignToken => "foreign_token",
            Self::FloorNotMet => "floor_not_met",
            Self::Unavailable => "unavailable",
        }
    }
}
