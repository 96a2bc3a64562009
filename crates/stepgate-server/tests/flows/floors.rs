//! Levels that must be reached: floors, essential claims, freshness.

use crate::world::{BASIC, World};

#[tokio::test]
async fn a17_a_request_cannot_go_below_the_clients_floor() {
    let world = World::new().await;
    let floor = world.client("floor");
    let lowered =
        [floor.ask(), floor.ask().acr(BASIC), floor.ask().essential(BASIC), floor.ask().acr("urn:stepgate:mfa")];
    for ask in lowered {
        let mut browser = world.browser();
        let bank = world.bank().ask();
        browser.sign_in(&bank, "alice").await;
        let page = browser.open(&ask).await;
        assert!(page.offers("passkey") && !page.offers("password"), "{ask:?}");
        let answer = browser.with_passkey(&page, "alice").await;
        let tokens = floor.tokens(&ask, &answer).await;
        assert_eq!(
            (&tokens.id["acr"], tokens.id["amr"].to_string().as_str()),
            (&"phr".into(), r#"["pop","swk","user"]"#)
        );
    }
}

#[tokio::test]
async fn a17_a_floor_holds_for_whoever_signs_in_and_for_whoever_cannot() {
    let world = World::new().await;
    let floor = world.client("floor");
    let (mut alice, mut carol) = (world.browser(), world.browser());
    let page = alice.open(&floor.ask().acr(BASIC)).await;
    assert!(page.offers("passkey") && !page.offers("password"));

    carol.sign_in(&world.bank().ask(), "carol").await;
    let ask = floor.ask().acr(BASIC);
    let page = carol.open(&ask).await;
    assert_eq!(page.state(), Some("unreachable"));
    let answer = carol.cancel(&page).await;
    assert_eq!(floor.error(&ask, &answer), "unmet_authentication_requirements");
    assert_eq!(
        floor.silently(&mut carol, floor.ask().acr(BASIC)).await.unwrap_err(),
        "unmet_authentication_requirements"
    );
}

#[tokio::test]
async fn a17_a_scope_brings_its_own_floor_and_freshness() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = || bank.ask().with("scope", "openid payments:write");
    browser.sign_in(&bank.ask(), "alice").await;
    let first = ask();
    let answer = browser.confirm(&first, "alice").await;
    assert_eq!(bank.tokens(&first, &answer).await.id["acr"], "phr");

    world.pass(300);
    assert_eq!(bank.silently(&mut browser, ask()).await.unwrap().scope, "openid payments:write");
    world.pass(1);
    assert_eq!(bank.silently(&mut browser, ask()).await.unwrap_err(), "login_required");
    assert!(browser.open(&ask().with("max_age", "9999")).await.offers("passkey"));
}

#[tokio::test]
async fn a18_an_essential_acr_is_met_or_the_request_fails() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let ask = bank.ask().essential("phr");
    let page = browser.open(&ask).await;
    assert!(page.offers("passkey") && !page.offers("password"));
    let answer = browser.cancel(&page).await;
    assert_eq!(bank.error(&ask, &answer), "unmet_authentication_requirements");
    assert_eq!(world.count("code_issued").await, 1);

    let ask = bank.ask().essential("phr");
    let answer = browser.confirm(&ask, "alice").await;
    assert_eq!(bank.tokens(&ask, &answer).await.id["acr"], "phr");
}

#[tokio::test]
async fn a18_essential_wins_over_acr_values() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let both = browser.open(&bank.ask().essential("phr").acr("urn:stepgate:basic phr")).await;
    assert!(both.offers("passkey") && !both.offers("password"));
    // Nothing that both ask for.
    let ask = bank.ask().essential("phr").acr(BASIC);
    assert_eq!(bank.error(&ask, &browser.open(&ask).await), "unmet_authentication_requirements");
}

