//! Somebody else: in the same browser, with a stolen cookie, from another site.

use crate::browser::Browser;
use crate::http::{Answer, Call};
use crate::passkey::Passkey;
use crate::relying_party::RelyingParty;
use crate::world::{BASIC, World, password};

#[tokio::test]
async fn b01_another_users_passkey_does_not_complete_the_step_up() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let before = browser.session().cloned();
    let page = browser.open(&bank.ask().acr("phr")).await;
    let refused = browser.with_passkey(&page, "bob").await;
    assert_eq!((refused.page_error(), refused.location()), ((403, "subject_mismatch"), None));

    assert_eq!((browser.session().cloned(), bank.level(&mut browser).await.as_str()), (before, BASIC));
    let audit = world.audit().await;
    let told: Vec<_> = audit.iter().filter(|row| row.kind == "subject_mismatch").map(|row| &row.subject).collect();
    assert_eq!(told, [&Some("user-alice".to_owned()), &Some("user-bob".to_owned())]);
    // One for the sign-in, one for the look at the level.
    assert_eq!(world.count("code_issued").await, 2);
    assert!(!audit.iter().any(|row| row.subject.as_deref() == Some("user-bob") && row.kind == "step_up"));
}

#[tokio::test]
async fn b01_another_users_password_does_not_either() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask();
    browser.sign_in(&ask, "alice").await;
    world.pass(1);
    let ask = bank.ask().with("max_age", "0");
    let page = browser.open(&ask).await;
    for name in ["bob", "nobody-of-this-name"] {
        let refused = browser.with_password(&page, name).await;
        assert_eq!(refused.page_error(), (403, "subject_mismatch"), "{name}");
    }
    // Two for alice, and one for bob, who exists.
    assert_eq!(world.count("subject_mismatch").await, 3);
    let tokens = bank.silently(&mut browser, bank.ask()).await.unwrap();
    assert_eq!((&tokens.id["sub"], &tokens.id["acr"]), (&"user-alice".into(), &BASIC.into()));
}

#[tokio::test]
async fn b01_a_request_stays_with_whom_it_was_made_for() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let page = browser.open(&bank.ask().acr("phr")).await;
    // Alice's session goes, and Bob signs in to the same browser.
    let name = browser.session_cookie();
    browser.jar.remove(name);
    browser.sign_in(&bank.ask(), "bob").await;
    assert_eq!(browser.visit(page.base()).await.page_error(), (403, "subject_mismatch"));
    let credential = [("csrf", page.csrf()), ("credential", "{}")];
    assert_eq!(browser.post(page.action("/passkey"), &credential).await.page_error(), (403, "subject_mismatch"));
}

#[tokio::test]
async fn b01_nor_can_bob_answer_alices_request_once_she_is_gone() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let page = browser.open(&bank.ask().acr("phr")).await;
    let name = browser.session_cookie();
    browser.jar.remove(name);
    let login = browser.visit(page.base()).await;
    assert_eq!(browser.with_passkey(&login, "bob").await.page_error(), (403, "subject_mismatch"));
    assert_eq!(browser.session(), None);
    assert_eq!(browser.with_passkey(&login, "alice").await.status, 303);
}

/// Alice after a step-up, and a thief with the cookie that she had before.
async fn robbed(world: &World, bank: &RelyingParty) -> (Browser, Browser) {
    let mut victim = world.browser();
    victim.sign_in(&bank.ask(), "alice").await;
    let thief = victim.clone();
    victim.confirm(&bank.ask().acr("phr"), "alice").await;
    (victim, thief)
}

#[tokio::test]
async fn b02_a_stolen_cookie_never_sees_the_higher_level() {
    let world = World::new().await;
    let bank = world.bank();
    let (mut victim, mut thief) = robbed(&world, &bank).await;
    // The new cookie is on its way: the old one is what it was, for a minute.
    assert_ne!(victim.session(), thief.session());
    world.pass(59);
    assert_eq!(bank.level(&mut thief).await, BASIC);
    assert_eq!(bank.silently(&mut thief, bank.ask().acr("phr")).await.unwrap_err(), "interaction_required");
    world.pass(1);
    assert_eq!(bank.level(&mut thief).await, "login_required");
    assert_eq!(bank.level(&mut victim).await, "phr");
}

#[tokio::test]
async fn b02_the_first_sight_of_the_new_cookie_ends_the_old_one() {
    let world = World::new().await;
    let bank = world.bank();
    let (mut victim, mut thief) = robbed(&world, &bank).await;
    assert_eq!(bank.level(&mut victim).await, "phr");
    assert_eq!(bank.level(&mut thief).await, "login_required");
    assert_eq!(world.count("session_handle_retired").await, 1);
}

#[tokio::test]
async fn b02_a_planted_cookie_is_never_the_one_that_is_raised() {
    let world = World::new().await;
    let (mut victim, bank) = (world.browser(), world.bank());
    let planted = "A".repeat(43);
    let name = victim.session_cookie();
    victim.jar.insert(name.to_owned(), planted.clone());
    victim.sign_in(&bank.ask(), "alice").await;
    assert_ne!(victim.session(), Some(&planted));
    let mut attacker = world.browser();
    attacker.jar.insert(name.to_owned(), planted);
    assert_eq!(bank.level(&mut attacker).await, "login_required");
    // The attacker's own session, planted: the victim cannot be made to raise it.
    let mut bob = world.browser();
    bob.sign_in(&bank.ask(), "bob").await;
    let mut fooled = bob.clone();
    let page = fooled.open(&bank.ask().acr("phr")).await;
    assert_eq!(fooled.with_passkey(&page, "alice").await.page_error(), (403, "subject_mismatch"));
    assert_eq!(bank.level(&mut bob).await, BASIC);
}

