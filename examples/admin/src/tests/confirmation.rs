//! From a click to the deed: what is asked for, what comes back, and that it is done once.

use crate::tests::world::{BASIC, Browser, Confirms, MFA, Page};
use axum::http::header::LOCATION;

const ALICE: Confirms = Confirms("alice", "phr", 0);
const CONTINUE: Option<&str> = Some("Continue: delete tenant Acme");

fn has_acme(page: &Page) -> bool {
    page.text.contains("<option>Acme</option>")
}

#[tokio::test]
async fn a_deletion_is_confirmed_shown_and_done_once() {
    let mut alice = Browser::signed_in("alice", BASIC).await;
    let away = alice.deletes("Acme").await;
    let sent = away.sent();
    assert_eq!((sent["acr_values"].as_str(), sent["max_age"].as_str()), ("phr", "0"));
    let back = alice.comes_back(&away, ALICE).await;
    assert_eq!((back.element("confirm-action"), back.element("level")), (CONTINUE, Some("phr")));
    assert!(has_acme(&back), "nothing is done before the user says so");

    alice.post("/confirm", &[]).await;
    let done = alice.home().await;
    assert_eq!((done.element("message"), done.element("confirm-action")), (Some("Done: delete tenant Acme."), None));
    assert!(!has_acme(&done));
    alice.post("/confirm", &[]).await;
    let again = alice.home().await;
    assert_eq!(again.element("message"), None, "a second click finds nothing");
    assert!(again.text.contains("Globex"));
}

#[tokio::test]
async fn each_deletion_asks_again() {
    let mut alice = Browser::signed_in("alice", "phr").await;
    let away = alice.deletes("Acme").await;
    alice.comes_back(&away, ALICE).await;
    alice.post("/confirm", &[]).await;
    assert_eq!(alice.deletes("Globex").await.sent()["max_age"], "0");
}

#[tokio::test]
async fn a_role_asks_for_a_second_factor_once() {
    let mut alice = Browser::signed_in("alice", BASIC).await;
    let away = alice.post("/grant-role", &[("person", "Jana Novak")]).await;
    let sent = away.sent();
    assert_eq!((sent["acr_values"].as_str(), sent.get("max_age")), (MFA, None));
    let back = alice.comes_back(&away, Confirms("alice", MFA, 0)).await;
    assert_eq!(back.element("confirm-action"), Some("Continue: make Jana Novak an auditor"));
    alice.post("/confirm", &[]).await;
    let second = alice.post("/grant-role", &[("person", "Sam Okafor")]).await;
    assert_eq!(second.headers[LOCATION], "/");
    let page = alice.home().await;
    assert!(page.text.contains("Auditors: Jana Novak, Sam Okafor"), "{}", page.text);
    alice.waits(28_900);
    assert!(alice.home().await.element("sign-in").is_some(), "the session has ended before the level decays");
}

#[tokio::test]
async fn what_comes_back_must_be_strong_and_fresh_enough() {
    for (confirms, message) in [
        (Confirms("alice", MFA, 0), "The confirmation was not strong enough."),
        (Confirms("alice", "phr", 61), "The confirmation was not strong enough."),
        (Confirms("bob", "phr", 0), "Another account was confirmed."),
    ] {
        let mut alice = Browser::signed_in("alice", BASIC).await;
        let away = alice.deletes("Acme").await;
        let back = alice.comes_back(&away, confirms).await;
        assert!(back.element("message").unwrap().starts_with(message), "{:?}", back.element("message"));
        assert_eq!((back.element("confirm-action"), back.element("level")), (None, Some(BASIC)));
        assert!(back.text.contains("<strong>alice</strong>"));
        alice.post("/confirm", &[]).await;
        assert!(has_acme(&alice.home().await));
    }
}

#[tokio::test]
async fn a_cancel_or_an_error_leaves_the_session_as_it_was() {
    for (error, message) in [
        ("access_denied", "Cancelled. Nothing was done."),
        ("unmet_authentication_requirements", "You were not confirmed: cancelled, or"),
        ("server_error", "The sign-in service could not confirm you."),
    ] {
        let mut alice = Browser::signed_in("alice", BASIC).await;
        let state = alice.deletes("Acme").await.sent()["state"].clone();
        let query = format!("error={error}&state={state}&iss=https%3A%2F%2Fid.example.com");
        let back = alice.comes_back_with(&query).await;
        assert!(back.element("message").unwrap().starts_with(message), "{:?}", back.element("message"));
        assert_eq!((back.element("confirm-action"), back.element("level")), (None, Some(BASIC)));
        assert!(has_acme(&back) && back.element("sign-out").is_some());
        assert_eq!(alice.home().await.element("message"), None, "it is shown once");
    }
}

#[tokio::test]
async fn a_confirmation_that_waits_becomes_too_old() {
    let mut alice = Browser::signed_in("alice", BASIC).await;
    let away = alice.deletes("Acme").await;
    alice.comes_back(&away, ALICE).await;
    alice.waits(61);
    alice.post("/confirm", &[]).await;
    let page = alice.home().await;
    assert!(page.element("message").unwrap().starts_with("Your confirmation has become too old."));
    assert!(has_acme(&page));
}

#[tokio::test]
async fn the_user_may_think_again() {
    let mut alice = Browser::signed_in("alice", BASIC).await;
    let away = alice.deletes("Acme").await;
    alice.comes_back(&away, ALICE).await;
    alice.post("/discard", &[]).await;
    assert_eq!(alice.home().await.element("message"), Some("Nothing was done."));
    alice.post("/confirm", &[]).await;
    assert!(has_acme(&alice.home().await));
}

#[tokio::test]
async fn what_does_not_exist_asks_for_nothing() {
    let mut alice = Browser::signed_in("alice", BASIC).await;
    let codes = alice.codes_redeemed();
    assert_eq!(alice.deletes("<b>Umbrella").await.headers[LOCATION], "/");
    let page = alice.home().await;
    assert_eq!(page.element("message"), Some("There is nothing to do: delete tenant &#60;b&#62;Umbrella."));
    assert_eq!(alice.codes_redeemed(), codes);
}
