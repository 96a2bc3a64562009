//! `/account/methods/{id}`: calling a method something else, vouching for it, removing it, and taking that back.

use super::held::{Held, named_by};
use super::{Desk, Stop, done, event};
use crate::account::{Owner, Standing};
use crate::ceremony::enrolment::name_of;
use crate::credentials::{CHANGE_SECONDS, Credentials};
use crate::page::account::happening::Done;
use crate::page::account::method::{MethodPage, Removal, Stage};
use crate::page::account::notice::Notice;
use crate::page::account::overview::Kind;
use crate::reply::Failure;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use stepgate_core::{Decision, Levels, MaxAge, Moment, Reach, Requirement, Timestamp, decide};
use stepgate_store::credentials::{LiftCeiling, Removal as Removed, RemoveCredential, RenameCredential, UndoRemoval};

/// The path of a method's page; none where nothing can have this identifier.
fn path(id: &str) -> Result<String, Failure> {
    let is_base64url = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let could_be = !id.is_empty() && id.bytes().all(is_base64url);
    if could_be { Ok(format!("/account/methods/{id}")) } else { Err(Failure::NotFound) }
}

/// `GET /account/methods/{id}`
pub(crate) async fn get(desk: Desk, Path(id): Path<String>) -> Response {
    let shown = async {
        let standing = desk.standing(&path(&id)?).await?;
        let held = find(&desk, &standing.owner, &id).await?;
        show(&desk, &standing, &held, StatusCode::OK)
    };
    desk.answer(shown.await, &format!("/account/methods/{id}"))
}

/// `POST /account/methods/{id}/rename`
pub(crate) async fn rename(desk: Desk, Path(id): Path<String>, body: Bytes) -> Response {
    let renamed = async {
        let form = desk.form(&body)?;
        let name = name_of(form.required("name")?);
        let Standing { owner, .. } = desk.full_standing(&path(&id)?).await?;
        let held = find(&desk, &owner, &id).await?;
        if name.is_empty() {
            return Err(Failure::Malformed.into());
        }
        let rename = RenameCredential {
            audit: event("method_renamed", &owner, &[("credential", &id)]),
            subject: owner.session.subject,
            credential: held.credential,
            name,
            now: desk.visit.now,
        };
        changed(desk.provider.storage().run(rename).await?, Done::Renamed)
    };
    desk.answer(renamed.await, &format!("/account/methods/{id}"))
}

/// `POST /account/methods/{id}/confirm`: something stronger vouches for it.
pub(crate) async fn confirm(desk: Desk, Path(id): Path<String>, body: Bytes) -> Response {
    let confirmed = async {
        desk.form(&body)?;
        let standing = desk.full_standing(&path(&id)?).await?;
        let held = find(&desk, &standing.owner, &id).await?;
        if !vouches(desk.provider.policy().levels(), &standing, &held, desk.visit.now) {
            return Err(Failure::MethodNotAllowed.into());
        }
        let owner = standing.owner;
        let lift = LiftCeiling {
            audit: event("method_confirmed", &owner, &[("credential", &id), ("by", &standing.acr)]),
            subject: owner.session.subject,
            credential: held.credential,
            now: desk.visit.now,
        };
        changed(desk.provider.storage().run(lift).await?, Done::Confirmed)
    };
    desk.answer(confirmed.await, &format!("/account/methods/{id}"))
}

/// `POST /account/methods/{id}/remove`
pub(crate) async fn remove(desk: Desk, Path(id): Path<String>, body: Bytes) -> Response {
    let removed = async {
        let form = desk.form(&body)?;
        let standing = desk.standing(&path(&id)?).await?;
        let held = find(&desk, &standing.owner, &id).await?;
        let what_follows = what_follows(desk.provider.policy().levels(), &standing, &held, desk.visit.now);
        if what_follows.is_last_way_in {
            return Err(Stop::Notice(Notice::LastWayIn));
        }
        if what_follows.is_last_strong && form.optional("last")? != Some("yes") {
            return show(&desk, &standing, &held, StatusCode::UNPROCESSABLE_ENTITY);
        }
        take_away(&desk, standing, held).await
    };
    desk.answer(removed.await, &format!("/account/methods/{id}"))
}

async fn take_away(desk: &Desk, standing: Standing, held: Held) -> Result<Response, Stop> {
    let (kind, what) = match standing.is_recovery() {
        true => ("removal_announced", Done::Announced),
        false => ("method_removed", Done::Removed),
    };
    let (effective_at, owner) = (standing.removal_at(), &standing.owner);
    let remove = RemoveCredential {
        audit: event(kind, owner, &[("credential", held.credential.id()), ("by", &standing.acr)]),
        subject: owner.session.subject.clone(),
        credential: held.credential,
        effective_at,
        session: owner.session.id.clone(),
        now: desk.visit.now,
    };
    match desk.provider.storage().run(remove).await? {
        Removed::Removed => Ok(done(what)),
        Removed::Unknown => Err(Stop::Notice(Notice::Gone)),
        Removed::SessionEnded => Err(Failure::NotThisBrowser.into()),
    }
}

