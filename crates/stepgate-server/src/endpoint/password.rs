//! `POST /interaction/{id}/password`: the password ceremony.

use crate::ceremony::{self, password};
use crate::endpoint::form::Form;
use crate::endpoint::interaction::show;
use crate::interaction::Interaction;
use crate::page::problem::Problem;
use crate::provider::Provider;
use crate::reply::{Failure, retry_soon};
use crate::visit::Visit;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use stepgate_core::Method;

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
    let (login, typed) = (form.required("login")?, form.required("password")?);
    let interaction = Interaction::load(provider, visit, id).await?;
    if !interaction.allows(&Method::Password) {
        ceremony::record(&interaction, "method_not_allowed", &Method::Password).await?;
        return Err(Failure::MethodNotAllowed);
    }
    match password::verify(&interaction, login, typed).await? {
        password::Outcome::Proven(proof) => ceremony::settle(visit, interaction, proof).await,
        password::Outcome::SubjectMismatch(other) => {
            ceremony::record_mismatch(&interaction, &Method::Password, other).await?;
            Err(Failure::SubjectMismatch)
        }
        password::Outcome::NoMatch => {
            ceremony::record(&interaction, "password_wrong", &Method::Password).await?;
            let problem = Problem::NoMatch { tries_left: None };
            show(visit, &interaction, StatusCode::UNAUTHORIZED, Some(problem), login).await
        }
        password::Outcome::Overloaded => {
            let status = StatusCode::SERVICE_UNAVAILABLE;
            let mut response = show(visit, &interaction, status, Some(Problem::Busy), login).await?;
            retry_soon(&mut response);
            Ok(response)
        }
    }
}
