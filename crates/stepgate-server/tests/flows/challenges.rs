//! Passkey ceremonies over HTTP.

use crate::browser::Browser;
use crate::http::Answer;
use crate::passkey::Passkey;
use crate::world::{BASIC, World};
use serde_json::Value;
use stepgate_webauthn::soft_key::Ceremony;

/// Alice, signed in with a password, before a page that asks for her passkey.
async fn asked(world: &World) -> (Browser, Answer, Value) {
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let page = browser.open(&bank.ask().acr("phr")).await;
    let options = browser.options(&page).await;
    (browser, page, options)
}

async fn send(browser: &mut Browser, page: &Answer, credential: &str) -> Answer {
    browser.submit(page, "/passkey", &[("credential", credential)]).await
}

#[tokio::test]
async fn d01_a_challenge_is_used_once() {
    let world = World::new().await;
    let (mut browser, page, options) = asked(&world).await;
    let alice = Passkey::of("alice");
    let honest = alice.ceremony(&world, &options);
    let spoilt = Ceremony { user_verified: false, ..honest.clone() };
    assert_eq!(send(&mut browser, &page, &alice.sign(&spoilt)).await.status, 401);
    let again = send(&mut browser, &page, &alice.sign(&honest)).await;
    assert_eq!(again.page_error(), (400, "challenge_not_usable"));
    assert_eq!(world.bank().level(&mut browser).await, BASIC);
}

#[tokio::test]
async fn d01_a_challenge_belongs_to_its_request() {
    let world = World::new().await;
    let (mut browser, page, options) = asked(&world).await;
    let other = browser.open(&world.bank().ask().essential("phr")).await;
    let alice = Passkey::of("alice");
    let credential = alice.sign(&alice.ceremony(&world, &options));
    assert_eq!(send(&mut browser, &other, &credential).await.page_error(), (400, "challenge_not_usable"));
    // It was not for that request, so nobody used it up there.
    assert_eq!(send(&mut browser, &page, &credential).await.status, 303);
}

#[tokio::test]
async fn d01_a_challenge_belongs_to_its_ceremony() {
    let world = World::new().await;
    let (mut browser, page, _) = asked(&world).await;
    let ticket = world.ticket("alice").await;
    let enrol = browser.visit(&format!("/enrol/{ticket}")).await;
    let options = browser.post(&format!("/enrol/{ticket}/options"), &[("csrf", enrol.csrf())]).await.json();
    let alice = Passkey::of("alice");
    let credential = alice.sign(&alice.ceremony(&world, &options));
    assert_eq!(send(&mut browser, &page, &credential).await.page_error(), (400, "challenge_not_usable"));

    let options = browser.options(&page).await;
    let another = Passkey::seeded("alice", 200);
    let registered = another.register(&another.ceremony(&world, &options));
    let refused = browser.submit(&enrol, &ticket, &[("credential", &registered), ("name", "x")]).await;
    assert_eq!(refused.page_error(), (400, "challenge_not_usable"));
}

#[tokio::test]
async fn d01_a_challenge_belongs_to_its_session() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let page = browser.open(&bank.ask()).await;
    let options = browser.options(&page).await;
    browser.sign_in(&bank.ask(), "alice").await;
    // The page was for nobody; now somebody is signed in, and the page asks for nothing any more.
    let alice = Passkey::of("alice");
    let credential = alice.sign(&alice.ceremony(&world, &options));
    assert_eq!(send(&mut browser, &page, &credential).await.page_error(), (403, "method_not_allowed"));
}

#[tokio::test]
async fn d01_a_challenge_lives_for_five_minutes_and_is_ours() {
    let world = World::new().await;
    let (mut browser, page, options) = asked(&world).await;
    let alice = Passkey::of("alice");
    world.pass(300);
    let credential = alice.sign(&alice.ceremony(&world, &options));
    assert_eq!(send(&mut browser, &page, &credential).await.page_error(), (400, "challenge_not_usable"));
    let invented = serde_json::json!({ "challenge": "A".repeat(43) });
    let credential = alice.sign(&alice.ceremony(&world, &invented));
    assert_eq!(send(&mut browser, &page, &credential).await.page_error(), (400, "challenge_not_usable"));
    let options = browser.options(&page).await;
    world.pass(299);
    let credential = alice.sign(&alice.ceremony(&world, &options));
    assert_eq!(send(&mut browser, &page, &credential).await.status, 303);
}

type Twist = fn(Ceremony) -> Ceremony;

