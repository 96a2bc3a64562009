use crate::world::{World, at, id, passkey};
use stepgate_core::CredentialId;
use stepgate_store::passkeys::{AddPasskey, FindPasskey, PasskeyAddition, PasskeysOf};

on_every_engine! {
    every_column_comes_back
    a_credential_id_is_unique_among_all_users
}

async fn every_column_comes_back(world: World) {
    world.user("alice").await;
    world.passkey("k1", "alice").await;
    let found = world.run(FindPasskey(CredentialId::new("k1"))).await.unwrap();
    assert_eq!((&found.key, found.created_at, found.last_used_at), (&passkey("k1", "alice"), at(0), None));
    assert_eq!(world.run(PasskeysOf(id("alice"))).await, [found]);
    assert_eq!(world.run(FindPasskey(CredentialId::new("k2"))).await, None);
}

async fn a_credential_id_is_unique_among_all_users(world: World) {
    world.user("alice").await;
    world.user("bob").await;
    world.passkey("k1", "alice").await;
    let again = AddPasskey { passkey: passkey("k1", "bob"), now: at(1) };
    assert_eq!(world.run(again).await, PasskeyAddition::CredentialExists);
    assert!(world.run(PasskeysOf(id("bob"))).await.is_empty());
}
