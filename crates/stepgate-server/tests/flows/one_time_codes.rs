//! Codes: from an authenticator app, and from the sheet of recovery codes.

use crate::authenticator::{Authenticator, recovery_code};
use crate::browser::Browser;
use crate::http::Answer;
use crate::relying_party::Ask;
use crate::world::{BASIC, RECOVERY, World};
use stepgate_store::credentials::Ceiling;

const MFA: &str = "urn:stepgate:mfa";

async fn type_code(browser: &mut Browser, page: &Answer, code: &str) -> Answer {
    browser.submit(page, "/totp", &[("code", code)]).await
}

/// Carol has a password and an authenticator app, and is signed in by password.
async fn carol(world: &World) -> (Browser, Authenticator) {
    let app = world.with_totp("carol", None).await;
    let mut browser = world.browser();
    browser.sign_in(&world.bank().ask(), "carol").await;
    (browser, app)
}

fn mfa(world: &World) -> Ask {
    world.bank().ask().acr(MFA)
}

#[tokio::test]
async fn a_code_is_the_second_factor() {
    let world = World::new().await;
    let ((mut browser, app), bank) = (carol(&world).await, world.bank());
    world.pass(100);
    let ask = mfa(&world);
    let page = browser.open(&ask).await;
    assert!(page.offers("totp") && !page.offers("password"), "{page:?}");
    let answer = type_code(&mut browser, &page, &app.shows(world.now())).await;
    let tokens = bank.tokens(&ask, &answer).await;
    assert_eq!((&tokens.id["acr"], &tokens.id["amr"]), (&MFA.into(), &serde_json::json!(["pwd", "otp", "mfa"])));
    // The last factor named is the one whose age counts.
    assert_eq!(tokens.id["auth_time"], world.now().seconds());
}

/// Asked for at the sign-in already: first the password, then the code, never the code first.
#[tokio::test]
async fn e03_a_code_never_begins_a_session() {
    let world = World::new().await;
    let (app, bank) = (world.with_totp("carol", None).await, world.bank());
    let (mut browser, ask) = (world.browser(), mfa(&world));
    let page = browser.open(&ask).await;
    assert!(page.offers("password") && !page.offers("totp"), "{page:?}");
    let fields = [("csrf", page.csrf()), ("login", "carol"), ("code", &app.shows(world.now()))];
    for path in ["totp", "recovery-code"] {
        let refused = browser.post(&format!("{}/{path}", page.base()), &fields).await;
        assert_eq!((refused.page_error(), browser.session()), ((403, "method_not_allowed"), None), "{path}");
    }
    let page = browser.with_password(&page, "carol").await;
    // A password alone is what it is, whatever else the account has.
    assert_eq!(bank.level(&mut browser).await, BASIC);
    let answer = type_code(&mut browser, &page, &app.shows(world.now())).await;
    assert_eq!(bank.tokens(&ask, &answer).await.id["acr"], MFA);
}

#[tokio::test]
async fn e01_a_code_works_once() {
    let world = World::new().await;
    let ((mut browser, app), bank) = (carol(&world).await, world.bank());
    world.pass(100);
    let code = app.shows(world.now());
    let first = browser.open(&mfa(&world)).await;
    assert_eq!(type_code(&mut browser, &first, &code).await.status, 303);
    world.pass(1);
    let second = browser.open(&mfa(&world).with("max_age", "0")).await;
    let again = type_code(&mut browser, &second, &code).await;
    assert_eq!(again.status, 401, "{again:?}");
    // Nor does an earlier one that was not used.
    let earlier = app.shows(world.now().plus(-30));
    assert_eq!(type_code(&mut browser, &second, &earlier).await.status, 401);
    let next = app.shows(world.now().plus(30));
    assert_eq!(type_code(&mut browser, &second, &next).await.status, 303);
    assert_eq!(world.count("code_replayed").await, 2);
    assert_eq!(bank.level(&mut browser).await, MFA);
}

