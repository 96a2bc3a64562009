use super::{in_words, say, send_away};
use crate::app::{App, COOKIE_NAME, Visitor};
use crate::page::{Problem, home};
use crate::session::{Away, Errand, Purpose, Session};
use axum::extract::{RawQuery, State};
use axum::http::HeaderValue;
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use stepgate_guard::rp::{CallbackError, IdToken};
use stepgate_guard::{Levels, Timestamp};

/// `POST /sign-in`: a new session, which knows nothing yet but that it went to the provider.
pub(crate) async fn begin(State(app): State<App>) -> Result<Response, Problem> {
    let id = app.sessions().open(app.now()).map_err(|_| Problem::Full)?;
    let visitor = Visitor(id);
    let answer = send_away(&app, &visitor, &[], Purpose::SignIn).await?;
    Ok(with_cookie(answer, &visitor.0))
}

/// `GET /callback`: the browser is back, from a sign-in or a step-up.
pub(crate) async fn callback(
    State(app): State<App>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let Some(away) = app.session(&visitor, Session::take_away)? else { return Ok(home()) };
    let answer = app.client().finish(&query.unwrap_or_default(), &away.pending).await;
    let levels = app.client().levels().await;
    let (id_token, levels) = match (answer, levels) {
        (Ok(signed_in), Ok(levels)) => (signed_in.id_token, levels),
        (Err(CallbackError::State), _) => return ignore(&app, &visitor, away),
        (Err(error), _) | (_, Err(error)) => return say(&app, &visitor, in_words(&error)),
    };
    let now = app.now();
    app.session(&visitor, |session| {
        session.message = settle(session, away.purpose, id_token, levels.as_ref(), now).err().map(str::to_owned);
    })?;
    let id = app.sessions().rotate(&visitor.0).ok_or(Problem::NoSession)?;
    Ok(with_cookie(home(), &id))
}

/// Not the answer to this browser's request, which may still come.
fn ignore(app: &App, visitor: &Visitor, away: Away) -> Result<Response, Problem> {
    app.session(visitor, |session| {
        if matches!(session.errand, Errand::None) {
            session.errand = Errand::Away(away);
        }
    })?;
    Ok(home())
}

/// Takes the ID token over, where it serves its purpose; the session stays as it was, where it does not.
fn settle(
    session: &mut Session,
    purpose: Purpose,
    id_token: IdToken,
    levels: Option<&Levels>,
    now: Timestamp,
) -> Result<(), &'static str> {
    if let Purpose::StepUp(action) = purpose {
        // A step-up never changes the user.
        if session.user.as_ref().is_none_or(|user| user.subject() != id_token.subject()) {
            return Err("Another account was confirmed. Nothing was done, and you are signed in as before.");
        }
        // A provider may answer with less than it was asked for.
        if action.check_confirmation(&id_token, levels, now).is_err() {
            return Err("The confirmation was not strong enough. Nothing was done, and you are signed in as before.");
        }
        session.errand = Errand::Confirmed { action, id_token: id_token.clone() };
    }
    session.user = Some(id_token);
    Ok(())
}

fn with_cookie(mut answer: Response, id: &str) -> Response {
    let cookie = format!("{COOKIE_NAME}={id}; Path=/; HttpOnly; SameSite=Lax");
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        answer.headers_mut().insert(SET_COOKIE, cookie);
    }
    answer
}
