use super::act::perform;
use super::{in_words, say};
use crate::app::{App, Visitor};
use crate::page::{Problem, home};
use crate::session::Session;
use axum::extract::{Form, State};
use axum::response::Response;
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Confirm {
    csrf: String,
}

/// `POST /confirm`: the user's word. The action is taken out of the session first, so that a second click finds nothing.
pub(crate) async fn proceed(
    State(app): State<App>,
    visitor: Visitor,
    Form(form): Form<Confirm>,
) -> Result<Response, Problem> {
    let Some((action, id_token)) = app.form(&visitor, &form.csrf, Session::take_confirmed)? else {
        return Ok(home());
    };
    let levels = match app.client().levels().await {
        Ok(levels) => levels,
        Err(error) => return say(&app, &visitor, in_words(&error)),
    };
    // The user may have been away from the page for long.
    match action.check_confirmation(&id_token, levels.as_ref(), app.now()) {
        Ok(()) => say(&app, &visitor, perform(&app, &action)),
        Err(_) => say(&app, &visitor, "Your confirmation has become too old. Nothing was done; please start again."),
    }
}

/// `POST /discard`
pub(crate) async fn discard(
    State(app): State<App>,
    visitor: Visitor,
    Form(form): Form<Confirm>,
) -> Result<Response, Problem> {
    drop(app.form(&visitor, &form.csrf, Session::take_confirmed)?);
    say(&app, &visitor, "Nothing was done.")
}
