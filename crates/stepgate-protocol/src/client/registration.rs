//! A client as a JSON document: the members of RFC 7591 §2 and OpenID Connect Dynamic Registration §2, and what Stepgate adds
//! under names of its own.

use super::{AcrValues, Client, ClientAuth, Consent, Pkce, RefreshAcr};
use crate::authorize::ResponseMode;
use crate::hash::Sha256;
use crate::jwt::Algorithm;
use crate::params::space_list;
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

/// The document. What it leaves out is as [`Client::new`] has it; a member that nobody here knows is an error.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    client_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    client_name: Option<String>,
    token_endpoint_auth_method: AuthMethod,
    /// SHA-256 of the secret, 64 hexadecimal digits; the secret itself is nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stepgate_client_secret_sha256: Option<String>,
    redirect_uris: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    post_logout_redirect_uris: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id_token_signed_response_alg: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    default_acr_values: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    default_max_age: Option<u32>,
    #[serde(default)]
    require_auth_time: bool,
    #[serde(default = "query")]
    response_modes: Vec<ResponseMode>,
    /// The `aud` of access tokens.
    stepgate_audience: String,
    #[serde(default)]
    stepgate_consent: Consent,
    #[serde(default)]
    stepgate_acr_values: AcrValues,
    #[serde(default)]
    stepgate_pkce: Pkce,
    #[serde(default)]
    stepgate_refresh_acr: RefreshAcr,
    #[serde(default = "yes")]
    stepgate_share_elevation: bool,
}

/// `token_endpoint_auth_method`. A client with a secret may send it either way, whichever of the two is registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum AuthMethod {
    None,
    ClientSecretBasic,
    ClientSecretPost,
}

/// Why a document is no client.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RegistrationError {
    /// A secret without a method that sends one, or a method without a secret.
    #[error("token_endpoint_auth_method and stepgate_client_secret_sha256 do not go together")]
    Secret,
    /// The hash of the secret is no SHA-256.
    #[error("stepgate_client_secret_sha256 must be 64 hexadecimal digits")]
    SecretHash,
    /// A URI that no browser may be sent to.
    #[error("`{0}` is no URI to redirect to")]
    RedirectUri(String),
    /// `scope` without `openid`: every request would be refused.
    #[error("scope must contain openid")]
    Scope,
    /// An algorithm that signs nothing here.
    #[error("`{0}` is no signature algorithm for ID tokens")]
    Algorithm(String),
    /// No response mode at all.
    #[error("response_modes must not be empty")]
    ResponseModes,
    /// A public client that would do without PKCE.
    #[error("a public client must use PKCE")]
    Pkce,
}

const fn yes() -> bool {
    true
}

fn query() -> Vec<ResponseMode> {
    vec![ResponseMode::Query]
}

impl From<Client> for Registration {
    fn from(client: Client) -> Self {
        let (method, hash) = match client.auth {
            ClientAuth::None => (AuthMethod::None, None),
            ClientAuth::Secret(hash) => (AuthMethod::ClientSecretBasic, Some(HEXLOWER.encode(hash.bytes()))),
        };
        Self {
            client_id: client.id,
            client_name: Some(client.name),
            token_endpoint_auth_method: method,
            stepgate_client_secret_sha256: hash,
            redirect_uris: client.redirect_uris,
            post_logout_redirect_uris: client.post_logout_redirect_uris,
            scope: Some(client.scopes.join(" ")),
            id_token_signed_response_alg: Some(client.id_token_signed_response_alg.as_str().to_owned()),
            default_acr_values: client.default_acr_values,
            default_max_age: client.default_max_age,
            require_auth_time: client.require_auth_time,
            response_modes: client.response_modes,
            stepgate_audience: client.audience,
            stepgate_consent: client.consent,
            stepgate_acr_values: client.acr_values,
            stepgate_pkce: client.pkce,
            stepgate_refresh_acr: client.refresh_acr,
            stepgate_share_elevation: client.share_elevation,
        }
    }
}

impl TryFrom<Registration> for Client {
    type Error = RegistrationError;

    fn try_from(registration: Registration) -> Result<Self, RegistrationError> {
        let auth = registration.auth()?;
        let algorithm = registration.algorithm()?;
        registration.check_uris()?;
        let scopes = registration.scope.as_deref().map_or_else(|| vec!["openid".to_owned()], space_list);
        if !scopes.iter().any(|scope| scope == "openid") {
            return Err(RegistrationError::Scope);
        }
        if registration.response_modes.is_empty() {
            return Err(RegistrationError::ResponseModes);
        }
        if (&auth, registration.stepgate_pkce) == (&ClientAuth::None, Pkce::Optional) {
            return Err(RegistrationError::Pkce);
        }
        Ok(Self {
            name: registration.client_name.unwrap_or_else(|| registration.client_id.clone()),
            redirect_uris: registration.redirect_uris,
            post_logout_redirect_uris: registration.post_logout_redirect_uris,
            scopes,
            consent: registration.stepgate_consent,
            acr_values: registration.stepgate_acr_values,
            pkce: registration.stepgate_pkce,
            id_token_signed_response_alg: algorithm,
            default_acr_values: registration.default_acr_values,
            default_max_age: registration.default_max_age,
            require_auth_time: registration.require_auth_time,
            response_modes: registration.response_modes,
            refresh_acr: registration.stepgate_refresh_acr,
            share_elevation: registration.stepgate_share_elevation,
            ..Self::new(registration.client_id, auth, registration.stepgate_audience)
        })
    }
}

impl Registration {
    fn auth(&self) -> Result<ClientAuth, RegistrationError> {
        match (self.token_endpoint_auth_method, &self.stepgate_client_secret_sha256) {
            (AuthMethod::None, None) => Ok(ClientAuth::None),
            (AuthMethod::ClientSecretBasic | AuthMethod::ClientSecretPost, Some(hex)) => {
                let hash = HEXLOWER.decode(hex.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
                hash.map(|hash| ClientAuth::Secret(Sha256::from_bytes(hash))).ok_or(RegistrationError::SecretHash)
            }
            (AuthMethod::None, Some(_)) | (AuthMethod::ClientSecretBasic | AuthMethod::ClientSecretPost, None) => {
                Err(RegistrationError::Secret)
            }
        }
    }

    fn algorithm(&self) -> Result<Algorithm, RegistrationError> {
        match &self.id_token_signed_response_alg {
            None => Ok(Algorithm::ES256),
            Some(name) => Algorithm::parse(name).ok_or_else(|| RegistrationError::Algorithm(name.clone())),
        }
    }

    /// Absolute and without a fragment (RFC 6749 §3.1.2); `https`, or `http` on this machine, or an application's own scheme
    /// (RFC 8252 §7), of which a browser must not be able to make a script.
    fn check_uris(&self) -> Result<(), RegistrationError> {
        let refused =
            self.redirect_uris.iter().chain(&self.post_logout_redirect_uris).find(|uri| !may_redirect_to(uri));
        refused.map_or(Ok(()), |uri| Err(RegistrationError::RedirectUri(uri.clone())))
    }
}

fn may_redirect_to(uri: &str) -> bool {
    let Ok(url) = url::Url::parse(uri) else { return false };
    let scheme = match url.scheme() {
        "javascript" | "data" | "file" | "blob" => false,
        "http" => matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]")),
        _ => true,
    };
    scheme && url.fragment().is_none()
}
