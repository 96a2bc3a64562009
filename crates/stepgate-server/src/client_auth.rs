//! Client authentication at the endpoints that clients call themselves (RFC 6749 §2.3).

mod failures;

pub(crate) use failures::Failures;

use crate::endpoint::token::unavailable;
use crate::provider::Provider;
use crate::visit::Peer;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::request::Parts;
use std::convert::Infallible;
use std::sync::Arc;
use stepgate_protocol::client::Client;
use stepgate_protocol::params::Params;
use stepgate_protocol::token::{Presented, TokenError};

/// Who calls, before anything is checked: the headers, and where from if whoever listens knows.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    headers: HeaderMap,
    peer: Option<Peer>,
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self { headers: parts.headers.clone(), peer: parts.extensions.get().copied() })
    }
}

impl Caller {
    /// `Authorization`, if it is text.
    pub(crate) fn authorization(&self) -> Option<&str> {
        self.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok())
    }

    /// Whether the body says that it is a form.
    pub(crate) fn sends_form(&self) -> bool {
        let media_type = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case("application/x-www-form-urlencoded")
    }

    /// The body of an OAuth POST: form-encoded, and nothing in the query (RFC 6749 §3.2).
    pub(crate) fn form(&self, body: &[u8]) -> Result<Params, TokenError> {
        if self.sends_form() { Ok(Params::parse(body)) } else { Err(TokenError::ContentType) }
    }
}

/// The client that a request is from, once it has proved itself. Who was wrong too often is not heard for a while, even when
/// right: the answer would tell which guess it was.
pub(crate) async fn authenticate(
    provider: &Provider,
    caller: &Caller,
    params: &Params,
) -> Result<Arc<Client>, TokenError> {
    let presented = Presented::parse(caller.authorization(), params)?;
    let client = provider.client(presented.client_id()).await.map_err(|error| unavailable(&error))?;
    // Only what can be guessed is counted: a client that exists, and has a secret.
    let client = client.ok_or(TokenError::Client)?;
    if client.is_public() {
        return presented.prove(&client).map(|()| client);
    }
    let (failures, now) = (provider.client_failures(), provider.now());
    if let Some(retry_after) = failures.retry_after(&client.id, caller.peer, now) {
        return Err(TokenError::TooManyFailures { retry_after });
    }
    match presented.prove(&client) {
        Ok(()) => Ok(client),
        Err(error) => {
            failures.count(&client.id, caller.peer, now);
            Err(error)
        }
    }
}