#[tokio::test]
async fn a19_the_acr_is_what_was_reached_and_never_what_was_asked() {
    let world = World::new().await;
    let (mut browser, bank, wish) = (world.browser(), world.bank(), world.client("wish"));
    let ask = wish.ask().acr("made-up");
    let answer = browser.sign_in(&ask, "alice").await;
    assert_eq!(wish.tokens(&ask, &answer).await.id["acr"], BASIC);
    // A wish that is not met is no reason to ask for more.
    let ask = wish.ask().acr("phr");
    let answer = browser.open(&ask).await;
    assert_eq!(wish.tokens(&ask, &answer).await.id["acr"], BASIC);

    for ask in [bank.ask().acr("made-up"), bank.ask().essential("made-up")] {
        assert_eq!(bank.error(&ask, &browser.open(&ask).await), "unmet_authentication_requirements");
        assert_eq!(bank.error(&ask, &world.browser().open(&ask).await), "unmet_authentication_requirements");
    }
    let ask = wish.ask().essential("made-up");
    assert_eq!(wish.error(&ask, &browser.open(&ask).await), "unmet_authentication_requirements");
    // Unknown ones are skipped.
    let ask = bank.ask().acr("made-up urn:stepgate:basic");
    let answer = browser.open(&ask).await;
    assert_eq!(bank.tokens(&ask, &answer).await.id["acr"], BASIC);
}

#[tokio::test]
async fn a20_max_age_needs_a_new_ceremony() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask();
    let answer = browser.sign_in(&ask, "alice").await;
    let mut before = bank.tokens(&ask, &answer).await.id["auth_time"].as_i64().unwrap();
    for (name, value) in [("max_age", "0"), ("max_age", "1"), ("prompt", "login")] {
        world.pass(2);
        let ask = bank.ask().with(name, value);
        let page = browser.open(&ask).await;
        assert!(page.offers("password") && page.offers("passkey"), "{name}={value}");
        let answer = browser.with_password(&page, "alice").await;
        let after = bank.tokens(&ask, &answer).await.id["auth_time"].as_i64().unwrap();
        assert!(after > before, "{name}={value}: {after} after {before}");
        before = after;
    }
}

#[tokio::test]
async fn a20_a_max_age_is_a_whole_number_of_seconds() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    for value in ["-1", "1.5", "9223372036854775808", "1 ", " 1", "+1", "01", "1e3", "0x1", "\u{661}", "null"] {
        let ask = bank.ask().with("max_age", value);
        assert_eq!(bank.error(&ask, &browser.open(&ask).await), "invalid_request", "{value:?}");
    }
    let ask = bank.ask().with("max_age", "4294967295");
    bank.code(&ask, &browser.open(&ask).await);
}

#[tokio::test]
async fn a20_a_ceremony_from_before_the_request_never_answers_max_age_0() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    world.pass(1);
    let ask = bank.ask().with("max_age", "0");
    let page = browser.open(&ask).await;
    world.pass(400);
    // However slow the user is: no second ceremony is asked for.
    let answer = browser.with_password(&page, "alice").await;
    let tokens = bank.tokens(&ask, &answer).await;
    assert_eq!(tokens.id["auth_time"], world.now().seconds());
}

#[tokio::test]
async fn b06_a_fresh_password_does_not_refresh_a_passkey() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.confirm(&bank.ask().acr("phr"), "alice").await;
    world.pass(901);
    browser.sign_in(&bank.ask().with("prompt", "login"), "alice").await;
    assert_eq!(bank.silently(&mut browser, bank.ask().acr("phr")).await.unwrap_err(), "login_required");
    let tokens = bank.silently(&mut browser, bank.ask().acr(BASIC)).await.unwrap();
    assert_eq!(tokens.id["auth_time"], world.now().seconds());
    assert_eq!(tokens.id["amr"].to_string(), r#"["pwd"]"#);
}

#[tokio::test]
async fn b15_a_level_decays_and_the_session_stays() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    browser.confirm(&bank.ask().acr("phr"), "alice").await;
    world.pass(900);
    assert_eq!(bank.level(&mut browser).await, "phr");
    world.pass(1);
    assert_eq!(bank.level(&mut browser).await, "urn:stepgate:mfa");
    assert_eq!(bank.silently(&mut browser, bank.ask().acr("phr")).await.unwrap_err(), "login_required");
}

#[tokio::test]
async fn d09_a_passkey_is_no_security_key() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.confirm(&bank.ask(), "alice").await;
    let ask = bank.ask().acr("phrh");
    let page = browser.open(&ask).await;
    assert_eq!(page.state(), Some("unreachable"));
    let answer = browser.cancel(&page).await;
    assert_eq!(bank.error(&ask, &answer), "unmet_authentication_requirements");
    // Whoever else is willing to take less gets it, in the order of preference.
    let tokens = bank.silently(&mut browser, bank.ask().acr("phrh urn:stepgate:basic phr")).await.unwrap();
    assert_eq!(tokens.id["acr"], BASIC);
}
