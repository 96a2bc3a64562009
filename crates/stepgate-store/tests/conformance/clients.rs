use crate::world::{LIFETIME, World, at, event};
use stepgate_store::clients::{
    AddClient, ClientAddition, FindClient, ListClients, OriginIsRegistered, SetClientDisabled, StoredClient,
};
use stepgate_store::grants::GrantState;

on_every_engine! {
    a_client_is_registered_once
    clients_are_listed_by_id
    an_origin_is_registered_while_one_of_its_clients_is_enabled
    a_disabled_client_loses_its_grants
    closing_what_is_closed_changes_nothing
}

fn add(name: &str, origins: &[&str]) -> AddClient {
    AddClient {
        id: name.to_owned(),
        registration: format!(r#"{{"client_name":"{name}"}}"#),
        origins: origins.iter().map(|&origin| origin.to_owned()).collect(),
        now: at(0),
        audit: event("client_added").for_client(name),
    }
}

fn disable(name: &str, disabled: bool) -> SetClientDisabled {
    SetClientDisabled { id: name.to_owned(), disabled, now: at(20), audit: event("client_switched").for_client(name) }
}

async fn find(world: &World, name: &str) -> Option<StoredClient> {
    world.run(FindClient(name.to_owned())).await
}

async fn is_registered(world: &World, origin: &str) -> bool {
    world.run(OriginIsRegistered(origin.to_owned())).await
}

async fn a_client_is_registered_once(world: World) {
    assert_eq!(find(&world, "shop").await, None);
    assert_eq!(world.run(add("shop", &["https://shop.example"])).await, ClientAddition::Added);
    let again = AddClient { registration: "{}".to_owned(), ..add("shop", &["https://evil.example"]) };
    assert_eq!(world.run(again).await, ClientAddition::IdTaken);
    let registration = r#"{"client_name":"shop"}"#.to_owned();
    assert_eq!(find(&world, "shop").await, Some(StoredClient { id: "shop".to_owned(), registration, disabled: false }));
    assert!(!is_registered(&world, "https://evil.example").await);
    assert_eq!(world.kinds().await, ["client_refused", "client_added"]);
}

async fn clients_are_listed_by_id(world: World) {
    for name in ["shop", "bank"] {
        world.run(add(name, &[])).await;
    }
    assert!(world.run(disable("shop", true)).await);
    let listed: Vec<_> = world.run(ListClients).await.into_iter().map(|client| (client.id, client.disabled)).collect();
    assert_eq!(listed, [("bank".to_owned(), false), ("shop".to_owned(), true)]);
}

async fn an_origin_is_registered_while_one_of_its_clients_is_enabled(world: World) {
    world.run(add("a", &["https://one.example", "https://two.example"])).await;
    world.run(add("b", &["https://two.example"])).await;
    assert!(is_registered(&world, "https://one.example").await);
    assert!(!is_registered(&world, "https://one.example:8443").await);
    world.run(disable("a", true)).await;
    assert!(!is_registered(&world, "https://one.example").await);
    assert!(is_registered(&world, "https://two.example").await);
    world.run(disable("a", false)).await;
    assert!(is_registered(&world, "https://one.example").await);
}

async fn a_disabled_client_loses_its_grants(world: World) {
    world.run(add("bank", &[])).await;
    world.run(add("shop", &[])).await;
    world.code().await;
    let state = || GrantState { id: "g".to_owned(), lifetime: LIFETIME, now: at(30) };
    assert!(world.run(disable("shop", true)).await);
    assert!(world.run(state()).await.is_some(), "it is the bank's");
    assert!(world.run(disable("bank", true)).await);
    assert_eq!(world.run(state()).await, None);
    assert!(world.run(disable("bank", false)).await);
    assert_eq!(world.run(state()).await, None, "what was revoked stays revoked");
}

async fn closing_what_is_closed_changes_nothing(world: World) {
    world.run(add("shop", &[])).await;
    world.code().await;
    assert!(!world.run(disable("bank", true)).await, "a client of the configuration");
    let state = GrantState { id: "g".to_owned(), lifetime: LIFETIME, now: at(30) };
    assert!(world.run(state).await.is_some());
    assert!(world.run(disable("shop", false)).await);
    assert!(world.run(disable("shop", true)).await);
    assert!(world.run(disable("shop", true)).await);
    assert_eq!(world.kinds().await.iter().filter(|kind| *kind == "client_switched").count(), 1);
}
