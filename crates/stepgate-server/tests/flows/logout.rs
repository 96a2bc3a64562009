//! Signing out.

use crate::browser::Browser;
use crate::http::{Answer, Call, encode};
use crate::world::{BASIC, World};

impl Browser {
    /// Comes from the application's "Sign out".
    pub(crate) async fn open_logout(&mut self, client: &str) -> Answer {
        let uri = format!("https://{client}.example.com/bye");
        self.leave(&[("client_id", client), ("post_logout_redirect_uri", &uri), ("state", "a b&c")]).await
    }

    async fn leave(&mut self, params: &[(&str, &str)]) -> Answer {
        self.visit(&format!("/logout?{}", encode(params))).await
    }
}

#[tokio::test]
async fn f08_signing_out_is_asked_first_and_then_ends_everything() {
    let world = World::new().await;
    let (mut browser, bank, ledger) = (world.browser(), world.bank(), world.client("ledger"));
    let ask = bank.ask();
    let answer = browser.sign_in(&ask, "alice").await;
    let tokens = bank.tokens(&ask, &answer).await;
    let confirm = browser.open_logout("bank").await;
    assert!(confirm.body.contains("Sign out?") && confirm.body.contains("The bank"));
    assert_eq!(bank.level(&mut browser).await, BASIC);

    let answer = browser.post(confirm.actions()[0], &[("csrf", confirm.csrf())]).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, Some("https://bank.example.com/bye?state=a+b%26c")));
    assert_eq!(browser.session(), None);
    assert_eq!(bank.level(&mut browser).await, "login_required");
    assert_eq!(ledger.introspect(&tokens.access).await["active"], false);
    assert_eq!(bank.refresh(&tokens.refresh, None).await.refusal(), (400, "invalid_grant".into()));
    assert_eq!((world.count("signed_out").await, world.count("session_ended").await), (1, 1));
}

#[tokio::test]
async fn f08_a_copy_of_the_cookie_is_dead_too() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let mut copy = browser.clone();
    let confirm = browser.open_logout("bank").await;
    browser.post(confirm.actions()[0], &[("csrf", confirm.csrf())]).await;
    assert_eq!(bank.level(&mut copy).await, "login_required");
}

#[tokio::test]
async fn a03_an_unregistered_address_is_never_followed() {
    let world = World::new().await;
    let addresses =
        ["https://evil.example/", "https://bank.example.com/bye/", "https://shop.example.com/bye", "//evil.example"];
    for uri in addresses {
        let (mut browser, bank) = (world.browser(), world.bank());
        browser.sign_in(&bank.ask(), "alice").await;
        let params = [("client_id", "bank"), ("post_logout_redirect_uri", uri)];
        let confirm = browser.leave(&params).await;
        assert!(!confirm.body.contains(uri), "{uri}");
        let answer = browser.post(confirm.actions()[0], &[("csrf", confirm.csrf())]).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (200, None), "{uri}");
        assert!(answer.body.contains("You are signed out"));
        assert_eq!(browser.leave(&params).await.location(), None, "{uri}");
    }
    // A registered one needs its client: without one there is nobody it was registered for.
    let alone = world.browser().leave(&[("post_logout_redirect_uri", "https://bank.example.com/bye")]).await;
    assert_eq!((alone.status.as_u16(), alone.location()), (200, None));
}

#[tokio::test]
async fn f08_a_sign_out_is_confirmed_by_its_own_form_only() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let confirm = browser.open_logout("bank").await;
    let step_up = browser.open(&bank.ask().acr("phr")).await;
    let path = confirm.actions()[0].to_owned();
    let cross_site = Call::post(&path).form(&[("csrf", confirm.csrf())]).header("sec-fetch-site", "cross-site");
    assert_eq!(browser.send(cross_site).await.status, 403);
    assert_eq!(browser.post(&path, &[("csrf", step_up.csrf())]).await.page_error(), (403, "forged_form"));
    // A step-up's token fits its own id, which is no sign-out; and a sign-out is no step-up.
    let crossed = browser.post(&format!("/logout/{}", step_up.interaction()), &[("csrf", step_up.csrf())]).await;
    assert_eq!(crossed.page_error(), (400, "not_this_browser"));
    let crossed = browser.visit(&path.replace("/logout/", "/interaction/")).await;
    assert_eq!(crossed.page_error(), (400, "not_this_browser"));
    world.pass(600);
    assert_eq!(browser.post(&path, &[("csrf", confirm.csrf())]).await.page_error(), (400, "not_this_browser"));
    assert_eq!(bank.level(&mut browser).await, BASIC);
}

/// Some clients send no `client_id`: the hint is a token of ours and says which client it was made for.
#[tokio::test]
async fn a_hint_alone_leads_back_to_its_own_client() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let hint = bank.hint(&mut browser, "alice").await;
    let back = [("post_logout_redirect_uri", "https://bank.example.com/bye")];
    let foreign = browser.leave(&[("id_token_hint", &hint), ("client_id", "shop"), back[0]]).await;
    assert_eq!(foreign.page_error(), (400, "malformed_form"));
    let confirm = browser.leave(&[("id_token_hint", &hint), back[0]]).await;
    let answer = browser.post(confirm.actions()[0], &[("csrf", confirm.csrf())]).await;
    assert_eq!(answer.location(), Some("https://bank.example.com/bye"));
}

/// Whoever signed in anew while the question stood open is signed out of that session too, not only of its cookie.
#[tokio::test]
async fn signing_out_ends_the_session_that_is_there_now() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let confirm = browser.open_logout("bank").await;
    browser.jar.retain(|name, _| !name.contains("session"));
    browser.sign_in(&bank.ask(), "alice").await;
    let mut copy = browser.clone();
    browser.post(confirm.actions()[0], &[("csrf", confirm.csrf())]).await;
    assert_eq!(bank.level(&mut copy).await, "login_required");
}
