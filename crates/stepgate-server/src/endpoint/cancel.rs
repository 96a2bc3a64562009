//! `POST /interaction/{id}/cancel`: back to the application, with the session as it was.

use crate::app::path;
use crate::endpoint::form::Form;
use crate::interaction::Interaction;
use crate::page::href::Href;
use crate::page::not_me::NotMe;
use crate::provider::Provider;
use crate::reply::{Failure, FormTarget, page};
use crate::visit::Visit;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

pub(crate) async fn post(
    State(provider): State<Provider>,
    visit: Visit,
    Path(id): Path<String>,
    body: Bytes,
) -> Response {
    cancel(&provider, &visit, &id, &body).await.unwrap_or_else(|failure| failure.page(&provider, &visit))
}

async fn cancel(provider: &Provider, visit: &Visit, id: &str, body: &[u8]) -> Result<Response, Failure> {
    Form::parse(body, visit, id)?;
    let interaction = Interaction::load(provider, visit, id).await?;
    interaction.fail(&interaction.cancelled()).await
}

/// `POST /interaction/{id}/not-me`: the user did not start this. The request ends, and the audit log knows; the session stays, since
/// it is theirs.
pub(crate) async fn not_me(
    State(provider): State<Provider>,
    visit: Visit,
    Path(id): Path<String>,
    body: Bytes,
) -> Response {
    disown(&provider, &visit, &id, &body).await.unwrap_or_else(|failure| failure.page(&provider, &visit))
}

async fn disown(provider: &Provider, visit: &Visit, id: &str, body: &[u8]) -> Result<Response, Failure> {
    Form::parse(body, visit, id)?;
    let interaction = Interaction::load(provider, visit, id).await?;
    interaction.close("not_started_by_user", &serde_json::json!({})).await?;
    let sign_out = Href::parse(path::LOGOUT).ok_or(Failure::Unavailable)?;
    let template = NotMe { shell: visit.shell(provider), client: &interaction.client.name, sign_out };
    Ok(page(visit, StatusCode::OK, &template, FormTarget::Ours))
}
