//! `max_age=0`: 60 seconds and one use (B13).

use crate::world::{NOW, World, challenge_of};
use serde_json::json;
use stepgate_guard::{Denied, InMemoryOneUse, NotRemembered, OneUse, Require, Timestamp, TokenFault};

fn each_time() -> Require {
    Require::acr(["phr"]).max_age(0)
}

#[tokio::test]
async fn a_token_made_for_one_call_is_good_for_a_minute() {
    let world = World::new();
    for (age, expected) in [(60, None), (61, Some("asked_each_time"))] {
        let called = world.call(json!({ "auth_time": NOW - age, "jti": format!("t-{age}") }), &each_time()).await;
        assert_eq!(called.err().map(|denied| denied.name()), expected, "{age}");
    }
}

#[tokio::test]
async fn it_is_good_for_one_call() {
    let world = World::new();
    assert!(world.call(json!({}), &each_time()).await.unwrap().is_single_use());
    let challenge = challenge_of(world.call(json!({}), &each_time()).await.unwrap_err());
    assert_eq!((challenge.acr_values, challenge.max_age), (vec!["phr".to_owned()], Some(0)));
    assert!(world.call(json!({ "auth_time": NOW - 9 }), &each_time()).await.is_ok(), "another ceremony");
}

/// A refreshed token has another `jti` and speaks of the same ceremony.
#[tokio::test]
async fn a_refresh_is_no_second_confirmation() {
    let world = World::new();
    assert!(world.call(json!({}), &each_time()).await.is_ok());
    let refreshed = world.call(json!({ "jti": "t-2", "iat": NOW }), &each_time()).await;
    assert_eq!(refreshed.unwrap_err().name(), "asked_each_time");
}

/// The provider asserts the level that was asked for: of one passkey, a token at `phr` and another at `mfa`.
#[tokio::test]
async fn one_ceremony_asserted_at_two_levels_is_one_confirmation() {
    let world = World::new();
    let at_mfa = Require::acr(["mfa"]).max_age(0);
    assert!(world.call(json!({ "acr": "phr" }), &at_mfa).await.is_ok());
    let other_level = world.call(json!({ "acr": "mfa", "jti": "t-2" }), &at_mfa).await;
    assert_eq!(other_level.unwrap_err().name(), "asked_each_time");
}

#[tokio::test]
async fn a_level_that_allows_no_age_is_good_for_one_call_too() {
    let world = World::new();
    let once = json!({ "acr": "once" });
    assert!(world.call(once.clone(), &Require::acr(["once"])).await.is_ok());
    assert_eq!(world.call(once, &Require::acr(["once"])).await.unwrap_err().name(), "asked_each_time");
}

#[tokio::test]
async fn a_denied_call_spends_nothing() {
    let world = World::new();
    assert!(world.call(json!({}), &each_time().scope("admin")).await.is_err());
    assert!(world.call(json!({}), &each_time()).await.is_ok());
}

/// A confirmation that let a call with a `max_age` pass has had its use; one that nobody asked the age of has not.
#[tokio::test]
async fn a_confirmation_that_served_is_none_for_a_call_that_asks_each_time() {
    let world = World::new();
    for _ in 0..3 {
        assert!(world.call(json!({}), &Require::acr(["phr"])).await.is_ok());
    }
    assert!(world.call(json!({}), &each_time()).await.is_ok());
    let within_five_minutes = Require::acr(["phr"]).max_age(300);
    let other = json!({ "auth_time": NOW - 9 });
    for _ in 0..3 {
        assert!(world.call(other.clone(), &within_five_minutes).await.is_ok());
    }
    assert_eq!(world.call(other, &each_time()).await.unwrap_err().name(), "asked_each_time");
}

#[tokio::test]
async fn a_token_without_a_name_cannot_be_used_once() {
    let world = World::new();
    for jti in [json!(null), json!("")] {
        let denied = world.call(json!({ "jti": jti }), &each_time()).await.unwrap_err();
        assert_eq!(denied, Denied::InvalidToken(TokenFault::Nameless));
    }
}

/// B13: twenty at once, one passes.
#[tokio::test(flavor = "multi_thread")]
async fn b13_of_twenty_calls_at_once_one_passes() {
    let world = std::sync::Arc::new(World::new());
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let world = std::sync::Arc::clone(&world);
            tokio::spawn(async move { world.call(json!({}), &each_time()).await.is_ok() })
        })
        .collect();
    let mut passed = 0;
    for call in calls {
        passed += usize::from(call.await.unwrap());
    }
    assert_eq!(passed, 1);
}

#[tokio::test]
async fn when_the_memory_is_full_calls_are_denied() {
    let world = World::remembering(InMemoryOneUse::new(2));
    for age in [9, 8] {
        assert!(world.call(json!({ "auth_time": NOW - age }), &each_time()).await.is_ok());
    }
    assert_eq!(world.call(json!({ "auth_time": NOW - 7 }), &each_time()).await.unwrap_err(), Denied::Unavailable);
    let again = world.call(json!({ "auth_time": NOW - 9 }), &each_time()).await;
    assert_eq!(again.unwrap_err().name(), "asked_each_time");
}

#[tokio::test]
async fn nothing_is_forgotten_before_its_time() {
    let memory = InMemoryOneUse::new(1);
    let at = Timestamp::from_seconds;
    assert_eq!(memory.consume("a", at(90), at(0)).await, Ok(true));
    assert_eq!(memory.consume("a", at(90), at(90)).await, Ok(false));
    assert_eq!(memory.consume("b", at(180), at(90)).await, Err(NotRemembered));
    assert_eq!(memory.consume("b", at(180), at(91)).await, Ok(true));
}
