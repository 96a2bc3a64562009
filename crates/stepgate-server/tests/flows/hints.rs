//! `id_token_hint`: an application hands back an ID token of ours.

use crate::world::{BASIC, World};
use stepgate_protocol::jwt::{SigningKey, Typ};

/// A22: the application says whom it believes to be there. Somebody else is not served in their stead, and not switched.
#[tokio::test]
async fn a22_a_hint_of_somebody_else_is_not_answered() {
    let world = World::new().await;
    let (mut alice, mut bob, bank) = (world.browser(), world.browser(), world.bank());
    let hint = bank.hint(&mut bob, "bob").await;
    alice.sign_in(&bank.ask(), "alice").await;
    for prompt in ["none", "consent"] {
        let answer = alice.open(&bank.ask().with("id_token_hint", &hint).with("prompt", prompt)).await;
        assert!(answer.location().unwrap().contains("error=login_required"), "{:?}", answer.location());
    }
    assert_eq!(bank.level(&mut alice).await, BASIC);
    assert!(bank.silently(&mut bob, bank.ask().with("id_token_hint", &hint)).await.is_ok());
}

#[tokio::test]
async fn a22_a_hint_that_we_did_not_sign_is_refused() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    for hint in ["eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c2VyLWFsaWNlIn0.", "x", "a.b.c"] {
        let answer = browser.open(&bank.ask().with("id_token_hint", hint)).await;
        assert!(answer.location().unwrap().contains("error=invalid_request"), "{hint}");
    }
}

/// OpenID Connect Core §3.1.2.1: an ID token that has expired still says who was there.
#[tokio::test]
async fn a22_a_hint_may_be_old() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let hint = bank.hint(&mut browser, "bob").await;
    world.pass(1_800);
    assert!(bank.silently(&mut browser, bank.ask().with("id_token_hint", &hint)).await.is_ok());
}

/// An access token names the same user and is signed with the same key.
#[tokio::test]
async fn a22_an_access_token_is_no_hint() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask();
    let answer = browser.sign_in(&ask, "bob").await;
    let access = bank.tokens(&ask, &answer).await.access;
    let ask = bank.ask().with("id_token_hint", &access);
    assert_eq!(bank.error(&ask, &browser.open(&ask).await), "invalid_request");
}

/// With nobody signed in, the request is for the one whom the hint names.
#[tokio::test]
async fn a22_only_the_one_named_signs_in() {
    let world = World::new().await;
    let (mut bob, mut browser, bank) = (world.browser(), world.browser(), world.bank());
    let hint = bank.hint(&mut bob, "bob").await;
    let page = browser.open(&bank.ask().with("id_token_hint", &hint)).await;
    assert_eq!(browser.with_password(&page, "alice").await.page_error(), (403, "subject_mismatch"));
    assert_eq!(browser.with_password(&page, "bob").await.status.as_u16(), 303);
}

/// Expired, it still says who was there (OpenID Connect Core §3.1.2.1).
#[tokio::test]
async fn a22_a_hint_does_not_expire() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask();
    let answer = browser.sign_in(&ask, "alice").await;
    let response = bank.redeem(&ask, &bank.code(&ask, &answer)).await;
    let hint = response.json()["id_token"].as_str().unwrap().to_owned();
    let expires = bank.read(&response).await.id["exp"].as_i64().unwrap();
    world.pass(expires - world.now().seconds() + 1);
    let tokens = bank.silently(&mut browser, bank.ask().with("id_token_hint", &hint)).await.unwrap();
    assert_eq!(tokens.id["sub"], "user-alice");
}

/// Our key signs other things too; and a key of the same kind is not ours.
#[tokio::test]
async fn a22_only_an_id_token_of_ours_is_a_hint() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask();
    let answer = browser.sign_in(&ask, "alice").await;
    let tokens = bank.tokens(&ask, &answer).await;
    let foreign = SigningKey::generate().unwrap().1.sign(Typ::IdToken, &tokens.id).unwrap();
    for hint in [&tokens.access, &tokens.refresh, &foreign, &"x".repeat(40_000)] {
        let refused = bank.silently(&mut browser, bank.ask().with("id_token_hint", hint)).await;
        assert_eq!(refused.unwrap_err(), "invalid_request", "{hint}");
    }
    let hint = bank.hint(&mut world.browser(), "alice").await;
    let twice = bank.ask().with("id_token_hint", &hint).also("id_token_hint", &hint);
    assert_eq!(bank.silently(&mut browser, twice).await.unwrap_err(), "invalid_request");
    assert_eq!(bank.level(&mut browser).await, BASIC);
}

/// Naming somebody does not make them be asked in another's session, whatever else the request wants.
#[tokio::test]
async fn a22_a_hint_of_somebody_else_raises_nobody() {
    let world = World::new().await;
    let (mut alice, mut bob, bank) = (world.browser(), world.browser(), world.bank());
    let hint = bank.hint(&mut bob, "bob").await;
    alice.sign_in(&bank.ask(), "alice").await;
    for ask in [bank.ask().acr("phr"), bank.ask().with("max_age", "0"), bank.ask().with("prompt", "login")] {
        let ask = ask.with("id_token_hint", &hint);
        let answer = alice.open(&ask).await;
        assert_eq!(bank.error(&ask, &answer), "login_required");
    }
}
