//! Adding a method: by whom, and how far it counts.

use crate::authenticator::{Authenticator, recovery_code};
use crate::browser::Browser;
use crate::http::{Call, between};
use crate::owner::page_of;
use crate::passkey::Passkey;
use crate::world::{BASIC, World};

const PASSKEYS: &str = "/account/passkeys/add";
const MFA: &str = "urn:stepgate:mfa";
const THREE_DAYS: i64 = 72 * 3600;

/// Carol, who has proved password and code; with the passkey that she then added.
async fn carol_with_a_passkey(world: &World) -> (Browser, Passkey) {
    let app = world.with_totp("carol", None).await;
    let (mut browser, passkey) = (world.browser(), Passkey::of("carol"));
    browser.sign_in(&world.bank().ask(), "carol").await;
    let page = browser.visit(PASSKEYS).await;
    let page = browser.with_code(&page, "/totp", &app.shows(world.now())).await;
    assert!(page.body.contains("data-limit=\"mfa\""), "it says so before: {page:?}");
    let done = browser.add_passkey(world, PASSKEYS, &passkey).await;
    assert!(done.done() == Some("added") && done.body.contains("data-limit=\"mfa\""), "{done:?}");
    (browser, passkey)
}

/// What a new browser gets with this passkey: its level, and whether it could reach `phr`.
async fn reach_of(world: &World, passkey: &Passkey) -> (String, bool) {
    let (mut browser, bank) = (world.browser(), world.bank());
    let page = browser.open(&bank.ask()).await;
    let answer = browser.with_this_passkey(world, &page, passkey).await;
    assert_eq!(answer.status, 303, "{answer:?}");
    let level = bank.level(&mut browser).await;
    world.pass(1);
    let phr = browser.open(&bank.ask().acr("phr")).await;
    (level, phr.status == 303 && bank.silently(&mut browser, bank.ask().acr("phr")).await.is_ok())
}

#[tokio::test]
async fn b08_a_password_does_not_add_a_passkey_where_there_is_one() {
    let world = World::new().await;
    let mut thief = world.browser();
    thief.sign_in(&world.bank().ask(), "alice").await;
    let (before, account) = (world.methods_of("alice").await, thief.visit("/account").await);
    let page = thief.visit(PASSKEYS).await;
    assert!(page.offers("passkey") && !page.offers("password"), "{page:?}");
    let fields = [("csrf", account.csrf()), ("credential", "{}"), ("name", "Mine")];
    let call = Call::post(PASSKEYS).form(&fields).header("sec-fetch-site", "same-origin");
    let answer = thief.send(call).await;
    assert!(answer.status == 303 && answer.location().unwrap().starts_with("/interaction/"), "{answer:?}");
    let options = thief.post(&format!("{PASSKEYS}/options"), &[("csrf", account.csrf())]).await;
    assert_eq!(options.status, 410, "a script is not led elsewhere");
    assert_eq!(world.methods_of("alice").await, before);
}

#[tokio::test]
async fn b08_a_passkey_counts_as_what_it_was_added_with_until_its_hold_is_over() {
    let world = World::new().await;
    let (_, passkey) = carol_with_a_passkey(&world).await;
    assert_eq!(reach_of(&world, &passkey).await, (MFA.to_owned(), false));
    world.pass(THREE_DAYS - 10);
    assert_eq!(reach_of(&world, &passkey).await, (MFA.to_owned(), false));
    world.pass(10);
    assert_eq!(reach_of(&world, &passkey).await, ("phr".to_owned(), true));
}

#[tokio::test]
async fn b08_something_stronger_can_vouch_for_it_and_nothing_else_can() {
    let world = World::new().await;
    let (mut browser, passkey) = carol_with_a_passkey(&world).await;
    let page = browser.visit(&page_of(&passkey)).await;
    assert!(!page.body.contains("id=\"confirm\""), "what it was added with is not stronger");
    let fields = [("csrf", page.csrf())];
    let refused = browser.post(&format!("{}/confirm", page_of(&passkey)), &fields).await;
    assert_eq!(refused.page_error(), (403, "method_not_allowed"));
    let mut by_itself = world.browser();
    let sign_in = by_itself.visit(&page_of(&passkey)).await;
    let page = by_itself.with_this_passkey(&world, &sign_in, &passkey).await;
    let refused = by_itself.post(&format!("{}/confirm", page_of(&passkey)), &[("csrf", page.csrf())]).await;
    assert_eq!(refused.page_error(), (403, "method_not_allowed"), "nor is it itself");
    // One that came by ticket counts at once, and for this one too.
    let strong = Passkey::seeded("carol", 201);
    let ticket = world.ticket("carol").await;
    let enrolled = browser.add_passkey(&world, &format!("/enrol/{ticket}"), &strong).await;
    assert_eq!(enrolled.state(), Some("done"), "{enrolled:?}");
    world.pass(1);
    let asks = browser.visit(&page_of(&passkey)).await;
    let page = browser.with_this_passkey(&world, &asks, &strong).await;
    let done = browser.submit(&page, "/confirm", &[]).await;
    assert!(done.done() == Some("confirmed") && !done.body.contains("data-limit"), "{done:?}");
    assert_eq!(reach_of(&world, &passkey).await, ("phr".to_owned(), true));
    assert_eq!(world.count("method_confirmed").await, 1);
}

