//! The step-up itself: what is offered, what is accepted, what stays as it was.

use crate::world::{BASIC, World};

#[tokio::test]
async fn a_step_up_raises_the_session_and_signs_nobody_out() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask();
    let answer = browser.sign_in(&ask, "alice").await;
    let low = bank.tokens(&ask, &answer).await;
    world.pass(10);
    let ask = bank.ask().acr("phr").with("max_age", "300").with("scope", "openid payments:write");
    let answer = browser.confirm(&ask, "alice").await;
    let high = bank.tokens(&ask, &answer).await;
    assert_eq!((&high.id["sub"], &high.id["sid"]), (&low.id["sub"], &low.id["sid"]));
    assert_eq!((&low.id["acr"], &high.id["acr"]), (&BASIC.into(), &"phr".into()));
    assert_eq!(high.id["auth_time"].as_i64().unwrap() - low.id["auth_time"].as_i64().unwrap(), 10);
    assert_eq!(bank.userinfo(&low.access).await.json()["sub"], "user-alice");
    let kinds: Vec<_> = world.audit().await.into_iter().map(|row| row.kind).collect();
    assert_eq!(kinds.iter().filter(|kind| *kind == "sign_in" || *kind == "step_up").count(), 2);
}

#[tokio::test]
async fn the_page_says_who_asks_why_now_and_what_will_do() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let page = browser.open(&bank.ask().acr("phr")).await.body;
    for part in ["The bank", "alice", "You signed in with a password; this needs a passkey."] {
        assert!(page.contains(part), "{part} is missing: {page}");
    }
    browser.confirm(&bank.ask().acr("phr"), "alice").await;
    world.pass(400);
    let page = browser.open(&bank.ask().acr("phr").with("max_age", "300")).await.body;
    assert!(page.contains("You last confirmed 6 minutes ago; this needs the last 5 minutes."), "{page}");
}

#[tokio::test]
async fn b07_a_password_is_refused_where_a_passkey_is_asked_for() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let ask = bank.ask().acr("phr");
    let page = browser.open(&ask).await;
    let fields = [("csrf", page.csrf()), ("login", "alice"), ("password", "whatever")];
    let refused = browser.post(&format!("{}/password", page.base()), &fields).await;
    assert_eq!((refused.page_error(), refused.location()), ((403, "method_not_allowed"), None));
    let row = world.audit().await.into_iter().find(|row| row.kind == "method_not_allowed").unwrap();
    assert_eq!((row.subject.as_deref(), row.detail.as_str()), (Some("user-alice"), r#"{"method":"password"}"#));
    let answer = browser.with_passkey(&page, "alice").await;
    assert_eq!(bank.tokens(&ask, &answer).await.id["acr"], "phr");
}

#[tokio::test]
async fn b07_nor_does_a_passkey_count_where_the_level_is_out_of_reach() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let page = browser.open(&bank.ask().acr("phrh")).await;
    assert_eq!(page.state(), Some("unreachable"));
    for path in ["passkey/options", "passkey", "password"] {
        let fields = [("csrf", page.csrf()), ("credential", "{}"), ("login", "alice"), ("password", "x")];
        let refused = browser.post(&format!("{}/{path}", page.base()), &fields).await;
        assert_eq!(refused.page_error(), (403, "method_not_allowed"), "{path}");
    }
}

#[tokio::test]
async fn b18_finishing_one_request_leaves_the_stronger_one_open() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    world.pass(1);
    let (weak, strong) = (bank.ask().with("max_age", "0"), bank.ask().acr("phr"));
    let (weak_page, strong_page) = (browser.open(&weak).await, browser.open(&strong).await);
    let answer = browser.with_password(&weak_page, "alice").await;
    assert_eq!(bank.tokens(&weak, &answer).await.id["acr"], BASIC);

    let still = browser.visit(strong_page.base()).await;
    assert!(still.offers("passkey") && !still.offers("password"));
    let answer = browser.with_passkey(&strong_page, "alice").await;
    assert_eq!(bank.tokens(&strong, &answer).await.id["acr"], "phr");
}

#[tokio::test]
async fn a_request_is_answered_once() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let page = browser.open(&bank.ask()).await;
    browser.with_password(&page, "alice").await;
    assert_eq!(browser.visit(page.base()).await.page_error(), (410, "already_answered"));
    assert_eq!(browser.with_password(&page, "alice").await.page_error(), (410, "already_answered"));
    assert_eq!(browser.cancel(&page).await.page_error(), (410, "already_answered"));
    assert_eq!(world.count("code_issued").await, 1);
}

#[tokio::test]
async fn cancelling_tells_the_application_why_and_changes_nothing() {
    let world = World::new().await;
    let (mut browser, bank, wish) = (world.browser(), world.bank(), world.client("wish"));
    browser.sign_in(&bank.ask(), "alice").await;
    world.pass(1);
    let unmet = "unmet_authentication_requirements";
    let table = [
        (&bank, bank.ask().acr("phr"), unmet),
        (&bank, bank.ask().essential("phr"), unmet),
        (&wish, wish.ask().essential("phr"), unmet),
        (&bank, bank.ask().with("max_age", "0"), "access_denied"),
        (&bank, bank.ask().with("scope", "openid payments:write"), "access_denied"),
        (&wish, wish.ask().acr("phr").with("max_age", "0"), "access_denied"),
    ];
    let before = browser.session().cloned();
    for (client, ask, error) in table {
        let page = browser.open(&ask).await;
        let answer = browser.cancel(&page).await;
        assert_eq!(client.error(&ask, &answer), error, "{ask:?}");
        assert_eq!(browser.session().cloned(), before);
    }
    assert_eq!(bank.level(&mut browser).await, BASIC);
    assert_eq!(world.count("authorization_failed").await, 6);
}

#[tokio::test]
async fn cancelling_before_signing_in_makes_no_session() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask();
    let page = browser.open(&ask).await;
    let answer = browser.cancel(&page).await;
    assert_eq!(bank.error(&ask, &answer), "access_denied");
    assert_eq!(browser.session(), None);
}

#[tokio::test]
async fn a_user_without_a_passkey_is_told_so_and_stays_signed_in() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "carol").await;
    let ask = bank.ask().with("scope", "openid payments:write");
    let page = browser.open(&ask).await;
    assert_eq!((page.status.as_u16(), page.state()), (200, Some("unreachable")));
    let answer = browser.cancel(&page).await;
    assert_eq!(bank.error(&ask, &answer), "unmet_authentication_requirements");
    assert_eq!(bank.level(&mut browser).await, BASIC);
}

#[tokio::test]
async fn e06_a_wrong_password_and_an_unknown_name_look_alike() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let page = browser.open(&bank.ask()).await;
    let mut seen = Vec::new();
    for (name, typed) in [("alice", "wrong"), ("alyce", "wrong"), ("alyce", "alice likes long passwords")] {
        let answer = browser.submit(&page, "/password", &[("login", name), ("password", typed)]).await;
        assert!(answer.body.contains("That name and password did not match."), "{name}");
        let headers: Vec<_> = answer.headers.keys().map(ToString::to_string).collect();
        seen.push((answer.status.as_u16(), answer.body.len(), headers));
    }
    assert_eq!((seen[0].0, &seen[0], &seen[0]), (401, &seen[1], &seen[2]));
    assert_eq!((world.count("password_wrong").await, browser.session()), (3, None));
}
