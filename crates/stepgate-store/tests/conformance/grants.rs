use crate::world::{LIFETIME, Sql, World, at, event};
use stepgate_core::session::Lifetime;
use stepgate_store::grants::{GrantState, RevokeGrant};

on_every_engine! {
    a_grant_is_in_force_as_long_as_its_session
    a_grant_is_revoked_once
    a_disabled_user_has_no_grants
}

fn state(seconds: i64) -> GrantState {
    GrantState { id: "g".to_owned(), lifetime: Lifetime { idle: 3600, ..LIFETIME }, now: at(seconds) }
}

async fn a_grant_is_in_force_as_long_as_its_session(world: World) {
    world.code().await;
    assert_eq!(world.run(state(3600)).await.unwrap().subject.as_str(), "alice");
    assert_eq!(world.run(state(3601)).await, None, "the browser was last seen at second 1");
    world.run(Sql("UPDATE sessions SET ended_at = 1")).await;
    assert_eq!(world.run(state(12)).await, None);
    assert_eq!(world.run(GrantState { id: "none".to_owned(), ..state(12) }).await, None);
}

async fn a_grant_is_revoked_once(world: World) {
    world.code().await;
    let revoke = || RevokeGrant { id: "g".to_owned(), now: at(15), audit: event("grant_revoked") };
    world.run(revoke()).await;
    world.run(revoke()).await;
    assert_eq!(world.run(state(16)).await, None);
    assert_eq!(world.kinds().await.iter().filter(|kind| *kind == "grant_revoked").count(), 1);
}

async fn a_disabled_user_has_no_grants(world: World) {
    world.code().await;
    world.run(Sql("UPDATE users SET disabled_at = 1")).await;
    assert_eq!(world.run(state(12)).await, None);
}
