//! `/account/password` (NIST SP 800-63B-4 §3.1.1.2).

use super::{Desk, Stop, done, event};
use crate::account::Standing;
use crate::credentials::Credentials;
use crate::page::account::happening::Done;
use crate::page::account::password::{PasswordPage, PasswordProblem};
use crate::password_pool::{hash_password, normalized};
use crate::password_rule::{self, Weakness};
use crate::provider::Provider;
use crate::reply::{Failure, retry_soon};
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use stepgate_store::users::{PasswordChange, SetPassword, User};

const PATH: &str = "/account/password";

/// `GET /account/password`
pub(crate) async fn get(desk: Desk) -> Response {
    let shown = async { Ok(show(&desk, &desk.full_standing(PATH).await?, None)) };
    desk.answer(shown.await, PATH)
}

/// `POST /account/password`
pub(crate) async fn post(desk: Desk, body: Bytes) -> Response {
    desk.answer(set(&desk, &body).await, PATH)
}

async fn set(desk: &Desk, body: &[u8]) -> Result<Response, Stop> {
    let form = desk.form(body)?;
    let (typed, again) = (form.required("password")?, form.required("again")?);
    let standing = desk.full_standing(PATH).await?;
    if normalized(typed) != normalized(again) {
        return Ok(show(desk, &standing, Some(PasswordProblem::Differs)));
    }
    let hash = match chosen(&desk.provider, &standing, typed).await? {
        Ok(hash) => hash,
        Err(problem) => return Ok(show(desk, &standing, Some(problem))),
    };
    let owner = &standing.owner;
    let set = SetPassword {
        subject: owner.session.subject.clone(),
        hash: Some(hash),
        keep_session: Some(owner.session.id.clone()),
        now: desk.visit.now,
        audit: event("password_changed", owner, &[("by", &standing.acr)]),
    };
    match desk.provider.storage().run(set).await? {
        PasswordChange::Changed => Ok(done(Done::Password)),
        PasswordChange::Unknown | PasswordChange::SessionEnded => Err(Failure::NotThisBrowser.into()),
    }
}

/// The hash of a password that will do, or what is wrong with it. Looking takes about as long as hashing, and waits its turn too.
async fn chosen(
    provider: &Provider,
    standing: &Standing,
    typed: &str,
) -> Result<Result<String, PasswordProblem>, Failure> {
    let User { username, display_name, .. } = standing.owner.session.user.clone();
    let (typed, least) = (typed.to_owned(), least(&standing.owner.credentials));
    let (host, mut salt) = (provider.issuer().domain().to_owned(), [0; 16]);
    provider.rng().fill(&mut salt)?;
    let hashed = provider.passwords().in_turn(move || {
        password_rule::check(&normalized(&typed), least, &[&username, &display_name, &host])?;
        Ok::<_, Weakness>(hash_password(&typed, &salt))
    });
    match hashed.await {
        Ok(Ok(hash)) => Ok(Ok(hash.ok_or(Failure::Internal)?)),
        Ok(Err(weakness)) => Ok(Err(weakness.into())),
        Err(_) => Ok(Err(PasswordProblem::Busy)),
    }
}

fn least(credentials: &Credentials) -> usize {
    password_rule::least(!credentials.passkeys.is_empty() || !credentials.totps.is_empty())
}

fn show(desk: &Desk, standing: &Standing, problem: Option<PasswordProblem>) -> Response {
    let status = match problem {
        None => StatusCode::OK,
        Some(PasswordProblem::Busy) => StatusCode::SERVICE_UNAVAILABLE,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let user = &standing.owner.session.user;
    let template = PasswordPage {
        shell: desk.visit.shell(&desk.provider),
        csrf: &desk.csrf(),
        account: &user.username,
        is_set: user.password_hash.is_some(),
        least: u64::try_from(least(&standing.owner.credentials)).unwrap_or(u64::MAX),
        problem,
    };
    let mut page = desk.page(status, &template);
    if status == StatusCode::SERVICE_UNAVAILABLE {
        retry_soon(&mut page);
    }
    page
}
