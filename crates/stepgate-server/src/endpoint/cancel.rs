//! `POST /interaction/{id}/cancel`: back to the application, with the session as it was.

use crate::endpoint::form::Form;
use crate::interaction::{Interaction, cancelled};
use crate::provider::Provider;
use crate::reply::Failure;
use crate::visit::Visit;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use stepgate_core::Decision;
use stepgate_protocol::authorize::AuthorizeError;

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
    match interaction.decide() {
        // There was nothing to cancel: the page said that this user cannot do it.
        Decision::Refuse(refusal) => interaction.fail(&AuthorizeError::Unmet(refusal.reason)).await,
        Decision::Allow(_) | Decision::Challenge(_) => {
            interaction.fail(&cancelled(&interaction.snapshot.request)).await
        }
    }
}
