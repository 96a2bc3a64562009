use crate::world::{LIFETIME, Sql, World, at, evidence, hash, raise, settle};
use stepgate_core::Method;
use stepgate_store::sessions::{EndSession, SeeSession};
use stepgate_store::settle::Settlement;

on_every_engine! {
    a_cookie_finds_its_session
    a_session_that_is_seen_lives_on_and_an_idle_one_dies
    a_session_dies_of_age
    signing_out_ends_it
    a_disabled_user_has_no_session
    a_planted_cookie_never_sees_the_higher_level
    a_planted_cookie_dies_when_the_new_one_arrives
    two_rises_in_a_row_leave_one_current_cookie
}

async fn a_cookie_finds_its_session(world: World) {
    world.signed_in("alice").await;
    let session = world.see("cookie", 2).await.unwrap();
    assert_eq!((session.id.as_str(), session.subject.as_str(), session.created_at), ("s", "alice", at(1)));
    assert_eq!(session.user.username, "alice");
    assert_eq!(session.evidence, [evidence("alice", Method::Password, None, 1)]);
    assert!(session.handle_is_current);
    assert_eq!(world.see("another", 2).await, None);
}

async fn a_session_that_is_seen_lives_on_and_an_idle_one_dies(world: World) {
    world.signed_in("alice").await;
    assert!(world.see("cookie", 3600).await.is_some());
    assert!(world.see("cookie", 3600 + 3599).await.is_some());
    assert!(world.see("cookie", 3600 + 3599 + 3600).await.is_none());
}

async fn a_session_dies_of_age(world: World) {
    world.signed_in("alice").await;
    let forever = stepgate_core::session::Lifetime { idle: u32::MAX, ..LIFETIME };
    let see = |seconds| SeeSession { handle: hash("cookie"), lifetime: forever, now: at(seconds) };
    assert!(world.run(see(12 * 3600)).await.is_some());
    assert!(world.run(see(12 * 3600 + 1)).await.is_none());
}

async fn signing_out_ends_it(world: World) {
    world.signed_in("alice").await;
    let end = || EndSession { session: "s".to_owned(), now: at(5) };
    world.run(end()).await;
    world.run(end()).await;
    assert_eq!(world.see("cookie", 6).await, None);
    let ended = world.kinds().await.into_iter().filter(|kind| kind == "session_ended").count();
    assert_eq!(ended, 1, "the second sign-out changed nothing");
}

async fn a_disabled_user_has_no_session(world: World) {
    world.signed_in("alice").await;
    world.run(Sql("UPDATE users SET disabled_at = 1 WHERE id = 'alice'")).await;
    assert_eq!(world.see("cookie", 2).await, None);
}

/// Alice's session rises at second 100, from `cookie` to `new`.
async fn risen(world: &World) {
    world.signed_in("alice").await;
    world.request("step-up", Some("alice")).await;
    let ceremony = evidence("alice", Method::Totp, None, 100);
    assert_eq!(world.run(settle("step-up", raise("s", "cookie", "new"), ceremony)).await, Settlement::Settled);
}

/// B02, while the new cookie is on its way.
async fn a_planted_cookie_never_sees_the_higher_level(world: World) {
    risen(&world).await;
    let planted = world.see("cookie", 159).await.unwrap();
    assert_eq!(planted.evidence, [evidence("alice", Method::Password, None, 1)]);
    assert!(!planted.handle_is_current);
    assert_eq!(world.see("cookie", 160).await, None);
    let risen = world.see("new", 200).await.unwrap();
    assert_eq!(risen.evidence.len(), 2);
    assert!(risen.handle_is_current);
}

async fn a_planted_cookie_dies_when_the_new_one_arrives(world: World) {
    risen(&world).await;
    assert!(world.see("new", 101).await.is_some());
    assert_eq!(world.see("cookie", 102).await, None);
    assert_eq!(world.kinds().await.first().unwrap(), "session_handle_retired");
}

async fn two_rises_in_a_row_leave_one_current_cookie(world: World) {
    risen(&world).await;
    world.request("again", Some("alice")).await;
    let again = evidence("alice", Method::RecoveryCode, None, 110);
    assert_eq!(world.run(settle("again", raise("s", "new", "newest"), again)).await, Settlement::Settled);
    let seen = [world.see("cookie", 111).await, world.see("new", 111).await, world.see("newest", 111).await];
    let levels: Vec<_> = seen.iter().flatten().map(|s| (s.evidence.len(), s.handle_is_current)).collect();
    assert_eq!(levels, [(1, false), (2, false), (3, true)]);
}
