//! Guessing at passwords: how often, at whose cost, and what it tells.

use crate::browser::Browser;
use crate::http::Answer;
use crate::log;
use crate::world::{World, password};
use std::collections::BTreeSet;

/// A browser somewhere.
fn from(world: &World, address: &str) -> Browser {
    let mut browser = world.browser();
    browser.at = Some(address.parse().unwrap());
    browser
}

async fn guess(browser: &mut Browser, page: &Answer, name: &str) -> Answer {
    browser.submit(page, "/password", &[("login", name), ("password", "a wrong guess of some length")]).await
}

/// After five tries from one place nothing is looked at any more, and nobody can tell: not by status, length or the price of a hash,
/// whether there is such an account or not.
#[tokio::test]
async fn e06_too_many_tries_look_like_a_wrong_password() {
    let world = World::new().await;
    let (mut browser, bank) = (from(&world, "192.0.2.1"), world.bank());
    let page = browser.open(&bank.ask()).await;
    let mut shapes = BTreeSet::new();
    for name in ["alice", "nobdy"] {
        for _ in 0..7 {
            log::start();
            let answer = guess(&mut browser, &page, name).await;
            let hashes = log::take().matches("\"hashing a password\"").count();
            let headers: Vec<_> =
                answer.headers.iter().map(|(name, value)| format!("{name} {}", value.len())).collect();
            shapes.insert((answer.status.as_u16(), headers, answer.body.len(), hashes));
        }
    }
    assert_eq!(shapes.len(), 1, "{shapes:?}");
    assert_eq!(shapes.first().map(|shape| (shape.0, shape.3)), Some((401, 1)));
    assert_eq!((world.count("password_wrong").await, world.count("throttled").await), (10, 4));
    // Nor is the right password looked at.
    let answer = browser.with_password(&page, "alice").await;
    assert_eq!((answer.status.as_u16(), browser.session()), (401, None));
    world.pass(15 * 60);
    let page = browser.open(&bank.ask()).await;
    assert_eq!(browser.with_password(&page, "alice").await.status, 303);
}

/// A stranger tries all day long. The owner signs in by passkey, and by password from where they are.
#[tokio::test]
async fn e08_guesses_of_strangers_lock_nobody_out() {
    let world = World::cheap().await;
    let bank = world.bank();
    for address in 1..=15 {
        let mut stranger = from(&world, &format!("198.51.100.{address}"));
        let page = stranger.open(&bank.ask()).await;
        for _ in 0..8 {
            assert_eq!(guess(&mut stranger, &page, "alice").await.status, 401);
        }
    }
    assert_eq!((world.count("password_wrong").await, world.count("throttled").await), (75, 45));
    let mut owner = from(&world, "192.0.2.1");
    let page = owner.open(&bank.ask()).await;
    assert_eq!(owner.with_password(&page, "alice").await.status, 303);
    let mut beside = from(&world, "198.51.100.1");
    let page = beside.open(&bank.ask()).await;
    assert_eq!(beside.with_passkey(&page, "alice").await.status, 303, "a passkey, from where the guesses come from");
}

/// From very many places: a hundred a day, and then only what cannot be guessed is of use.
#[tokio::test]
async fn e08_a_hundred_guesses_from_everywhere_are_the_end_of_it_for_a_day() {
    let world = World::cheap().await;
    let bank = world.bank();
    let mut looked_at = 0;
    for address in 0..40 {
        let mut stranger = from(&world, &format!("2001:db8:0:{address:x}::1"));
        let page = stranger.open(&bank.ask()).await;
        for _ in 0..3 {
            guess(&mut stranger, &page, "alice").await;
        }
        looked_at = world.count("password_wrong").await;
    }
    assert_eq!(looked_at, 100);
    let mut owner = from(&world, "192.0.2.1");
    let page = owner.open(&bank.ask()).await;
    assert_eq!(owner.with_password(&page, "alice").await.status, 401);
    assert_eq!(owner.with_passkey(&page, "alice").await.status, 303);
    world.pass(24 * 3600);
    let mut owner = from(&world, "192.0.2.1");
    let page = owner.open(&bank.ask()).await;
    assert_eq!(owner.with_password(&page, "alice").await.status, 303);
}

/// In a step-up everybody knows who is there: how many tries are left and how long to wait is said, and the session stays.
#[tokio::test]
async fn e08_in_a_step_up_the_wait_is_told_and_the_session_stays() {
    let world = World::cheap().await;
    let (mut browser, bank) = (from(&world, "192.0.2.1"), world.bank());
    browser.sign_in(&bank.ask(), "carol").await;
    world.pass(1);
    let ask = bank.ask().with("max_age", "0");
    let page = browser.open(&ask).await;
    for left in ["4 tries left", "3 tries left", "2 tries left", "1 try left", "0 tries left"] {
        let answer = guess(&mut browser, &page, "carol").await;
        assert!(answer.status == 401 && answer.body.contains(left), "{left}: {answer:?}");
    }
    let locked = guess(&mut browser, &page, "carol").await;
    assert_eq!((locked.status.as_u16(), locked.header("retry-after")), (429, Some("900")));
    assert_eq!(bank.level(&mut browser).await, crate::world::BASIC);
    world.pass(890);
    let page = browser.open(&ask).await;
    let fields = [("login", "carol"), ("password", &*password("carol"))];
    let locked = browser.submit(&page, "/password", &fields).await;
    assert_eq!((locked.status.as_u16(), locked.header("retry-after")), (429, Some("10")));
    world.pass(10);
    assert_eq!(browser.submit(&page, "/password", &fields).await.status, 303);
}
