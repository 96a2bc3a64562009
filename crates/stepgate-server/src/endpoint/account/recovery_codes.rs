//! `/account/recovery-codes`: new codes are shown once, and the old ones are good for nothing from then on.

use super::{Desk, Stop, event};
use crate::account::Standing;
use crate::ceremony::recovery_code::RecoveryCode;
use crate::page::account::recovery_codes::RecoveryCodesPage;
use crate::reply::Failure;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use stepgate_store::recovery_codes::{CodeReplacement, ReplaceRecoveryCodes};

const PATH: &str = "/account/recovery-codes";

/// `GET /account/recovery-codes`
pub(crate) async fn get(desk: Desk) -> Response {
    let shown = async { Ok(show(&desk, &desk.full_standing(PATH).await?, &[])) };
    desk.answer(shown.await, PATH)
}

/// `POST /account/recovery-codes`
pub(crate) async fn post(desk: Desk, body: Bytes) -> Response {
    desk.answer(make(&desk, &body).await, PATH)
}

async fn make(desk: &Desk, body: &[u8]) -> Result<Response, Stop> {
    desk.form(body)?;
    let standing = desk.full_standing(PATH).await?;
    let (provider, owner) = (&desk.provider, &standing.owner);
    let codes = RecoveryCode::draw_all(provider.rng())?;
    let replace = ReplaceRecoveryCodes {
        subject: owner.session.subject.clone(),
        hashes: codes.iter().map(RecoveryCode::hash).collect(),
        session: Some(owner.session.id.clone()),
        now: desk.visit.now,
        audit: event("recovery_codes_made", owner, &[("by", &standing.acr)]),
    };
    match provider.storage().run(replace).await? {
        CodeReplacement::Replaced => {
            let spelled: Vec<_> = codes.iter().map(RecoveryCode::spelled).collect();
            Ok(show(desk, &standing, &spelled))
        }
        CodeReplacement::SessionEnded => Err(Failure::NotThisBrowser.into()),
    }
}

fn show(desk: &Desk, standing: &Standing, codes: &[String]) -> Response {
    let template = RecoveryCodesPage {
        shell: desk.visit.shell(&desk.provider),
        csrf: &desk.csrf(),
        account: &standing.owner.session.user.username,
        left: standing.owner.credentials.recovery_codes,
        codes,
    };
    desk.page(StatusCode::OK, &template)
}