#[tokio::test]
async fn d04_what_the_authenticator_or_the_browser_says_is_checked() {
    let twists: [(&str, Twist); 8] = [
        ("user_not_verified", |c| Ceremony { user_verified: false, ..c }),
        ("user_not_present", |c| Ceremony { user_present: false, ..c }),
        ("origin_mismatch", |c| Ceremony { origin: "https://evil-id.example.com".into(), ..c }),
        ("cross_origin", |c| Ceremony { cross_origin: true, ..c }),
        ("rp_id_mismatch", |c| Ceremony { rp_id: "example.com".into(), ..c }),
        ("type_mismatch", |c| Ceremony { client_data_type: Some("webauthn.create".into()), ..c }),
        ("backup_eligibility_changed", |c| Ceremony { backup_eligible: true, ..c }),
        ("backup_state_invalid", |c| Ceremony { backed_up: true, ..c }),
    ];
    for (name, twist) in twists {
        let world = World::new().await;
        let (mut browser, page, options) = asked(&world).await;
        let alice = Passkey::of("alice");
        let credential = alice.sign(&twist(alice.ceremony(&world, &options)));
        let answer = send(&mut browser, &page, &credential).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (401, None), "{name}");
        assert!(answer.offers("passkey") && answer.body.contains("That passkey was not accepted."));
        assert_eq!((world.count(name).await, world.count("step_up").await), (1, 0), "{name}");
        assert_eq!(world.bank().level(&mut browser).await, BASIC);
    }
}

#[tokio::test]
async fn d05_the_id_that_is_claimed_is_the_one_that_signed() {
    let world = World::new().await;
    let (mut browser, page, options) = asked(&world).await;
    let (alice, stranger) = (Passkey::of("alice"), Passkey::seeded("alice", 200));
    let ceremony = alice.ceremony(&world, &options);
    // `id` and `rawId` differ: not looked at any further.
    let mut differing = alice.key.assert(&ceremony).unwrap().to_json();
    differing["rawId"] = stranger.id().as_str().into();
    let answer = send(&mut browser, &page, &differing.to_string()).await;
    assert_eq!((answer.status.as_u16(), world.count("id_raw_id_mismatch").await), (401, 1));
    // Alice's id on somebody else's signature.
    let mut borrowed = stranger.key.assert(&ceremony).unwrap();
    borrowed.credential_id = alice.key.credential_id().as_bytes().to_vec();
    let answer = send(&mut browser, &page, &borrowed.to_json().to_string()).await;
    assert_eq!((answer.status.as_u16(), world.count("signature_invalid").await), (401, 1));
    // A key nobody registered.
    let unknown = stranger.sign(&stranger.ceremony(&world, &browser.options(&page).await));
    let answer = send(&mut browser, &page, &unknown).await;
    assert_eq!((answer.status.as_u16(), world.count("unknown_credential").await), (401, 1));
    assert_eq!(world.count("step_up").await, 0);
}

#[tokio::test]
async fn d07_a_user_handle_of_somebody_else_is_refused() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let page = browser.open(&bank.ask()).await;
    let (alice, bob) = (Passkey::of("alice"), Passkey::of("bob"));
    for handle in [None, bob.ceremony(&world, &browser.options(&page).await).user_handle] {
        let honest = alice.ceremony(&world, &browser.options(&page).await);
        let credential = alice.sign(&Ceremony { user_handle: handle, ..honest });
        assert_eq!(send(&mut browser, &page, &credential).await.status, 401);
    }
    assert_eq!(browser.session(), None);
}

#[tokio::test]
async fn d08_a_counter_that_goes_back_is_recorded() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let alice = Passkey::of("alice");
    for (sign_count, regressed) in [(5, 0), (6, 0), (6, 1), (2, 2)] {
        world.pass(1);
        let page = browser.open(&bank.ask().acr("phr").with("max_age", "0")).await;
        let honest = alice.ceremony(&world, &browser.options(&page).await);
        let answer = send(&mut browser, &page, &alice.sign(&Ceremony { sign_count, ..honest })).await;
        assert_eq!(answer.status, 303);
        assert_eq!(world.count("sign_count_regressed").await, regressed);
    }
}

#[tokio::test]
async fn d10_the_options_tell_a_stranger_nothing_about_accounts() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    for hint in ["alice", "carol", "nobody"] {
        let page = browser.open(&bank.ask().with("login_hint", hint)).await;
        let options = browser.options(&page).await;
        assert_eq!(options["allowCredentials"].to_string(), "[]", "{hint}");
        assert_eq!((&options["userVerification"], &options["rpId"]), (&"required".into(), &world.domain().into()));
    }
    let (_, _, options) = asked(&world).await;
    assert_eq!(options["allowCredentials"][0]["id"], Passkey::of("alice").id().as_str());
}
