//! Why a call was let through or not, in a sentence. An API needs none of this: the guard's answer says all that a client can
//! act on. The demo's page shows it to people.

use crate::bank::Bank;
use crate::level;
use crate::rule::{Needs, Rule};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use serde::Serialize;
use serde_json::json;
use stepgate_guard::{Access, Denied, Require, Timestamp};

/// What was decided about a call, and why.
#[derive(Debug, Serialize)]
pub(crate) struct Decision {
    sentence: String,
    rule: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    acr: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth_time: Option<i64>,
}

impl Decision {
    /// A call that was let through.
    pub(crate) fn allowed(rule: Rule, access: &Access, now: Timestamp) -> Self {
        let sentence = format!("{} {}, and that is enough.", wants(rule), has(access, now));
        Self::new(rule, sentence, Some(access))
    }

    fn denied(rule: Rule, denied: &Denied, access: Option<&Access>, now: Timestamp) -> Self {
        let sentence = match (denied, access) {
            (Denied::StepUp(_), Some(access)) => format!("{} {}.", wants(rule), has(access, now)),
            (Denied::StepUp(_), None) => wants(rule),
            (Denied::NoToken, _) => "The bank's API wants to know who you are, and was not told.".to_owned(),
            (Denied::InsufficientScope { scope }, _) => {
                format!("The bank's API wants the permission {scope}, which this app was not given.")
            }
            (Denied::Unsatisfiable, _) => {
                format!("{} The sign-in service has nothing that is strong enough.", wants(rule))
            }
            (Denied::Malformed | Denied::InvalidToken(_) | Denied::Unavailable, _) => {
                format!("The bank's API could not go by what it was sent: {}.", denied.description())
            }
        };
        Self::new(rule, sentence, access)
    }

    fn new(rule: Rule, sentence: String, access: Option<&Access>) -> Self {
        Self {
            sentence,
            rule: rule.to_string(),
            acr: access.and_then(Access::acr).map(str::to_owned),
            auth_time: access.and_then(Access::auth_time).map(Timestamp::seconds),
        }
    }
}

/// Goes before a [`GuardLayer`](stepgate_guard::GuardLayer) and puts the explanation into its answer.
pub(crate) async fn denial(State((bank, rule)): State<(Bank, Rule)>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let response = next.run(request).await;
    // No handler answers with these: it was the guard. Asked again, it says the same of a call that it has denied.
    if !matches!(response.status(), StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
        return response;
    }
    match bank.guard().check(&headers, &rule.require()).await {
        Err(denied) => answer(&bank, &headers, rule, denied).await,
        Ok(_) => response,
    }
}

/// The guard's answer, with the explanation in its body.
pub(crate) async fn answer(bank: &Bank, headers: &HeaderMap, rule: Rule, denied: Denied) -> Response {
    // What the token says, where it is a valid one.
    let access = bank.guard().check(headers, &Require::token()).await.ok();
    let decision = Decision::denied(rule, &denied, access.as_ref(), bank.clock().now());
    let error = denied.code().unwrap_or(denied.name());
    let body = json!({ "error": error, "error_description": denied.description(), "decision": decision });
    let mut response: Response = denied.into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    *response.body_mut() = Body::from(body.to_string());
    response
}

fn wants(rule: Rule) -> String {
    let Needs { level, max_age, .. } = rule.needs();
    match max_age {
        None => "The bank's API wants you to be signed in.".to_owned(),
        Some(0) => format!("The bank's API wants {} of its own each time.", level.method),
        Some(seconds) => format!("The bank's API wants {} from the last {}.", level.method, span(u64::from(seconds))),
    }
}

fn has(access: &Access, now: Timestamp) -> String {
    let method = access.acr().map(|acr| level::by_acr(acr).map_or("a level that the bank does not know", |l| l.method));
    match (method, access.auth_time()) {
        (Some(method), Some(at)) => format!("You have {method} from {} ago", span(at.seconds_before(now))),
        (Some(_), None) | (None, _) => "Your token does not say how and when you signed in".to_owned(),
    }
}

/// "5 minutes and 1 second": two units, since a limit and what is just beyond it must not read the same.
fn span(seconds: u64) -> String {
    let units = [(seconds / 3600, "hour"), (seconds / 60 % 60, "minute"), (seconds % 60, "second")];
    let named = units.iter().filter(|(count, _)| *count > 0).take(2);
    let words: Vec<_> =
        named.map(|(count, unit)| format!("{count} {unit}{}", if *count == 1 { "" } else { "s" })).collect();
    if words.is_empty() { "0 seconds".to_owned() } else { words.join(" and ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_read_as_people_say_them() {
        for (seconds, text) in [
            (0, "0 seconds"),
            (1, "1 second"),
            (300, "5 minutes"),
            (301, "5 minutes and 1 second"),
            (3661, "1 hour and 1 minute"),
            (7205, "2 hours and 5 seconds"),
        ] {
            assert_eq!(span(seconds), text);
        }
    }
}
