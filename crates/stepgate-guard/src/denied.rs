use http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderValue, Response, StatusCode};
use stepgate_core::{MaxAge, Reason};
use stepgate_protocol::challenge::{Challenge, Scheme, TokenErrorCode};
use stepgate_protocol::jwt::JwtError;

/// Why a call may not go on. Each case is one status, one challenge and one name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// The request has no bearer token.
    #[error("no bearer token")]
    NoToken,
    /// The `Authorization` header is there twice, or is not `Bearer` and one token.
    #[error("the authorization header is malformed")]
    Malformed,
    /// The token is not one that this resource takes.
    #[error("invalid token: {0}")]
    InvalidToken(TokenFault),
    /// A scope is missing.
    #[error("the scope `{scope}` is needed")]
    InsufficientScope {
        /// Every scope that the call needs, space-delimited.
        scope: String,
    },
    /// The authentication is too weak or too old: the user can do something about it (RFC 9470).
    #[error("step-up needed: {}", .0.reason)]
    StepUp(StepUp),
    /// The requirement names no level that the provider has. Nobody can meet it, so nobody is asked to try.
    #[error("the requirement names no level of the provider")]
    Unsatisfiable,
    /// The provider's keys, or the memory of used tokens, cannot be reached. Not the caller's fault, and still a no.
    #[error("the token cannot be checked now")]
    Unavailable,
}

/// What is wrong with a token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenFault {
    /// Form, kind, key, signature or types.
    #[error(transparent)]
    Jwt(#[from] JwtError),
    /// Another issuer's.
    #[error("the issuer is another")]
    Issuer,
    /// For another resource.
    #[error("the audience is another")]
    Audience,
    /// No user.
    #[error("the subject is empty")]
    Subject,
    /// Past its `exp`.
    #[error("the token has expired")]
    Expired,
    /// Before its `nbf` or `iat`.
    #[error("the token is not valid yet")]
    NotYet,
    /// Bound to a key that was not shown (`cnf`): whoever has it may have stolen it.
    #[error("the token is bound to a key")]
    KeyBound,
    /// `acr`, `auth_time` or `amr` is of the wrong type.
    #[error("a claim about the authentication is malformed")]
    Authentication,
    /// Made for another request of the relying party.
    #[error("the nonce is another")]
    Nonce,
    /// To be used once, and without a name to remember it by.
    #[error("the token has no jti")]
    Nameless,
}

/// What to ask the user for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepUp {
    /// Why.
    pub reason: Reason,
    /// Levels that would do, the preferred one first; empty where any will.
    pub acr_values: Vec<String>,
    /// How old the authentication may be.
    pub max_age: Option<MaxAge>,
}

/// Seconds after which a caller may try again: a refresh of the keys is tried at least this often.
const RETRY_AFTER_SECONDS: HeaderValue = HeaderValue::from_static("30");

