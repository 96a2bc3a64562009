//! The crate `openidconnect` as an application of this provider: it discovers, asks, redeems and verifies; we only answer.
//!
//! The user's part is done over plain HTTP, with the pages' forms and a software key. There is no socket.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod browser;
mod relying_party;
mod world;

use browser::Browser;
use openidconnect::Nonce;
use relying_party::{RelyingParty, Required, Tokens};
use world::World;

const BASIC: &str = "urn:stepgate:basic";

/// Signs in with the password.
async fn sign_in(app: &RelyingParty<'_>, browser: &mut Browser<'_>) -> Tokens {
    let ask = app.ask();
    let page = browser.open(ask.url.as_str()).await;
    let back = browser.with_password(&page).await;
    app.finish(ask, &back).await.unwrap()
}

#[tokio::test]
async fn signs_in_with_a_password_and_steps_up_to_a_passkey() {
    let world = World::start().await;
    let (app, mut browser) = (RelyingParty::discover(&world).await, Browser::new(&world));
    browser.enrols_passkey().await;
    let low = sign_in(&app, &mut browser).await;
    assert_eq!((low.acr.as_str(), low.amr.join(" ").as_str()), (BASIC, "pwd"));
    world.pass(10);

    let ask = app.step_up("phr", 300);
    let page = browser.open(ask.url.as_str()).await;
    assert!(page.body.contains("You signed in with a password; this needs a passkey."), "{}", page.body);
    let back = browser.with_passkey(&page).await;
    let high = app.finish(ask, &back).await.unwrap();
    assert_eq!((high.acr.as_str(), high.amr.join(" ").as_str()), ("phr", "pop swk user"));
    assert_eq!((high.auth_time - low.auth_time, &high.subject), (10, &low.subject));
    let access = high.access;
    assert_eq!((&access["acr"], &access["auth_time"]), (&high.acr.into(), &high.auth_time.into()));
    assert_eq!((&access["amr"], &access["sub"]), (&high.amr.into(), &high.subject.into()));
}

#[tokio::test]
async fn a_cancelled_step_up_is_told_and_leaves_the_session() {
    let world = World::start().await;
    let (app, mut browser) = (RelyingParty::discover(&world).await, Browser::new(&world));
    browser.enrols_passkey().await;
    let before = sign_in(&app, &mut browser).await;
    world.pass(10);

    let ask = app.step_up("phr", 300);
    let page = browser.open(ask.url.as_str()).await;
    let back = browser.cancel(&page).await;
    assert_eq!(app.finish(ask, &back).await.unwrap_err(), "unmet_authentication_requirements");

    let ask = app.ask_silently();
    let back = browser.open(ask.url.as_str()).await;
    let after = app.finish(ask, &back).await.unwrap();
    assert_eq!((after.acr, after.auth_time, after.subject), (before.acr, before.auth_time, before.subject));
}

#[tokio::test]
async fn that_nobody_is_signed_in_is_told_without_a_page() {
    let world = World::start().await;
    let (app, mut browser) = (RelyingParty::discover(&world).await, Browser::new(&world));
    let ask = app.ask_silently();
    let back = browser.open(ask.url.as_str()).await;
    assert_eq!(app.finish(ask, &back).await.unwrap_err(), "login_required");
}

#[tokio::test]
async fn its_verifier_refuses_tokens_that_fall_short() {
    let world = World::start().await;
    let (app, mut browser) = (RelyingParty::discover(&world).await, Browser::new(&world));
    let low = sign_in(&app, &mut browser).await;
    let (basic, phr) =
        (Required { acr: Some(BASIC), max_age: Some(300) }, Required { acr: Some("phr"), max_age: None });
    assert_eq!(app.verify(&low, basic, &low.nonce), Ok(()));
    let refused = |required, nonce: &Nonce| app.verify(&low, required, nonce).unwrap_err();
    assert!(refused(phr, &low.nonce).contains("urn:stepgate:basic"));
    assert!(refused(basic, &Nonce::new_random()).contains("nonce"));
    world.pass(301);
    assert_eq!(refused(basic, &low.nonce), "auth_time is Some(301) seconds ago");
}
