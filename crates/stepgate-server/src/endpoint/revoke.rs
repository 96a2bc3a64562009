//! Revocation endpoint (RFC 7009).

use crate::client_auth::{Caller, authenticate};
use crate::endpoint::token::run;
use crate::provider::Provider;
use crate::reply::{nothing_to_say, token_error};
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use stepgate_core::SubjectId;
use stepgate_protocol::client::Client;
use stepgate_protocol::hash::Sha256;
use stepgate_protocol::introspection::OwnAccessToken;
use stepgate_protocol::token::TokenError;
use stepgate_store::Hash;
use stepgate_store::audit::AuditEvent;
use stepgate_store::grants::{Revocation, RevokeByRefresh, RevokeGrant};

/// `POST /revoke`
pub(crate) async fn post(State(provider): State<Provider>, caller: Caller, body: Bytes) -> Response {
    match answer(&provider, &caller, &body).await {
        Ok(()) => nothing_to_say(),
        Err(error) => {
            tracing::info!(error = error.name(), "revocation refused");
            token_error(error)
        }
    }
}

/// `token_type_hint` is not looked at (§2.1: a server "MAY ignore" it): a JWT is no refresh token.
async fn answer(provider: &Provider, caller: &Caller, body: &[u8]) -> Result<(), TokenError> {
    let params = caller.form(body)?;
    params.check_repeats()?;
    let client = authenticate(provider, caller, &params).await?;
    let token = params.one("token")?.ok_or(TokenError::Missing("token"))?;
    match revoke(provider, &client, token).await? {
        // §2.2: an unknown, expired or revoked token is what the client wanted.
        Revocation::Revoked | Revocation::Unknown => Ok(()),
        // §2.1: "the request is refused and the client is informed of the error".
        Revocation::WrongClient => Err(TokenError::ForeignToken),
    }
}

/// The whole grant: the refresh tokens of its family, and with it every access token at introspection and userinfo.
async fn revoke(provider: &Provider, client: &Client, token: &str) -> Result<Revocation, TokenError> {
    let now = provider.now();
    let Some(access) = OwnAccessToken::read(token, provider.keys(), provider.issuer().url(), now.seconds()) else {
        let hash = Hash::new(*Sha256::of(token.as_bytes()).bytes());
        return run(provider, RevokeByRefresh { hash, client: client.id.clone(), now }).await;
    };
    let audit = AuditEvent::new("grant_revoked").about(&SubjectId::new(access.sub)).for_client(&client.id);
    let audit = audit.with(&[("grant", &access.grant_id), ("by", "access_token")]);
    run(provider, RevokeGrant { id: access.grant_id, client: Some(client.id.clone()), now, audit }).await
}
