//! What can be wrong with an authorization request whose client and redirect URI hold.

use crate::error::Code;
use crate::params::Repeated;
use stepgate_core::Reason;

/// Why no code is issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthorizeError {
    /// A parameter was sent twice.
    Repeated,
    /// A parameter that must be there is not.
    Missing(&'static str),
    /// A `request` object.
    RequestObject,
    /// A `request_uri`.
    RequestUri,
    /// A `response_type` other than `code`.
    ResponseType,
    /// A `response_mode` that the client is not registered for.
    ResponseMode,
    /// A scope that the client may not ask for, or no `openid`.
    Scope,
    /// A `code_challenge_method` other than `S256`.
    CodeChallengeMethod,
    /// A `code_challenge` that is no SHA-256.
    CodeChallenge,
    /// An unknown `prompt`, or `none` beside another.
    Prompt,
    /// A `max_age` that is not a whole number of seconds.
    MaxAge,
    /// A `claims` parameter that is not what OpenID Connect Core §5.5 describes.
    Claims,
    /// An `id_token_hint` that we did not sign.
    IdTokenHint,
    /// Somebody else is signed in than the `id_token_hint` names. They are not switched.
    AnotherUser,
    /// A ceremony is needed and `prompt=none` forbids to ask for it.
    Silent {
        /// What is missing.
        reason: Reason,
        /// Whether an essential `acr` was asked for.
        essential: bool,
    },
    /// Consent is needed and `prompt=none` forbids to ask for it.
    SilentConsent,
    /// Nothing the user can do would meet the requirement.
    Unmet(Reason),
    /// The user went back to the application.
    Cancelled {
        /// Whether the request had to be met at a level: `acr_values` that are not voluntary, or an essential `acr`.
        needed: bool,
    },
    /// The user did not give consent.
    ConsentDenied,
}

impl From<Repeated> for AuthorizeError {
    fn from(_: Repeated) -> Self {
        Self::Repeated
    }
}

impl AuthorizeError {
    /// The code on the wire.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::Repeated
            | Self::Missing(_)
            | Self::ResponseMode
            | Self::CodeChallengeMethod
            | Self::CodeChallenge
            | Self::Prompt
            | Self::MaxAge
            | Self::Claims
            | Self::IdTokenHint => Code::InvalidRequest,
            Self::AnotherUser => Code::LoginRequired,
            Self::RequestObject => Code::RequestNotSupported,
            Self::RequestUri => Code::RequestUriNotSupported,
            Self::ResponseType => Code::UnsupportedResponseType,
            Self::Scope => Code::InvalidScope,
            Self::Silent { reason, essential } => silent(reason, *essential),
            Self::SilentConsent => Code::ConsentRequired,
            Self::Unmet(_) | Self::Cancelled { needed: true } => Code::UnmetAuthenticationRequirements,
            Self::Cancelled { needed: false } | Self::ConsentDenied => Code::AccessDenied,
        }
    }

    /// `error_description`: ASCII without quotes or backslashes (RFC 6749 §4.1.2.1).
    #[must_use]
    pub fn description(&self) -> String {
        match self {
            Self::Repeated => "a parameter was sent more than once".to_owned(),
            Self::Missing(name) => format!("{name} is missing"),
            Self::RequestObject => "request objects are not supported".to_owned(),
            Self::RequestUri => "request_uri is not supported".to_owned(),
            Self::ResponseType => "response_type must be code".to_owned(),
            Self::ResponseMode => "response_mode must be one that the client is registered for".to_owned(),
            Self::Scope => "scope must contain openid and only scopes registered for the client".to_owned(),
            Self::CodeChallengeMethod => "code_challenge_method must be S256".to_owned(),
            Self::CodeChallenge => "code_challenge must be the base64url of a SHA-256".to_owned(),
            Self::Prompt => "prompt must be none, or login and consent".to_owned(),
            Self::MaxAge => "max_age must be a whole number of seconds".to_owned(),
            Self::Claims => "claims must be a JSON object as OpenID Connect describes it".to_owned(),
            Self::IdTokenHint => "id_token_hint must be an ID token of this issuer".to_owned(),
            Self::AnotherUser => "somebody else is signed in than the id_token_hint names".to_owned(),
            Self::Silent { reason, .. } | Self::Unmet(reason) => reason.to_string(),
            Self::SilentConsent => "the user has not consented to these scopes".to_owned(),
            Self::Cancelled { .. } => "the user went back without confirming; the session is as it was".to_owned(),
            Self::ConsentDenied => "the user did not consent".to_owned(),
        }
    }
}

/// `prompt=none`: whether the user would have to sign in (again), to do something else, or could do nothing.
const fn silent(reason: &Reason, essential: bool) -> Code {
    match reason {
        Reason::NotSignedIn | Reason::TooOld { .. } | Reason::AskedEachTime { .. } | Reason::NotShared { .. } => {
            Code::LoginRequired
        }
        Reason::LevelTooLow { .. } if essential => Code::UnmetAuthenticationRequirements,
        Reason::LevelTooLow { .. } => Code::InteractionRequired,
        Reason::NoCredential { .. } | Reason::UnknownLevel => Code::UnmetAuthenticationRequirements,
    }
}
