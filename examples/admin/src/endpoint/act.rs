use super::{in_words, say, send_away};
use crate::action::Action;
use crate::app::{App, Visitor};
use crate::page::Problem;
use crate::session::Purpose;
use axum::extract::{Form, State};
use axum::response::Response;
use serde::Deserialize;
use stepgate_guard::rp::{Acr, Unmet};

#[derive(Deserialize)]
pub(crate) struct GrantRole {
    csrf: String,
    person: String,
}

#[derive(Deserialize)]
pub(crate) struct DeleteTenant {
    csrf: String,
    tenant: String,
}

/// `POST /grant-role`
pub(crate) async fn grant_role(
    State(app): State<App>,
    visitor: Visitor,
    Form(form): Form<GrantRole>,
) -> Result<Response, Problem> {
    act(&app, &visitor, &form.csrf, Action::GrantRole { person: form.person }).await
}

/// `POST /delete-tenant`
pub(crate) async fn delete_tenant(
    State(app): State<App>,
    visitor: Visitor,
    Form(form): Form<DeleteTenant>,
) -> Result<Response, Problem> {
    act(&app, &visitor, &form.csrf, Action::DeleteTenant { tenant: form.tenant }).await
}

/// Does it, or asks for what it needs first.
async fn act(app: &App, visitor: &Visitor, csrf: &str, action: Action) -> Result<Response, Problem> {
    let user = app.form(visitor, csrf, |session| session.user.clone())?.ok_or(Problem::NoSession)?;
    if !app.directory().has(&action) {
        return say(app, visitor, nothing_to_do(&action));
    }
    let levels = match app.client().levels().await {
        Ok(levels) => levels,
        Err(error) => return say(app, visitor, in_words(&error)),
    };
    match action.check_session(&user, levels.as_ref(), app.now()) {
        Ok(()) => say(app, visitor, perform(app, &action)),
        Err(Unmet::StepUp(step_up)) => {
            let more = step_up.authorization_parameters(Acr::Values);
            send_away(app, visitor, &more, Purpose::StepUp(action)).await
        }
        Err(Unmet::Unsatisfiable) => {
            say(app, visitor, "The sign-in service has nothing that is strong enough for this.")
        }
    }
}

/// Does what has been let through, and says how it went.
pub(super) fn perform(app: &App, action: &Action) -> String {
    match app.directory().perform(action) {
        Ok(()) => format!("Done: {action}."),
        Err(_) => nothing_to_do(action),
    }
}

fn nothing_to_do(action: &Action) -> String {
    format!("There is nothing to do: {action}.")
}