/// Two tabs, one code, the same instant: one session is raised once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn e01_of_two_who_use_a_code_at_once_one_gets_through() {
    let world = World::on_disk().await;
    let (_, app) = carol(&world).await;
    for _ in 0..10 {
        world.pass(60);
        let mut tabs = Vec::new();
        for _ in 0..2 {
            let mut tab = world.browser();
            tab.sign_in(&world.bank().ask(), "carol").await;
            let page = tab.open(&mfa(&world)).await;
            tabs.push((tab, page));
        }
        let code = app.shows(world.now());
        let race = tabs.into_iter().map(|(mut tab, page)| {
            let code = code.clone();
            tokio::spawn(async move { type_code(&mut tab, &page, &code).await.status.as_u16() })
        });
        let mut statuses = Vec::new();
        for tab in race.collect::<Vec<_>>() {
            statuses.push(tab.await.unwrap());
        }
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 401]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn e02_of_two_hundred_guesses_at_three_nodes_five_are_looked_at() {
    let world = World::on_disk().await;
    let (mut browser, app) = carol(&world).await;
    let page = browser.open(&mfa(&world)).await;
    let right = app.shows(world.now());
    let nodes = [world.clone(), world.restarted(), world.restarted()];
    let guesses = (0..200).map(|number| {
        let (mut tab, page, code) = (browser.moved_to(&nodes[number % 3]), page.clone(), format!("{number:06}"));
        assert_ne!(code, right, "one chance in five thousand");
        tokio::spawn(async move { type_code(&mut tab, &page, &code).await.status.as_u16() })
    });
    let mut looked_at = 0;
    for guess in guesses.collect::<Vec<_>>() {
        match guess.await.unwrap() {
            401 => looked_at += 1,
            429 => {}
            status => panic!("{status}"),
        }
    }
    assert_eq!((looked_at, world.count("code_wrong").await, world.count("throttled").await), (5, 5, 195));
    // Nor is the right one, here or after a restart, until the time is over; the sign-in stays.
    let restarted = world.restarted();
    for mut elsewhere in [browser.clone(), browser.moved_to(&restarted)] {
        let locked = type_code(&mut elsewhere, &page, &right).await;
        assert_eq!((locked.status.as_u16(), locked.header("retry-after")), (429, Some("900")));
    }
    assert_eq!(world.bank().level(&mut browser).await, BASIC);
    world.pass(900);
    let page = browser.open(&mfa(&world)).await;
    assert_eq!(type_code(&mut browser, &page, &app.shows(world.now())).await.status, 303);
}

/// The tries are told while somebody is known, and what was typed stays to be corrected.
#[tokio::test]
async fn a_wrong_code_says_how_many_tries_are_left() {
    let world = World::new().await;
    let (mut browser, app) = carol(&world).await;
    let mut page = browser.open(&mfa(&world)).await;
    for left in ["4 tries left", "3 tries left", "2 tries left", "1 try left"] {
        page = type_code(&mut browser, &page, "000 001").await;
        assert!(page.status == 401 && page.body.contains(left) && page.body.contains("000 001"), "{left}: {page:?}");
    }
    // Right at last, and the slate is clean.
    let ask = mfa(&world).with("max_age", "0");
    assert_eq!(type_code(&mut browser, &page, &app.shows(world.now())).await.status, 303);
    world.pass(60);
    let page = browser.open(&ask).await;
    assert!(type_code(&mut browser, &page, "000001").await.body.contains("4 tries left"));
}

