//! Consent, for applications that are somebody else's.

use crate::relying_party::Ask;
use crate::world::World;

#[tokio::test]
async fn consent_is_asked_once_for_each_scope() {
    let world = World::new().await;
    let (mut browser, shop) = (world.browser(), world.client("shop"));
    let ask = shop.ask();
    let page = browser.sign_in(&ask, "alice").await;
    assert!(page.body.contains("Allow") && page.body.contains("The shop"));
    let answer = browser.submit(&page, "/consent", &[("decision", "allow")]).await;
    assert_eq!(shop.tokens(&ask, &answer).await.scope, "openid");
    let again = shop.ask();
    shop.code(&again, &browser.open(&again).await);

    let more = shop.ask().with("scope", "openid accounts:read");
    let page = browser.open(&more).await;
    let answer = browser.submit(&page, "/consent", &[("decision", "allow")]).await;
    assert_eq!(shop.tokens(&more, &answer).await.scope, "openid accounts:read");
    shop.silently(&mut browser, shop.ask().with("scope", "accounts:read openid")).await.unwrap();
    assert_eq!(world.count("consent_given").await, 2);
}

#[tokio::test]
async fn consent_can_be_refused_and_the_session_stays() {
    let world = World::new().await;
    let (mut browser, shop) = (world.browser(), world.client("shop"));
    let ask = shop.ask();
    let page = browser.sign_in(&ask, "alice").await;
    let answer = browser.submit(&page, "/consent", &[("decision", "deny")]).await;
    assert_eq!(shop.error(&ask, &answer), "access_denied");
    let ask = shop.ask();
    let page = browser.open(&ask).await;
    let answer = browser.cancel(&page).await;
    assert_eq!(shop.error(&ask, &answer), "access_denied");
    assert_eq!((world.count("code_issued").await, world.count("consent_given").await), (0, 0));
    assert_eq!(world.bank().level(&mut browser).await, "urn:stepgate:basic");
}

#[tokio::test]
async fn consent_is_one_users_and_one_clients() {
    let world = World::new().await;
    let (mut alice, mut bob, shop) = (world.browser(), world.browser(), world.client("shop"));
    let page = alice.sign_in(&shop.ask(), "alice").await;
    alice.submit(&page, "/consent", &[("decision", "allow")]).await;
    assert!(bob.sign_in(&shop.ask(), "bob").await.offers("consent"));
    assert!(alice.open(&shop.ask().with("prompt", "consent")).await.offers("consent"));
}

#[tokio::test]
async fn consent_never_stands_in_for_a_ceremony() {
    let world = World::new().await;
    let (mut browser, shop) = (world.browser(), world.client("shop"));
    let page = browser.sign_in(&shop.ask(), "alice").await;
    browser.submit(&page, "/consent", &[("decision", "allow")]).await;
    let asks: [fn(Ask) -> Ask; 3] =
        [|ask| ask.acr("phr"), |ask| ask.essential("phr"), |ask| ask.with("scope", "openid payments:write")];
    for change in asks {
        let page = browser.open(&change(shop.ask())).await;
        let answer =
            browser.post(&format!("{}/consent", page.base()), &[("csrf", page.csrf()), ("decision", "allow")]).await;
        assert!(answer.offers("passkey") && answer.location().is_none());
    }
    assert_eq!(world.count("code_issued").await, 1);
    let page = browser.open(&shop.ask().with("prompt", "consent")).await;
    let answer = browser.submit(&page, "/consent", &[("decision", "maybe")]).await;
    assert_eq!(answer.page_error(), (400, "malformed_form"));
}
