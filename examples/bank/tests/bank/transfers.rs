//! Transfers: amounts, payees, and approvals that are good for one of them.

use crate::world::{Answer, BASIC, NOW, World};
use axum::http::StatusCode;
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::task::JoinSet;

async fn pay(world: &World, token: &str, payee: &str, amount: &str) -> Answer {
    world.post("/api/transfers", Some(token), &json!({ "payee": payee, "amount": amount })).await
}

#[tokio::test]
async fn an_approval_sends_one_large_transfer() {
    let world = World::new().await;
    let token = world.provider.token("phr", 1);
    assert_eq!(pay(&world, &token, "jana", "250.00").await.status, StatusCode::OK);
    for amount in ["250.00", "31.00"] {
        let replay = pay(&world, &token, "jana", amount).await;
        assert_eq!(replay.status, StatusCode::UNAUTHORIZED);
        assert!(replay.challenge().contains("acr_values=\"phr\", max_age=\"0\""), "{}", replay.challenge());
    }
    assert_eq!(world.account().await["balance"], "2230.00");
    assert_eq!(pay(&world, &world.provider.token("phr", 2), "jana", "250.00").await.status, StatusCode::OK);
    assert_eq!(world.account().await["balance"], "1980.00");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_at_once_one_is_sent() {
    let world = Arc::new(World::new().await);
    let token: Arc<str> = world.provider.token("phr", 1).into();
    let mut calls = JoinSet::new();
    for _ in 0..20 {
        let (world, token) = (Arc::clone(&world), Arc::clone(&token));
        calls.spawn(async move { pay(&world, &token, "jana", "250.00").await.status });
    }
    let sent = calls.join_all().await.into_iter().filter(|status| *status == StatusCode::OK).count();
    assert_eq!((sent, &world.account().await["balance"]), (1, &json!("2230.00")));
}

#[tokio::test]
async fn small_transfers_need_no_approval_of_their_own() {
    let world = World::new().await;
    let token = world.provider.token("phr", 200);
    for _ in 0..3 {
        assert_eq!(pay(&world, &token, "jana", "20").await.status, StatusCode::OK);
    }
    let account = world.account().await;
    assert_eq!(account["balance"], "2420.00");
    assert_eq!(account["transfers"][2], json!({ "payee": "jana", "amount": "20.00" }));
}

#[tokio::test]
async fn what_cannot_be_sent_spends_no_approval() {
    let world = World::new().await;
    let before = world.account().await;
    let token = world.provider.token("phr", 1);
    for (payee, amount, status, error) in [
        ("jana", "-250", 400, "invalid_amount"),
        ("jana", "20.001", 400, "invalid_amount"),
        ("jana", "99999999999999999999", 400, "invalid_amount"),
        ("jana", "1e2", 400, "invalid_amount"),
        ("jana", "0", 400, "invalid_amount"),
        ("nobody", "250", 400, "unknown_payee"),
        ("jana", "2480.01", 409, "insufficient_funds"),
    ] {
        let answer = pay(&world, &token, payee, amount).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["error"]), (status, &json!(error)), "{payee} {amount}");
    }
    for body in [json!({}), json!({ "payee": "jana", "amount": 250 }), json!([]), Value::Null] {
        let answer = world.post("/api/transfers", Some(&token), &body).await;
        assert_eq!((answer.status.as_u16(), &answer.json()["error"]), (400, &json!("invalid_request")), "{body}");
    }
    assert_eq!(before, world.account().await);
    assert_eq!(pay(&world, &token, "jana", "250").await.status, StatusCode::OK);
}

#[tokio::test]
async fn accounts_are_apart() {
    let world = World::new().await;
    assert_eq!(pay(&world, &world.provider.token("phr", 1), "sam", "250").await.status, StatusCode::OK);
    let bobs = world.provider.token_with(json!({ "sub": "bob", "acr": BASIC, "auth_time": NOW }));
    let account = world.get("/api/balance", Some(&bobs)).await.json();
    assert_eq!((&account["balance"], &account["payees"][2]["known"]), (&json!("2480.00"), &json!(false)));
    assert_eq!(world.account().await["payees"][2]["known"], true);
}

#[tokio::test]
async fn a_closed_account_sends_nothing() {
    let world = World::new().await;
    let close =
        async |age| world.post("/api/account/close", Some(&world.provider.token("phrh", age)), &json!({})).await;
    assert_eq!(close(1).await.status, StatusCode::OK);
    let answer = close(2).await;
    assert_eq!((answer.status.as_u16(), &answer.json()["error"]), (409, &json!("account_closed")));
    let answer = pay(&world, &world.provider.token("phr", 1), "jana", "1").await;
    assert_eq!((answer.status.as_u16(), &answer.json()["error"]), (409, &json!("account_closed")));
}
