//! `WWW-Authenticate` for protected resources, written and read (RFC 6750 §3, RFC 9470 §3, RFC 9449 §7.1).
//!
//! ```text
//! Bearer error="insufficient_user_authentication", acr_values="phr mfa", max_age="300"
//! ```
//! Every value is a quoted string. A value that somebody else had a hand in cannot end its string and begin a parameter:
//! `"` and `\` are escaped, and whatever is not printable ASCII becomes `?`.

mod parse;

use http::HeaderValue;

pub use parse::{ChallengeError, MAX_CHALLENGE_LEN, parse};

/// The authentication scheme that a challenge is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// RFC 6750.
    Bearer,
    /// RFC 9449 §7.1.
    DPoP,
}

/// What is wrong with the token that came, or with its absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenErrorCode {
    /// RFC 6750 §3.1; status 400.
    InvalidRequest,
    /// RFC 6750 §3.1; status 401.
    InvalidToken,
    /// RFC 6750 §3.1; status 403.
    InsufficientScope,
    /// RFC 9470 §3; status 401.
    InsufficientUserAuthentication,
    /// RFC 9449 §7.1; status 401.
    InvalidDpopProof,
    /// RFC 9449 §9; status 401.
    UseDpopNonce,
}

/// One challenge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge {
    /// Which kind of token is wanted.
    pub scheme: Scheme,
    /// Shown by some browsers; protects nothing.
    pub realm: Option<String>,
    /// Absent where the request had no token at all (RFC 6750 §3.1).
    pub error: Option<TokenErrorCode>,
    /// For a developer, never shown to a user.
    pub error_description: Option<String>,
    /// Levels that would do, the preferred one first; empty where none is asked for.
    pub acr_values: Vec<String>,
    /// How old the authentication may be, in seconds. 0 is a value: authenticate now.
    pub max_age: Option<u64>,
    /// The scope that the resource needs, space-delimited.
    pub scope: Option<String>,
}

impl Challenge {
    /// A challenge that says nothing but its scheme: the request had no token.
    #[must_use]
    pub fn new(scheme: Scheme) -> Self {
        Self {
            scheme,
            realm: None,
            error: None,
            error_description: None,
            acr_values: Vec::new(),
            max_age: None,
            scope: None,
        }
    }

    /// The step-up challenge of RFC 9470 §3.
    #[must_use]
    pub fn step_up(scheme: Scheme, acr_values: Vec<String>, max_age: Option<u64>) -> Self {
        let error = Some(TokenErrorCode::InsufficientUserAuthentication);
        Self { error, acr_values, max_age, ..Self::new(scheme) }
    }

    /// The header's value. It always has one: a character that cannot be sent becomes `?`, in a single value of
    /// `acr_values` the space as well, since it would make two of one.
    #[must_use]
    pub fn to_header_value(&self) -> HeaderValue {
        let text = self.render();
        // Only printable ASCII was written; should that ever be wrong, the bare scheme still denies.
        HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(self.scheme.as_str()))
    }

    fn render(&self) -> String {
        let mut out = Parameters { text: self.scheme.as_str().to_owned(), any: false };
        let acr_values: Vec<String> =
            self.acr_values.iter().filter(|value| !value.is_empty()).map(|value| value.replace(' ', "?")).collect();
        out.optional("realm", self.realm.as_deref());
        out.optional("error", self.error.map(TokenErrorCode::as_str));
        out.optional("error_description", self.error_description.as_deref());
        out.optional("acr_values", (!acr_values.is_empty()).then(|| acr_values.join(" ")).as_deref());
        out.optional("max_age", self.max_age.map(|seconds| seconds.to_string()).as_deref());
        out.optional("scope", self.scope.as_deref());
        out.text
    }
}

impl Scheme {
    /// The scheme as it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bearer => "Bearer",
            Self::DPoP => "DPoP",
        }
    }

    /// Reads a scheme, without regard to case (RFC 9110 §11.1).
    fn parse(scheme: &str) -> Option<Self> {
        [Self::Bearer, Self::DPoP].into_iter().find(|known| known.as_str().eq_ignore_ascii_case(scheme))
    }
}

impl TokenErrorCode {
    const ALL: [Self; 6] = [
        Self::InvalidRequest,
        Self::InvalidToken,
        Self::InsufficientScope,
        Self::InsufficientUserAuthentication,
        Self::InvalidDpopProof,
        Self::UseDpopNonce,
    ];

    /// The code as it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::InvalidToken => "invalid_token",
            Self::InsufficientScope => "insufficient_scope",
            Self::InsufficientUserAuthentication => "insufficient_user_authentication",
            Self::InvalidDpopProof => "invalid_dpop_proof",
            Self::UseDpopNonce => "use_dpop_nonce",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == code)
    }
}

/// A header's value as it grows.
struct Parameters {
    text: String,
    any: bool,
}

impl Parameters {
    fn optional(&mut self, name: &str, value: Option<&str>) {
        let Some(value) = value else { return };
        self.text.push_str(if self.any { ", " } else { " " });
        self.any = true;
        self.text.push_str(name);
        self.text.push_str("=\"");
        for c in value.chars() {
            match c {
                '"' | '\\' => self.text.extend(['\\', c]),
                ' '..='~' => self.text.push(c),
                _ => self.text.push('?'),
            }
        }
        self.text.push('"');
    }
}
