//! `POST /interaction/{id}/consent`: what the application may do.

use crate::endpoint::form::Form;
use crate::interaction::Interaction;
use crate::provider::Provider;
use crate::reply::{Failure, see_other};
use crate::visit::Visit;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use stepgate_core::Decision;
use stepgate_protocol::authorize::AuthorizeError;
use stepgate_protocol::client::Consent;
use stepgate_store::consents::{ConsentsFor, GiveConsent};

/// Whether the user must be asked: the application is somebody else's, and a scope is new or the request insists.
pub(crate) async fn is_needed(interaction: &Interaction<'_>) -> Result<bool, Failure> {
    let Some(session) = &interaction.session else { return Ok(true) };
    let Some(request) = interaction.purpose.request() else { return Ok(false) };
    if interaction.client.consent == Consent::FirstParty {
        return Ok(false);
    }
    if request.prompt.consent() {
        return Ok(true);
    }
    let given = ConsentsFor { subject: session.subject.clone(), client: interaction.client.id.clone() };
    let given = interaction.provider.storage().run(given).await?;
    Ok(!request.scope.iter().all(|scope| given.contains(scope)))
}

pub(crate) async fn post(
    State(provider): State<Provider>,
    visit: Visit,
    Path(id): Path<String>,
    body: Bytes,
) -> Response {
    decide(&provider, &visit, &id, &body).await.unwrap_or_else(|failure| failure.page(&provider, &visit))
}

async fn decide(provider: &Provider, visit: &Visit, id: &str, body: &[u8]) -> Result<Response, Failure> {
    let form = Form::parse(body, visit, id)?;
    let interaction = Interaction::load(provider, visit, id).await?;
    let (Decision::Allow(assurance), Some(request)) = (interaction.decide(), interaction.purpose.request()) else {
        return Ok(see_other(&interaction.base()));
    };
    match form.required("decision")? {
        "allow" => {
            let give = GiveConsent {
                subject: assurance.record().subject.clone(),
                client: interaction.client.id.clone(),
                scope: request.scope.clone(),
                now: visit.now,
            };
            provider.storage().run(give).await?;
            interaction.finish(assurance).await
        }
        "deny" => interaction.fail(&AuthorizeError::ConsentDenied).await,
        _ => Err(Failure::Malformed),
    }
}
