use crate::app::{App, Visitor};
use crate::page::{Problem, home};
use axum::extract::{Form, State};
use axum::response::Response;
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct SignOut {
    csrf: String,
}

/// `POST /sign-out`: ends the session here. The one at the provider is the user's, and other apps use it.
pub(crate) async fn post(
    State(app): State<App>,
    visitor: Visitor,
    Form(form): Form<SignOut>,
) -> Result<Response, Problem> {
    app.form(&visitor, &form.csrf, |_| ())?;
    app.sessions().close(&visitor.0);
    Ok(home())
}
