//! What happened to an account, and `POST /account/activity/{seq}/not-me`.

use super::{Desk, event, sessions};
use crate::account::Owner;
use crate::interaction::ACCOUNT;
use crate::page::account::device::Device;
use crate::page::account::happening::What;
use crate::page::account::notice::Notice;
use crate::page::account::overview::Happening;
use crate::page::account::when::When;
use crate::provider::Provider;
use crate::reply::Failure;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use stepgate_core::Timestamp;
use stepgate_store::audit::{ActivityOf, AuditRow, Record};
use stepgate_store::sessions::SessionSummary;

/// As many as the page shows.
const SHOWN: usize = 20;
/// As many rows as are looked through for them: most of what is written tells its owner nothing.
const ROWS: u32 = 200;

/// The last things that happened, newest first.
pub(super) async fn of(
    provider: &Provider,
    owner: &Owner,
    alive: &[SessionSummary],
    now: Timestamp,
) -> Result<Vec<Happening>, Failure> {
    let mut happenings = Vec::new();
    for (row, what) in told(rows(provider, owner, None).await?).take(SHOWN) {
        let session = alive.iter().find(|session| Some(&session.id) == row.session.as_ref());
        happenings.push(Happening {
            seq: row.seq,
            what,
            at: When { at: row.at, now },
            app: match &row.client {
                Some(id) if *id != provider.account_client().id => {
                    provider.client(id).await?.map(|client| client.name.clone())
                }
                Some(_) | None => None,
            },
            device: Device::of(session.and_then(|session| session.user_agent.as_deref())),
            is_here: row.session.as_ref() == Some(&owner.session.id),
        });
    }
    Ok(happenings)
}

/// The rows that tell the owner something.
fn told(rows: Vec<AuditRow>) -> impl Iterator<Item = (AuditRow, What)> {
    rows.into_iter().filter_map(|row| {
        let what = What::of_kind(&row.kind)?;
        Some((row, what))
    })
}

async fn rows(provider: &Provider, owner: &Owner, before: Option<i64>) -> Result<Vec<AuditRow>, Failure> {
    let of = ActivityOf { subject: owner.session.subject.clone(), before, limit: ROWS };
    Ok(provider.storage().run(of).await?)
}

/// `POST /account/activity/{seq}/not-me`: somebody else did it. Whoever that is, they are signed out.
pub(crate) async fn not_me(desk: Desk, Path(seq): Path<i64>, body: Bytes) -> Response {
    let reported = async {
        desk.form(&body)?;
        let owner = desk.owner(ACCOUNT).await?;
        let own = told(rows(&desk.provider, &owner, seq.checked_add(1)).await?).next();
        if own.is_none_or(|(row, _)| row.seq != seq) {
            return Err(Failure::NotFound.into());
        }
        let event = event("not_recognised", &owner, &[("seq", &seq.to_string())]);
        desk.provider.storage().run(Record { event, now: desk.visit.now }).await?;
        sessions::all_others(&desk, &owner).await?;
        Ok(desk.notice(StatusCode::OK, Notice::NotRecognised))
    };
    desk.answer(reported.await, ACCOUNT)
}
