//! Token endpoint (RFC 6749 §3.2).

mod refresh;

use crate::client_auth::{Caller, authenticate};
use crate::provider::Provider;
use crate::reply::{json, token_error};
use crate::secret::Secret;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use stepgate_core::Timestamp;
use stepgate_protocol::client::Client;
use stepgate_protocol::issue::{self, Granted, Issuer, Tokens};
use stepgate_protocol::token::{Redemption, TokenError, TokenRequest};
use stepgate_store::codes::{PkceProof, RedeemCode, Redemption as Redeemed};
use stepgate_store::grants::Grant;
use stepgate_store::refresh::NewRefresh;
use stepgate_store::{Hash, Operation, StoreError};

/// How long a refresh token may lie unused, in seconds.
const REFRESH_SECONDS: i64 = 30 * 24 * 3600;

/// `POST /token`
pub(crate) async fn post(State(provider): State<Provider>, caller: Caller, body: Bytes) -> Response {
    match answer(&provider, &caller, &body).await {
        Ok(tokens) => json(StatusCode::OK, &tokens),
        Err(error) => {
            tracing::info!(error = error.name(), "token request refused");
            token_error(error)
        }
    }
}

async fn answer(provider: &Provider, caller: &Caller, body: &[u8]) -> Result<Tokens, TokenError> {
    let params = caller.form(body)?;
    let client = authenticate(provider, caller, &params).await?;
    let now = provider.now();
    let refresh = provider.refresh_token().map_err(|_| TokenError::Unavailable)?;
    let grant = match TokenRequest::parse(&params)? {
        TokenRequest::AuthorizationCode(request) => redeem(provider, &client, request, &refresh, now).await?,
        TokenRequest::RefreshToken(request) => refresh::rotate(provider, &client, request, &refresh, now).await?,
    };
    let jti = provider.identifier().map_err(|_| TokenError::Unavailable)?;
    let issuer = Issuer { url: provider.issuer().url(), keys: provider.signing_keys(), policy: provider.policy(), now };
    let granted = Granted {
        id: &grant.id,
        session: &grant.session,
        scope: &grant.scope,
        assurance: &grant.assurance,
        nonce: grant.nonce.as_deref(),
    };
    issue::tokens(&issuer, &client, &granted, &jti, Some(refresh.expose().to_owned())).map_err(|error| {
        tracing::error!(%error, "issue");
        TokenError::Unavailable
    })
}

/// `authorization_code` (RFC 6749 §4.1.3, RFC 7636 §4.6).
async fn redeem(
    provider: &Provider,
    client: &Client,
    request: Redemption,
    refresh: &Secret,
    now: Timestamp,
) -> Result<Grant, TokenError> {
    let operation = RedeemCode {
        hash: Hash::new(*request.code.bytes()),
        client: client.id.clone(),
        redirect_uri: request.redirect_uri,
        pkce: request.proof.map_or(PkceProof::None, |proof| PkceProof::S256(proof.as_str().to_owned())),
        refresh: Some(successor(refresh, now)),
        now,
    };
    match run(provider, operation).await? {
        Redeemed::Redeemed(grant) => Ok(*grant),
        Redeemed::Replayed => Err(TokenError::CodeReplayed),
        Redeemed::Expired => Err(TokenError::CodeExpired),
        Redeemed::WrongClient | Redeemed::WrongRedirectUri | Redeemed::Unknown => Err(TokenError::Code),
        Redeemed::WrongVerifier => Err(TokenError::Verifier),
        Redeemed::SessionEnded | Redeemed::Revoked => Err(TokenError::GrantEnded),
    }
}

fn successor(refresh: &Secret, now: Timestamp) -> NewRefresh {
    NewRefresh { hash: refresh.hash(), expires_at: now.plus(REFRESH_SECONDS) }
}

/// Runs an operation; what storage could not do, the client may try again.
pub(crate) async fn run<O: Operation>(provider: &Provider, operation: O) -> Result<O::Out, TokenError> {
    provider.storage().run(operation).await.map_err(|error| unavailable(&error))
}

pub(crate) fn unavailable(error: &StoreError) -> TokenError {
    tracing::error!(%error, "storage");
    TokenError::Unavailable
}
