//! `POST /interaction/{id}/…`: the ceremonies. Every one of them is let in by the same door: the form is ours, the request is
//! open, and the method is one that the requirement allows, whatever the page showed.

use crate::ceremony::{self, Outcome, Refusal, passkey, password, recovery_code, totp};
use crate::endpoint::form::Form;
use crate::endpoint::interaction::show;
use crate::interaction::Interaction;
use crate::page::problem::Problem;
use crate::provider::Provider;
use crate::reply::{Failure, json, retry_after, retry_soon};
use crate::visit::Visit;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use stepgate_core::Method;

/// `POST /interaction/{id}/password`
pub(crate) async fn password(
    State(provider): State<Provider>,
    visit: Visit,
    Path(id): Path<String>,
    body: Bytes,
) -> Response {
    post(&provider, &visit, &id, &body, &Method::Password).await
}

/// `POST /interaction/{id}/totp`
pub(crate) async fn totp(
    State(provider): State<Provider>,
    visit: Visit,
    Path(id): Path<String>,
    body: Bytes,
) -> Response {
    post(&provider, &visit, &id, &body, &Method::Totp).await
}

/// `POST /interaction/{id}/recovery-code`
pub(crate) async fn recovery_code(
    State(provider): State<Provider>,
    visit: Visit,
    Path(id): Path<String>,
    body: Bytes,
) -> Response {
    post(&provider, &visit, &id, &body, &Method::RecoveryCode).await
}

/// `POST /interaction/{id}/passkey`: WebAuthn §7.2. A security key is a passkey to whoever sends it.
pub(crate) async fn passkey(
    State(provider): State<Provider>,
    visit: Visit,
    Path(id): Path<String>,
    body: Bytes,
) -> Response {
    post(&provider, &visit, &id, &body, &Method::SecurityKey).await
}

/// `POST /interaction/{id}/passkey/options`
pub(crate) async fn passkey_options(
    State(provider): State<Provider>,
    visit: Visit,
    Path(id): Path<String>,
    body: Bytes,
) -> Response {
    let reserved = async {
        Form::parse(&body, &visit, &id)?;
        let interaction = Interaction::load(&provider, &visit, &id).await?;
        if !interaction.allows(&Method::SecurityKey) {
            return Err(Failure::MethodNotAllowed);
        }
        passkey::reserve(&interaction).await
    };
    match reserved.await {
        Ok(options) => json(StatusCode::OK, &options),
        Err(failure) => failure.page(&provider, &visit),
    }
}

async fn post(provider: &Provider, visit: &Visit, id: &str, body: &[u8], method: &Method) -> Response {
    submit(provider, visit, id, body, method)
        .await
        .unwrap_or_else(|failure| failure.page_after(provider, visit, &format!("/interaction/{id}")))
}

/// What a form of each ceremony carries, unverified.
enum Typed<'f> {
    Password { login: &'f str, password: &'f str },
    Totp(&'f str),
    RecoveryCode(&'f str),
    Assertion(&'f str),
}

impl<'f> Typed<'f> {
    fn of(form: &'f Form, method: &Method) -> Result<Self, Failure> {
        Ok(match method {
            Method::Password => Self::Password { login: form.required("login")?, password: form.required("password")? },
            Method::Totp => Self::Totp(form.required("code")?),
            Method::RecoveryCode => Self::RecoveryCode(form.required("code")?),
            Method::Passkey | Method::SecurityKey => Self::Assertion(form.required("credential")?),
            Method::Upstream(_) => return Err(Failure::MethodNotAllowed),
        })
    }

    /// What goes back into the form, to be corrected: the name at sign-in, or the code; never a password.
    const fn correctable(&self) -> &'f str {
        match self {
            Self::Password { login, .. } => login,
            Self::Totp(code) | Self::RecoveryCode(code) => code,
            Self::Assertion(_) => "",
        }
    }
}

async fn submit(
    provider: &Provider,
    visit: &Visit,
    id: &str,
    body: &[u8],
    method: &Method,
) -> Result<Response, Failure> {
    let form = Form::parse(body, visit, id)?;
    let typed = Typed::of(&form, method)?;
    let interaction = Interaction::load(provider, visit, id).await?;
    if !interaction.allows(method) {
        ceremony::record(&interaction, "method_not_allowed", method).await?;
        return Err(Failure::MethodNotAllowed);
    }
    let outcome = match typed {
        Typed::Password { login, password } => password::verify(&interaction, login, password).await?,
        Typed::Totp(code) => totp::verify(&interaction, code).await?,
        Typed::RecoveryCode(code) => recovery_code::verify(&interaction, code).await?,
        Typed::Assertion(credential) => passkey::verify(&interaction, credential).await?,
    };
    let refusal = match outcome {
        Outcome::Proven(proof) if interaction.accepts(&proof.usable()) => {
            return ceremony::settle(visit, interaction, proof).await;
        }
        Outcome::Proven(proof) => Refusal::NotEnough(proof.usable().method),
        Outcome::Refused(refusal) => refusal,
    };
    ceremony::record_refusal(&interaction, &refusal).await?;
    refused(visit, &interaction, &refusal, typed.correctable()).await
}

/// The page again, with what went wrong.
async fn refused(
    visit: &Visit,
    interaction: &Interaction<'_>,
    refusal: &Refusal,
    typed: &str,
) -> Result<Response, Failure> {
    tracing::info!(request = visit.request_id, reason = refusal.name(), "ceremony refused");
    // While nobody is known, how many tries are left would tell whether somebody else has been trying this name.
    let is_known = interaction.session.is_some();
    let (status, problem) = match refusal {
        Refusal::SubjectMismatch { .. } => return Err(Failure::SubjectMismatch),
        Refusal::NoMatch { left } if is_known => {
            (StatusCode::UNAUTHORIZED, Problem::NoMatch { tries_left: Some(*left) })
        }
        Refusal::Locked { until, .. } if is_known => {
            let wait_s = until.seconds().saturating_sub(visit.now.seconds()).max(1).unsigned_abs();
            let page = show(visit, interaction, StatusCode::TOO_MANY_REQUESTS, Some(Problem::Locked { wait_s }), typed);
            return Ok(retry_after(page.await?, wait_s));
        }
        Refusal::NoMatch { .. } | Refusal::Locked { .. } => {
            (StatusCode::UNAUTHORIZED, Problem::NoMatch { tries_left: None })
        }
        Refusal::WrongCode { method: Method::RecoveryCode, left } => {
            (StatusCode::UNAUTHORIZED, Problem::RecoveryCodeRefused { tries_left: Some(*left) })
        }
        Refusal::WrongCode { left, .. } => (StatusCode::UNAUTHORIZED, Problem::WrongCode { tries_left: Some(*left) }),
        Refusal::UsedBefore { .. } => (StatusCode::UNAUTHORIZED, Problem::CodeUsedBefore),
        Refusal::Assertion(_) => (StatusCode::UNAUTHORIZED, Problem::PasskeyRefused),
        Refusal::NotEnough(_) => (StatusCode::FORBIDDEN, Problem::PasskeyRefused),
        Refusal::Overloaded => {
            let page = show(visit, interaction, StatusCode::SERVICE_UNAVAILABLE, Some(Problem::Busy), typed);
            let mut page = page.await?;
            retry_soon(&mut page);
            return Ok(page);
        }
    };
    show(visit, interaction, status, Some(problem), typed).await
}
