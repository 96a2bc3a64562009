//! `POST /interaction/{id}/passkey/options` and `POST /interaction/{id}/passkey`: the passkey ceremony (WebAuthn §7.2).

use crate::ceremony::{self, passkey};
use crate::endpoint::form::Form;
use crate::endpoint::interaction::show;
use crate::interaction::Interaction;
use crate::page::problem::Problem;
use crate::provider::Provider;
use crate::reply::{Failure, json};
use crate::visit::Visit;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use stepgate_core::Method;

pub(crate) async fn options(
    State(provider): State<Provider>,
    visit: Visit,
    Path(id): Path<String>,
    body: Bytes,
) -> Response {
    reserve(&provider, &visit, &id, &body).await.unwrap_or_else(|failure| failure.page(&provider, &visit))
}

async fn reserve(provider: &Provider, visit: &Visit, id: &str, body: &[u8]) -> Result<Response, Failure> {
    Form::parse(body, visit, id)?;
    let interaction = Interaction::load(provider, visit, id).await?;
    if !interaction.allows(&Method::Passkey) {
        return Err(Failure::MethodNotAllowed);
    }
    Ok(json(StatusCode::OK, &passkey::reserve(&interaction).await?))
}

pub(crate) async fn post(
    State(provider): State<Provider>,
    visit: Visit,
    Path(id): Path<String>,
    body: Bytes,
) -> Response {
    submit(&provider, &visit, &id, &body)
        .await
        .unwrap_or_else(|failure| failure.page_after(&provider, &visit, &format!("/interaction/{id}")))
}

async fn submit(provider: &Provider, visit: &Visit, id: &str, body: &[u8]) -> Result<Response, Failure> {
    let form = Form::parse(body, visit, id)?;
    let credential = form.required("credential")?;
    let interaction = Interaction::load(provider, visit, id).await?;
    if !interaction.allows(&Method::Passkey) {
        ceremony::record(&interaction, "method_not_allowed", &Method::Passkey).await?;
        return Err(Failure::MethodNotAllowed);
    }
    match passkey::verify(&interaction, credential).await? {
        passkey::Outcome::Proven(proof) => ceremony::settle(visit, interaction, proof).await,
        passkey::Outcome::SubjectMismatch(other) => {
            ceremony::record_mismatch(&interaction, &Method::Passkey, Some(other)).await?;
            Err(Failure::SubjectMismatch)
        }
        passkey::Outcome::Refused(name) => {
            tracing::info!(request = visit.request_id, reason = name, "passkey refused");
            ceremony::record(&interaction, name, &Method::Passkey).await?;
            show(visit, &interaction, StatusCode::UNAUTHORIZED, Some(Problem::PasskeyRefused), "").await
        }
    }
}
