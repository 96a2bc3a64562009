use crate::app::{App, Visitor};
use crate::page::{Dashboard, Problem, SignIn, User, html};
use crate::session::{Errand, Session};
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

/// `GET /`
pub(crate) async fn page(State(app): State<App>, visitor: Visitor) -> Result<Response, Problem> {
    let entries = app.directory().entries();
    let shown = app.session(&visitor, |session: &mut Session| {
        let message = session.message.take();
        let Some(id_token) = &session.user else { return html(&SignIn { message }) };
        let user = User { subject: id_token.subject(), level: id_token.acr().unwrap_or("none") };
        let confirmed = match &session.errand {
            Errand::Confirmed { action, .. } => Some(action.to_string()),
            Errand::None | Errand::Away(_) => None,
        };
        html(&Dashboard { user, csrf: &session.csrf, message, confirmed, entries })
    });
    match shown {
        Err(Problem::NoSession) => html(&SignIn { message: None }),
        Ok(shown) => shown,
        Err(problem) => Err(problem),
    }
}

/// `GET /admin.css`
pub(crate) async fn style() -> Response {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("../../assets/admin.css")).into_response()
}
