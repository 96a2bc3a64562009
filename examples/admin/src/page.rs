//! Pages and redirects. No handler builds a response by hand.

use crate::action::Entries;
use askama::Template;
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

/// Nobody is signed in.
#[derive(Template)]
#[template(path = "sign_in.html")]
pub(crate) struct SignIn {
    pub(crate) message: Option<String>,
}

/// What a signed-in user sees.
#[derive(Template)]
#[template(path = "dashboard.html")]
pub(crate) struct Dashboard<'a> {
    pub(crate) user: User<'a>,
    pub(crate) csrf: &'a str,
    pub(crate) message: Option<String>,
    /// The action that waits for the user's word.
    pub(crate) confirmed: Option<String>,
    pub(crate) entries: Entries,
}

pub(crate) struct User<'a> {
    pub(crate) subject: &'a str,
    pub(crate) level: &'a str,
}

/// What is no page of the app's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// There is none, or it has ended: the user signs in.
    NoSession,
    /// The form came from somewhere else.
    Forged,
    /// Too many sessions.
    Full,
    NotFound,
    /// The request is for another host.
    Host,
    Internal,
}

pub(crate) fn html(template: &impl Template) -> Result<Response, Problem> {
    let page = template.render().map_err(|_| Problem::Internal)?;
    Ok(([(CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response())
}

pub(crate) fn home() -> Response {
    see_other("/")
}

/// 303: the browser goes on with GET.
pub(crate) fn see_other(url: &str) -> Response {
    match HeaderValue::try_from(url) {
        Ok(url) => (StatusCode::SEE_OTHER, [(LOCATION, url)]).into_response(),
        Err(_) => Problem::Internal.into_response(),
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, text) = match self {
            Self::NoSession => return home(),
            Self::Forged => {
                (StatusCode::FORBIDDEN, "This form is not from this app, or no longer valid. Nothing was done.")
            }
            Self::Full => (StatusCode::SERVICE_UNAVAILABLE, "Too many people are signed in. Please try again later."),
            Self::NotFound => (StatusCode::NOT_FOUND, "There is no such page."),
            Self::Host => (StatusCode::MISDIRECTED_REQUEST, "This is another host."),
            Self::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong. Nothing was done."),
        };
        (status, text).into_response()
    }
}
