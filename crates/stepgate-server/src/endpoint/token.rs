//! Token endpoint (RFC 6749 §3.2).

use crate::client_auth::{Caller, authenticate};
use crate::provider::Provider;
use crate::reply::{json, token_error};
use crate::secret::Secret;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use stepgate_core::{Decision, Moment, Reach, Requirement, Timestamp, Wanted, decide};
use stepgate_protocol::client::Client;
use stepgate_protocol::issue::{self, Granted, Issuer, Tokens};
use stepgate_protocol::token::{Redemption, Refresh, TokenError, TokenRequest};
use stepgate_store::codes::{PkceProof, RedeemCode, Redemption as Redeemed};
use stepgate_store::grants::Grant;
use stepgate_store::refresh::{LoadRefresh, NewRefresh, RotateRefresh, Rotation};
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
        TokenRequest::RefreshToken(request) => rotate(provider, &client, request, &refresh, now).await?,
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

/// `refresh_token` (RFC 6749 §6): rotated, never raised. Scopes whose floor the grant's own ceremony no longer meets are dropped
/// before anything is written.
async fn rotate(
    provider: &Provider,
    client: &Client,
    request: Refresh,
    refresh: &Secret,
    now: Timestamp,
) -> Result<Grant, TokenError> {
    let hash = Hash::new(*request.token.bytes());
    // Nothing live, or nothing of this client's: the rotation below finds out whether that is a reuse.
    let live = run(provider, LoadRefresh { hash, now }).await?.filter(|grant| grant.client == client.id);
    let scopes = live.map(|grant| scopes(provider, client, &grant, request.scope, now)).transpose()?;
    let operation = RotateRefresh {
        hash,
        client: client.id.clone(),
        successor: successor(refresh, now),
        lifetime: provider.lifetime(),
        scope: scopes.as_ref().map(|scopes| scopes.kept.clone()),
        now,
    };
    match (run(provider, operation).await?, scopes) {
        (Rotation::Rotated(grant), Some(scopes)) => Ok(Grant { scope: scopes.issued, ..*grant }),
        (Rotation::Reused, _) => Err(TokenError::RefreshReused),
        // Rotated, and not live when its floors were to be looked at: nothing is issued on what was not checked.
        (Rotation::Rotated(_), None) | (Rotation::WrongClient | Rotation::Expired | Rotation::Unknown, _) => {
            Err(TokenError::RefreshToken)
        }
        (Rotation::Revoked | Rotation::SessionEnded, _) => Err(TokenError::GrantEnded),
    }
}

/// What a refresh leaves of a grant's scopes.
struct Scopes {
    /// Those whose floor is still met. The new refresh token stands for all of them, whatever is asked for now (RFC 6749 §6).
    kept: Vec<String>,
    /// Those of them that are asked for now.
    issued: Vec<String>,
}

fn scopes(
    provider: &Provider,
    client: &Client,
    grant: &Grant,
    asked: Option<Vec<String>>,
    now: Timestamp,
) -> Result<Scopes, TokenError> {
    let asked = asked.unwrap_or_else(|| grant.scope.clone());
    if !asked.iter().all(|scope| grant.scope.contains(scope)) {
        return Err(TokenError::Scope);
    }
    let (policy, asserted) = (provider.policy(), grant.assurance.asserted());
    // Compared with now and nothing else: a refresh is no request of the user's, so no evidence was made for it.
    let moment = Moment::Provider { now, requested_at: Timestamp::from_millis(i64::MAX) };
    let meets_floor = |scope: &&String| {
        let floors = policy.floors(&client.id, std::slice::from_ref(*scope));
        let requirement = Requirement::new(policy.levels(), Wanted::Any, None, &floors);
        floors.is_empty()
            || matches!(decide(policy.levels(), &requirement, &asserted, Reach::Unknown, moment), Decision::Allow(_))
    };
    let kept: Vec<String> = grant.scope.iter().filter(meets_floor).cloned().collect();
    let issued: Vec<String> = asked.into_iter().filter(|scope| kept.contains(scope)).collect();
    if issued.is_empty() { Err(TokenError::FloorNotMet) } else { Ok(Scopes { kept, issued }) }
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
