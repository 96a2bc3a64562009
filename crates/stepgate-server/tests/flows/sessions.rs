//! How long things live, and what is said when they are over.

use crate::http::between;
use crate::world::{BASIC, World};

#[tokio::test]
async fn a_session_ends_after_an_hour_without_being_seen() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    for _ in 0..3 {
        world.pass(3599);
        assert_eq!(bank.level(&mut browser).await, BASIC);
    }
    world.pass(3600);
    assert_eq!(bank.level(&mut browser).await, "login_required");
    assert!(browser.open(&bank.ask()).await.offers("password"));
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_however_busy_it_is() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    for _ in 0..23 {
        world.pass(1800);
        assert_eq!(bank.level(&mut browser).await, BASIC);
    }
    world.pass(1799);
    assert_eq!(bank.level(&mut browser).await, BASIC);
    world.pass(1);
    assert_eq!(bank.level(&mut browser).await, "login_required");
}

#[tokio::test]
async fn a_step_up_does_not_make_the_session_any_longer() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    for _ in 0..23 {
        world.pass(1800);
        browser.confirm(&bank.ask().acr("phr").with("max_age", "0"), "alice").await;
    }
    world.pass(1800);
    assert_eq!(bank.level(&mut browser).await, "login_required");
}

#[tokio::test]
async fn a_session_that_ended_during_a_step_up_is_signed_in_anew_as_the_same_user() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    world.pass(3590);
    // Anything but being seen: the request comes from a page that was open all the time.
    let ask = bank.ask().acr("phr");
    let page = browser.open(&ask).await;
    let confirm = browser.open_logout("bank").await;
    browser.post(confirm.actions()[0], &[("csrf", confirm.csrf())]).await;
    let login = browser.visit(page.base()).await;
    assert!(login.offers("passkey") && !login.body.contains("Signed in as"));
    assert_eq!(browser.with_passkey(&login, "bob").await.page_error(), (403, "subject_mismatch"));
    let answer = browser.with_passkey(&login, "alice").await;
    assert_eq!(bank.tokens(&ask, &answer).await.id["sub"], "user-alice");
}

#[tokio::test]
async fn an_expired_request_says_so_and_leads_back() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let ask = bank.ask().acr("phr");
    let page = browser.open(&ask).await;
    world.pass(599);
    assert!(browser.visit(page.base()).await.offers("passkey"));
    world.pass(1);
    let over = browser.visit(page.base()).await;
    assert_eq!(over.page_error(), (410, "request_expired"));
    let link = between(&over.body, "<a class=\"button main\" href=\"", "\"").unwrap().replace("&amp;", "&");
    let (uri, query) = link.split_once('?').unwrap();
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let one = |name: &str| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    assert_eq!((uri, one("error")), (bank.redirect_uri(), Some("unmet_authentication_requirements")));
    assert_eq!((one("state"), one("iss"), one("code")), (ask.get("state"), Some(&*world.issuer), None));
    // Nobody else is told anything.
    assert_eq!(world.browser().visit(page.base()).await.page_error(), (400, "not_this_browser"));
}

#[tokio::test]
async fn nothing_can_be_done_in_an_expired_request() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let page = browser.open(&bank.ask()).await;
    world.pass(600);
    for path in ["password", "passkey/options", "passkey", "consent", "cancel"] {
        let fields =
            [("csrf", page.csrf()), ("login", "alice"), ("password", "x"), ("credential", "{}"), ("decision", "allow")];
        let answer = browser.post(&format!("{}/{path}", page.base()), &fields).await;
        assert_eq!((answer.page_error(), answer.location()), ((410, "request_expired"), None), "{path}");
    }
    assert_eq!(browser.session(), None);
}
