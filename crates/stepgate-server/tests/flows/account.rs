//! The account page: what it shows, and what can be done on it by whoever may.

use crate::authenticator::Authenticator;
use crate::http::{Call, between};
use crate::passkey::Passkey;
use crate::world::{BASIC, World, password};

#[tokio::test]
async fn the_account_page_asks_to_sign_in_and_then_shows_what_there_is() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = browser.visit("/account").await;
    assert!(page.offers("password"));
    let page = browser.with_password(&page, "alice").await;
    assert_eq!(page.status, 200);
    for part in
        ["data-page=\"account\"", "<bdi>Laptop</bdi>", "data-codes=\"0\"", "data-this", "Signed in", "Not used yet"]
    {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    assert!(!page.body.contains("id=\"end-others\""), "there is no other session");
    assert!(browser.visit("/").await.body.contains("href=\"/account\""));
}

#[tokio::test]
async fn somebody_without_a_passkey_is_invited_to_add_one() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in(&world.bank().ask(), "carol").await;
    let page = browser.visit("/account").await;
    assert!(page.body.contains("class=\"hero\"") && page.body.contains("You have no passkey yet."));
    let done_page = browser.add_passkey(&world, "/account/passkeys/add", &Passkey::of("carol")).await;
    assert_eq!(done_page.done(), Some("added"));
    // It was added with a password, and says so.
    assert!(done_page.body.contains("data-limit=\"basic\"") && done_page.body.contains("<bdi>Tablet</bdi>"));
    assert!(!done_page.body.contains("class=\"hero\""));
}

#[tokio::test]
async fn an_app_is_added_with_the_code_that_it_shows() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "carol").await;
    let page = browser.visit("/account/totp/add").await;
    let app = Authenticator::typed_in(&page);
    let (wrong, right) = (app.never_shows(world.now()), app.shows(world.now()));
    let fields = |code| [("id", page.registration()), ("name", "Phone"), ("code", code)];
    let again = browser.submit(&page, "/totp/add", &fields(&wrong)).await;
    let same = Authenticator::typed_in(&again);
    assert_eq!((again.status.as_u16(), same.shows(world.now())), (422, right.clone()), "the same key");
    assert_eq!(browser.submit(&again, "/totp/add", &fields(&right)).await.done(), Some("added"));
    assert_eq!(browser.submit(&again, "/totp/add", &fields(&right)).await.status, 409, "only once");
}

#[tokio::test]
async fn an_app_is_not_added_by_guessing_nor_after_a_quarter_of_an_hour() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in(&world.bank().ask(), "carol").await;
    let page = browser.visit("/account/totp/add").await;
    let app = Authenticator::typed_in(&page);
    let fields = |code| [("id", page.registration()), ("name", "Phone"), ("code", code)];
    let (wrong, now, later) = (app.never_shows(world.now()), app.shows(world.now()), app.shows(world.now().plus(900)));
    let mut statuses = Vec::new();
    for _ in 0..6 {
        statuses.push(browser.submit(&page, "/totp/add", &fields(&wrong)).await.status.as_u16());
    }
    assert_eq!(statuses, [422, 422, 422, 422, 422, 429]);
    let right = browser.submit(&page, "/totp/add", &fields(&now)).await;
    assert_eq!((right.status.as_u16(), right.header("retry-after")), (429, Some("900")));
    world.pass(900);
    let asks = browser.visit("/account/password").await;
    assert!(!browser.with_password(&asks, "carol").await.asks());
    let late = browser.submit(&page, "/totp/add", &fields(&later)).await;
    assert_eq!(late.notice(), (409, Some("gone")), "{late:?}");
}

#[tokio::test]
async fn a_method_is_renamed_by_whoever_proved_enough() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in(&world.bank().ask(), "alice").await;
    let path = format!("/account/methods/{}", Passkey::of("alice").id().as_str());
    let page = browser.at_account(&path, "alice").await;
    let renamed = browser.submit(&page, "/rename", &[("name", " Work laptop ")]).await;
    assert_eq!(renamed.done(), Some("renamed"));
    assert!(renamed.body.contains("<bdi>Work laptop</bdi>"));
    for nothing in ["/account/methods/nothing", "/account/methods/a%2Fb", "/account/methods/%22"] {
        assert_eq!(browser.visit(nothing).await.status, 404, "{nothing}");
    }
}

#[tokio::test]
async fn signing_out_of_one_place_and_of_all_others() {
    let world = World::new().await;
    let bank = world.bank();
    let (mut here, mut phone, mut library) = (world.browser(), world.browser(), world.browser());
    for browser in [&mut here, &mut phone, &mut library] {
        browser.sign_in(&bank.ask(), "alice").await;
        world.pass(1);
    }
    let page = here.visit("/account").await;
    let ends: Vec<_> = page.actions().into_iter().filter(|action| action.ends_with("/end")).collect();
    assert_eq!(ends.len(), 2, "not of this one");
    // The newest comes first.
    assert_eq!(here.post(ends[0], &[("csrf", page.csrf())]).await.done(), Some("signed-out"));
    assert_eq!([bank.level(&mut phone).await, bank.level(&mut library).await], [BASIC, "login_required"]);
    assert_eq!(here.submit(&page, "/end-others", &[]).await.done(), Some("signed-out-elsewhere"));
    assert_eq!([bank.level(&mut here).await, bank.level(&mut phone).await], [BASIC, "login_required"]);
    let mut stranger = world.browser();
    stranger.sign_in(&bank.ask(), "bob").await;
    let theirs = stranger.visit("/account").await;
    let own = between(&here.visit("/account").await.body, "data-session=\"", "\"").unwrap().to_owned();
    let fields = [("csrf", theirs.csrf())];
    assert_eq!(stranger.post(&format!("/account/sessions/{own}/end"), &fields).await.status, 404);
    let this = [("csrf", page.csrf())];
    assert_eq!(here.post(&format!("/account/sessions/{own}/end"), &this).await.status, 404, "signing out is asked");
    assert_eq!(bank.level(&mut here).await, BASIC);
}

