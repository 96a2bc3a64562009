//! Provider metadata (OpenID Connect Discovery 1.0 §3, RFC 8414 §2).
//!
//! Derived from the route table and the policy: what is not enforced is not advertised.

use crate::authorize::ResponseMode;
use crate::jwt::Algorithm;
use serde::Serialize;
use stepgate_core::{Coverage, Level, Levels};

/// The endpoints' absolute URLs, from the server's route table.
#[derive(Clone, Debug)]
pub struct Endpoints {
    /// `authorization_endpoint`
    pub authorization: String,
    /// `token_endpoint`
    pub token: String,
    /// `userinfo_endpoint`
    pub userinfo: String,
    /// `introspection_endpoint`
    pub introspection: String,
    /// `revocation_endpoint`
    pub revocation: String,
    /// `end_session_endpoint`
    pub end_session: String,
    /// `jwks_uri`
    pub jwks: String,
}

/// The metadata document.
#[derive(Debug, Serialize)]
pub struct Metadata {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    userinfo_endpoint: String,
    introspection_endpoint: String,
    revocation_endpoint: String,
    end_session_endpoint: String,
    jwks_uri: String,
    scopes_supported: Vec<String>,
    response_types_supported: [&'static str; 1],
    response_modes_supported: Vec<&'static str>,
    grant_types_supported: [&'static str; 2],
    subject_types_supported: [&'static str; 1],
    id_token_signing_alg_values_supported: Vec<&'static str>,
    token_endpoint_auth_methods_supported: [&'static str; 3],
    introspection_endpoint_auth_methods_supported: [&'static str; 2],
    revocation_endpoint_auth_methods_supported: [&'static str; 3],
    code_challenge_methods_supported: [&'static str; 1],
    prompt_values_supported: [&'static str; 3],
    claims_supported: [&'static str; 12],
    /// Both `acr_values` and `max_age` are honoured (RFC 9470 §7).
    acr_values_supported: Vec<String>,
    claims_parameter_supported: bool,
    request_parameter_supported: bool,
    request_uri_parameter_supported: bool,
    authorization_response_iss_parameter_supported: bool,
    /// Our own: what each level covers and how fast it decays, so that guards need no copy of the policy.
    stepgate_levels: Vec<PublishedLevel>,
}

/// One level, as published in `stepgate_levels`.
#[derive(Debug, Serialize)]
pub struct PublishedLevel {
    acr: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_age: Option<u32>,
    /// `acr` values that a token of this level meets, dated by its `auth_time`.
    covers: Vec<String>,
    /// `acr` values that it meets, without saying when.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    covers_undated: Vec<String>,
}

/// What this provider can do beyond what every one of them can.
#[derive(Clone, Debug)]
pub struct Supported<'a> {
    /// Its levels.
    pub levels: &'a Levels,
    /// Every scope that some client may ask for.
    pub scopes: Vec<String>,
    /// What it has keys for.
    pub id_token_algorithms: Vec<Algorithm>,
}

impl Metadata {
    /// Puts the document together.
    #[must_use]
    pub fn new(issuer: &str, endpoints: Endpoints, supported: Supported<'_>) -> Self {
        let levels = supported.levels;
        let algorithms = supported.id_token_algorithms.into_iter();
        Self {
            issuer: issuer.to_owned(),
            authorization_endpoint: endpoints.authorization,
            token_endpoint: endpoints.token,
            userinfo_endpoint: endpoints.userinfo,
            introspection_endpoint: endpoints.introspection,
            revocation_endpoint: endpoints.revocation,
            end_session_endpoint: endpoints.end_session,
            jwks_uri: endpoints.jwks,
            scopes_supported: supported.scopes,
            response_types_supported: ["code"],
            response_modes_supported: ResponseMode::ALL.map(ResponseMode::as_str).to_vec(),
            grant_types_supported: ["authorization_code", "refresh_token"],
            subject_types_supported: ["public"],
            id_token_signing_alg_values_supported: algorithms.map(Algorithm::as_str).collect(),
            token_endpoint_auth_methods_supported: ["none", "client_secret_basic", "client_secret_post"],
            introspection_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
            revocation_endpoint_auth_methods_supported: ["none", "client_secret_basic", "client_secret_post"],
            code_challenge_methods_supported: ["S256"],
            prompt_values_supported: ["none", "login", "consent"],
            claims_supported: [
                "iss",
                "sub",
                "aud",
                "exp",
                "iat",
                "nonce",
                "acr",
                "amr",
                "auth_time",
                "sid",
                "name",
                "preferred_username",
            ],
            acr_values_supported: levels.iter().map(|level| level.acr.to_string()).collect(),
            claims_parameter_supported: true,
            request_parameter_supported: false,
            request_uri_parameter_supported: false,
            authorization_response_iss_parameter_supported: true,
            stepgate_levels: levels.iter().map(|level| published(levels, level)).collect(),
        }
    }
}

fn published(levels: &Levels, level: &Level) -> PublishedLevel {
    let covered = |wanted: Coverage| {
        levels
            .iter()
            .filter(|other| other.acr != level.acr && levels.coverage(&level.acr, &other.acr) == wanted)
            .map(|other| other.acr.to_string())
            .collect()
    };
    PublishedLevel {
        acr: level.acr.to_string(),
        max_age: level.max_age.map(stepgate_core::MaxAge::as_seconds),
        covers: covered(Coverage::Dated),
        covers_undated: covered(Coverage::Undated),
    }
}
