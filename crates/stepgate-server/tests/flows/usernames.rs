//! Names as they are typed.

use crate::world::{World, password};
use stepgate_core::SubjectId;
use stepgate_server::hash_password;
use stepgate_store::users::{CreateUser, NewUser};

/// The Kelvin sign is `k` in lower case; the others look like what they are not, or hide something.
#[tokio::test]
async fn e11_a_twin_of_a_name_is_an_unknown_name() {
    let world = World::new().await;
    let user = NewUser {
        id: SubjectId::new("user-kim"),
        username: "kim".to_owned(),
        display_name: "Kim".to_owned(),
        password_hash: hash_password(&password("kim"), &[7; 16]),
    };
    world.storage.run(CreateUser { user, now: world.now() }).await.unwrap();
    let (mut browser, bank) = (world.browser(), world.bank());
    let page = browser.open(&bank.ask()).await;
    for twin in ["\u{212a}im", "kіm", "ｋim", "kım", "ki\u{200d}m", "k\u{0130}m", "kím", "nobody"] {
        let answer = browser.submit(&page, "/password", &[("login", twin), ("password", &password("kim"))]).await;
        assert_eq!(answer.status, 401, "{}", twin.escape_unicode());
    }
    let answer = browser.submit(&page, "/password", &[("login", " KIM "), ("password", &password("kim"))]).await;
    assert!(answer.location().is_some(), "{answer:?}");
}
