//! Clients: what is registered about an application.

use crate::hash::Sha256;
use std::collections::BTreeMap;

/// A registered application.
#[derive(Clone, Debug)]
pub struct Client {
    /// `client_id`.
    pub id: String,
    /// The name users know it by.
    pub name: String,
    /// How it proves itself at the token endpoint.
    pub auth: ClientAuth,
    /// Where authorization responses may go, compared byte for byte.
    pub redirect_uris: Vec<String>,
    /// Where a browser may go after signing out, compared byte for byte.
    pub post_logout_redirect_uris: Vec<String>,
    /// The scopes it may ask for; `openid` among them.
    pub scopes: Vec<String>,
    /// The `aud` of its access tokens: the resource server they are for.
    pub audience: String,
    /// Whether the user is asked before scopes are granted.
    pub consent: Consent,
    /// Whether `acr_values` must be met (RFC 9470 §5) or are a wish (OpenID Connect Core).
    pub acr_values: AcrValues,
    /// Whether it may leave out PKCE.
    pub pkce: Pkce,
}

/// How a client proves itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientAuth {
    /// Not at all: a public client, with PKCE.
    None,
    /// With a generated secret of at least 128 bits, of which the SHA-256 is kept.
    Secret(Sha256),
}

/// Whether the user is asked before scopes are granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// Once per scope.
    Ask,
    /// Never: the application is the operator's own.
    FirstParty,
}

/// What `acr_values` mean for a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcrValues {
    /// Necessary: a token with one of them, or an error. What keeps a guard and a client from asking each other for ever.
    Necessary,
    /// A wish, as OpenID Connect Core §3.1.2.1 has it.
    Voluntary,
}

/// Whether a client may leave out PKCE (RFC 7636).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pkce {
    /// S256 always.
    Required,
    /// For a confidential client that cannot; a public one never.
    Optional,
}

impl Client {
    /// Whether it has no secret.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.auth == ClientAuth::None
    }

    /// The origins its pages come from: who may call the token endpoint from a browser. A scheme of the application's own has
    /// none; it would be written `null`, which is what any sandboxed page says it is.
    pub fn origins(&self) -> impl Iterator<Item = String> {
        let origins = self.redirect_uris.iter().filter_map(|uri| Some(url::Url::parse(uri).ok()?.origin()));
        origins.filter(url::Origin::is_tuple).map(|origin| origin.ascii_serialization())
    }
}

/// All registered clients.
#[derive(Clone, Debug, Default)]
pub struct Clients(BTreeMap<String, Client>);

impl Clients {
    /// The client of an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Client> {
        self.0.get(id)
    }

    /// Every client, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Client> {
        self.0.values()
    }
}

impl FromIterator<Client> for Clients {
    fn from_iter<I: IntoIterator<Item = Client>>(clients: I) -> Self {
        Self(clients.into_iter().map(|client| (client.id.clone(), client)).collect())
    }
}