#[tokio::test]
async fn b08_what_is_added_during_a_step_up_does_not_answer_it() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "carol").await;
    let (phr, mfa) = (browser.open(&bank.ask().acr("phr")).await, browser.open(&bank.ask().acr(MFA)).await);
    assert_eq!([phr.state(), mfa.state()], [Some("unreachable"); 2]);
    // In another tab: the password is all that Carol has, so it is enough to add something.
    let passkey = Passkey::of("carol");
    let done = browser.add_passkey(&world, PASSKEYS, &passkey).await;
    assert!(done.done() == Some("added") && done.body.contains("data-limit=\"basic\""));
    for page in [&phr, &mfa] {
        assert_eq!(browser.visit(page.base()).await.state(), Some("unreachable"));
        let options = browser.post(&format!("{}/passkey/options", page.base()), &[("csrf", page.csrf())]).await;
        assert_eq!(options.page_error(), (403, "method_not_allowed"));
    }
    assert_eq!(reach_of(&world, &passkey).await, (BASIC.to_owned(), false));
}

#[tokio::test]
async fn b08_an_app_that_was_added_by_password_is_no_second_factor_for_three_days() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "carol").await;
    let page = browser.visit("/account/totp/add").await;
    let app = Authenticator::typed_in(&page);
    let code = app.shows(world.now());
    let fields = [("id", page.registration()), ("name", "Phone"), ("code", code.as_str())];
    assert_eq!(browser.submit(&page, "/totp/add", &fields).await.done(), Some("added"));
    assert_eq!(browser.open(&bank.ask().acr(MFA)).await.state(), Some("unreachable"));
    world.pass(THREE_DAYS);
    let mut later = world.browser();
    later.sign_in(&bank.ask(), "carol").await;
    let ask = bank.ask().acr(MFA);
    let page = later.open(&ask).await;
    let answer = later.with_code(&page, "/totp", &app.shows(world.now())).await;
    assert_eq!(bank.tokens(&ask, &answer).await.id["acr"], MFA);
}

/// What is added by a recovery code is worth a recovery code, for three days.
#[tokio::test]
async fn b08_b10_a_recovery_code_adds_nothing_stronger_than_itself() {
    let world = World::new().await;
    world.with_recovery_codes("alice").await;
    let (mut browser, passkey) = (world.browser(), Passkey::seeded("alice", 201));
    browser.sign_in(&world.bank().ask(), "alice").await;
    let page = browser.visit(PASSKEYS).await;
    let page = browser.with_code(&page, "/recovery-code", &recovery_code("alice", 0)).await;
    assert!(page.body.contains("data-limit=\"recovery\""), "{page:?}");
    assert_eq!(browser.add_passkey(&world, PASSKEYS, &passkey).await.done(), Some("added"));
    assert_eq!(reach_of(&world, &passkey).await, (BASIC.to_owned(), false));
    let mut thief = world.browser();
    let page = thief.visit(PASSKEYS).await;
    let page = thief.with_this_passkey(&world, &page, &passkey).await;
    assert!(page.asks(), "it adds nothing either");
    world.pass(THREE_DAYS);
    assert_eq!(reach_of(&world, &passkey).await, ("phr".to_owned(), true));
}

/// E04: the key and the codes leave the server on one page each, and on no other.
#[tokio::test]
async fn e04_a_key_and_codes_are_shown_on_their_own_page_and_nowhere_else() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in(&world.bank().ask(), "carol").await;
    let page = browser.visit("/account/totp/add").await;
    let key = page.spelled().to_owned();
    let code = Authenticator::typed_in(&page).shows(world.now());
    let fields = [("id", page.registration()), ("name", "Phone"), ("code", code.as_str())];
    let mut later = vec![browser.submit(&page, "/totp/add", &fields).await];
    let page = browser.visit("/account/recovery-codes").await;
    let shown = browser.submit(&page, "/recovery-codes", &[]).await;
    let codes: Vec<_> = shown.body.split("<code data-code>").skip(1).map(|rest| rest[..19].to_owned()).collect();
    assert_eq!((codes.len(), world.count("recovery_codes_made").await), (10, 1));
    let account = browser.visit("/account").await;
    let method = format!("/account/methods/{}", between(&account.body, "data-method=\"", "\"").unwrap());
    for path in
        ["/account", "/account/data", "/account/totp/add", "/account/recovery-codes", "/account/password", &method]
    {
        later.push(browser.visit(path).await);
    }
    later.push(browser.open(&world.bank().ask().acr(MFA)).await);
    let (squeezed, audit) = (key.replace(' ', ""), format!("{:?}", world.audit().await));
    for text in later.iter().map(|answer| format!("{answer:?}")).chain([audit]) {
        for secret in codes.iter().chain([&key, &squeezed]) {
            assert!(!text.contains(secret.as_str()), "{secret} in {text}");
        }
    }
}
