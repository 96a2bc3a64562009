//! `POST /account/sessions/…`: signing out of one place, or everywhere else.

use super::{Desk, Stop, done, event};
use crate::account::Owner;
use crate::interaction::ACCOUNT;
use crate::page::account::device::Device;
use crate::page::account::happening::Done;
use crate::page::account::overview::{Level, Session as Card};
use crate::page::account::when::When;
use crate::provider::Provider;
use crate::reply::Failure;
use axum::body::Bytes;
use axum::extract::Path;
use axum::response::Response;
use stepgate_core::{Decision, Levels, Moment, Reach, Requirement, Timestamp, decide};
use stepgate_store::sessions::{EndOtherSessions, EndSession, SessionSummary, SessionsOf};

/// The owner's live sessions, newest first.
pub(super) async fn of(provider: &Provider, owner: &Owner, now: Timestamp) -> Result<Vec<SessionSummary>, Failure> {
    let of = SessionsOf { subject: owner.session.subject.clone(), lifetime: provider.lifetime(), now };
    Ok(provider.storage().run(of).await?)
}

/// What the page shows of a session.
pub(super) fn card(session: &SessionSummary, owner: &Owner, levels: &Levels, now: Timestamp) -> Card {
    Card {
        id: session.id.clone(),
        is_this: session.id == owner.session.id,
        device: Device::of(session.user_agent.as_deref()),
        began: When { at: session.created_at, now },
        seen: When { at: session.seen_at, now },
        levels: levels_of(session, levels, now),
    }
}

/// What the session's evidence is good for now, by the decision that issues tokens, and until when.
fn levels_of(session: &SessionSummary, levels: &Levels, now: Timestamp) -> Vec<Level> {
    let moment = Moment::Provider { now, requested_at: Timestamp::from_millis(i64::MAX) };
    let held = |level| {
        let requirement = Requirement::any_of(levels, vec![level], None);
        match decide(levels, &requirement, &session.evidence[..], Reach::Unknown, moment) {
            Decision::Allow(assurance) => Some(assurance.record().auth_time),
            Decision::Challenge(_) | Decision::Refuse(_) => None,
        }
    };
    let named = levels.iter().filter_map(|level| {
        let auth_time = held(level)?;
        let until = level.max_age.map(|age| When { at: auth_time.plus(i64::from(age.as_seconds())), now });
        Some(Level { name: level.name.to_string(), until })
    });
    named.collect()
}

/// `POST /account/sessions/{id}/end`
pub(crate) async fn end(desk: Desk, Path(id): Path<String>, body: Bytes) -> Response {
    let ended = async {
        desk.form(&body)?;
        let owner = desk.owner(ACCOUNT).await?;
        let now = desk.visit.now;
        let others = of(&desk.provider, &owner, now).await?;
        let theirs = others.into_iter().find(|session| session.id == id && session.id != owner.session.id);
        let session = theirs.ok_or(Failure::NotFound)?.id;
        desk.provider.storage().run(EndSession { session, now }).await?;
        Ok(done(Done::SignedOut))
    };
    desk.answer(ended.await, ACCOUNT)
}

/// `POST /account/sessions/end-others`
pub(crate) async fn end_others(desk: Desk, body: Bytes) -> Response {
    let ended = async {
        desk.form(&body)?;
        let owner = desk.owner(ACCOUNT).await?;
        all_others(&desk, &owner).await?;
        Ok(done(Done::SignedOutElsewhere))
    };
    desk.answer(ended.await, ACCOUNT)
}

pub(super) async fn all_others(desk: &Desk, owner: &Owner) -> Result<(), Stop> {
    let end = EndOtherSessions {
        subject: owner.session.subject.clone(),
        keep: Some(owner.session.id.clone()),
        now: desk.visit.now,
        audit: event("other_sessions_ended", owner, &[]),
    };
    desk.provider.storage().run(end).await?;
    Ok(())
}
