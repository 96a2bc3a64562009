//! One file per thing that a browser can ask for.

pub(crate) mod act;
pub(crate) mod confirm;
pub(crate) mod home;
pub(crate) mod sign_in;
pub(crate) mod sign_out;

use crate::app::{App, Visitor};
use crate::page::{Problem, home};
use crate::session::{Away, Errand, Purpose};
use axum::response::Response;
use stepgate_guard::rp::CallbackError;

/// Sends the browser to the provider, and keeps in its session what for.
async fn send_away(
    app: &App,
    visitor: &Visitor,
    more: &[(&'static str, String)],
    purpose: Purpose,
) -> Result<Response, Problem> {
    match app.client().begin(more, app.draw()).await {
        Ok((url, pending)) => {
            app.session(visitor, |session| session.errand = Errand::Away(Away { pending, purpose }))?;
            Ok(crate::page::see_other(url.as_str()))
        }
        Err(error) => say(app, visitor, in_words(&error)),
    }
}

/// Back to the page, which shows the message.
fn say(app: &App, visitor: &Visitor, message: impl Into<String>) -> Result<Response, Problem> {
    app.session(visitor, |session| session.message = Some(message.into()))?;
    Ok(home())
}

/// What went wrong at the provider. A cancel is no error: the user did what they wanted.
fn in_words(error: &CallbackError) -> &'static str {
    match error {
        CallbackError::Refused(code) => match code.as_str() {
            "access_denied" => "Cancelled. Nothing was done.",
            // The answer where a level was asked for: the user went back, or could not go on (RFC 9470 §5).
            "unmet_authentication_requirements" => {
                "You were not confirmed: cancelled, or this account has no sign-in method that is strong enough. \
                 Nothing was done, and you are signed in as before."
            }
            _ => "The sign-in service could not confirm you. Nothing was done; please try again.",
        },
        CallbackError::Unavailable | CallbackError::Provider(_) => {
            "The sign-in service cannot be reached. Nothing was done; please try again later."
        }
        CallbackError::Malformed
        | CallbackError::State
        | CallbackError::Issuer
        | CallbackError::TokenResponse
        | CallbackError::IdToken(_) => "The sign-in service's answer could not be used. Nothing was done.",
    }
}
