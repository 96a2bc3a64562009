use super::client::Pending;
use crate::denied::TokenFault;
use crate::provider::ProviderError;

/// Why a browser that came back is not signed in. Its session stays as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallbackError {
    /// A parameter is there twice, or one that is needed is missing.
    #[error("the answer is malformed")]
    Malformed,
    /// Not the answer to this browser's request.
    #[error("the state is another")]
    State,
    /// Another provider's answer, or one that does not say whose it is (RFC 9207 §2.4).
    #[error("the issuer of the answer is another")]
    Issuer,
    /// The provider, or the user, said no: `access_denied`, `unmet_authentication_requirements` …
    #[error("the provider answered `{0}`")]
    Refused(String),
    /// The provider cannot be reached, or has no such endpoint.
    #[error("the provider is unavailable")]
    Unavailable,
    /// The provider's metadata, keys or answer could not be used.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// The token endpoint's answer is no token response (OpenID Connect Core §3.1.3.3).
    #[error("the token response is malformed")]
    TokenResponse,
    /// The ID token was refused.
    #[error("id token: {0}")]
    IdToken(#[from] TokenFault),
}

/// The code of an authorization response (RFC 6749 §4.1.2), when it is the answer to `pending`.
pub(super) fn code(
    query: &str,
    pending: &Pending,
    issuer: &str,
    answers_with_issuer: bool,
) -> Result<String, CallbackError> {
    let mut answer = Answer::default();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let Some(place) = answer.place(&name) else { continue };
        // RFC 6749 §3.1: parameters MUST NOT be included more than once.
        if place.replace(value.into_owned()).is_some() {
            return Err(CallbackError::Malformed);
        }
    }
    if answer.state.as_deref() != Some(pending.state.as_str()) {
        return Err(CallbackError::State);
    }
    match answer.iss.as_deref() {
        Some(iss) if iss == issuer => {}
        None if !answers_with_issuer => {}
        Some(_) | None => return Err(CallbackError::Issuer),
    }
    match (answer.error, answer.code) {
        (Some(error), None) => Err(CallbackError::Refused(printable(&error))),
        (None, Some(code)) if !code.is_empty() => Ok(code),
        (None, _) | (Some(_), Some(_)) => Err(CallbackError::Malformed),
    }
}

#[derive(Default)]
struct Answer {
    state: Option<String>,
    iss: Option<String>,
    code: Option<String>,
    error: Option<String>,
}

impl Answer {
    fn place(&mut self, name: &str) -> Option<&mut Option<String>> {
        match name {
            "state" => Some(&mut self.state),
            "iss" => Some(&mut self.iss),
            "code" => Some(&mut self.code),
            "error" => Some(&mut self.error),
            _ => None,
        }
    }
}

/// An error code goes into logs and pages: letters and underscores, at most 64.
pub(super) fn printable(unverified_error: &str) -> String {
    unverified_error.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(64).collect()
}
