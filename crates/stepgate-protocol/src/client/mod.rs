//! Clients: what is registered about an application.

mod registration;

pub use registration::{Registration, RegistrationError};

use crate::authorize::ResponseMode;
use crate::hash::Sha256;
use crate::jwt::Algorithm;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A registered application. As JSON it is a [`Registration`], which has no `enabled`: whoever keeps the document keeps that
/// beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Registration", into = "Registration")]
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
    /// Whether it may be used. One that is not counts as unknown, at every step of every flow.
    pub enabled: bool,
    /// What its ID tokens are signed with (`id_token_signed_response_alg`). Access tokens are ES256 for everybody.
    pub id_token_signed_response_alg: Algorithm,
    /// `acr_values` of requests that send none (`default_acr_values`); what they mean is said by `acr_values`.
    pub default_acr_values: Vec<String>,
    /// `max_age` in seconds of requests that send none (`default_max_age`); 0 asks for a ceremony each time.
    pub default_max_age: Option<u32>,
    /// Whether its ID tokens must have `auth_time` (`require_auth_time`). Ours always do.
    pub require_auth_time: bool,
    /// How it may have authorization responses delivered.
    pub response_modes: Vec<ResponseMode>,
    /// What becomes of `acr` at a refresh once the level has decayed.
    pub refresh_acr: RefreshAcr,
    /// Whether a step-up that another client asked for counts for this one's requests, and the other way round.
    pub share_elevation: bool,
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// Once per scope.
    #[default]
    Ask,
    /// Never: the application is the operator's own.
    FirstParty,
}

/// What `acr_values` mean for a client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AcrValues {
    /// Necessary: a token with one of them, or an error. What keeps a guard and a client from asking each other for ever.
    #[default]
    Necessary,
    /// A wish, as OpenID Connect Core §3.1.2.1 has it.
    Voluntary,
}

/// Whether a client may leave out PKCE (RFC 7636).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pkce {
    /// S256 always.
    #[default]
    Required,
    /// For a confidential client that cannot; a public one never.
    Optional,
}

/// What a refreshed token asserts once the level of the grant has decayed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefreshAcr {
    /// `acr` and `auth_time` as they were (RFC 9068 §2.2.1); whoever reads them compares them with the level's `max_age`.
    #[default]
    Keep,
    /// The level that the session still meets, dated by its own ceremony.
    Lower,
}

impl Client {
    /// A client that has nowhere to go yet: it asks for consent, `acr_values` are necessary, PKCE is required, ID tokens are
    /// ES256, `openid` is its one scope and the query its one response mode. `audience` is the `aud` of its access tokens.
    #[must_use]
    pub fn new(id: impl Into<String>, auth: ClientAuth, audience: impl Into<String>) -> Self {
        let id = id.into();
        Self {
            name: id.clone(),
            id,
            auth,
            redirect_uris: Vec::new(),
            post_logout_redirect_uris: Vec::new(),
            scopes: vec!["openid".to_owned()],
            audience: audience.into(),
            consent: Consent::Ask,
            acr_values: AcrValues::Necessary,
            pkce: Pkce::Required,
            enabled: true,
            id_token_signed_response_alg: Algorithm::ES256,
            default_acr_values: Vec::new(),
            default_max_age: None,
            require_auth_time: false,
            response_modes: vec![ResponseMode::Query],
            refresh_acr: RefreshAcr::Keep,
            share_elevation: true,
        }
    }

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

/// The clients that are written in the configuration.
#[derive(Clone, Debug, Default)]
pub struct Clients(BTreeMap<String, Arc<Client>>);

impl Clients {
    /// The client of an id, enabled or not.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Arc<Client>> {
        self.0.get(id)
    }

    /// Every client, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Client>> {
        self.0.values()
    }
}

impl FromIterator<Client> for Clients {
    fn from_iter<I: IntoIterator<Item = Client>>(clients: I) -> Self {
        Self(clients.into_iter().map(|client| (client.id.clone(), Arc::new(client))).collect())
    }
}