/// `POST /account/methods/{id}/undo`: one that was removed comes back, one that was to be removed stays.
pub(crate) async fn undo(desk: Desk, Path(id): Path<String>, body: Bytes) -> Response {
    let undone = async {
        desk.form(&body)?;
        let Standing { owner, .. } = desk.full_standing(&path(&id)?).await?;
        let held = find(&desk, &owner, &id).await?;
        let undo = UndoRemoval {
            audit: event("removal_undone", &owner, &[("credential", &id)]),
            subject: owner.session.subject,
            credential: held.credential,
            now: desk.visit.now,
        };
        changed(desk.provider.storage().run(undo).await?, Done::Restored)
    };
    desk.answer(undone.await, &format!("/account/methods/{id}"))
}

fn changed(changed: bool, what: Done) -> Result<Response, Stop> {
    if changed { Ok(done(what)) } else { Err(Stop::Notice(Notice::Gone)) }
}

/// The owner's method of this identifier, as long as it is there or can come back.
async fn find(desk: &Desk, owner: &Owner, id: &str) -> Result<Held, Stop> {
    let now = desk.visit.now;
    let all = Held::all(&desk.provider, &owner.session.subject).await?;
    let found = all.into_iter().find(|held| held.credential.id() == id);
    Ok(found.filter(|held| held.is_usable(now) || held.is_restorable(now)).ok_or(Failure::NotFound)?)
}

fn show(desk: &Desk, standing: &Standing, held: &Held, status: StatusCode) -> Result<Response, Stop> {
    let (levels, now) = (desk.provider.policy().levels(), desk.visit.now);
    let stage = match held.removed_at {
        None => Stage::InUse(Removal {
            is_unticked: status == StatusCode::UNPROCESSABLE_ENTITY,
            ..what_follows(levels, standing, held, now)
        }),
        Some(_) if held.is_usable(now) => Stage::Leaving { may_stop: !standing.is_recovery() },
        Some(_) => Stage::Removed,
    };
    let template = MethodPage {
        shell: desk.visit.shell(&desk.provider),
        csrf: &desk.csrf(),
        base: &path(held.credential.id())?,
        method: &held.card(levels, now),
        stage,
    };
    Ok(desk.page(status, &template))
}

/// What removing it would bring about.
fn what_follows(levels: &Levels, standing: &Standing, held: &Held, now: Timestamp) -> Removal {
    let (before, after) = (&standing.owner.credentials, without(&standing.owner.credentials, held));
    let reached = after.maximal(levels, now);
    let is_kept = |level| reached.iter().any(|other| levels.covers(other, level));
    let wait = standing.removal_at().seconds() - now.seconds();
    Removal {
        is_last_strong: before.maximal(levels, now).into_iter().any(|level| !is_kept(level)),
        is_last_way_in: held.kind != Kind::App && !after.has_password && after.passkeys.is_empty(),
        wait_s: u64::try_from(wait).ok().filter(|wait| *wait > 0),
        may_confirm: held.limit(levels, now).is_some() && vouches(levels, standing, held, now),
        may_rename: !standing.is_recovery(),
        is_unticked: false,
    }
}

/// The same credentials without this one, and without those that will go: nobody should have to rely on them.
fn without(credentials: &Credentials, held: &Held) -> Credentials {
    let mut rest = credentials.clone();
    rest.passkeys.retain(|passkey| passkey.removed_at.is_none() && passkey.key.id.as_str() != held.credential.id());
    rest.totps.retain(|totp| totp.removed_at.is_none() && totp.id != held.credential.id());
    rest
}

/// Whether what was proved just now, the method itself aside, covers everything that the method could help to reach.
fn vouches(levels: &Levels, standing: &Standing, held: &Held, now: Timestamp) -> bool {
    let covers_all = |proved| named_by(levels, &held.method).all(|level| levels.covers(proved, level));
    let enough = levels.iter().filter(|level| covers_all(level)).collect();
    let by_another = |evidence: &&stepgate_core::Evidence| {
        evidence.ceremony().credential.as_ref().is_none_or(|id| id.as_str() != held.credential.id())
    };
    let others: Vec<_> = standing.owner.session.evidence.iter().filter(by_another).cloned().collect();
    let requirement = Requirement::any_of(levels, enough, Some(MaxAge::seconds(CHANGE_SECONDS)));
    let moment = Moment::Provider { now, requested_at: Timestamp::from_millis(i64::MAX) };
    matches!(decide(levels, &requirement, &others[..], Reach::Unknown, moment), Decision::Allow(_))
}
