//! A closed account: whatever is open ends at its next step, and nothing new begins.

use crate::browser::Browser;
use crate::http::Call;
use crate::owner::page_of;
use crate::passkey::Passkey;
use crate::relying_party::{Ask, RelyingParty, Tokens};
use crate::world::{BASIC, World};

/// Alice, signed in, with tokens.
async fn signed_in(world: &World) -> (Browser, RelyingParty, Tokens) {
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask();
    let answer = browser.sign_in(&ask, "alice").await;
    let tokens = bank.tokens(&ask, &answer).await;
    (browser, bank, tokens)
}

#[tokio::test]
async fn b27_tokens_of_a_closed_account_open_nothing() {
    let world = World::new().await;
    let (mut browser, bank, tokens) = signed_in(&world).await;
    world.disable("alice").await;
    assert_eq!(bank.userinfo(&tokens.access).await.refusal(), (401, "invalid_token".into()));
    assert_eq!(world.client("ledger").introspect(&tokens.access).await.to_string(), r#"{"active":false}"#);
    assert_eq!(bank.refresh(&tokens.refresh, None).await.refusal(), (400, "invalid_grant".into()));
    assert_eq!(bank.level(&mut browser).await, "login_required");
    assert!(!browser.visit("/").await.body.contains("alice"));
    // Opened again, the refresh token that was shown meanwhile stays used up.
    world.enable("alice").await;
    assert_eq!(bank.refresh(&tokens.refresh, None).await.refusal(), (400, "invalid_grant".into()));
}

#[tokio::test]
async fn b27_a_code_on_its_way_is_not_redeemed() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask();
    let answer = browser.sign_in(&ask, "alice").await;
    let code = bank.code(&ask, &answer);
    world.disable("alice").await;
    assert_eq!(bank.redeem(&ask, &code).await.refusal(), (400, "invalid_grant".into()));
    world.enable("alice").await;
    assert_eq!(bank.redeem(&ask, &code).await.refusal(), (400, "invalid_grant".into()), "burnt");
}

#[tokio::test]
async fn b27_an_open_step_up_asks_to_sign_in_and_no_ceremony_of_theirs_does() {
    let world = World::new().await;
    let (mut browser, bank, _) = signed_in(&world).await;
    let page = browser.open(&bank.ask().acr("phr")).await;
    assert!(page.offers("passkey") && !page.offers("password"));
    let alice = Passkey::of("alice");
    let signed = alice.sign(&alice.ceremony(&world, &browser.options(&page).await));
    let codes = world.count("code_issued").await;
    world.disable("alice").await;

    // An answer to the challenge of before, then the page anew, then a whole ceremony: none of it signs anybody in.
    let answer = browser.submit(&page, "/passkey", &[("credential", &signed)]).await;
    assert_eq!(answer.page_error(), (400, "challenge_not_usable"));
    let login = browser.visit(page.base()).await;
    assert!(login.status == 200 && !login.body.contains("alice"), "{}", login.body);
    let answer = browser.with_passkey(&login, "alice").await;
    assert_eq!((answer.status.as_u16(), answer.location()), (401, None));
    assert_eq!(world.count("account_closed").await, 1);
    assert_eq!((world.count("step_up").await, world.count("code_issued").await), (0, codes));
}

#[tokio::test]
async fn b27_a_sign_in_and_a_consent_end_where_they_are() {
    let world = World::new().await;
    let (mut browser, shop) = (world.browser(), world.client("shop"));
    let ask = shop.ask();
    let login = browser.open(&ask).await;
    world.disable("alice").await;
    assert_eq!(browser.with_password(&login, "alice").await.status, 401);
    world.enable("alice").await;
    let consent = browser.with_password(&login, "alice").await;
    assert!(consent.offers("consent"));
    world.disable("alice").await;
    let answer = browser.submit(&consent, "/consent", &[("decision", "allow")]).await;
    assert!(answer.status == 200 && answer.offers("password") && !answer.offers("consent"));
    assert_eq!(world.count("code_issued").await, 0);
}

#[tokio::test]
async fn b27_an_enrolment_ticket_is_worth_nothing_at_any_step() {
    let world = World::new().await;
    let mut browser = world.browser();
    let ticket = world.ticket("carol").await;
    let path = format!("/enrol/{ticket}");
    let page = browser.visit(&path).await;
    let options = browser.post(&format!("{path}/options"), &[("csrf", page.csrf())]).await.json();
    let carol = Passkey::of("carol");
    let credential = carol.register(&carol.ceremony(&world, &options));
    world.disable("carol").await;
    assert_eq!(
        (browser.visit(&path).await.status.as_u16(), browser.visit(&path).await.state()),
        (410, Some("expired"))
    );
    let again = browser.post(&format!("{path}/options"), &[("csrf", page.csrf())]).await;
    assert_eq!(again.page_error(), (410, "ticket_not_usable"));
    let fields = [("credential", credential.as_str()), ("name", "x")];
    assert_eq!(browser.submit(&page, &ticket, &fields).await.page_error(), (410, "ticket_not_usable"));
    assert_eq!(world.count("passkey_enrolled").await, 0);
}

/// What the account can still do: leave, and be told so.
#[tokio::test]
async fn b27_cancel_and_sign_out_still_lead_back() {
    let world = World::new().await;
    let (mut browser, bank, _) = signed_in(&world).await;
    let ask: Ask = bank.ask().acr("phr");
    let page = browser.open(&ask).await;
    world.disable("alice").await;
    let answer = browser.cancel(&page).await;
    assert_eq!(bank.error(&ask, &answer), "unmet_authentication_requirements");
    let left = browser.visit("/logout?client_id=bank&post_logout_redirect_uri=https://bank.example.com/bye").await;
    assert_eq!(left.location(), Some("https://bank.example.com/bye"));
    let mut anybody = world.browser();
    anybody.sign_in(&bank.ask(), "bob").await;
    assert_eq!(bank.level(&mut anybody).await, BASIC);
    assert_eq!(world.send(Call::get("/")).await.status, 200);
}

/// A passkey that its owner removes while a step-up with it is under way answers nothing any more, and what it had proved is gone.
#[tokio::test]
async fn b27_a_removed_passkey_answers_nothing_that_it_was_asked() {
    let world = World::new().await;
    let (mut browser, mut thief, bank) = (world.browser(), world.browser(), world.bank());
    thief.sign_in(&bank.ask(), "alice").await;
    let page = thief.open(&bank.ask().acr("phr")).await;
    let options = thief.options(&page).await;
    let passkey = Passkey::of("alice");
    let credential = passkey.sign(&passkey.ceremony(&world, &options));
    let owned = page_of(&passkey);
    browser.sign_in(&bank.ask(), "alice").await;
    let method = browser.at_account(&owned, "alice").await;
    let removed = browser.submit(&method, "/remove", &[("last", "yes")]).await;
    assert_eq!(removed.done(), Some("removed"), "{removed:?}");
    let refused = thief.submit(&page, "/passkey", &[("credential", &credential)]).await;
    assert_eq!((refused.page_error(), bank.level(&mut thief).await.as_str()), ((403, "method_not_allowed"), BASIC));
    assert_eq!(bank.level(&mut browser).await, BASIC);
    // Nor does it sign anybody in.
    let mut elsewhere = world.browser();
    let page = elsewhere.open(&bank.ask()).await;
    let answer = elsewhere.with_passkey(&page, "alice").await;
    assert_eq!((answer.status.as_u16(), elsewhere.session()), (401, None));
}