impl Denied {
    /// The status of the answer.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::NoToken | Self::InvalidToken(_) | Self::StepUp(_) => StatusCode::UNAUTHORIZED,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::InsufficientScope { .. } | Self::Unsatisfiable => StatusCode::FORBIDDEN,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The name, for logs and metrics.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NoToken => "no_token",
            Self::Malformed => "malformed_authorization",
            Self::InvalidToken(fault) => fault.name(),
            Self::InsufficientScope { .. } => "insufficient_scope",
            Self::StepUp(step_up) => step_up.reason.name(),
            Self::Unsatisfiable => "unsatisfiable_requirement",
            Self::Unavailable => "unavailable",
        }
    }

    /// The code that goes into challenge and body; none where the request had no token (RFC 6750 §3.1).
    #[must_use]
    pub const fn code(&self) -> Option<&'static str> {
        match self {
            Self::NoToken => None,
            Self::Malformed => Some("invalid_request"),
            Self::InvalidToken(_) => Some("invalid_token"),
            Self::InsufficientScope { .. } => Some("insufficient_scope"),
            Self::StepUp(_) => Some("insufficient_user_authentication"),
            Self::Unsatisfiable => Some("access_denied"),
            Self::Unavailable => Some("temporarily_unavailable"),
        }
    }

    /// What a developer is told: nothing that the caller sent is in it.
    #[must_use]
    pub const fn description(&self) -> &'static str {
        match self {
            Self::NoToken => "the request has no bearer token",
            Self::Malformed => "the authorization header must be there once, as Bearer and one token",
            Self::InvalidToken(fault) => fault.description(),
            Self::InsufficientScope { .. } => "the token lacks a scope that this call needs",
            Self::StepUp(step_up) => match step_up.reason {
                Reason::TooOld { .. } => "the authentication is too old for this call",
                Reason::AskedEachTime { .. } => "this call asks for an authentication of its own each time",
                Reason::NotSignedIn
                | Reason::LevelTooLow { .. }
                | Reason::NotShared { .. }
                | Reason::NoCredential { .. }
                | Reason::UnknownLevel => "the authentication is too weak for this call",
            },
            Self::Unsatisfiable => "this call needs a level that the provider does not have",
            Self::Unavailable => "the token cannot be checked now",
        }
    }

    /// The `WWW-Authenticate` challenge; none where another token would not help.
    #[must_use]
    pub fn challenge(&self) -> Option<Challenge> {
        let bearer = Challenge::new(Scheme::Bearer);
        let described = |error| Challenge {
            error: Some(error),
            error_description: Some(self.description().to_owned()),
            ..Challenge::new(Scheme::Bearer)
        };
        match self {
            Self::NoToken => Some(bearer),
            Self::Malformed => Some(described(TokenErrorCode::InvalidRequest)),
            Self::InvalidToken(_) => Some(described(TokenErrorCode::InvalidToken)),
            Self::InsufficientScope { scope } => {
                Some(Challenge { scope: Some(scope.clone()), ..described(TokenErrorCode::InsufficientScope) })
            }
            Self::StepUp(step_up) => Some(Challenge {
                acr_values: step_up.acr_values.clone(),
                max_age: step_up.max_age.map(|age| u64::from(age.as_seconds())),
                ..described(TokenErrorCode::InsufficientUserAuthentication)
            }),
            Self::Unsatisfiable | Self::Unavailable => None,
        }
    }

    /// The answer, with a body `{"error": …, "error_description": …}`, empty where the request had no token.
    #[must_use]
    pub fn into_response<B: From<String>>(self) -> Response<B> {
        let body = self.code().map_or_else(String::new, |code| {
            serde_json::json!({ "error": code, "error_description": self.description() }).to_string()
        });
        let has_body = !body.is_empty();
        let mut response = Response::new(B::from(body));
        *response.status_mut() = self.status();
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if has_body {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        if let Some(challenge) = self.challenge() {
            headers.insert(WWW_AUTHENTICATE, challenge.to_header_value());
        }
        if self == Self::Unavailable {
            headers.insert(RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        response
    }
}

impl TokenFault {
    /// The name, for logs and metrics.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Jwt(error) => error.name(),
            Self::Issuer => "token_issuer",
            Self::Audience => "token_audience",
            Self::Subject => "token_subject",
            Self::Expired => "token_expired",
            Self::NotYet => "token_not_yet_valid",
            Self::KeyBound => "token_key_bound",
            Self::Authentication => "token_authentication_claims",
            Self::Nonce => "token_nonce",
            Self::Nameless => "token_without_jti",
        }
    }

    const fn description(&self) -> &'static str {
        match self {
            Self::Jwt(_) => "the token is malformed, or not signed by the provider, or of another kind",
            Self::Issuer => "the token is another issuer's",
            Self::Audience => "the token is for another resource",
            Self::Subject => "the token names no user",
            Self::Expired => "the token has expired",
            Self::NotYet => "the token is not valid yet",
            Self::KeyBound => "the token is bound to a key and cannot be used as a bearer token",
            Self::Authentication => "a claim about the authentication is malformed",
            Self::Nonce => "the token was made for another request",
            Self::Nameless => "this call needs a token with a jti",
        }
    }
}
