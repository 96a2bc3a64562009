//! What a stranger can find out about accounts and authenticators.

use crate::accounts::HasPassword;
use crate::http::Answer;
use crate::passkey::Passkey;
use crate::world::World;
use serde_json::Value;

/// Names of one length: with a passkey, without one, closed, and nobody's.
const NAMES: [&str; 4] = ["alice", "carol", "clara", "nobdy"];

/// Everything about an answer that does not depend on chance.
fn shape(answer: &Answer) -> (u16, Vec<(String, usize)>, usize) {
    let headers = answer.headers.iter().map(|(name, value)| (name.to_string(), value.len())).collect();
    (answer.status.as_u16(), headers, answer.body.len())
}

/// Member names in the order sent, and how long each value is.
fn members(options: &Value) -> Vec<(String, usize)> {
    options.as_object().unwrap().iter().map(|(name, value)| (name.clone(), value.to_string().len())).collect()
}

#[tokio::test]
async fn d10_pages_and_options_are_the_same_for_every_name() {
    let world = World::new().await;
    world.with_account("clara", HasPassword::Yes).await;
    world.disable("clara").await;
    let bank = world.bank();
    let mut seen = Vec::new();
    for name in NAMES {
        let mut browser = world.browser();
        let login = browser.open(&bank.ask().with("login_hint", name).with("state", "s")).await;
        let options = browser.options(&login).await;
        let refused = browser.submit(&login, "/password", &[("login", name), ("password", "wrong")]).await;
        let again = browser.options(&refused).await;
        assert_eq!(
            (&options["allowCredentials"], &again["allowCredentials"]),
            (&Value::Array(vec![]), &Value::Array(vec![]))
        );
        seen.push((shape(&login), members(&options), shape(&refused), members(&again)));
    }
    for (name, shapes) in NAMES.iter().zip(&seen) {
        assert_eq!(shapes, &seen[0], "{name}");
    }
}

/// The application names the user, and nobody is signed in: still nothing is listed before somebody has proved to be that user.
#[tokio::test]
async fn d10_a_hint_lists_nobodys_passkeys() {
    let world = World::new().await;
    let bank = world.bank();
    let hint = bank.hint(&mut world.browser(), "alice").await;
    let mut stranger = world.browser();
    let page = stranger.open(&bank.ask().with("id_token_hint", &hint).acr("phr")).await;
    let options = stranger.options(&page).await;
    assert_eq!(options["allowCredentials"], Value::Array(vec![]));
    assert!(!page.body.contains("alice") && !options.to_string().contains(Passkey::of("alice").id().as_str()));
}

/// Two people offer one authenticator at the same time: it is one person's.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn d07_of_two_who_enrol_one_authenticator_at_once_one_has_it() {
    let world = World::on_disk().await;
    for seed in 100..105 {
        let mut answers = Vec::new();
        for name in ["carol", "bob"] {
            let (mut browser, ticket) = (world.browser(), world.ticket(name).await);
            let page = browser.visit(&format!("/enrol/{ticket}")).await;
            let options = browser.post(&format!("/enrol/{ticket}/options"), &[("csrf", page.csrf())]).await.json();
            let passkey = Passkey::seeded(name, seed);
            let credential = passkey.register(&passkey.ceremony(&world, &options));
            answers.push(async move {
                browser.submit(&page, &ticket, &[("credential", &credential), ("name", "x")]).await.status.as_u16()
            });
        }
        let mut statuses = Vec::new();
        for answer in answers.into_iter().map(tokio::spawn).collect::<Vec<_>>() {
            statuses.push(answer.await.unwrap());
        }
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
    }
}

/// Whose passkey it is, the passkey says: a name typed beside it changes nothing.
#[tokio::test]
async fn d07_the_credential_says_who_signs_in() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask().with("login_hint", "alice");
    let page = browser.open(&ask).await;
    let bob = Passkey::of("bob");
    let credential = bob.sign(&bob.ceremony(&world, &browser.options(&page).await));
    let answer = browser.submit(&page, "/passkey", &[("login", "alice"), ("credential", &credential)]).await;
    assert_eq!(bank.tokens(&ask, &answer).await.id["sub"], "user-bob");
}
