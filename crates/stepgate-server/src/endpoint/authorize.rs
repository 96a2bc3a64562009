//! Authorization endpoint (RFC 6749 §3.1, OpenID Connect Core §3.1.2.1).
//!
//! A step-up is nothing else than this: the application comes back with `acr_values` or `max_age`, and the session it finds
//! does not meet them yet.

use crate::app::path;
use crate::endpoint::consent;
use crate::hint::Hint;
use crate::interaction::{Interaction, Purpose, Snapshot};
use crate::provider::Provider;
use crate::reply::{Failure, deliver, see_other, with_browser};
use crate::visit::Visit;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use stepgate_core::{Decision, Reason, SubjectId};
use stepgate_protocol::authorize::{AuthorizationRequest, AuthorizeError, PageError, ReturnTo};
use stepgate_protocol::params::Params;

/// `GET /authorize`
pub(crate) async fn get(State(provider): State<Provider>, visit: Visit, RawQuery(query): RawQuery) -> Response {
    let params = Params::parse(query.unwrap_or_default().as_bytes());
    answer(&provider, &visit, &params).await.unwrap_or_else(|failure| failure.page(&provider, &visit))
}

/// `POST /authorize`: answered by a GET of our own, so that cookies which a cross-site POST does not carry are there. A body beside a
/// query would be two requests in one.
pub(crate) async fn post(
    State(provider): State<Provider>,
    visit: Visit,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    if query.is_some_and(|query| !query.is_empty()) {
        return Failure::Malformed.page(&provider, &visit);
    }
    see_other(&format!("{}?{}", path::AUTHORIZE, Params::parse(&body).encode())).into_response()
}

async fn answer(provider: &Provider, visit: &Visit, params: &Params) -> Result<Response, Failure> {
    let id = ReturnTo::client_id(params).map_err(Failure::Request)?;
    let client = provider.client(id).await?.ok_or(Failure::Request(PageError::UnknownClient))?;
    let return_to = ReturnTo::resolve(params, &client).map_err(Failure::Request)?;
    let checked =
        AuthorizationRequest::parse(params, &client).and_then(|request| Ok((request, hint(provider, params)?)));
    let (request, hinted) = match checked {
        Ok(checked) => checked,
        Err(error) => {
            tracing::info!(request = visit.request_id, client = client.id, error = ?error, "authorization request refused");
            return Ok(deliver(provider, visit, &client, &return_to.with_error(provider.issuer().url(), &error)));
        }
    };
    let browser = visit.browser_or_new(provider)?;
    let purpose = Purpose::Code(Box::new(Snapshot { return_to, request }));
    let interaction = Interaction::open(provider, visit, client, purpose, (&browser, hinted)).await?;
    let response = begin(&interaction).await?;
    Ok(with_browser(response, provider, &browser))
}

/// Whom the application believes to be there, on our own word.
fn hint(provider: &Provider, params: &Params) -> Result<Option<SubjectId>, AuthorizeError> {
    match params.one("id_token_hint")? {
        None => Ok(None),
        Some(hint) => match Hint::read(provider, hint) {
            Some(hint) => Ok(Some(hint.subject)),
            None => Err(AuthorizeError::IdTokenHint),
        },
    }
}

/// The first decision on a request.
async fn begin(interaction: &Interaction<'_>) -> Result<Response, Failure> {
    if interaction.is_for_another() {
        return interaction.fail(&AuthorizeError::AnotherUser).await;
    }
    let decision = interaction.decide();
    if interaction.purpose.is_silent() {
        if let Some(error) = interaction.silent_error(&decision) {
            return interaction.fail(&error).await;
        }
        if consent::is_needed(interaction).await? {
            return interaction.fail(&AuthorizeError::SilentConsent).await;
        }
    }
    match decision {
        // No page could help: the values are unknown, or there is nobody whose missing passkey a page could speak of.
        Decision::Refuse(refusal) if refusal.reason == Reason::UnknownLevel || interaction.session.is_none() => {
            interaction.fail(&AuthorizeError::Unmet(refusal.reason)).await
        }
        Decision::Allow(_) | Decision::Challenge(_) | Decision::Refuse(_) => interaction.advance().await,
    }
}
