//! `/account`: where people look after their own account.
//!
//! 1. Looking takes a sign-in ([`Desk::owner`]).
//! 2. Changing how somebody signs in takes more: [`Desk::standing`] or [`Desk::full_standing`], at the page and again at its form.
//! 3. Every form carries the token of [`FORM`].

pub(crate) mod activity;
pub(crate) mod export;
mod held;
pub(crate) mod keys;
pub(crate) mod method;
pub(crate) mod overview;
pub(crate) mod password;
pub(crate) mod preferences;
pub(crate) mod recovery_codes;
pub(crate) mod sessions;
pub(crate) mod totp;

use crate::account::{Owner, Standing};
use crate::endpoint::form::Form;
use crate::interaction::ACCOUNT;
use crate::page::account::happening::Done;
use crate::page::account::notice::{Notice, NoticePage};
use crate::provider::Provider;
use crate::reply::{Failure, FormTarget, page, see_other, with_browser};
use crate::secret::Secret;
use crate::visit::{Visit, csrf_token};
use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use stepgate_store::audit::AuditEvent;

/// What the forms of the account page are bound to.
const FORM: &str = "account";

/// A visit to the account page.
pub(crate) struct Desk {
    provider: Provider,
    visit: Visit,
    /// The browser's binding, which a browser that never signed in does not have yet.
    browser: Secret,
}

/// Why a page does not come to what it is for.
enum Stop {
    /// To the sign-in or step-up page, or wherever else.
    Elsewhere(Box<Response>),
    /// A page that says why.
    Notice(Notice),
    Failure(Failure),
}

impl Stop {
    fn elsewhere(response: Response) -> Self {
        Self::Elsewhere(Box::new(response))
    }
}

impl<E: Into<Failure>> From<E> for Stop {
    fn from(failure: E) -> Self {
        Self::Failure(failure.into())
    }
}

impl FromRequestParts<Provider> for Desk {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, provider: &Provider) -> Result<Self, Failure> {
        let visit = Visit::from_request_parts(parts, provider).await?;
        let browser = visit.browser_or_new(provider)?;
        Ok(Self { provider: provider.clone(), visit, browser })
    }
}

impl Desk {
    /// Whoever is signed in.
    async fn owner(&self, then: &str) -> Result<Owner, Stop> {
        Owner::enter(&self.provider, &self.visit, then).await?.map_err(Stop::elsewhere)
    }

    /// Whoever has proved what it takes to change a method, by a recovery code if need be.
    async fn standing(&self, then: &str) -> Result<Standing, Stop> {
        Standing::enter(&self.provider, &self.visit, then).await?.map_err(Stop::elsewhere)
    }

    /// The same for what cannot be done late: a recovery code is not enough.
    async fn full_standing(&self, then: &str) -> Result<Standing, Stop> {
        let standing = self.standing(then).await?;
        if standing.is_recovery() { Err(Stop::Notice(Notice::NotByRecoveryCode)) } else { Ok(standing) }
    }

    /// The fields of a form that one of our pages sent.
    fn form(&self, body: &[u8]) -> Result<Form, Failure> {
        Form::parse(body, &self.visit, FORM)
    }

    fn csrf(&self) -> String {
        csrf_token(&self.browser, FORM)
    }

    fn page(&self, status: StatusCode, template: &impl Template) -> Response {
        with_browser(page(&self.visit, status, template, FormTarget::Ours), &self.provider, &self.browser)
    }

    fn notice(&self, status: StatusCode, notice: Notice) -> Response {
        self.page(status, &NoticePage { shell: self.visit.shell(&self.provider), notice })
    }

    /// The answer; a failure offers the way back to `form`.
    fn answer(&self, outcome: Result<Response, Stop>, form: &str) -> Response {
        match outcome {
            Ok(response) => response,
            Err(Stop::Elsewhere(response)) => *response,
            Err(Stop::Notice(notice)) => {
                tracing::info!(request = self.visit.request_id, notice = notice.name(), "refused");
                self.notice(StatusCode::CONFLICT, notice)
            }
            Err(Stop::Failure(failure)) => failure.page_after(&self.provider, &self.visit, form),
        }
    }
}

/// An event of somebody's own doing.
fn event(kind: &'static str, owner: &Owner, members: &[(&str, &str)]) -> AuditEvent {
    AuditEvent::new(kind).about(&owner.session.subject).in_session(&owner.session.id).with(members)
}

/// Back to the account page, which says what was done.
fn done(what: Done) -> Response {
    see_other(&format!("{ACCOUNT}?done={}", what.name()))
}
