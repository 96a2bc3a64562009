//! The authorization request (RFC 6749 §4.1.1, OpenID Connect Core §3.1.2), from its parameters to a snapshot that never
//! changes again.
//!
//! The checks, in the order in which they run:
//! 1. `return_to`: `client_id` and `redirect_uri`. Until they hold, an error is a page of ours, never a redirect.
//! 2. no parameter twice (RFC 6749 §3.1)
//! 3. `request` and `request_uri` are refused by name (OpenID Connect Core §6)
//! 4. `response_type`, `response_mode`
//! 5. `scope`: known to the client
//! 6. `code_challenge`: S256
//! 7. `prompt`
//! 8. `max_age`
//! 9. `acr`: `acr_values` and the `acr` member of `claims`
//! 10. `ui_locales`, which is a wish and refuses nothing
//!
//! What is not sent is as the client registered it: `default_max_age`, `default_acr_values` (OpenID Connect Dynamic Client
//! Registration §2). What is sent overrides it, upwards and downwards; the floor of the policy does not move.
//!
//! Whether the user may have what the request asks for is no check of the request: it is `stepgate_core::decide`.

pub mod acr;
mod error;
mod max_age;
mod prompt;
mod response;
mod response_mode;
mod return_to;
mod scope;
mod ui_locales;

pub use acr::AcrRequest;
pub use error::AuthorizeError;
pub use prompt::Prompt;
pub use response::AuthorizationResponse;
pub use response_mode::ResponseMode;
pub use return_to::{PageError, ReturnTo};

use crate::client::{Client, Pkce};
use crate::params::Params;
use crate::pkce::CodeChallenge;
use serde::{Deserialize, Serialize};
use stepgate_core::{MaxAge, Policy, Requirement, Wanted};

/// A checked authorization request: the snapshot that is stored and never changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorizationRequest {
    /// `scope`, in the order sent.
    pub scope: Vec<String>,
    /// `nonce`, for the ID token.
    pub nonce: Option<String>,
    /// `code_challenge`.
    pub code_challenge: Option<CodeChallenge>,
    /// `prompt`.
    pub prompt: Prompt,
    /// `max_age` in seconds, as sent or else as registered; 0 where `prompt=login`.
    pub max_age: Option<u32>,
    /// Which `acr` is asked for, and how strongly.
    pub acr: AcrRequest,
    /// `login_hint`: who the application believes is there.
    pub login_hint: Option<String>,
    /// `ui_locales`: the languages that the user reads, preferred first.
    #[serde(default)]
    pub ui_locales: Vec<String>,
}

impl AuthorizationRequest {
    /// Runs every check after [`ReturnTo::resolve`].
    ///
    /// # Errors
    /// [`AuthorizeError`], which only a [`ReturnTo`] turns into a redirect.
    pub fn parse(params: &Params, client: &Client) -> Result<Self, AuthorizeError> {
        params.check_repeats()?;
        if params.one("request")?.is_some() {
            return Err(AuthorizeError::RequestObject);
        }
        if params.one("request_uri")?.is_some() {
            return Err(AuthorizeError::RequestUri);
        }
        check_response(params, client)?;
        let scope = scope::check(params, client)?;
        let code_challenge = check_pkce(params, client)?;
        let prompt = prompt::check(params)?;
        let max_age = max_age::check(params, client, prompt)?;
        let acr = acr::check(params, client)?;
        Ok(Self {
            scope,
            nonce: params.one("nonce")?.map(str::to_owned),
            code_challenge,
            prompt,
            max_age,
            acr,
            login_hint: params.one("login_hint")?.map(str::to_owned),
            ui_locales: ui_locales::read(params)?,
        })
    }

    /// What must hold before a code is issued: what the request asks for, on the floors that policy puts under it.
    #[must_use]
    pub fn requirement<'p>(&self, client: &Client, policy: &'p Policy) -> Requirement<'p> {
        let levels = policy.levels();
        let known = |values: &[String]| values.iter().filter_map(|acr| levels.by_acr(acr)).collect::<Vec<_>>();
        let wanted = match &self.acr {
            AcrRequest::Any => Wanted::Any,
            AcrRequest::Voluntary(values) => Wanted::Prefer(known(values)),
            // Only unknown values: needed and empty, which no evidence meets.
            AcrRequest::Necessary(values) | AcrRequest::Essential(values) => Wanted::Need(known(values)),
        };
        let floors = policy.floors(&client.id, &self.scope);
        Requirement::new(levels, wanted, self.max_age.map(MaxAge::seconds), &floors)
    }
}

/// Only the code flow (RFC 9700 §2.1.2 retires the implicit grant), answered in a way that the client registered.
fn check_response(params: &Params, client: &Client) -> Result<(), AuthorizeError> {
    match params.one("response_type")? {
        Some("code") => {}
        Some(_) => return Err(AuthorizeError::ResponseType),
        None => return Err(AuthorizeError::Missing("response_type")),
    }
    response_mode::check(params, client).map(drop)
}

/// RFC 7636 §4.3. `plain` would put the verifier itself into the browser's history.
fn check_pkce(params: &Params, client: &Client) -> Result<Option<CodeChallenge>, AuthorizeError> {
    let challenge = params.one("code_challenge")?;
    match (challenge, params.one("code_challenge_method")?) {
        (Some(challenge), Some("S256")) => match CodeChallenge::parse(challenge) {
            Some(challenge) => Ok(Some(challenge)),
            None => Err(AuthorizeError::CodeChallenge),
        },
        (Some(_), Some(_) | None) => Err(AuthorizeError::CodeChallengeMethod),
        (None, Some(_)) => Err(AuthorizeError::Missing("code_challenge")),
        (None, None) if client.is_public() || client.pkce == Pkce::Required => {
            Err(AuthorizeError::Missing("code_challenge"))
        }
        (None, None) => Ok(None),
    }
}