/// E04: neither the secret behind the codes nor a code that would be right is in anything we answer.
#[tokio::test]
async fn e04_no_answer_holds_a_code_or_its_secret() {
    let world = World::new().await;
    let ((mut browser, app), bank) = (carol(&world).await, world.bank());
    world.with_recovery_codes("carol").await;
    let ask = mfa(&world);
    let page = browser.open(&ask).await;
    let mut seen = vec![page.clone(), type_code(&mut browser, &page, "000001").await];
    for path in ["/", "/account", "/account/data", "/account/recovery-codes", "/account/totp/add"] {
        seen.push(browser.visit(path).await);
    }
    let answer = type_code(&mut browser, &page, &app.shows(world.now())).await;
    let tokens = bank.tokens(&ask, &answer).await;
    seen.extend([bank.userinfo(&tokens.access).await, answer]);
    let seed = format!("{:-<20}", "carol");
    let mut secrets = vec![seed.clone(), data_encoding::BASE32_NOPAD.encode(seed.as_bytes())];
    secrets.extend((-1..=1).map(|step| app.shows(world.now().plus(30 * step))));
    secrets.extend((0..10).map(|number| recovery_code("carol", number)));
    for (answer, secret) in seen.iter().flat_map(|answer| secrets.iter().map(move |secret| (answer, secret))) {
        let text = format!("{:?} {}", answer.headers, answer.body);
        assert!(!text.contains(secret.as_str()), "{secret} is in {text}");
    }
}

/// B08: an app that was added at a lower level is no second factor yet.
#[tokio::test]
async fn b08_an_app_that_was_added_by_password_counts_after_its_hold() {
    let world = World::new().await;
    let until = world.now().plus(72 * 3600);
    let app = world.with_totp("carol", Some(Ceiling { acr: BASIC.to_owned(), until })).await;
    let bank = world.bank();
    let mut browser = world.browser();
    browser.sign_in(&bank.ask(), "carol").await;
    let page = browser.open(&mfa(&world)).await;
    assert_eq!(page.state(), Some("unreachable"));
    let fields = [("csrf", page.csrf()), ("code", &app.shows(world.now()))];
    let refused = browser.post(&format!("{}/totp", page.base()), &fields).await;
    assert_eq!(refused.page_error(), (403, "method_not_allowed"));
    world.pass(72 * 3600);
    let mut browser = world.browser();
    browser.sign_in(&bank.ask(), "carol").await;
    let ask = mfa(&world);
    let page = browser.open(&ask).await;
    let answer = type_code(&mut browser, &page, &app.shows(world.now())).await;
    assert_eq!(bank.tokens(&ask, &answer).await.id["acr"], MFA);
}

/// A recovery code reaches its own level and no other; each works once.
#[tokio::test]
async fn b10_a_recovery_code_is_worth_less_than_two_factors() {
    let world = World::new().await;
    world.with_recovery_codes("carol").await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "carol").await;
    world.pass(1);
    let ask = bank.ask().acr(RECOVERY);
    let page = browser.open(&ask).await;
    let code = recovery_code("carol", 3).to_lowercase().replace('-', " ");
    let answer = browser.submit(&page, "/recovery-code", &[("code", &code)]).await;
    assert_eq!(bank.tokens(&ask, &answer).await.id["acr"], RECOVERY);
    for acr in [MFA, "phr"] {
        assert_eq!(browser.open(&bank.ask().acr(acr)).await.state(), Some("unreachable"), "{acr}");
    }
    world.pass(1);
    let page = browser.open(&bank.ask().acr(RECOVERY).with("max_age", "0")).await;
    for used in [code.as_str(), &recovery_code("alice", 3), "no code at all"] {
        let refused = browser.submit(&page, "/recovery-code", &[("code", used)]).await;
        assert_eq!(refused.status, 401, "{used}: {refused:?}");
    }
    let other = recovery_code("carol", 4);
    assert_eq!(browser.submit(&page, "/recovery-code", &[("code", &other)]).await.status, 303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn b10_of_two_who_use_a_recovery_code_at_once_one_gets_through() {
    let world = World::on_disk().await;
    world.with_recovery_codes("carol").await;
    let bank = world.bank();
    let mut tabs = Vec::new();
    for _ in 0..2 {
        let mut tab = world.browser();
        tab.sign_in(&bank.ask(), "carol").await;
        let page = tab.open(&bank.ask().acr(RECOVERY)).await;
        let code = recovery_code("carol", 0);
        tabs.push(async move { tab.submit(&page, "/recovery-code", &[("code", &code)]).await.status.as_u16() });
    }
    let mut statuses = Vec::new();
    for tab in tabs.into_iter().map(tokio::spawn).collect::<Vec<_>>() {
        statuses.push(tab.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 401]);
}
