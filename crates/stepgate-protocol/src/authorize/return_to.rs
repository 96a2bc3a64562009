//! Where the answer may go. Everything else about a request is checked after this, because only a [`ReturnTo`] can turn an
//! error into a redirect.

use super::{AuthorizationResponse, AuthorizeError, ResponseMode, response_mode};
use crate::client::Client;
use crate::params::{Params, Repeated};
use serde::{Deserialize, Serialize};

/// A client and a redirect URI that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnTo {
    /// `client_id`.
    pub client: String,
    /// `redirect_uri`, equal to a registered one.
    pub redirect_uri: String,
    /// `state`, returned as it was sent.
    pub state: Option<String>,
    /// `response_mode`, where the client may use it; otherwise the query, which is where errors about it go.
    #[serde(default)]
    pub mode: ResponseMode,
}

/// Why there is nowhere to return to: shown to the user, never redirected (RFC 6749 §4.1.2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageError {
    /// `client_id`, `redirect_uri` or `state` was sent twice.
    Repeated,
    /// No `client_id`, or one that is not registered.
    UnknownClient,
    /// No `redirect_uri`, or one that is not registered for the client.
    RedirectUri,
}

impl PageError {
    /// The name in logs and on the page.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Repeated => "repeated_parameter",
            Self::UnknownClient => "unknown_client",
            Self::RedirectUri => "redirect_uri_mismatch",
        }
    }
}

impl From<Repeated> for PageError {
    fn from(_: Repeated) -> Self {
        Self::Repeated
    }
}

impl ReturnTo {
    /// Which client the request says it is from.
    ///
    /// # Errors
    /// [`PageError::UnknownClient`] where it does not say, [`PageError::Repeated`] where it says it twice.
    pub fn client_id(params: &Params) -> Result<&str, PageError> {
        params.one("client_id")?.ok_or(PageError::UnknownClient)
    }

    /// Compares the redirect URI byte for byte with those registered for the client that [`ReturnTo::client_id`] named
    /// (RFC 9700 §2.1).
    ///
    /// # Errors
    /// [`PageError`].
    pub fn resolve(params: &Params, client: &Client) -> Result<Self, PageError> {
        let uri = params.one("redirect_uri")?.ok_or(PageError::RedirectUri)?;
        if !client.redirect_uris.iter().any(|registered| registered == uri) {
            return Err(PageError::RedirectUri);
        }
        let state = params.one("state")?.map(str::to_owned);
        let mode = response_mode::check(params, client).unwrap_or_default();
        Ok(Self { client: client.id.clone(), redirect_uri: uri.to_owned(), state, mode })
    }

    /// The answer that carries a code (RFC 6749 §4.1.2), with `iss` (RFC 9207).
    #[must_use]
    pub fn with_code(&self, issuer: &str, code: &str) -> AuthorizationResponse {
        self.answer(vec![("code", code.to_owned()), ("iss", issuer.to_owned())])
    }

    /// The answer that carries an error (RFC 6749 §4.1.2.1), with `iss` (RFC 9207).
    #[must_use]
    pub fn with_error(&self, issuer: &str, error: &AuthorizeError) -> AuthorizationResponse {
        let code = error.code().as_str().to_owned();
        self.answer(vec![("error", code), ("error_description", error.description()), ("iss", issuer.to_owned())])
    }

    fn answer(&self, mut fields: Vec<(&'static str, String)>) -> AuthorizationResponse {
        if let Some(state) = &self.state {
            fields.push(("state", state.clone()));
        }
        let separator = match self.mode {
            ResponseMode::FormPost => {
                return AuthorizationResponse::FormPost { action: self.redirect_uri.clone(), fields };
            }
            ResponseMode::Fragment => '#',
            // The registered URI's own query is kept (RFC 6749 §3.1.2).
            ResponseMode::Query if self.redirect_uri.contains('?') => '&',
            ResponseMode::Query => '?',
        };
        let encoded = form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
        AuthorizationResponse::Redirect(format!("{}{separator}{encoded}", self.redirect_uri))
    }
}
