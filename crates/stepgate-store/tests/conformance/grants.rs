use crate::world::{LIFETIME, Sql, World, at, event, hash, redeem, rotate};
use stepgate_core::session::Lifetime;
use stepgate_store::grants::{GrantState, Revocation, RevokeByRefresh, RevokeGrant};
use stepgate_store::refresh::Rotation;

on_every_engine! {
    a_grant_is_in_force_as_long_as_its_session
    a_grant_is_revoked_once
    a_disabled_user_has_no_grants
    a_client_revokes_its_own_grants_only
    a_refresh_token_revokes_its_family
    a_token_that_was_used_up_still_revokes_its_family
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
    let revoke = || RevokeGrant { id: "g".to_owned(), client: None, now: at(15), audit: event("grant_revoked") };
    assert_eq!(world.run(revoke()).await, Revocation::Revoked);
    assert_eq!(world.run(revoke()).await, Revocation::Revoked);
    assert_eq!(world.run(state(16)).await, None);
    assert_eq!(world.kinds().await.iter().filter(|kind| *kind == "grant_revoked").count(), 1);
}

async fn a_disabled_user_has_no_grants(world: World) {
    world.code().await;
    world.run(Sql("UPDATE users SET disabled_at = 1")).await;
    assert_eq!(world.run(state(12)).await, None);
}

async fn a_client_revokes_its_own_grants_only(world: World) {
    world.code().await;
    let revoke = |grant: &str, client: &str| RevokeGrant {
        id: grant.to_owned(),
        client: Some(client.to_owned()),
        now: at(15),
        audit: event("grant_revoked"),
    };
    assert_eq!(world.run(revoke("g", "shop")).await, Revocation::WrongClient);
    assert_eq!(world.run(revoke("none", "bank")).await, Revocation::Unknown);
    assert_eq!(world.latest(2).await, ["revocation_refused", "revocation_refused"]);
    assert!(world.run(state(16)).await.is_some());
    assert_eq!(world.run(revoke("g", "bank")).await, Revocation::Revoked);
    assert_eq!(world.run(state(16)).await, None);
}

fn revoke_by(token: &str, client: &str) -> RevokeByRefresh {
    RevokeByRefresh { hash: hash(token), client: client.to_owned(), now: at(25) }
}

/// RFC 7009 §2.1.
async fn a_refresh_token_revokes_its_family(world: World) {
    world.code().await;
    world.run(redeem("code")).await;
    assert_eq!(world.run(revoke_by("refresh-1", "shop")).await, Revocation::WrongClient);
    assert_eq!(world.run(revoke_by("none", "bank")).await, Revocation::Unknown);
    assert!(world.run(state(26)).await.is_some());
    assert_eq!(world.run(revoke_by("refresh-1", "bank")).await, Revocation::Revoked);
    assert_eq!(world.run(state(26)).await, None);
    assert_eq!(world.run(rotate("refresh-1", "refresh-2")).await, Rotation::Revoked);
    assert_eq!(world.run(revoke_by("refresh-1", "bank")).await, Revocation::Revoked, "once more is as good");
    assert_eq!(world.kinds().await.iter().filter(|kind| *kind == "grant_revoked").count(), 1);
}

async fn a_token_that_was_used_up_still_revokes_its_family(world: World) {
    world.code().await;
    world.run(redeem("code")).await;
    assert!(matches!(world.run(rotate("refresh-1", "refresh-2")).await, Rotation::Rotated(_)));
    assert_eq!(world.run(revoke_by("refresh-1", "bank")).await, Revocation::Revoked);
    assert_eq!(world.run(rotate("refresh-2", "refresh-3")).await, Rotation::Revoked);
}
