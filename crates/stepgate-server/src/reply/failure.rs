//! What can go wrong where the answer is a page of ours, and what that page says.

use crate::clock::NoRandomness;
use crate::page::error::ErrorPage;
use crate::page::href::{Href, Link};
use crate::page::words::{Message, Words};
use crate::provider::Provider;
use crate::reply::{FormTarget, page, retry_soon};
use crate::seal::SealError;
use crate::visit::Visit;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use stepgate_protocol::authorize::PageError;
use stepgate_store::StoreError;

mod words;

use words::explained;

/// Why a page of ours says no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The authorization request has nowhere to return to.
    Request(PageError),
    /// No interaction has this id, or it belongs to another browser: the two look alike from outside.
    NotThisBrowser,
    /// The interaction was answered before.
    Answered,
    /// The interaction is older than its ten minutes. The link leads back to the application.
    Expired { back: Option<String> },
    /// The form is not one that we sent to this browser.
    Forged,
    /// The form's fields are not what the form has.
    Malformed,
    /// The ceremony is not one that the requirement allows.
    MethodNotAllowed,
    /// The ceremony was another user's.
    SubjectMismatch,
    /// The ceremony's challenge was never issued, or was used, or has expired.
    ChallengeNotUsable,
    /// The enrolment ticket is not usable.
    TicketNotUsable,
    /// The authenticator's answer to an enrolment does not verify.
    RegistrationRefused(&'static str),
    /// The authenticator is registered already.
    CredentialExists,
    /// Nothing is here.
    NotFound,
    /// The request is for a host that we are not.
    Host,
    /// Too much is going on, or storage is down.
    Unavailable,
    /// A mistake of ours.
    Internal,
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        tracing::error!(error = %error, "storage");
        Self::Unavailable
    }
}

impl From<SealError> for Failure {
    fn from(error: SealError) -> Self {
        tracing::error!(error = %error, "sealed value");
        Self::Unavailable
    }
}

impl From<NoRandomness> for Failure {
    fn from(error: NoRandomness) -> Self {
        tracing::error!(error = %error, "randomness");
        Self::Unavailable
    }
}

impl Failure {
    /// The name on the page and in logs.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Request(error) => error.name(),
            Self::NotThisBrowser => "not_this_browser",
            Self::Answered => "already_answered",
            Self::Expired { .. } => "request_expired",
            Self::Forged => "forged_form",
            Self::Malformed => "malformed_form",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::SubjectMismatch => "subject_mismatch",
            Self::ChallengeNotUsable => "challenge_not_usable",
            Self::TicketNotUsable => "ticket_not_usable",
            Self::RegistrationRefused(name) => name,
            Self::CredentialExists => "credential_exists",
            Self::NotFound => "not_found",
            Self::Host => "unknown_host",
            Self::Unavailable => "unavailable",
            Self::Internal => "internal",
        }
    }

    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::Request(_)
            | Self::NotThisBrowser
            | Self::Malformed
            | Self::ChallengeNotUsable
            | Self::RegistrationRefused(_) => StatusCode::BAD_REQUEST,
            Self::Answered | Self::Expired { .. } | Self::TicketNotUsable => StatusCode::GONE,
            Self::Forged | Self::MethodNotAllowed | Self::SubjectMismatch => StatusCode::FORBIDDEN,
            Self::CredentialExists => StatusCode::CONFLICT,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Host => StatusCode::MISDIRECTED_REQUEST,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The page.
    pub(crate) fn page(&self, provider: &Provider, visit: &Visit) -> Response {
        let words = Words::of(visit.locale);
        let back = match self {
            Self::Expired { back: Some(back) } => {
                Href::parse(back).map(|href| Link { href, text: words.failure_back().into() })
            }
            _ => None,
        };
        self.page_with(provider, visit, back)
    }

    /// The page, as the answer to a form of the page at `form`: with a link there, where trying again can help.
    pub(crate) fn page_after(&self, provider: &Provider, visit: &Visit, form: &str) -> Response {
        match Href::parse(form).filter(|_| self.is_retryable()) {
            Some(href) => {
                let text = Words::of(visit.locale).failure_retry().into();
                self.page_with(provider, visit, Some(Link { href, text }))
            }
            None => self.page(provider, visit),
        }
    }

    /// Whether the page whose form was refused can still be answered.
    const fn is_retryable(&self) -> bool {
        match self {
            Self::Malformed
            | Self::MethodNotAllowed
            | Self::SubjectMismatch
            | Self::ChallengeNotUsable
            | Self::RegistrationRefused(_)
            | Self::CredentialExists
            | Self::Unavailable => true,
            Self::Request(_)
            | Self::NotThisBrowser
            | Self::Answered
            | Self::Expired { .. }
            | Self::Forged
            | Self::TicketNotUsable
            | Self::NotFound
            | Self::Host
            | Self::Internal => false,
        }
    }

    fn page_with(&self, provider: &Provider, visit: &Visit, back: Option<Link<'_>>) -> Response {
        tracing::info!(request = visit.request_id, failure = self.name(), "refused");
        let shell = visit.shell(provider);
        let [title, happened, next] = explained(self, shell.words).map(Message::from);
        let template = ErrorPage { shell, title, happened, next, code: self.name(), detail: "", back };
        let mut response = page(visit, self.status(), &template, FormTarget::Ours);
        if *self == Self::Unavailable {
            retry_soon(&mut response);
        }
        response
    }
}

/// Where there is no visit to render a page for: the status and the name.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.status(), self.name()).into_response()
    }
}
