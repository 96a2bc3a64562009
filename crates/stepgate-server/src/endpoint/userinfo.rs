//! UserInfo endpoint (OpenID Connect Core §5.3).

use crate::client_auth::Caller;
use crate::provider::Provider;
use crate::reply::{bearer_challenge, bearer_error, json, retry_soon};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use stepgate_core::SubjectId;
use stepgate_protocol::challenge::{Challenge, Scheme, TokenErrorCode};
use stepgate_protocol::error::Code;
use stepgate_protocol::introspection::OwnAccessToken;
use stepgate_protocol::params::{Params, space_list};
use stepgate_store::StoreError;
use stepgate_store::grants::GrantState;
use stepgate_store::users::{FindUser, User};

#[derive(Serialize)]
struct UserInfo {
    sub: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preferred_username: Option<String>,
}

enum UserInfoError {
    /// No token at all: the answer says what is wanted and names no error (RFC 6750 §3.1).
    NoToken,
    /// A token in two places, or twice in one (RFC 6750 §2).
    TwoTokens,
    /// Malformed, expired, revoked, or not an access token of ours.
    Token,
    /// Without `openid`.
    Scope,
    Unavailable,
}

impl From<StoreError> for UserInfoError {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "storage");
        Self::Unavailable
    }
}

/// `GET` and `POST /userinfo`. The token comes in the header (RFC 6750 §2.1), or in a form that was posted (§2.2); in the query it
/// has been refused before (§2.3).
pub(crate) async fn answer(State(provider): State<Provider>, caller: Caller, body: Bytes) -> Response {
    match user(&provider, &caller, &body).await {
        Ok(info) => json(StatusCode::OK, &info),
        Err(error) => refuse(&error),
    }
}

async fn user(provider: &Provider, caller: &Caller, body: &[u8]) -> Result<UserInfo, UserInfoError> {
    let token = bearer(caller, body)?;
    let now = provider.now();
    let token = OwnAccessToken::read(&token, provider.keys(), provider.issuer().url(), now.seconds())
        .ok_or(UserInfoError::Token)?;
    let scope = space_list(&token.scope);
    let has = |name: &str| scope.iter().any(|scope| scope == name);
    if !has("openid") {
        return Err(UserInfoError::Scope);
    }
    provider.client(&token.client_id).await?.ok_or(UserInfoError::Token)?;
    let state = GrantState { id: token.grant_id.clone(), lifetime: provider.lifetime(), now };
    provider.storage().run(state).await?.ok_or(UserInfoError::Token)?;
    let subject = SubjectId::new(token.sub.clone());
    let user = provider.storage().run(FindUser::ById(subject)).await?.ok_or(UserInfoError::Token)?;
    Ok(info(token.sub, user, has("profile")))
}

/// The one token that was sent.
fn bearer(caller: &Caller, body: &[u8]) -> Result<String, UserInfoError> {
    let posted = if caller.sends_form() { Params::parse(body) } else { Params::default() };
    let posted = posted.one("access_token").map_err(|_| UserInfoError::TwoTokens)?;
    match (caller.authorization(), posted) {
        (None, None) => Err(UserInfoError::NoToken),
        (Some(_), Some(_)) => Err(UserInfoError::TwoTokens),
        (None, Some(token)) => Ok(token.to_owned()),
        (Some(header), None) => match header.split_once(' ') {
            Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Ok(token.to_owned()),
            Some(_) | None => Err(UserInfoError::Token),
        },
    }
}

fn info(sub: String, user: User, profile: bool) -> UserInfo {
    let (name, preferred_username) =
        if profile { (Some(user.display_name), Some(user.username)) } else { (None, None) };
    UserInfo { sub, name, preferred_username }
}

fn refuse(error: &UserInfoError) -> Response {
    match error {
        UserInfoError::NoToken => bearer_challenge(Code::InvalidToken, &Challenge::new(Scheme::Bearer)),
        UserInfoError::TwoTokens => bearer_error(Code::InvalidRequest, TokenErrorCode::InvalidRequest),
        UserInfoError::Token => bearer_error(Code::InvalidToken, TokenErrorCode::InvalidToken),
        UserInfoError::Scope => bearer_error(Code::InsufficientScope, TokenErrorCode::InsufficientScope),
        UserInfoError::Unavailable => {
            let code = Code::TemporarilyUnavailable;
            let mut response = json(code.status(), &serde_json::json!({ "error": code.as_str() }));
            retry_soon(&mut response);
            response
        }
    }
}
