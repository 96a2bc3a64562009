use crate::world::{Sql, World, add, at, event, id, passkey};
use stepgate_core::CredentialId;
use stepgate_store::credentials::Ceiling;
use stepgate_store::passkeys::{AddPasskey, FindPasskey, NewPasskey, PasskeyAddition, PasskeysOf};

on_every_engine! {
    every_column_comes_back
    a_credential_id_is_unique_among_all_users
    a_ceiling_ends
    a_removal_takes_effect_when_it_says
    a_passkey_is_added_in_a_live_session_of_its_user_only
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
    assert_eq!(world.run(add(passkey("k1", "bob"))).await, PasskeyAddition::CredentialExists);
    assert!(world.run(PasskeysOf(id("bob"))).await.is_empty());
}

async fn a_ceiling_ends(world: World) {
    world.user("alice").await;
    let ceiling = Some(Ceiling { acr: "mfa".to_owned(), until: at(100) });
    let key = NewPasskey { attested: true, ceiling, ..passkey("k1", "alice") };
    assert_eq!(world.run(add(key.clone())).await, PasskeyAddition::Added);
    let found = world.run(FindPasskey(CredentialId::new("k1"))).await.unwrap();
    assert_eq!(found.key, key);
    assert_eq!((found.ceiling_at(at(99)), found.ceiling_at(at(100))), (Some("mfa"), None));
}

async fn a_removal_takes_effect_when_it_says(world: World) {
    world.user("alice").await;
    world.passkey("k1", "alice").await;
    let found = || FindPasskey(CredentialId::new("k1"));
    assert!(world.run(found()).await.unwrap().is_usable(at(i64::from(u32::MAX))));
    world.run(Sql("UPDATE passkeys SET removed_at = 1800000100000")).await;
    let removed = world.run(found()).await.unwrap();
    assert_eq!(
        (removed.removed_at, removed.is_usable(at(99)), removed.is_usable(at(100))),
        (Some(at(100)), true, false)
    );
}

async fn a_passkey_is_added_in_a_live_session_of_its_user_only(world: World) {
    world.signed_in("alice").await;
    world.user("bob").await;
    let add = |key, subject, session: &str| AddPasskey {
        passkey: passkey(key, subject),
        session: Some(session.to_owned()),
        now: at(5),
        audit: event("passkey_added").about(&id(subject)),
    };
    assert_eq!(world.run(add("k1", "alice", "s")).await, PasskeyAddition::Added);
    assert_eq!(world.latest(1).await, ["passkey_added"]);
    assert_eq!(world.run(add("k2", "bob", "s")).await, PasskeyAddition::SessionEnded, "alice's session");
    assert_eq!(world.run(add("k2", "alice", "none")).await, PasskeyAddition::SessionEnded);
    for end in ["UPDATE users SET disabled_at = 1", "UPDATE sessions SET ended_at = 1"] {
        world.run(Sql(end)).await;
        assert_eq!(world.run(add("k2", "alice", "s")).await, PasskeyAddition::SessionEnded);
        world.run(Sql("UPDATE users SET disabled_at = NULL")).await;
    }
    assert_eq!(world.latest(1).await, ["passkey_refused"]);
    assert_eq!(world.run(FindPasskey(CredentialId::new("k2"))).await, None);
}
