//! `/account/totp/add`: the secret leaves the server on this page and nowhere else.

use super::{Desk, Stop, done, event};
use crate::account::Standing;
use crate::ceremony::enrolment::name_of;
use crate::ceremony::totp::{place, seed};
use crate::endpoint::form::Form;
use crate::page::account::happening::Done;
use crate::page::account::notice::Notice;
use crate::page::account::qr::Qr;
use crate::page::account::totp::{OtpAuth, TotpPage, TotpProblem};
use crate::reply::{Failure, retry_after};
use crate::throttle::{self, Guess, Turn};
use crate::totp::{Code, Seed};
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use stepgate_store::totps::{BeginTotp, ConfirmTotp, Totp, TotpConfirmation, TotpsOf};

const PATH: &str = "/account/totp/add";
/// How long a registration may take that waits for its first code, in seconds.
const BEGUN_SECONDS: i64 = 900;

/// `GET /account/totp/add`: each visit begins anew, so that nobody confirms a secret that another page has shown.
pub(crate) async fn get(desk: Desk) -> Response {
    desk.answer(begin(&desk).await, PATH)
}

async fn begin(desk: &Desk) -> Result<Response, Stop> {
    let standing = desk.standing(PATH).await?;
    let (provider, now) = (&desk.provider, desk.visit.now);
    let (id, seed) = (provider.identifier()?, Seed::draw(provider.rng())?);
    let sealed = provider.sealing().seal(provider.rng(), &place(&id), seed.as_bytes())?;
    let subject = standing.owner.session.subject.clone();
    provider.storage().run(BeginTotp { id: id.clone(), subject, sealed, now }).await?;
    Ok(show(desk, &standing, &seed, &Typed { id: &id, name: None }, None))
}

/// `POST /account/totp/add`
pub(crate) async fn post(desk: Desk, body: Bytes) -> Response {
    desk.answer(confirm(&desk, &body).await, PATH)
}

/// What a form said, unverified but for its being ours.
struct Typed<'f> {
    id: &'f str,
    name: Option<&'f str>,
}

async fn confirm(desk: &Desk, body: &[u8]) -> Result<Response, Stop> {
    let form: Form = desk.form(body)?;
    let typed = Typed { id: form.required("id")?, name: Some(form.required("name")?) };
    let code = form.required("code")?;
    let standing = desk.standing(PATH).await?;
    let (provider, now) = (&desk.provider, desk.visit.now);
    let totp = begun(desk, &standing, typed.id).await?;
    let seed = seed(provider, &totp)?;
    let guess = Guess::NewTotp(&standing.owner.session.subject);
    let left = match throttle::count(provider, &guess, now).await? {
        Turn::Yours { left } => left,
        Turn::Wait { until } => {
            let wait_s = until.seconds().saturating_sub(now.seconds()).max(1).unsigned_abs();
            let page = show(desk, &standing, &seed, &typed, Some(TotpProblem::Locked { wait_s }));
            return Ok(retry_after(page, wait_s));
        }
    };
    let Some(step) = Code::parse(code).and_then(|code| seed.step_of(&code, now)) else {
        return Ok(show(desk, &standing, &seed, &typed, Some(TotpProblem::WrongCode { left })));
    };
    throttle::forgive(provider, &guess, now).await?;
    store(desk, &standing, &typed, step).await
}

/// The registration that this user began and has not confirmed.
async fn begun(desk: &Desk, standing: &Standing, id: &str) -> Result<Totp, Stop> {
    let all = desk.provider.storage().run(TotpsOf(standing.owner.session.subject.clone())).await?;
    let is_open = |totp: &Totp| totp.confirmed_at.is_none() && desk.visit.now < totp.created_at.plus(BEGUN_SECONDS);
    all.into_iter().find(|totp| totp.id == id && is_open(totp)).ok_or(Stop::Notice(Notice::Gone))
}

async fn store(desk: &Desk, standing: &Standing, typed: &Typed<'_>, step: i64) -> Result<Response, Stop> {
    let owner = &standing.owner;
    let confirm = ConfirmTotp {
        subject: owner.session.subject.clone(),
        id: typed.id.to_owned(),
        step,
        name: name_of(typed.name.unwrap_or_default()),
        ceiling: Some(standing.ceiling()),
        session: Some(owner.session.id.clone()),
        now: desk.visit.now,
        audit: event("totp_enrolled", owner, &[("credential", typed.id), ("by", &standing.acr)]),
    };
    match desk.provider.storage().run(confirm).await? {
        TotpConfirmation::Confirmed => Ok(done(Done::Added)),
        TotpConfirmation::NotUsable => Err(Stop::Notice(Notice::Gone)),
        TotpConfirmation::SessionEnded => Err(Failure::NotThisBrowser.into()),
    }
}

fn show(desk: &Desk, standing: &Standing, seed: &Seed, typed: &Typed<'_>, problem: Option<TotpProblem>) -> Response {
    let status = match problem {
        None => StatusCode::OK,
        Some(TotpProblem::WrongCode { .. }) => StatusCode::UNPROCESSABLE_ENTITY,
        Some(TotpProblem::Locked { .. }) => StatusCode::TOO_MANY_REQUESTS,
    };
    let shell = desk.visit.shell(&desk.provider);
    let uri = seed.uri(shell.issuer_host(), &standing.owner.session.user.username);
    let template = TotpPage {
        csrf: &desk.csrf(),
        id: typed.id,
        uri: OtpAuth::of(&uri),
        qr: Qr::of(&uri),
        spelled: &seed.spelled(),
        name: typed.name,
        problem,
        shell,
    };
    desk.page(status, &template)
}
