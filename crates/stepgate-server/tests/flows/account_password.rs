//! Choosing a password, in stories (NIST SP 800-63B-4 §3.1.1.2).

use crate::browser::Browser;
use crate::http::{Answer, between};
use crate::world::{BASIC, World};

const NEW: &str = "ein Sägewerk am Fluß";

async fn choose(browser: &mut Browser, page: &Answer, password: &str) -> Answer {
    browser.submit(page, "/account/password", &[("password", password), ("again", password)]).await
}

/// The sentence above the form.
fn problem(answer: &Answer) -> &str {
    between(&answer.body, "id=\"problem\"><p>", "</p>").unwrap_or_default()
}

#[tokio::test]
async fn a_new_password_is_good_at_once_and_signs_everybody_else_out() {
    let world = World::new().await;
    let (mut browser, mut other, bank) = (world.browser(), world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "carol").await;
    other.sign_in(&bank.ask(), "carol").await;
    let page = browser.visit("/account/password").await;
    let done = choose(&mut browser, &page, NEW).await;
    assert!(done.body.contains("data-done=\"password\"") && done.body.contains("Changed 0 seconds ago"));
    assert_eq!([bank.level(&mut browser).await, bank.level(&mut other).await], [BASIC, "login_required"]);
    let page = other.open(&bank.ask()).await;
    assert_eq!(other.with_password(&page, "carol").await.status, 401, "the old one");
    // The same letters, composed otherwise.
    let typed = NEW.replace('ä', "a\u{308}");
    let answer = other.submit(&page, "/password", &[("login", "carol"), ("password", &typed)]).await;
    assert_eq!(answer.status, 303);
}

#[tokio::test]
async fn a_password_that_will_not_do_is_told_why() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in(&world.bank().ask(), "carol").await;
    let page = browser.visit("/account/password").await;
    assert!(page.body.contains("autocomplete=\"new-password\"") && page.body.contains("At least 15 characters."));
    let table = [
        ("fourteen chars", "too short. Use at least 15 characters."),
        (&"x".repeat(129), "too long. Use at most 128 characters."),
        ("aaaaaaaaaaaaaaaaaaaa", "tried first"),
        ("  Carol in FULL ", "your name, or ours"),
    ];
    for (password, why) in table {
        let answer = choose(&mut browser, &page, password).await;
        assert!(problem(&answer).contains(why), "{password}: {}", problem(&answer));
        assert!(!answer.body.contains(password), "it comes back in no form");
    }
    let differs = browser.submit(&page, "/account/password", &[("password", NEW), ("again", "else")]).await;
    assert!(problem(&differs).contains("not the same"));
    assert_eq!(world.count("password_changed").await, 0);
}

#[tokio::test]
async fn beside_a_passkey_a_shorter_password_will_do() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in(&world.bank().ask(), "alice").await;
    let page = browser.at_account("/account/password", "alice").await;
    for (password, why) in [
        ("id.example.com", "your name, or ours"),
        ("Alice in FULL", "your name, or ours"),
        ("7 chars", "too short"),
        ("password", "tried first"),
    ] {
        assert!(problem(&choose(&mut browser, &page, password).await).contains(why), "{password}");
    }
    assert!(choose(&mut browser, &page, "8 ch ärs").await.body.contains("data-done=\"password\""));
}
