//! The issuer's front page, the answer to any path that is none, and health.

use crate::page::home::Home;
use crate::page::href::{Href, Link};
use crate::page::words::{Locale, Words};
use crate::provider::Provider;
use crate::reply::{Failure, FormTarget, page};
use crate::visit::Visit;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

/// `GET /`
pub(crate) async fn get(State(provider): State<Provider>, visit: Visit) -> Response {
    let session = match visit.session(&provider).await {
        Ok(session) => session,
        Err(failure) => return failure.page(&provider, &visit),
    };
    let links: Vec<_> = demo_bank(&provider, visit.locale).into_iter().collect();
    let account = session.as_ref().map(|session| session.user.username.as_str());
    page(&visit, StatusCode::OK, &Home { shell: visit.shell(&provider), account, links: &links }, FormTarget::Ours)
}

/// Where those go on who came from no application; only the demo knows.
pub(crate) fn demo_bank(provider: &Provider, locale: Locale) -> Option<Link<'_>> {
    let href = Href::parse(&provider.demo()?.app)?;
    Some(Link { href, text: Words::of(locale).open_demo_bank().into() })
}

/// Any path without a route.
pub(crate) async fn not_found(State(provider): State<Provider>, visit: Visit) -> Response {
    Failure::NotFound.page(&provider, &visit)
}

/// `HEAD` where a `GET` may answer a request for good: a link preview must not use it up.
pub(crate) async fn no_head() -> StatusCode {
    StatusCode::METHOD_NOT_ALLOWED
}

/// `GET /healthz`
pub(crate) async fn health() -> &'static str {
    "ok\n"
}
