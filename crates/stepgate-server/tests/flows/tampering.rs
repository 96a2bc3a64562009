//! What is required is kept on the server, and no field of a form changes it.

use crate::http::Call;
use crate::world::{BASIC, World, password};

/// Everything an attacker in the browser would like to say.
const EXTRA: [(&str, &str); 10] = [
    ("acr_values", BASIC),
    ("acr", "phrh"),
    ("max_age", "999999"),
    ("scope", "openid payments:write"),
    ("client_id", "shop"),
    ("redirect_uri", "https://evil.example/"),
    ("subject", "user-bob"),
    ("state", "evil"),
    ("method", "passkey"),
    ("requested_at", "0"),
];

#[tokio::test]
async fn a24_extra_fields_change_nothing() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask();
    let page = browser.open(&ask).await;
    let snapshot = world.stored(page.interaction()).await.unwrap().snapshot;
    let typed = password("alice");
    let fields = [&[("login", "alice"), ("password", typed.as_str())], &EXTRA[..]].concat();
    let answer = browser.submit(&page, "/password", &fields).await;
    let tokens = bank.tokens(&ask, &answer).await;
    assert_eq!(
        (tokens.scope.as_str(), &tokens.id["acr"], &tokens.id["sub"]),
        ("openid", &BASIC.into(), &"user-alice".into())
    );
    assert_eq!(world.stored(page.interaction()).await.unwrap().snapshot, snapshot);
}

#[tokio::test]
async fn a24_nor_do_parameters_on_the_interactions_address() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let page = browser.open(&bank.ask().acr("phr")).await;
    let before = world.stored(page.interaction()).await;
    let again = browser.visit(&format!("{}?acr_values={BASIC}&max_age=999999&prompt=none", page.base())).await;
    assert!(again.offers("passkey") && !again.offers("password"));
    let fields = [&[("csrf", page.csrf()), ("decision", "allow")], &EXTRA[..]].concat();
    let call = Call::post(format!("{}/consent?acr_values={BASIC}", page.base())).form(&fields);
    let consent = browser.send(call.header("sec-fetch-site", "same-origin")).await;
    assert_eq!(consent.location(), Some(page.base()));
    assert_eq!(world.stored(page.interaction()).await, before);
}

#[tokio::test]
async fn a24_a_changed_field_is_refused() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    world.pass(1);
    let page = browser.open(&bank.ask().with("max_age", "0")).await;
    let other = browser.open(&bank.ask().acr("phr")).await;
    // The read-only name, the token, and the page it belongs to.
    let typed = password("bob");
    let fields = [("login", "bob"), ("password", typed.as_str())];
    assert_eq!(browser.submit(&page, "/password", &fields).await.page_error(), (403, "subject_mismatch"));
    let swapped = [("csrf", page.csrf())];
    assert_eq!(browser.post(other.action("/cancel"), &swapped).await.page_error(), (403, "forged_form"));
    let empty = [("csrf", page.csrf())];
    assert_eq!(browser.post(page.action("/password"), &empty).await.page_error(), (400, "malformed_form"));
}

/// B04: success is a result of a ceremony, and absence of everything is none.
#[tokio::test]
async fn b04_an_empty_post_passes_no_stage() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let page = browser.open(&bank.ask().acr("phr")).await;
    for path in ["password", "passkey", "consent"] {
        let empty = Call::post(format!("{}/{path}", page.base())).header("sec-fetch-site", "same-origin");
        assert_eq!(browser.send(empty).await.page_error(), (403, "forged_form"), "{path}");
        let answer = browser.post(&format!("{}/{path}", page.base()), &[("csrf", page.csrf())]).await;
        assert_eq!((answer.location(), browser.session()), (None, None), "{path}");
    }
    assert_eq!(world.count("code_issued").await, 0);
}
