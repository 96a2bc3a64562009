//! `GET /account`.

use super::held::Held;
use super::{Desk, Stop, activity, sessions};
use crate::interaction::ACCOUNT;
use crate::page::account::happening::Done;
use crate::page::account::overview::{Kind, Overview, Password};
use crate::page::account::when::When;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;
use stepgate_protocol::params::Params;

pub(crate) async fn get(desk: Desk, RawQuery(query): RawQuery) -> Response {
    let params = Params::parse(query.unwrap_or_default().as_bytes());
    let just_done = params.one("done").ok().flatten().and_then(Done::parse);
    desk.answer(show(&desk, just_done).await, ACCOUNT)
}

async fn show(desk: &Desk, just_done: Option<Done>) -> Result<Response, Stop> {
    let owner = desk.owner(ACCOUNT).await?;
    let (provider, now, user) = (&desk.provider, desk.visit.now, &owner.session.user);
    let levels = provider.policy().levels();
    let held = Held::all(provider, &user.id).await?;
    let cards = |is_wanted: &dyn Fn(&Held) -> bool| -> Vec<_> {
        held.iter().filter(|held| is_wanted(held)).map(|held| held.card(levels, now)).collect()
    };
    let here = sessions::of(provider, &owner, now).await?;
    let template = Overview {
        shell: desk.visit.shell(provider),
        csrf: &desk.csrf(),
        account: &user.username,
        done: just_done,
        keys: &cards(&|held| held.kind != Kind::App && held.is_usable(now)),
        apps: &cards(&|held| held.kind == Kind::App && held.is_usable(now)),
        removed: &cards(&|held| held.is_restorable(now)),
        security_keys: provider.security_keys().is_some(),
        recovery_codes: owner.credentials.recovery_codes,
        password: match &user.password_hash {
            Some(_) => Password::Set(user.password_changed_at.map(|at| When { at, now })),
            None => Password::Absent,
        },
        sessions: &here.iter().map(|session| sessions::card(session, &owner, levels, now)).collect::<Vec<_>>(),
        activity: &activity::of(provider, &owner, &here, now).await?,
    };
    Ok(desk.page(StatusCode::OK, &template))
}
