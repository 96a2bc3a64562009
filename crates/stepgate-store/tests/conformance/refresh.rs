use crate::world::{LIFETIME, Sql, World, at, hash, redeem, rotate};
use stepgate_store::codes::Redemption;
use stepgate_store::grants::GrantState;
use stepgate_store::refresh::{LoadRefresh, RotateRefresh, Rotation};

on_every_engine! {
    a_token_is_replaced_by_its_successor
    a_second_use_ends_the_family
    another_client_gets_nothing_and_spoils_nothing
    a_token_expires
    a_family_dies_with_its_session
    a_grant_is_narrowed_and_never_widened
    an_unknown_token_is_unknown
}

/// Alice's grant `g` with the refresh token `refresh-1`.
async fn refreshable(world: &World) {
    world.code().await;
    assert!(matches!(world.run(redeem("code")).await, Redemption::Redeemed(_)));
}

fn load(token: &str) -> LoadRefresh {
    LoadRefresh { hash: hash(token), now: at(20) }
}

async fn a_token_is_replaced_by_its_successor(world: World) {
    refreshable(&world).await;
    let Rotation::Rotated(grant) = world.run(rotate("refresh-1", "refresh-2")).await else { panic!("not rotated") };
    assert_eq!(grant.id, "g");
    assert_eq!(world.run(load("refresh-1")).await, None);
    assert_eq!(world.run(load("refresh-2")).await, Some(*grant));
    assert!(matches!(world.run(rotate("refresh-2", "refresh-3")).await, Rotation::Rotated(_)));
}

/// C14.
async fn a_second_use_ends_the_family(world: World) {
    refreshable(&world).await;
    assert!(matches!(world.run(rotate("refresh-1", "refresh-2")).await, Rotation::Rotated(_)));
    let tomorrow = RotateRefresh { now: at(86_400), ..rotate("refresh-1", "refresh-3") };
    assert_eq!(world.run(tomorrow).await, Rotation::Reused);
    assert_eq!(world.run(rotate("refresh-2", "refresh-4")).await, Rotation::Revoked);
    assert_eq!(world.run(GrantState { id: "g".to_owned(), lifetime: LIFETIME, now: at(21) }).await, None);
}

async fn another_client_gets_nothing_and_spoils_nothing(world: World) {
    refreshable(&world).await;
    let theirs = || RotateRefresh { client: "shop".to_owned(), ..rotate("refresh-1", "theirs") };
    assert_eq!(world.run(theirs()).await, Rotation::WrongClient);
    assert!(matches!(world.run(rotate("refresh-1", "refresh-2")).await, Rotation::Rotated(_)));
    assert_eq!(world.run(theirs()).await, Rotation::WrongClient);
    assert!(world.run(load("refresh-2")).await.is_some());
}

async fn a_token_expires(world: World) {
    refreshable(&world).await;
    assert_eq!(world.run(LoadRefresh { now: at(3600), ..load("refresh-1") }).await, None);
    let late = RotateRefresh { now: at(3600), ..rotate("refresh-1", "refresh-2") };
    assert_eq!(world.run(late).await, Rotation::Expired);
}

async fn a_family_dies_with_its_session(world: World) {
    refreshable(&world).await;
    let idle = RotateRefresh {
        lifetime: stepgate_core::session::Lifetime { idle: 10, ..LIFETIME },
        ..rotate("refresh-1", "a")
    };
    assert_eq!(world.run(idle).await, Rotation::SessionEnded);
    world.run(Sql("UPDATE refresh_tokens SET rotated_at = NULL")).await;
    world.run(Sql("UPDATE users SET disabled_at = 1")).await;
    assert_eq!(world.run(load("refresh-1")).await, None);
    assert_eq!(world.run(rotate("refresh-1", "b")).await, Rotation::SessionEnded);
}

async fn a_grant_is_narrowed_and_never_widened(world: World) {
    refreshable(&world).await;
    let scope = |names: &[&str]| Some(names.iter().map(|&name| name.to_owned()).collect());
    let narrower = RotateRefresh { scope: scope(&["openid", "admin"]), ..rotate("refresh-1", "refresh-2") };
    let Rotation::Rotated(grant) = world.run(narrower).await else { panic!("not rotated") };
    assert_eq!(grant.scope, ["openid"]);
    let wider = RotateRefresh { scope: scope(&["openid", "payments:write"]), ..rotate("refresh-2", "refresh-3") };
    let Rotation::Rotated(grant) = world.run(wider).await else { panic!("not rotated") };
    assert_eq!(grant.scope, ["openid"]);
    assert_eq!(world.run(load("refresh-3")).await.unwrap().scope, ["openid"]);
}

async fn an_unknown_token_is_unknown(world: World) {
    assert_eq!(world.run(rotate("refresh-1", "refresh-2")).await, Rotation::Unknown);
    assert_eq!(world.kinds().await, ["refresh_refused"]);
}
