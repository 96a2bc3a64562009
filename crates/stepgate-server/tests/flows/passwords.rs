//! What a password costs us, and what its answer tells.

use crate::accounts::HasPassword;
use crate::browser::Browser;
use crate::http::{Answer, Call};
use crate::log;
use crate::world::{World, password};

/// How many passwords were hashed since the log was last looked at.
fn hashes() -> usize {
    let text = log::take();
    log::start();
    text.matches("\"hashing a password\"").count()
}

/// The answer to a name and a password, as far as anybody could tell two of them apart.
async fn shape(browser: &mut Browser, page: &Answer, name: &str, typed: &str) -> (u16, Vec<(String, usize)>, usize) {
    let answer = browser.submit(page, "/password", &[("login", name), ("password", typed)]).await;
    let headers = answer.headers.iter().map(|(name, value)| (name.to_string(), value.len())).collect();
    (answer.status.as_u16(), headers, answer.body.len())
}

#[tokio::test]
async fn e06_every_sign_in_that_fails_looks_alike_and_costs_one_hash() {
    let world = World::new().await;
    world.with_account("doris", HasPassword::No).await;
    world.disable("carol").await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let page = browser.open(&bank.ask()).await;
    log::start();
    let cases = [
        ("wrong password", "alice", "wrong"),
        ("right password of another", "alice", "carol likes long passwords"),
        ("no such name", "alyce", "wrong"),
        ("no password on the account", "doris", "wrong"),
        ("account closed, right password", "carol", &*password("carol")),
        ("account closed, wrong password", "carol", "wrong"),
    ];
    let mut seen = Vec::new();
    for (case, name, typed) in cases {
        seen.push((case, shape(&mut browser, &page, name, typed).await, hashes()));
    }
    for (case, shape, hashes) in &seen {
        assert_eq!((shape, hashes), (&seen[0].1, &1), "{case}");
    }
    assert_eq!((seen[0].1.0, browser.session()), (401, None));
    assert_eq!(world.count("password_wrong").await, cases.len());
}

/// However often it is tried: a name that is locked says nothing about whether there is such an account, or whether the password
/// was right, and costs a hash too.
#[tokio::test]
async fn e06_a_locked_name_looks_like_any_that_does_not_match() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let page = browser.open(&bank.ask()).await;
    log::start();
    let mut seen = Vec::new();
    for attempt in 0..12 {
        // The right one, once it is too late.
        let typed = if attempt < 11 { "wrong".to_owned() } else { password("alice") };
        for name in ["alice", "alyce"] {
            seen.push((shape(&mut browser, &page, name, &typed).await, hashes()));
        }
    }
    for (nth, one) in seen.iter().enumerate() {
        assert_eq!((one, one.1), (&seen[0], 1), "try {nth}");
    }
    assert_eq!((world.count("password_wrong").await, world.count("throttled").await), (10, 14));
    assert_eq!(browser.session(), None);
}

/// In a step-up the name is known: nobody else's is looked at, whether or not there is such an account.
#[tokio::test]
async fn e06_a_step_up_does_not_tell_which_names_exist() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    world.pass(1);
    let page = browser.open(&bank.ask().with("max_age", "0")).await;
    log::start();
    let existing = (shape(&mut browser, &page, "carol", "wrong").await, hashes());
    let unknown = (shape(&mut browser, &page, "karel", "wrong").await, hashes());
    assert_eq!(existing, unknown);
    assert_eq!((existing.0.0, existing.1), (403, 0));
}

#[tokio::test]
async fn e05_a_megabyte_is_refused_before_it_is_read_as_a_form() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let page = browser.open(&bank.ask()).await;
    let before = world.audit().await.len();
    log::start();
    let huge = "x".repeat(1 << 20);
    let fields = [("csrf", page.csrf()), ("login", "alice"), ("password", &huge)];
    for path in ["/password", "/cancel"] {
        let call = Call::post(page.action(path)).form(&fields).header("sec-fetch-site", "same-origin");
        let answer = browser.send(call).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (413, None), "{path}");
        assert_eq!(answer.header("content-security-policy"), Some("default-src 'none'; frame-ancestors 'none'"));
    }
    for path in ["/token", "/introspect", "/authorize", "/logout"] {
        assert_eq!(browser.send(Call::post(path).form(&fields)).await.status, 413, "{path}");
    }
    assert_eq!((hashes(), world.audit().await.len()), (0, before));
    // The page is as good as before.
    assert_eq!(browser.with_password(&page, "alice").await.status, 303);
}

#[tokio::test]
async fn e05_a_password_that_nobody_has_is_wrong_without_a_hash() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let page = browser.open(&bank.ask()).await;
    log::start();
    for (length, cost) in [(512, 1), (513, 0), (60_000, 0)] {
        let typed = "x".repeat(length);
        let known = (shape(&mut browser, &page, "alice", &typed).await, hashes());
        let unknown = (shape(&mut browser, &page, "alyce", &typed).await, hashes());
        assert_eq!(known, unknown, "{length}");
        assert_eq!((known.0.0, known.1), (401, cost), "{length}");
    }
}

/// Four cores: two hash, 32 wait, and whoever else comes is told when to come back. What needs no password is served meanwhile.
#[tokio::test]
async fn e05_a_flood_of_sign_ins_is_turned_away_and_the_rest_is_served() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let page = browser.open(&bank.ask()).await;
    log::start();
    let fields = [("csrf", page.csrf()), ("login", "alice"), ("password", "wrong")];
    let call = Call::post(page.action("/password")).form(&fields).header("sec-fetch-site", "same-origin");
    let call = call.header("cookie", format!("__Host-stepgate-browser={}", browser.jar["__Host-stepgate-browser"]));
    let flood: Vec<_> = (0..100)
        .map(|_| {
            let (world, call) = (world.clone(), call.clone());
            tokio::spawn(async move { world.send_with(call, Vec::new()).await })
        })
        .collect();
    for _ in 0..20 {
        assert_eq!(world.send(Call::get("/jwks")).await.status, 200);
    }
    let mut turned_away = 0;
    for answer in flood {
        let answer = answer.await.unwrap();
        match answer.status.as_u16() {
            401 => {}
            503 => {
                turned_away += 1;
                assert_eq!((answer.header("retry-after"), answer.offers("password")), (Some("2"), true));
            }
            status => panic!("{status}: {answer:?}"),
        }
    }
    assert!(turned_away > 0, "nobody was turned away");
    assert_eq!(hashes() + turned_away, 100);
    assert_eq!(world.count("password_wrong").await + world.count("throttled").await + turned_away, 100);
}
