//! UserInfo endpoint (OpenID Connect Core §5.3).

use crate::provider::Provider;
use crate::reply::{json, retry_soon};
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Serialize;
use stepgate_core::SubjectId;
use stepgate_protocol::challenge::{Challenge, Scheme, TokenErrorCode};
use stepgate_protocol::error::Code;
use stepgate_protocol::introspection::OwnAccessToken;
use stepgate_protocol::params::space_list;
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

/// `GET` and `POST /userinfo`. The token comes in the header and nowhere else.
pub(crate) async fn answer(State(provider): State<Provider>, headers: HeaderMap) -> Response {
    match user(&provider, &headers).await {
        Ok(info) => json(StatusCode::OK, &info),
        Err(error) => refuse(&error),
    }
}

async fn user(provider: &Provider, headers: &HeaderMap) -> Result<UserInfo, UserInfoError> {
    let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).ok_or(UserInfoError::NoToken)?;
    let (scheme, token) = header.split_once(' ').ok_or(UserInfoError::Token)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(UserInfoError::Token);
    }
    let now = provider.now();
    let token = OwnAccessToken::read(token, provider.keys(), provider.issuer().url(), now.seconds())
        .ok_or(UserInfoError::Token)?;
    let scope = space_list(&token.scope);
    let has = |name: &str| scope.iter().any(|scope| scope == name);
    if !has("openid") {
        return Err(UserInfoError::Scope);
    }
    let state = GrantState { id: token.grant_id.clone(), lifetime: provider.lifetime(), now };
    provider.storage().run(state).await?.ok_or(UserInfoError::Token)?;
    let subject = SubjectId::new(token.sub.clone());
    let user = provider.storage().run(FindUser::ById(subject)).await?.ok_or(UserInfoError::Token)?;
    Ok(info(token.sub, user, has("profile")))
}

fn info(sub: String, user: User, profile: bool) -> UserInfo {
    let (name, preferred_username) =
        if profile { (Some(user.display_name), Some(user.username)) } else { (None, None) };
    UserInfo { sub, name, preferred_username }
}

fn refuse(error: &UserInfoError) -> Response {
    let (code, challenge) = match error {
        UserInfoError::NoToken => (Code::InvalidToken, Challenge::new(Scheme::Bearer)),
        UserInfoError::Token => (Code::InvalidToken, because(TokenErrorCode::InvalidToken)),
        UserInfoError::Scope => (Code::InsufficientScope, because(TokenErrorCode::InsufficientScope)),
        UserInfoError::Unavailable => {
            let code = Code::TemporarilyUnavailable;
            let mut response = json(code.status(), &serde_json::json!({ "error": code.as_str() }));
            retry_soon(&mut response);
            return response;
        }
    };
    let mut response = json(code.status(), &serde_json::json!({ "error": code.as_str() }));
    response.headers_mut().insert(WWW_AUTHENTICATE, challenge.to_header_value());
    response
}

fn because(error: TokenErrorCode) -> Challenge {
    Challenge { error: Some(error), ..Challenge::new(Scheme::Bearer) }
}
