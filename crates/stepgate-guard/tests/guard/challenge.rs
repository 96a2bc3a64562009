//! The answers: status, challenge, body, and nothing of the caller's in them (B21, H06).

use crate::world::{World, challenge_of};
use http::Response;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use serde_json::{Value, json};
use std::sync::Arc;
use stepgate_guard::{Denied, MaxAge, Reason, Require, StepUp, TokenFault};

fn step_up() -> Denied {
    Denied::StepUp(StepUp {
        reason: Reason::LevelTooLow { wanted: Arc::from("phr") },
        acr_values: vec!["phr".to_owned(), "mfa".to_owned()],
        max_age: Some(MaxAge::seconds(300)),
    })
}

#[test]
fn every_denial_has_one_status_one_code_and_one_challenge() {
    let scope = || Denied::InsufficientScope { scope: "a b".to_owned() };
    let table = [
        (Denied::NoToken, 401, None, Some("Bearer")),
        (Denied::Malformed, 400, Some("invalid_request"), Some("Bearer error=\"invalid_request\"")),
        (Denied::InvalidToken(TokenFault::Expired), 401, Some("invalid_token"), Some("Bearer error=\"invalid_token\"")),
        (scope(), 403, Some("insufficient_scope"), Some("Bearer error=\"insufficient_scope\"")),
        (
            step_up(),
            401,
            Some("insufficient_user_authentication"),
            Some("Bearer error=\"insufficient_user_authentication\""),
        ),
        (Denied::Unsatisfiable, 403, Some("access_denied"), None),
        (Denied::Unavailable, 503, Some("temporarily_unavailable"), None),
    ];
    for (denied, status, code, challenge) in table {
        let response: Response<String> = denied.clone().into_response();
        let sent = response.headers().get(WWW_AUTHENTICATE).map(|value| value.to_str().unwrap());
        assert_eq!((response.status().as_u16(), denied.code()), (status, code));
        assert!(challenge.map_or(sent.is_none(), |start| sent.unwrap().starts_with(start)), "{sent:?}");
        assert_eq!(response.headers()[CACHE_CONTROL], "no-store");
        assert_eq!(response.headers().contains_key(RETRY_AFTER), status == 503);
    }
}

#[test]
fn the_body_repeats_the_code_and_its_description() {
    let response: Response<String> = step_up().into_response();
    assert_eq!(response.headers()[CONTENT_TYPE], "application/json");
    let body: Value = serde_json::from_str(response.body()).unwrap();
    assert_eq!(body["error"], "insufficient_user_authentication");
    assert_eq!(body["error_description"], "the authentication is too weak for this call");
    let empty: Response<String> = Denied::NoToken.into_response();
    assert!(empty.body().is_empty() && !empty.headers().contains_key(CONTENT_TYPE));
}

#[test]
fn a_step_up_is_written_as_rfc_9470_does() {
    let response: Response<String> = step_up().into_response();
    assert_eq!(
        response.headers()[WWW_AUTHENTICATE],
        "Bearer error=\"insufficient_user_authentication\", \
         error_description=\"the authentication is too weak for this call\", acr_values=\"phr mfa\", max_age=\"300\""
    );
}

/// B21: a value cannot end its string and begin a parameter.
#[test]
fn b21_no_value_becomes_a_parameter() {
    for hostile in ["x\", acr_values=\"pwd", "x\\\", max_age=\"9", "x\r\nSet-Cookie: a=b", "é\u{202e}\0"] {
        let challenge = challenge_of(Denied::InsufficientScope { scope: hostile.to_owned() });
        assert!(challenge.acr_values.is_empty() && challenge.max_age.is_none(), "{hostile:?}");
        assert!(challenge.scope.is_some());
    }
}

/// H06: neither header, body nor message carries what the caller sent.
#[tokio::test]
async fn h06_answers_and_messages_quote_no_token() {
    let world = World::new();
    let canary = "canary-7f3a";
    let changes = [
        json!({ "iss": canary }),
        json!({ "aud": canary }),
        json!({ "acr": canary }),
        json!({ "scope": canary }),
        json!({ "sub": canary, "exp": 1 }),
        json!({ "acr": { canary: canary } }),
    ];
    for change in changes {
        let require = Require::acr(["phr"]).scope("payments:write");
        let denied = world.call(change.clone(), &require).await.unwrap_err();
        let message = format!("{denied} {denied:?}");
        let response: Response<String> = denied.into_response();
        assert!(!format!("{message} {:?} {}", response.headers(), response.body()).contains(canary), "{change}");
    }
    let denied = world.call_with(canary, &Require::token()).await.unwrap_err();
    assert!(!format!("{denied} {denied:?}").contains(canary));
}
