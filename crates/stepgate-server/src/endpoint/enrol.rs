//! `/enrol/{ticket}`: adding a passkey with a one-time ticket.

use crate::ceremony::enrolment::{self, Kind, Right};
use crate::endpoint::form::Form;
use crate::endpoint::home::demo_bank;
use crate::page::enrol::{Enrol, Ready, State as Stage};
use crate::provider::Provider;
use crate::reply::{Failure, FormTarget, json, page, with_browser};
use crate::secret::{Kept, Secret};
use crate::visit::{Visit, csrf_token};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use stepgate_store::tickets::{FindTicket, TicketState};
use stepgate_store::users::User;

/// A ticket and whose it is.
struct Ticket {
    secret: Secret,
    user: User,
}

impl Ticket {
    fn right(&self) -> Right<'_> {
        Right::Ticket { hash: self.secret.hash(), user: &self.user }
    }
}

/// `GET /enrol/{ticket}`
pub(crate) async fn get(State(provider): State<Provider>, visit: Visit, Path(ticket): Path<String>) -> Response {
    offer(&provider, &visit, &ticket).await.unwrap_or_else(|failure| failure.page(&provider, &visit))
}

async fn offer(provider: &Provider, visit: &Visit, ticket: &str) -> Result<Response, Failure> {
    let ticket = match find(provider, visit, ticket).await? {
        Ok(ticket) => ticket,
        Err(stage) => return Ok(stage_page(provider, visit, StatusCode::GONE, stage)),
    };
    let browser = visit.browser_or_new(provider)?;
    let ready = Ready {
        base: &format!("/enrol/{}", ticket.secret.expose()),
        csrf: &csrf_token(&browser, ticket.secret.expose()),
        account: &ticket.user.username,
        security_keys: provider.security_keys().is_some(),
        problem: None,
    };
    let response = stage_page(provider, visit, StatusCode::OK, Stage::Ready(ready));
    Ok(with_browser(response, provider, &browser))
}

/// `POST /enrol/{ticket}/options`
pub(crate) async fn options(
    State(provider): State<Provider>,
    visit: Visit,
    Path(ticket): Path<String>,
    body: Bytes,
) -> Response {
    let reserved = async {
        let kind = kind(&Form::parse(&body, &visit, &ticket)?)?;
        let ticket = find(&provider, &visit, &ticket).await?.map_err(|_| Failure::TicketNotUsable)?;
        enrolment::reserve(&provider, ticket.right(), kind, visit.now).await
    };
    match reserved.await {
        Ok(options) => json(StatusCode::OK, &options),
        Err(failure) => failure.page(&provider, &visit),
    }
}

/// `POST /enrol/{ticket}`
pub(crate) async fn post(
    State(provider): State<Provider>,
    visit: Visit,
    Path(ticket): Path<String>,
    body: Bytes,
) -> Response {
    let enrolled = async {
        let form = Form::parse(&body, &visit, &ticket)?;
        let (kind, unverified) = (kind(&form)?, (form.required("credential")?, form.required("name")?));
        let ticket = find(&provider, &visit, &ticket).await?.map_err(|_| Failure::TicketNotUsable)?;
        enrolment::enrol(&provider, ticket.right(), kind, unverified, visit.now).await
    };
    match enrolled.await {
        Ok(()) => {
            stage_page(&provider, &visit, StatusCode::OK, Stage::Done { back: demo_bank(&provider, visit.locale) })
        }
        Err(failure) => failure.page_after(&provider, &visit, &format!("/enrol/{ticket}")),
    }
}

/// What is to be added; a passkey, where the form does not say.
fn kind(form: &Form) -> Result<Kind, Failure> {
    match form.optional("kind")? {
        None | Some("passkey") => Ok(Kind::Passkey),
        Some("security-key") => Ok(Kind::SecurityKey),
        Some(_) => Err(Failure::Malformed),
    }
}

/// The ticket, or the stage that says why it cannot be used.
async fn find(provider: &Provider, visit: &Visit, unverified: &str) -> Result<Result<Ticket, Stage<'static>>, Failure> {
    let Some(secret) = Secret::parse_kept(Kept::EnrolmentTicket, unverified) else { return Ok(Err(Stage::Expired)) };
    let found = provider.storage().run(FindTicket { hash: secret.hash(), now: visit.now }).await?;
    Ok(match found {
        TicketState::Usable(user) => Ok(Ticket { secret, user }),
        TicketState::Used => Err(Stage::Used),
        TicketState::Expired | TicketState::Unknown => Err(Stage::Expired),
    })
}

fn stage_page(provider: &Provider, visit: &Visit, status: StatusCode, state: Stage<'_>) -> Response {
    page(visit, status, &Enrol { shell: visit.shell(provider), state }, FormTarget::Ours)
}
