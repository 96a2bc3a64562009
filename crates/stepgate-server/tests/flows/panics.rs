//! A handler that panics costs one request.

use crate::http::Call;
use crate::log;
use crate::world::{BASIC, World};

#[tokio::test]
async fn h11_a_panic_is_one_500_with_nothing_in_it_and_an_error_in_the_log() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    log::start();
    for call in [Call::get("/"), Call::get(bank.ask().url()), bank_token_call(), Call::get("/interaction/x")] {
        world.break_clock(true);
        let answer = world.send_with(call.clone(), Vec::new()).await;
        world.break_clock(false);
        assert_eq!((answer.status.as_u16(), answer.body.as_str()), (500, "internal"), "{call:?}");
        let expected = [
            ("cache-control", "no-store"),
            ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-opener-policy", "same-origin"),
        ];
        for (header, value) in expected {
            assert_eq!(answer.header(header), Some(value), "{call:?}");
        }
        let request = answer.header("x-request-id").unwrap();
        let logged = errors(request);
        assert_eq!(logged.len(), 1, "{call:?}");
        assert_eq!((&logged[0]["message"], &logged[0]["status"]), (&"a handler panicked".into(), &500.into()));
    }
    assert_eq!(bank.level(&mut browser).await, BASIC, "the server goes on");
}

fn bank_token_call() -> Call {
    Call::post("/token").form(&[("client_id", "bank"), ("grant_type", "refresh_token"), ("refresh_token", "x")])
}

/// What was logged as an error of this request; nothing logged tells what the panic said.
fn errors(request: &str) -> Vec<serde_json::Value> {
    let text = log::take();
    log::start();
    assert!(!text.contains("CANARY-PANIC"), "{text}");
    let events = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let ours = events.filter(|event| event["level"] == "ERROR" && event["fields"]["request"] == request);
    ours.map(|event| event["fields"].clone()).collect()
}
