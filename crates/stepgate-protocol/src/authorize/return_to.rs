//! Where the answer may go. Everything else about a request is checked after this, because only a [`ReturnTo`] can turn an
//! error into a redirect.

use super::AuthorizeError;
use crate::client::{Client, Clients};
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
    /// Finds the client and compares the redirect URI byte for byte with those registered (RFC 9700 §2.1).
    ///
    /// # Errors
    /// [`PageError`].
    pub fn resolve<'c>(params: &Params, clients: &'c Clients) -> Result<(&'c Client, Self), PageError> {
        let id = params.one("client_id")?.ok_or(PageError::UnknownClient)?;
        let client = clients.find(id).ok_or(PageError::UnknownClient)?;
        let uri = params.one("redirect_uri")?.ok_or(PageError::RedirectUri)?;
        if !client.redirect_uris.iter().any(|registered| registered == uri) {
            return Err(PageError::RedirectUri);
        }
        let state = params.one("state")?.map(str::to_owned);
        Ok((client, Self { client: id.to_owned(), redirect_uri: uri.to_owned(), state }))
    }

    /// The redirect that carries a code (RFC 6749 §4.1.2), with `iss` (RFC 9207).
    #[must_use]
    pub fn with_code(&self, issuer: &str, code: &str) -> String {
        self.answer(&[("code", code), ("iss", issuer)])
    }

    /// The redirect that carries an error (RFC 6749 §4.1.2.1), with `iss` (RFC 9207).
    #[must_use]
    pub fn with_error(&self, issuer: &str, error: &AuthorizeError) -> String {
        let description = error.description();
        self.answer(&[("error", error.code().as_str()), ("error_description", &description), ("iss", issuer)])
    }

    /// Appends to the registered URI, whose own query is kept (RFC 6749 §3.1.2).
    fn answer(&self, pairs: &[(&str, &str)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(pairs);
        if let Some(state) = &self.state {
            query.append_pair("state", state);
        }
        let separator = if self.redirect_uri.contains('?') { '&' } else { '?' };
        format!("{}{separator}{}", self.redirect_uri, query.finish())
    }
}
