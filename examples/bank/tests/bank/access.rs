//! Action × level × age: what is answered, and whether it was done.

use crate::world::{Answer, BASIC, MFA, NOW, World};
use axum::http::StatusCode;
use serde_json::{Value, json};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Action {
    Balance,
    Payout,
    Small,
    Large,
    NewPayee,
    Close,
}
use Action::{Balance, Close, Large, NewPayee, Payout, Small};

#[derive(Clone, Copy, Debug)]
enum Expected {
    Done,
    /// `acr_values` and `max_age` of the challenge.
    Asks(&'static str, Option<u32>),
}
use Expected::{Asks, Done};

async fn act(world: &World, action: Action, token: Option<&str>) -> Answer {
    let transfer = |payee: &str, amount: &str| json!({ "payee": payee, "amount": amount });
    let (path, body) = match action {
        Balance => return world.get("/api/balance", token).await,
        Payout => ("/api/payout-details", json!({ "iban": "DE89370400440532013000" })),
        Small => ("/api/transfers", transfer("jana", "30.00")),
        Large => ("/api/transfers", transfer("jana", "30.01")),
        NewPayee => ("/api/transfers", transfer("sam", "1")),
        Close => ("/api/account/close", json!({})),
    };
    world.post(path, token, &body).await
}

/// What has changed once the action is done.
fn is_done(action: Action, account: &Value) -> bool {
    match action {
        Balance => true,
        Payout => account["payout"]["iban_tail"] == "3000",
        Small => account["balance"] == "2450.00",
        Large => account["balance"] == "2449.99",
        NewPayee => account["balance"] == "2479.00",
        Close => account["is_closed"] == true && account["balance"] == "0.00",
    }
}

#[tokio::test]
async fn each_action_asks_for_what_its_rule_says() {
    let mfa = Asks(MFA, Some(900));
    let (recent, each_time, key) = (Asks("phr", Some(300)), Asks("phr", Some(0)), Asks("phrh", Some(0)));
    let table = [
        (Balance, BASIC, 40_000, Done),
        (Balance, "phr", 40_000, Done),
        (Balance, "urn:other", 0, Asks(BASIC, None)),
        (Payout, BASIC, 12, mfa),
        (Payout, MFA, 900, Done),
        (Payout, MFA, 931, mfa),
        (Payout, "phr", 900, Done),
        (Payout, "phrh", 931, mfa),
        (Small, BASIC, 12, recent),
        (Small, MFA, 12, recent),
        (Small, "phr", 300, Done),
        (Small, "phr", 331, recent),
        (Small, "phrh", 10, Done),
        (Large, BASIC, 12, each_time),
        (Large, MFA, 12, each_time),
        (Large, "phr", 60, Done),
        (Large, "phr", 61, each_time),
        (Large, "phrh", 10, Done),
        (NewPayee, "phr", 10, Done),
        (NewPayee, "phr", 200, each_time),
        (Close, BASIC, 12, key),
        (Close, "phr", 10, key),
        (Close, "phrh", 60, Done),
        (Close, "phrh", 61, key),
    ];
    for (action, acr, age, expected) in table {
        let world = World::new().await;
        let before = world.account().await;
        let answer = act(&world, action, Some(&world.provider.token(acr, age))).await;
        let case = format!("{action:?} with {acr} from {age} s ago: {} {}", answer.status, answer.text);
        match expected {
            Done => check_done(&answer, acr, age, &case),
            Asks(acr, max_age) => check_challenge(&answer, acr, max_age, &case),
        }
        let after = world.account().await;
        match expected {
            Done => assert!(is_done(action, &after), "{case}"),
            Asks(..) => assert_eq!(before, after, "{case}"),
        }
    }
}

fn check_done(answer: &Answer, acr: &str, age: i64, case: &str) {
    assert_eq!(answer.status, StatusCode::OK, "{case}");
    assert_eq!(answer.challenge(), "", "{case}");
    let decision = &answer.json()["decision"];
    assert_eq!((&decision["acr"], &decision["auth_time"]), (&json!(acr), &json!(NOW - age)), "{case}");
}

fn check_challenge(answer: &Answer, acr: &str, max_age: Option<u32>, case: &str) {
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{case}");
    let challenge = answer.challenge();
    assert!(challenge.starts_with("Bearer error=\"insufficient_user_authentication\""), "{case}: {challenge}");
    assert!(challenge.contains(&format!("acr_values=\"{acr}\"")), "{case}: {challenge}");
    match max_age {
        Some(seconds) => assert!(challenge.contains(&format!("max_age=\"{seconds}\"")), "{case}: {challenge}"),
        None => assert!(!challenge.contains("max_age"), "{case}: {challenge}"),
    }
    assert_eq!(answer.json()["error"], "insufficient_user_authentication", "{case}");
}

#[tokio::test]
async fn the_answer_says_why_in_a_sentence() {
    let world = World::new().await;
    for (action, acr, age, sentence) in [
        (
            Small,
            BASIC,
            12,
            "The bank's API wants a passkey from the last 5 minutes. You have a password from 12 seconds ago.",
        ),
        (
            Small,
            "phr",
            361,
            "The bank's API wants a passkey from the last 5 minutes. You have a passkey from 6 minutes and 1 second ago.",
        ),
        (
            Small,
            "phr",
            1,
            "The bank's API wants a passkey from the last 5 minutes. You have a passkey from 1 second ago, and that is enough.",
        ),
        (
            Large,
            "phr",
            90,
            "The bank's API wants a passkey of its own each time. You have a passkey from 1 minute and 30 seconds ago.",
        ),
        (
            Close,
            MFA,
            7205,
            "The bank's API wants a security key of its own each time. You have a second factor from 2 hours and 5 seconds ago.",
        ),
        (
            Balance,
            BASIC,
            1,
            "The bank's API wants you to be signed in. You have a password from 1 second ago, and that is enough.",
        ),
    ] {
        let answer = act(&world, action, Some(&world.provider.token(acr, age))).await;
        assert_eq!(answer.sentence(), sentence);
    }
    let rule = &act(&world, Small, Some(&world.provider.token(BASIC, 1))).await.json()["decision"]["rule"];
    assert_eq!(rule, "send at most 30 EUR to a known payee: phr, max_age 300");
}

#[tokio::test]
async fn without_a_usable_token_nothing_is_done() {
    let world = World::new().await;
    let before = world.account().await;
    let token = |mut claims: Value| {
        claims["acr"] = json!("phrh");
        Some(world.provider.token_with(claims))
    };
    for (token, status, challenge, said) in [
        (None, 401, "Bearer", "was not told"),
        (Some("x.y.z".to_owned()), 401, "Bearer error=\"invalid_token\"", "could not go by"),
        (
            token(json!({ "auth_time": NOW - 1, "aud": "http://localhost:1" })),
            401,
            "Bearer error=\"invalid_token\"",
            "another resource",
        ),
        (token(json!({ "auth_time": NOW - 1, "exp": NOW - 31 })), 401, "Bearer error=\"invalid_token\"", "has expired"),
        (
            token(json!({ "auth_time": NOW - 1, "scope": "openid" })),
            403,
            "Bearer error=\"insufficient_scope\"",
            "was not given",
        ),
        (token(json!({})), 401, "Bearer error=\"insufficient_user_authentication\"", "does not say"),
    ] {
        for action in [Payout, Small, Large, Close] {
            let answer = act(&world, action, token.as_deref()).await;
            let case = format!("{action:?}: {} {} {}", answer.status, answer.challenge(), answer.text);
            assert_eq!(answer.status, status, "{case}");
            assert!(answer.challenge().starts_with(challenge), "{case}");
            assert!(answer.sentence().contains(said), "{case}");
        }
    }
    assert_eq!(before, world.account().await);
}

#[tokio::test]
async fn bank_and_provider_start_in_any_order() {
    let (world, listener) = World::before_provider().await;
    let address = listener.local_addr().unwrap();
    drop(listener);
    let token = world.provider.token("phr", 10);
    let answer = act(&world, Small, Some(&token)).await;
    assert_eq!((answer.status, answer.challenge()), (StatusCode::SERVICE_UNAVAILABLE, ""));
    world.provider.serve(tokio::net::TcpListener::bind(address).await.unwrap());
    world.clock.wait(2).unwrap();
    let answer = act(&world, Small, Some(&token)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
}
