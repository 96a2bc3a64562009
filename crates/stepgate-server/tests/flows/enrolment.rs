//! Adding a passkey with a one-time ticket.

use crate::browser::Browser;
use crate::http::Answer;
use crate::passkey::Passkey;
use crate::world::World;
use stepgate_webauthn::soft_key::Ceremony;

/// What is wrong with a ceremony.
type Twist = fn(Ceremony) -> Ceremony;

/// Opens the ticket's page and adds the passkey.
async fn enrol(world: &World, browser: &mut Browser, ticket: &str, passkey: &Passkey, twist: Twist) -> Answer {
    let page = browser.visit(&format!("/enrol/{ticket}")).await;
    let options = browser.post(&format!("/enrol/{ticket}/options"), &[("csrf", page.csrf())]).await;
    assert_eq!(options.status, 200, "{options:?}");
    let credential = passkey.register(&twist(passkey.ceremony(world, &options.json())));
    browser.submit(&page, ticket, &[("credential", &credential), ("name", "Laptop")]).await
}

#[tokio::test]
async fn a_ticket_adds_a_passkey_that_counts_at_once() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "carol").await;
    assert_eq!(browser.open(&bank.ask().acr("phr")).await.state(), Some("unreachable"));
    let ticket = world.ticket("carol").await;
    assert_eq!(browser.visit(&format!("/enrol/{ticket}")).await.state(), Some("ready"));
    let done = enrol(&world, &mut browser, &ticket, &Passkey::of("carol"), |c| c).await;
    assert_eq!((done.status.as_u16(), done.state()), (200, Some("done")));
    assert_eq!(world.count("passkey_enrolled").await, 1);
    // Enrolling was no step-up.
    assert_eq!(bank.silently(&mut browser, bank.ask().acr("phr")).await.unwrap_err(), "interaction_required");
    let ask = bank.ask().acr("phr");
    let answer = browser.confirm(&ask, "carol").await;
    let tokens = bank.tokens(&ask, &answer).await;
    assert_eq!((&tokens.id["sub"], &tokens.id["acr"]), (&"user-carol".into(), &"phr".into()));
}

#[tokio::test]
async fn b11_a_ticket_works_once() {
    let world = World::new().await;
    let mut browser = world.browser();
    let ticket = world.ticket("carol").await;
    let page = browser.visit(&format!("/enrol/{ticket}")).await;
    enrol(&world, &mut browser, &ticket, &Passkey::of("carol"), |c| c).await;
    let again = browser.visit(&format!("/enrol/{ticket}")).await;
    assert_eq!((again.status.as_u16(), again.state()), (410, Some("used")));
    let options = browser.post(&format!("/enrol/{ticket}/options"), &[("csrf", page.csrf())]).await;
    assert_eq!(options.page_error(), (410, "ticket_not_usable"));
    let fields = [("credential", "{}"), ("name", "x")];
    assert_eq!(browser.submit(&page, &ticket, &fields).await.page_error(), (410, "ticket_not_usable"));
}

#[tokio::test]
async fn b11_a_ticket_lives_for_a_day_and_unknown_ones_look_the_same() {
    let world = World::new().await;
    let ticket = world.ticket("carol").await;
    world.pass(24 * 3600);
    for unusable in [ticket.as_str(), &"A".repeat(43), "short", "%00"] {
        let page = world.browser().visit(&format!("/enrol/{unusable}")).await;
        assert_eq!((page.status.as_u16(), page.state()), (410, Some("expired")), "{unusable}");
    }
}

#[tokio::test]
async fn d06_what_the_authenticator_says_is_checked_on_the_server() {
    let world = World::new().await;
    let mut browser = world.browser();
    let ticket = world.ticket("carol").await;
    let twists: [(&str, Twist); 4] = [
        ("user_not_verified", |c| Ceremony { user_verified: false, ..c }),
        ("origin_mismatch", |c| Ceremony { origin: "https://evil.example".into(), ..c }),
        ("rp_id_mismatch", |c| Ceremony { rp_id: "example.com".into(), ..c }),
        ("type_mismatch", |c| Ceremony { client_data_type: Some("webauthn.get".into()), ..c }),
    ];
    for (name, twist) in twists {
        let refused = enrol(&world, &mut browser, &ticket, &Passkey::of("carol"), twist).await;
        assert_eq!(refused.page_error(), (400, name));
    }
    // The ticket is as good as before.
    let done = enrol(&world, &mut browser, &ticket, &Passkey::of("carol"), |c| c).await;
    assert_eq!(done.state(), Some("done"));
}

#[tokio::test]
async fn d07_one_authenticator_is_one_persons() {
    let world = World::new().await;
    let mut browser = world.browser();
    let ticket = world.ticket("carol").await;
    // The key that is Alice's, offered as Carol's.
    let refused = enrol(&world, &mut browser, &ticket, &Passkey::of("alice"), |c| c).await;
    assert_eq!(refused.page_error(), (409, "credential_exists"));
    assert_eq!(browser.visit(&format!("/enrol/{ticket}")).await.state(), Some("ready"));
}

#[tokio::test]
async fn d01_an_enrolments_challenge_belongs_to_its_ticket() {
    let world = World::new().await;
    let mut browser = world.browser();
    let (one, two) = (world.ticket("carol").await, world.ticket("bob").await);
    let (first, second) =
        (browser.visit(&format!("/enrol/{one}")).await, browser.visit(&format!("/enrol/{two}")).await);
    let options = browser.post(&format!("/enrol/{one}/options"), &[("csrf", first.csrf())]).await.json();
    let carol = Passkey::of("carol");
    let credential = carol.register(&carol.ceremony(&world, &options));
    let fields = [("credential", credential.as_str()), ("name", "x")];
    assert_eq!(browser.submit(&second, &two, &fields).await.page_error(), (400, "challenge_not_usable"));
    let crossed = [("csrf", second.csrf()), fields[0], fields[1]];
    assert_eq!(browser.post(&format!("/enrol/{one}"), &crossed).await.page_error(), (403, "forged_form"));
    assert_eq!(browser.submit(&first, &one, &fields).await.state(), Some("done"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn b11_of_twenty_answers_at_once_a_ticket_takes_one() {
    let world = World::on_disk().await;
    let mut browser = world.browser();
    let ticket = world.ticket("carol").await;
    let page = browser.visit(&format!("/enrol/{ticket}")).await;
    let mut tabs = Vec::new();
    for seed in 200..220 {
        let options = browser.post(&format!("/enrol/{ticket}/options"), &[("csrf", page.csrf())]).await.json();
        let passkey = Passkey::seeded("carol", seed);
        let credential = passkey.register(&passkey.ceremony(&world, &options));
        let (mut tab, page, ticket) = (browser.clone(), page.clone(), ticket.clone());
        tabs.push(async move { tab.submit(&page, &ticket, &[("credential", &credential), ("name", "x")]).await });
    }
    let mut statuses = Vec::new();
    for tab in tabs.into_iter().map(tokio::spawn).collect::<Vec<_>>() {
        statuses.push(tab.await.unwrap().status.as_u16());
    }
    statuses.sort_unstable();
    assert_eq!((statuses[0], &statuses[1..]), (200, &[410; 19][..]));
    assert_eq!(world.count("passkey_enrolled").await, 1);
}
