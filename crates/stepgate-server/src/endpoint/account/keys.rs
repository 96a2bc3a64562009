//! `/account/passkeys/add` and `/account/security-keys/add`.

use super::held::{holds_back, limit};
use super::{Desk, Stop, done};
use crate::ceremony::enrolment::{self, Kind, Right};
use crate::page::account::happening::Done;
use crate::page::account::register::Register;
use crate::reply::{Failure, json};
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use stepgate_core::Method;

const PASSKEYS: &str = "/account/passkeys/add";
const SECURITY_KEYS: &str = "/account/security-keys/add";

const fn path(kind: Kind) -> &'static str {
    match kind {
        Kind::Passkey => PASSKEYS,
        Kind::SecurityKey => SECURITY_KEYS,
    }
}

const fn method(kind: Kind) -> Method {
    match kind {
        Kind::Passkey => Method::Passkey,
        Kind::SecurityKey => Method::SecurityKey,
    }
}

/// `GET /account/passkeys/add`
pub(crate) async fn passkey(desk: Desk) -> Response {
    desk.answer(show(&desk, Kind::Passkey).await, PASSKEYS)
}

/// `POST /account/passkeys/add/options`
pub(crate) async fn passkey_options(desk: Desk, body: Bytes) -> Response {
    options(&desk, Kind::Passkey, &body).await
}

/// `POST /account/passkeys/add`
pub(crate) async fn add_passkey(desk: Desk, body: Bytes) -> Response {
    desk.answer(add(&desk, Kind::Passkey, &body).await, PASSKEYS)
}

/// `GET /account/security-keys/add`
pub(crate) async fn security_key(desk: Desk) -> Response {
    desk.answer(show(&desk, Kind::SecurityKey).await, SECURITY_KEYS)
}

/// `POST /account/security-keys/add/options`
pub(crate) async fn security_key_options(desk: Desk, body: Bytes) -> Response {
    options(&desk, Kind::SecurityKey, &body).await
}

/// `POST /account/security-keys/add`
pub(crate) async fn add_security_key(desk: Desk, body: Bytes) -> Response {
    desk.answer(add(&desk, Kind::SecurityKey, &body).await, SECURITY_KEYS)
}

async fn show(desk: &Desk, kind: Kind) -> Result<Response, Stop> {
    if kind == Kind::SecurityKey && desk.provider.security_keys().is_none() {
        return Err(Failure::NotFound.into());
    }
    let standing = desk.standing(path(kind)).await?;
    let levels = desk.provider.policy().levels();
    let (ceiling, method) = (standing.ceiling(), method(kind));
    let template = Register {
        shell: desk.visit.shell(&desk.provider),
        csrf: &desk.csrf(),
        base: path(kind),
        account: &standing.owner.session.user.username,
        security_key: kind == Kind::SecurityKey,
        limit: holds_back(levels, &method, &ceiling.acr).then(|| limit(levels, &ceiling, desk.visit.now)),
    };
    Ok(desk.page(StatusCode::OK, &template))
}

/// Asked for by a script, which cannot follow anybody to a sign-in page: it is told that its page is too old.
async fn options(desk: &Desk, kind: Kind, body: &[u8]) -> Response {
    let reserved = async {
        desk.form(body)?;
        let standing = desk.standing(path(kind)).await.map_err(|stop| match stop {
            Stop::Failure(failure) => failure,
            Stop::Elsewhere(_) | Stop::Notice(_) => Failure::Expired { back: Some(path(kind).to_owned()) },
        })?;
        enrolment::reserve(&desk.provider, Right::Account(&standing), kind, desk.visit.now).await
    };
    match reserved.await {
        Ok(options) => json(StatusCode::OK, &options),
        Err(failure) => failure.page(&desk.provider, &desk.visit),
    }
}

async fn add(desk: &Desk, kind: Kind, body: &[u8]) -> Result<Response, Stop> {
    let form = desk.form(body)?;
    let unverified = (form.required("credential")?, form.required("name")?);
    let standing = desk.standing(path(kind)).await?;
    enrolment::enrol(&desk.provider, Right::Account(&standing), kind, unverified, desk.visit.now).await?;
    Ok(done(Done::Added))
}
