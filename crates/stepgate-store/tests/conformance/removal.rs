use crate::world::{LIFETIME, Sql, World, at, event, evidence, grant, id, issue, new_session, settle};
use stepgate_core::{CredentialId, Method};
use stepgate_store::codes::CodeIssue;
use stepgate_store::credentials::{CredentialRef, Removal, RemoveCredential, UndoRemoval};
use stepgate_store::grants::GrantState;
use stepgate_store::passkeys::FindPasskey;
use stepgate_store::settle::Settlement;
use stepgate_store::sweep::Sweep;
use stepgate_store::totps::{AcceptTotpStep, StepUse, TotpsOf};

on_every_engine! {
    what_a_credential_gave_goes_with_it_in_all_sessions
    a_device_goes_like_a_passkey
    an_announced_removal_takes_effect_when_its_time_has_come
    an_announced_removal_is_undone
    a_removal_is_brought_forward_and_never_put_off
    nobody_removes_anothers_credential
    a_session_that_ended_removes_nothing
    a_removed_credential_is_deleted_a_day_later
    what_a_deleted_credential_gave_never_outlives_it
}

const DAY: i64 = 86_400;

fn key(name: &str) -> CredentialRef {
    CredentialRef::Passkey(CredentialId::new(name))
}

fn remove(credential: CredentialRef, effective_at: i64, now: i64) -> RemoveCredential {
    RemoveCredential {
        subject: id("alice"),
        credential,
        effective_at: at(effective_at),
        session: "main".to_owned(),
        now: at(now),
        audit: event("credential_removed").about(&id("alice")),
    }
}

fn undo(name: &str) -> UndoRemoval {
    UndoRemoval { subject: id("alice"), credential: key(name), now: at(60), audit: event("removal_undone") }
}

/// A session of this name and cookie with one piece of evidence, and a grant of the same name in it.
async fn session(world: &World, name: &str, method: Method, credential: Option<&str>) {
    world.request(name, None).await;
    let ceremony = evidence("alice", method, credential, 5);
    assert_eq!(world.run(settle(name, new_session(name, name), ceremony)).await, Settlement::Settled);
    let code = issue(&format!("code-{name}"), name, grant(name, "alice", name));
    assert_eq!(world.run(code).await, CodeIssue::Issued);
}

/// Alice in three browsers: by password, by passkey `k` and by device `t`.
async fn alice(world: &World) {
    world.user("alice").await;
    world.passkey("k", "alice").await;
    world.totp("t", "alice", 1).await;
    session(world, "main", Method::Password, None).await;
    session(world, "by-key", Method::Passkey, Some("k")).await;
    session(world, "by-device", Method::Totp, Some("t")).await;
}

/// How much evidence the sessions have, and which of them have their grant.
async fn standing(world: &World, seconds: i64) -> Vec<(usize, bool)> {
    let mut standing = Vec::new();
    for name in ["main", "by-key", "by-device"] {
        let evidence = world.see(name, seconds).await.unwrap().evidence.len();
        let state = GrantState { id: name.to_owned(), lifetime: LIFETIME, now: at(seconds) };
        standing.push((evidence, world.run(state).await.is_some()));
    }
    standing
}

const ALL: (usize, bool) = (1, true);
const NOTHING: (usize, bool) = (0, false);

async fn what_a_credential_gave_goes_with_it_in_all_sessions(world: World) {
    alice(&world).await;
    assert_eq!(standing(&world, 40).await, [ALL, ALL, ALL]);
    assert_eq!(world.run(remove(key("k"), 50, 50)).await, Removal::Removed);
    assert_eq!(standing(&world, 50).await, [ALL, NOTHING, ALL]);
    let removed = world.run(FindPasskey(CredentialId::new("k"))).await.unwrap();
    assert_eq!((removed.removed_at, removed.is_usable(at(50))), (Some(at(50)), false));
    assert_eq!(world.run(remove(key("k"), 51, 51)).await, Removal::Unknown, "it is removed");
    assert_eq!(world.latest(2).await, ["removal_refused", "credential_removed"]);
}

async fn a_device_goes_like_a_passkey(world: World) {
    alice(&world).await;
    let device = CredentialRef::Totp("t".to_owned());
    assert_eq!(world.run(remove(device, 50, 50)).await, Removal::Removed);
    assert_eq!(standing(&world, 50).await, [ALL, ALL, NOTHING]);
    let step = AcceptTotpStep { id: "t".to_owned(), step: 2, now: at(50) };
    assert_eq!(world.run(step).await, StepUse::Replayed);
    assert_eq!(
        world.run(remove(CredentialRef::Totp("k".to_owned()), 50, 50)).await,
        Removal::Unknown,
        "a passkey's id"
    );
}

