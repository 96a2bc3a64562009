use crate::world::{World, at, id};
use stepgate_store::consents::{ConsentsFor, GiveConsent};
use stepgate_store::users::{CreateUser, FindUser, ListUsers, NewUser, UserCreation};

on_every_engine! {
    a_user_is_found_by_name_and_by_id
    a_name_belongs_to_one_user
    users_are_listed_by_name
    consent_adds_up_per_client
}

async fn a_user_is_found_by_name_and_by_id(world: World) {
    world.user("alice").await;
    let alice = world.run(FindUser::ByUsername("alice".to_owned())).await.unwrap();
    assert_eq!((alice.id.as_str(), alice.display_name.as_str()), ("alice", "ALICE"));
    assert_eq!(alice.password_hash.as_deref(), Some("$argon2id$…"));
    assert!(!alice.disabled);
    assert_eq!(world.run(FindUser::ById(id("alice"))).await, Some(alice));
    assert_eq!(world.run(FindUser::ById(id("bob"))).await, None);
}

async fn a_name_belongs_to_one_user(world: World) {
    world.user("alice").await;
    let user = NewUser {
        id: id("other"),
        username: "alice".to_owned(),
        display_name: "Mallory".to_owned(),
        password_hash: None,
    };
    assert_eq!(world.run(CreateUser { user, now: at(0) }).await, UserCreation::UsernameTaken);
    assert_eq!(world.run(FindUser::ById(id("other"))).await, None);
}

async fn users_are_listed_by_name(world: World) {
    world.user("bob").await;
    world.user("alice").await;
    let names: Vec<_> = world.run(ListUsers).await.into_iter().map(|user| user.username).collect();
    assert_eq!(names, ["alice", "bob"]);
}

async fn consent_adds_up_per_client(world: World) {
    world.user("alice").await;
    let give = |scope: &[&str]| GiveConsent {
        subject: id("alice"),
        client: "bank".to_owned(),
        scope: scope.iter().map(|&scope| scope.to_owned()).collect(),
        now: at(0),
    };
    world.run(give(&["openid", "accounts:read"])).await;
    world.run(give(&["openid", "payments:write"])).await;
    let given = |client: &str| ConsentsFor { subject: id("alice"), client: client.to_owned() };
    assert_eq!(world.run(given("bank")).await, ["accounts:read", "openid", "payments:write"]);
    assert!(world.run(given("shop")).await.is_empty());
}
