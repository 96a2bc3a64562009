//! RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0). Signing out is asked for and then confirmed, since anybody can
//! send a browser here.

use crate::app::path;
use crate::endpoint::form::Form;
use crate::endpoint::home::demo_bank;
use crate::hint::Hint;
use crate::interaction::REQUEST_SECONDS;
use crate::page::href::Href;
use crate::page::logout_confirm::LogoutConfirm;
use crate::page::signed_out::SignedOut;
use crate::provider::Provider;
use crate::reply::{Failure, FormTarget, page, see_other, with_browser, with_cookie};
use crate::visit::{CookieNames, Visit, csrf_token};
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use stepgate_protocol::client::Client;
use stepgate_protocol::params::Params;
use stepgate_store::audit::AuditEvent;
use stepgate_store::requests::{AnswerRequest, CreateRequest, LoadRequest};
use stepgate_store::sessions::EndSession;

/// Where the browser goes afterwards, kept like an authorization request: no form field says it.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Farewell {
    client: Option<String>,
    /// Registered for the client; otherwise there is none.
    redirect_uri: Option<String>,
    state: Option<String>,
}

/// `GET /logout`
pub(crate) async fn get(State(provider): State<Provider>, visit: Visit, RawQuery(query): RawQuery) -> Response {
    let params = Params::parse(query.unwrap_or_default().as_bytes());
    ask(&provider, &visit, &params).await.unwrap_or_else(|failure| failure.page(&provider, &visit))
}

/// `POST /logout`: acts on no cookie, answered by a GET of our own.
pub(crate) async fn post(body: Bytes) -> Response {
    see_other(&format!("{}?{}", path::LOGOUT, Params::parse(&body).encode()))
}

async fn ask(provider: &Provider, visit: &Visit, params: &Params) -> Result<Response, Failure> {
    let farewell = Farewell::parse(provider, params).await?;
    let Some(session) = visit.session(provider).await? else { return Ok(goodbye(provider, visit, &farewell)) };
    let browser = visit.browser_or_new(provider)?;
    let id = provider.identifier()?;
    let create = CreateRequest {
        id: id.clone(),
        browser: browser.hash(),
        client: farewell.client.clone().unwrap_or_default(),
        snapshot: serde_json::to_string(&farewell).map_err(|_| Failure::Unavailable)?,
        subject: Some(session.subject.clone()),
        session: Some(session.id.clone()),
        now: visit.now,
        expires_at: visit.now.plus(REQUEST_SECONDS),
    };
    provider.storage().run(create).await?;
    let client = client(provider, farewell.client.as_deref()).await?;
    let stay = farewell.redirect_uri.as_deref().and_then(Href::parse).or_else(|| Href::parse("/"));
    let template = LogoutConfirm {
        shell: visit.shell(provider),
        action: &format!("{}/{id}", path::LOGOUT),
        csrf: &csrf_token(&browser, &id),
        account: &session.user.username,
        client: client.as_ref().map(|client| client.name.as_str()),
        stay: stay.ok_or(Failure::Unavailable)?,
    };
    let target = farewell.redirect_uri.as_deref().map_or(FormTarget::Ours, FormTarget::RedirectUri);
    Ok(with_browser(page(visit, StatusCode::OK, &template, target), provider, &browser))
}

/// `POST /logout/{id}`
pub(crate) async fn confirm(
    State(provider): State<Provider>,
    visit: Visit,
    Path(id): Path<String>,
    body: Bytes,
) -> Response {
    end(&provider, &visit, &id, &body).await.unwrap_or_else(|failure| failure.page(&provider, &visit))
}

async fn end(provider: &Provider, visit: &Visit, id: &str, body: &[u8]) -> Result<Response, Failure> {
    Form::parse(body, visit, id)?;
    let stored = provider.storage().run(LoadRequest(id.to_owned())).await?;
    let stored = stored.filter(|stored| visit.browser_hash() == Some(stored.browser) && visit.now < stored.expires_at);
    let stored = stored.ok_or(Failure::NotThisBrowser)?;
    let farewell: Farewell = serde_json::from_str(&stored.snapshot).map_err(|_| Failure::NotThisBrowser)?;
    let session = stored.session.ok_or(Failure::NotThisBrowser)?;
    let audit = AuditEvent {
        kind: "signed_out",
        subject: stored.subject,
        session: Some(session.clone()),
        client: farewell.client.clone(),
        detail: "{}".to_owned(),
    };
    // The browser may have signed in anew since the page was shown; signed out means out of that one too.
    let newer = visit.session(provider).await?.map(|newer| newer.id).filter(|newer| *newer != session);
    for session in [Some(session), newer].into_iter().flatten() {
        provider.storage().run(EndSession { session, now: visit.now }).await?;
    }
    provider.storage().run(AnswerRequest { id: id.to_owned(), now: visit.now, audit }).await?;
    let names = CookieNames::of(provider);
    Ok(with_cookie(goodbye(provider, visit, &farewell), &names.clear(names.session)))
}

async fn client(provider: &Provider, id: Option<&str>) -> Result<Option<Arc<Client>>, Failure> {
    match id {
        Some(id) => Ok(provider.client(id).await?),
        None => Ok(None),
    }
}

/// Back to the application, if it registered where; otherwise our own page.
fn goodbye(provider: &Provider, visit: &Visit, farewell: &Farewell) -> Response {
    match &farewell.redirect_uri {
        Some(uri) => match &farewell.state {
            None => see_other(uri),
            Some(state) => {
                let query = form_urlencoded::Serializer::new(String::new()).append_pair("state", state).finish();
                let separator = if uri.contains('?') { '&' } else { '?' };
                see_other(&format!("{uri}{separator}{query}"))
            }
        },
        None => {
            let template = SignedOut { shell: visit.shell(provider), back: demo_bank(provider, visit.locale) };
            page(visit, StatusCode::OK, &template, FormTarget::Ours)
        }
    }
}

impl Farewell {
    /// An unregistered address is dropped, never followed (§2, §3).
    async fn parse(provider: &Provider, params: &Params) -> Result<Self, Failure> {
        params.check_repeats().map_err(|_| Failure::Malformed)?;
        let one = |name| params.one(name).ok().flatten();
        let hinted = match one("id_token_hint").map(|hint| Hint::read(provider, hint)) {
            // §4: a hint must be ours. Whoever sends another may still sign out, and leads nobody anywhere.
            Some(None) => return Ok(Self::default()),
            Some(Some(hint)) => Some(hint.client),
            None => None,
        };
        let id = match (one("client_id"), hinted.as_deref()) {
            (Some(id), Some(hinted)) if id != hinted => return Err(Failure::Malformed),
            (id, hinted) => id.or(hinted),
        };
        let Some(client) = client(provider, id).await? else { return Ok(Self::default()) };
        let uri = one("post_logout_redirect_uri")
            .filter(|uri| client.post_logout_redirect_uris.iter().any(|registered| registered == uri));
        Ok(Self {
            client: Some(client.id.clone()),
            redirect_uri: uri.map(str::to_owned),
            state: one("state").map(str::to_owned),
        })
    }
}