#[tokio::test]
async fn b02_an_interaction_belongs_to_its_browser() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let page = browser.open(&bank.ask()).await;
    let (mut bare, mut other) = (world.browser(), world.browser());
    other.open(&bank.ask()).await;
    // The token of the page does not help without the cookie it was made from.
    for (stranger, refusal) in [(&mut bare, (400, "not_this_browser")), (&mut other, (403, "forged_form"))] {
        assert_eq!(stranger.visit(page.base()).await.page_error(), (400, "not_this_browser"));
        assert_eq!(stranger.with_password(&page, "alice").await.page_error(), refusal);
        assert_eq!(stranger.session(), None);
    }
    assert_eq!(browser.visit("/interaction/AAAAAAAAAAAAAAAAAAAAAA").await.page_error(), (400, "not_this_browser"));
}

/// Every route that acts by cookie, with the fields that would be right.
async fn forms_of(world: &World) -> (crate::browser::Browser, Answer, Vec<(String, Vec<(String, String)>)>) {
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    world.pass(1);
    let page = browser.open(&bank.ask().with("max_age", "0")).await;
    let passkey = Passkey::of("alice");
    let credential = passkey.sign(&passkey.ceremony(world, &browser.options(&page).await));
    let base = page.base();
    let own = |pairs: &[(&str, &str)]| pairs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
    let forms = vec![
        (format!("{base}/password"), own(&[("login", "alice"), ("password", &password("alice"))])),
        (format!("{base}/passkey/options"), own(&[])),
        (format!("{base}/passkey"), own(&[("credential", &credential)])),
        (format!("{base}/consent"), own(&[("decision", "allow")])),
        (format!("{base}/cancel"), own(&[])),
    ];
    (browser, page, forms)
}

#[tokio::test]
async fn b03_a_form_from_another_site_is_refused() {
    let world = World::new().await;
    let (mut browser, page, forms) = forms_of(&world).await;
    let codes = world.count("code_issued").await;
    let origins: [&[(&str, &str)]; 6] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "none")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[],
    ];
    for (path, fields) in &forms {
        for headers in origins {
            let mut fields: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            fields.push(("csrf", page.csrf()));
            let call = headers.iter().fold(Call::post(path).form(&fields), |call, (n, v)| call.header(n, *v));
            let answer = browser.send(call).await;
            assert_eq!((answer.status.as_u16(), answer.body.as_str()), (403, "forged_form"), "{path} {headers:?}");
        }
    }
    assert_eq!(world.count("code_issued").await, codes);
    // What an older browser sends from our own page.
    let cancel = Call::post(page.action("/cancel")).form(&[("csrf", page.csrf())]).header("origin", &world.issuer);
    assert_eq!(browser.send(cancel).await.status, 303);
}

#[tokio::test]
async fn b03_a_form_without_the_pages_own_token_is_refused() {
    let world = World::new().await;
    let (mut browser, page, forms) = forms_of(&world).await;
    let another = browser.open(&world.bank().ask().acr("phr")).await;
    let attackers = world.browser().open(&world.bank().ask()).await;
    let forged = [None, Some(""), Some("x"), Some(another.csrf()), Some(attackers.csrf())];
    for (path, fields) in &forms {
        for csrf in forged {
            let mut fields: Vec<_> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
            fields.extend(csrf.map(|csrf| ("csrf", csrf)));
            assert_eq!(browser.post(path, &fields).await.page_error(), (403, "forged_form"), "{path} {csrf:?}");
        }
        let twice = [("csrf", page.csrf()), ("csrf", page.csrf())];
        assert_eq!(browser.post(path, &twice).await.page_error(), (400, "malformed_form"), "{path}");
    }
    // After all that the page still works.
    assert_eq!(browser.with_password(&page, "alice").await.status, 303);
}

/// A thief with the password and the cookie that the step-up replaced: what he signs in to is his own, without the passkey.
#[tokio::test]
async fn b02_a_password_on_a_replaced_cookie_does_not_reach_the_passkey() {
    let world = World::new().await;
    let bank = world.bank();
    let (mut victim, mut thief) = robbed(&world, &bank).await;
    world.pass(30);
    let page = thief.open(&bank.ask().with("prompt", "login")).await;
    assert_eq!(thief.with_password(&page, "alice").await.status.as_u16(), 303);
    assert!(bank.silently(&mut thief, bank.ask().acr("phr")).await.is_err());
    world.pass(61);
    assert_eq!(bank.level(&mut victim).await, "phr", "the owner keeps her session");
}

/// Two answers of one browser at once: one of them finds the request answered, and still brings the new cookie.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_form_sent_twice_signs_nobody_out() {
    let world = World::on_disk().await;
    for _ in 0..5 {
        let (mut browser, bank) = (world.browser(), world.bank());
        browser.sign_in(&bank.ask(), "alice").await;
        world.pass(1);
        let page = browser.open(&bank.ask().with("prompt", "login")).await;
        let (mut one, mut other, page2) = (browser.clone(), browser.clone(), page.clone());
        let first = tokio::spawn(async move {
            one.with_password(&page, "alice").await;
            one
        });
        let second = tokio::spawn(async move {
            other.with_password(&page2, "alice").await;
            other
        });
        let (mut one, mut other) = (first.await.unwrap(), second.await.unwrap());
        world.pass(61);
        let levels = [bank.level(&mut one).await, bank.level(&mut other).await];
        assert!(levels.iter().any(|level| level == BASIC), "{levels:?}");
    }
}