#[tokio::test]
async fn whoever_was_not_there_signs_everybody_else_out() {
    let world = World::new().await;
    let bank = world.bank();
    let (mut thief, mut owner) = (world.browser(), world.browser());
    let agent = |call: Call| {
        call.header("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    };
    let page = thief.open(&bank.ask()).await;
    let fields = [("csrf", page.csrf()), ("login", "alice"), ("password", &*password("alice"))];
    let call = agent(Call::post(page.action("/password")).form(&fields).header("sec-fetch-site", "same-origin"));
    thief.send(call).await;
    owner.sign_in(&bank.ask(), "alice").await;
    let page = owner.visit("/account").await;
    assert!(page.body.contains("<bdi>Firefox, Linux</bdi>") && page.body.contains("The bank"), "{}", page.body);
    let reports: Vec<_> = page.actions().into_iter().filter(|action| action.ends_with("/not-me")).collect();
    let answer = owner.post(reports[reports.len() - 1], &[("csrf", page.csrf())]).await;
    assert!(answer.body.contains("data-notice=\"not-recognised\"") && answer.body.contains("Change your password."));
    assert_eq!([bank.level(&mut thief).await, bank.level(&mut owner).await], ["login_required", BASIC]);
    assert_eq!(world.count("not_recognised").await, 1);
    // What happened to somebody else is nothing to report.
    let mut stranger = world.browser();
    stranger.sign_in(&bank.ask(), "bob").await;
    let theirs = stranger.visit("/account").await;
    assert_eq!(stranger.post(reports[0], &[("csrf", theirs.csrf())]).await.status, 404);
    let nothing = format!("/account/activity/{}/not-me", i64::MAX);
    assert_eq!(stranger.post(&nothing, &[("csrf", theirs.csrf())]).await.status, 404);
}

#[tokio::test]
async fn language_and_theme_are_remembered() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in(&world.bank().ask(), "alice").await;
    let page = browser.visit("/account").await;
    let arabic = browser.submit(&page, "/language", &[("language", "ar")]).await;
    assert!(arabic.body.contains("<html lang=\"ar\" dir=\"rtl\">") && arabic.body.contains("حسابك"));
    let dark = browser.submit(&page, "/theme", &[("theme", "dark")]).await;
    assert!(dark.body.contains("data-theme=\"dark\"") && dark.body.contains("dir=\"rtl\""));
    let system = browser.submit(&page, "/theme", &[("theme", "system")]).await;
    assert!(!system.body.contains("data-theme"));
    for (suffix, field, value) in [("/language", "language", "tlh"), ("/theme", "theme", "; Path=/x")] {
        assert_eq!(browser.submit(&page, suffix, &[(field, value)]).await.page_error(), (400, "malformed_form"));
    }
}

#[tokio::test]
async fn the_data_are_handed_out_without_secrets() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let app = world.with_totp("alice", None).await;
    browser.sign_in(&bank.ask(), "alice").await;
    let answer = browser.visit("/account/data").await;
    assert_eq!(answer.header("content-disposition"), Some("attachment; filename=\"stepgate-account.json\""));
    assert_eq!(
        (answer.header("content-type"), answer.header("cache-control")),
        (Some("application/json"), Some("no-store"))
    );
    let data = answer.json();
    assert_eq!((&data["profile"]["username"], &data["password"]["set"]), (&"alice".into(), &true.into()));
    assert_eq!(data["sessions"][0]["evidence"][0]["method"], "password");
    let kinds: Vec<_> = data["methods"].as_array().unwrap().iter().map(|method| method["kind"].clone()).collect();
    assert_eq!(kinds, ["device_bound_passkey", "totp"]);
    assert!(!data["activity"].as_array().unwrap().is_empty());
    for secret in ["argon2", "sealed", "public_key", browser.session().unwrap(), &app.shows(world.now())] {
        assert!(!answer.body.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn no_form_of_the_account_page_can_be_sent_from_elsewhere() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in(&world.bank().ask(), "alice").await;
    let page = browser.visit("/account").await;
    for action in page.actions() {
        for fields in [vec![], vec![("csrf", "forged")], vec![("csrf", page.csrf()), ("csrf", page.csrf())]] {
            let answer = browser.post(action, &fields).await;
            assert!(
                matches!(answer.page_error(), (403, "forged_form") | (400, "malformed_form")),
                "{action}: {answer:?}"
            );
        }
    }
    assert_eq!(world.bank().level(&mut browser).await, BASIC);
}
