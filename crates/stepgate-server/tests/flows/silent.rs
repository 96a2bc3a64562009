//! `prompt=none`: the right column of the table in docs/semantics.

use crate::http::Call;
use crate::relying_party::Ask;
use crate::world::{BASIC, World};

/// Who is there, what is asked, what comes back.
type Row = (&'static str, fn(Ask) -> Ask, &'static str);

const TABLE: [Row; 15] = [
    ("nobody", |ask| ask, "login_required"),
    ("nobody", |ask| ask.acr("phr"), "login_required"),
    ("nobody", |ask| ask.essential("phr"), "login_required"),
    ("alice", |ask| ask.with("max_age", "1"), "login_required"),
    ("alice", |ask| ask.with("max_age", "0"), "login_required"),
    ("alice, stepped up long ago", |ask| ask.acr("phr"), "login_required"),
    ("alice, stepped up long ago", |ask| ask.essential("phr"), "login_required"),
    ("alice", |ask| ask.acr("phr"), "interaction_required"),
    ("alice", |ask| ask.essential("phr"), "unmet_authentication_requirements"),
    ("alice", |ask| ask.with("scope", "openid payments:write"), "interaction_required"),
    ("carol", |ask| ask.acr("phr"), "unmet_authentication_requirements"),
    ("carol", |ask| ask.essential("phr"), "unmet_authentication_requirements"),
    ("alice", |ask| ask.acr("made-up"), "unmet_authentication_requirements"),
    ("alice", |ask| ask.essential("made-up"), "unmet_authentication_requirements"),
    ("alice", |ask| ask.acr("phrh"), "unmet_authentication_requirements"),
];

#[tokio::test]
async fn a21_without_a_page_the_error_says_what_is_missing() {
    for (who, change, error) in TABLE {
        let world = World::new().await;
        let (mut browser, bank) = (world.browser(), world.bank());
        match who {
            "nobody" => {}
            "alice, stepped up long ago" => {
                browser.confirm(&bank.ask().acr("phr"), "alice").await;
                world.pass(901);
            }
            name => drop(browser.sign_in(&bank.ask(), name).await),
        }
        world.pass(5);
        let ask = change(bank.ask()).silently();
        let answer = browser.send(Call::get(ask.url())).await;
        assert_eq!(bank.error(&ask, &answer), error, "{who}: {ask:?}");
        assert!(answer.body.is_empty(), "a page without being asked for one");
    }
}

#[tokio::test]
async fn a21_none_stands_alone() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    for prompt in ["none login", "login none", "none consent", "select_account", "NONE", "none none x"] {
        let ask = bank.ask().with("prompt", prompt);
        assert_eq!(bank.error(&ask, &browser.open(&ask).await), "invalid_request", "{prompt}");
    }
}

#[tokio::test]
async fn a21_what_is_held_is_answered_with_a_code() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let tokens = bank.silently(&mut browser, bank.ask().acr(BASIC)).await.unwrap();
    assert_eq!(tokens.id["acr"], BASIC);
}

#[tokio::test]
async fn a21_consent_is_not_asked_for_in_silence() {
    let world = World::new().await;
    let (mut browser, shop) = (world.browser(), world.client("shop"));
    browser.sign_in(&world.bank().ask(), "alice").await;
    assert_eq!(shop.silently(&mut browser, shop.ask()).await.unwrap_err(), "consent_required");
}

#[tokio::test]
async fn a21_a_silent_failure_closes_its_request_and_changes_no_session() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let session = browser.session().cloned();
    assert_eq!(bank.silently(&mut browser, bank.ask().acr("phr")).await.unwrap_err(), "interaction_required");
    assert_eq!((browser.session().cloned(), bank.level(&mut browser).await.as_str()), (session, BASIC));
    let failed = world.audit().await.into_iter().find(|row| row.kind == "authorization_failed").unwrap();
    assert_eq!((failed.subject.as_deref(), failed.client.as_deref()), (Some("user-alice"), Some("bank")));
}
