//! `id_token_hint`: an application hands back an ID token of ours.

use crate::world::{BASIC, World};

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
