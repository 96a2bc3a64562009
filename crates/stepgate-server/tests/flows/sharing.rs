//! Several applications, one session: what one of them asked for, and what the others may take of it.

use crate::world::{BASIC, World};

#[tokio::test]
async fn b17_a_confirmation_of_one_action_is_recent_nowhere_else() {
    let world = World::new().await;
    let (mut browser, bank, wish) = (world.browser(), world.bank(), world.client("wish"));
    browser.sign_in(&bank.ask(), "alice").await;
    world.pass(10);
    let each_time = bank.ask().acr("phr").with("max_age", "0");
    let answer = browser.confirm(&each_time, "alice").await;
    assert_eq!(bank.tokens(&each_time, &answer).await.id["acr"], "phr");
    world.pass(5);
    // Elsewhere: asked again, for the same level and for a mere age.
    for ask in [wish.ask().essential("phr"), wish.ask().with("max_age", "8")] {
        assert_eq!(wish.silently(&mut browser, ask.clone()).await.unwrap_err(), "login_required");
    }
    // Who is signed in is known everywhere.
    assert_eq!(wish.silently(&mut browser, wish.ask()).await.unwrap().id["acr"], BASIC);
    // At the bank it is recent.
    assert_eq!(
        bank.silently(&mut browser, bank.ask().acr("phr").with("max_age", "300")).await.unwrap().id["acr"],
        "phr"
    );
}

#[tokio::test]
async fn b17_a_client_that_shares_nothing_keeps_its_step_ups() {
    let world = World::new().await;
    let (mut browser, bank, vault) = (world.browser(), world.bank(), world.client("vault"));
    browser.sign_in(&bank.ask(), "alice").await;
    let ask = vault.ask().acr("phr");
    let answer = browser.confirm(&ask, "alice").await;
    assert_eq!(vault.tokens(&ask, &answer).await.id["acr"], "phr");
    assert_eq!(bank.silently(&mut browser, bank.ask().acr("phr")).await.unwrap_err(), "login_required");
    assert_eq!(vault.silently(&mut browser, vault.ask().acr("phr")).await.unwrap().id["acr"], "phr");
}

/// What everybody shares: one step-up, asked for once.
#[tokio::test]
async fn a_step_up_at_one_application_is_one_at_the_others() {
    let world = World::new().await;
    let (mut browser, bank, wish) = (world.browser(), world.bank(), world.client("wish"));
    browser.sign_in(&bank.ask(), "alice").await;
    browser.confirm(&bank.ask().acr("phr"), "alice").await;
    assert_eq!(wish.silently(&mut browser, wish.ask().essential("phr")).await.unwrap().id["acr"], "phr");
}

/// A sign-in is everybody's, however it was asked for.
#[tokio::test]
async fn a_sign_in_that_had_to_be_new_signs_in_everywhere() {
    let world = World::new().await;
    let (mut browser, bank, wish) = (world.browser(), world.bank(), world.client("wish"));
    browser.sign_in(&bank.ask().with("prompt", "login"), "alice").await;
    world.pass(60);
    assert_eq!(wish.silently(&mut browser, wish.ask().with("max_age", "300")).await.unwrap().id["acr"], BASIC);
}