async fn an_announced_removal_takes_effect_when_its_time_has_come(world: World) {
    alice(&world).await;
    let sweep = |seconds| Sweep { lifetime: LIFETIME, now: at(seconds) };
    assert_eq!(world.run(remove(key("k"), 100, 50)).await, Removal::Removed);
    world.run(sweep(99)).await;
    assert_eq!(standing(&world, 99).await, [ALL, ALL, ALL]);
    assert_eq!(world.run(sweep(100)).await, 1);
    assert_eq!(standing(&world, 100).await, [ALL, NOTHING, ALL]);
    assert_eq!(world.latest(2).await, ["swept", "evidence_dropped"]);
    assert_eq!(world.run(sweep(101)).await, 0, "once");
}

async fn an_announced_removal_is_undone(world: World) {
    alice(&world).await;
    assert!(!world.run(undo("k")).await, "nothing was removed");
    world.run(remove(key("k"), 100, 50)).await;
    let others = UndoRemoval { subject: id("bob"), ..undo("k") };
    assert!(!world.run(others).await);
    assert!(world.run(undo("k")).await);
    assert!(!world.run(undo("k")).await);
    world.run(Sweep { lifetime: LIFETIME, now: at(200) }).await;
    assert_eq!(standing(&world, 200).await, [ALL, ALL, ALL]);
    assert!(world.run(FindPasskey(CredentialId::new("k"))).await.unwrap().is_usable(at(200)));
    assert_eq!(world.kinds().await.iter().filter(|kind| *kind == "removal_undone").count(), 1);
}

async fn a_removal_is_brought_forward_and_never_put_off(world: World) {
    alice(&world).await;
    assert_eq!(world.run(remove(key("k"), 100, 50)).await, Removal::Removed);
    assert_eq!(world.run(remove(key("k"), 200, 51)).await, Removal::Unknown);
    assert_eq!(world.run(remove(key("k"), 52, 52)).await, Removal::Removed);
    assert_eq!(standing(&world, 52).await, [ALL, NOTHING, ALL]);
}

async fn nobody_removes_anothers_credential(world: World) {
    alice(&world).await;
    world.user("bob").await;
    world.passkey("bobs", "bob").await;
    assert_eq!(world.run(remove(key("bobs"), 50, 50)).await, Removal::Unknown);
    assert_eq!(world.run(remove(key("none"), 50, 50)).await, Removal::Unknown);
    let in_alices_session = RemoveCredential { subject: id("bob"), ..remove(key("bobs"), 50, 50) };
    assert_eq!(world.run(in_alices_session).await, Removal::SessionEnded);
    assert_eq!(world.run(FindPasskey(CredentialId::new("bobs"))).await.unwrap().removed_at, None);
}

async fn a_session_that_ended_removes_nothing(world: World) {
    alice(&world).await;
    world.run(Sql("UPDATE sessions SET ended_at = 1 WHERE id = 'main'")).await;
    assert_eq!(world.run(remove(key("k"), 50, 50)).await, Removal::SessionEnded);
    assert_eq!(world.latest(1).await, ["removal_refused"]);
    assert!(world.run(FindPasskey(CredentialId::new("k"))).await.unwrap().is_usable(at(50)));
}

async fn a_removed_credential_is_deleted_a_day_later(world: World) {
    alice(&world).await;
    world.run(remove(key("k"), 50, 50)).await;
    world.run(remove(CredentialRef::Totp("t".to_owned()), 50, 50)).await;
    world.run(Sweep { lifetime: LIFETIME, now: at(50 + DAY) }).await;
    assert!(world.run(FindPasskey(CredentialId::new("k"))).await.is_some());
    world.run(Sweep { lifetime: LIFETIME, now: at(51 + DAY) }).await;
    assert_eq!(world.run(FindPasskey(CredentialId::new("k"))).await, None);
    assert!(world.run(TotpsOf(id("alice"))).await.is_empty());
    assert!(!world.run(undo("k")).await);
}

/// Though the sweep was away for days, and takes 500 pieces at a time.
async fn what_a_deleted_credential_gave_never_outlives_it(world: World) {
    alice(&world).await;
    world.run(remove(key("k"), 100, 50)).await;
    world
        .run(Sql("WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 600)
            INSERT INTO evidence (session, subject, method, credential, at, user_verified, device_bound)
            SELECT 'main', 'alice', 'passkey', 'k', 1, 1, 0 FROM n"))
        .await;
    let forever = stepgate_core::session::Lifetime { absolute: u32::MAX, idle: u32::MAX };
    let sweep = || Sweep { lifetime: forever, now: at(5 * DAY) };
    world.run(sweep()).await;
    assert!(world.run(FindPasskey(CredentialId::new("k"))).await.is_some());
    world.run(sweep()).await;
    assert_eq!(world.run(FindPasskey(CredentialId::new("k"))).await, None);
    let left = world.run(Sql("DELETE FROM evidence WHERE credential = 'k'")).await;
    assert_eq!(left, 0);
}
