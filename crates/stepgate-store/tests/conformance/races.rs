use crate::world::{LIFETIME, World, at, evidence, hash, id, new_session, passkey, redeem, rotate, settle};
use stepgate_core::{CredentialId, Method};
use stepgate_store::Operation;
use stepgate_store::attempts::{Attempt, Budget, CountAttempt};
use stepgate_store::challenges::{ChallengeUse, ConsumeChallenge, Purpose, ReserveChallenge};
use stepgate_store::clients::{AddClient, ClientAddition, OriginIsRegistered};
use stepgate_store::codes::{RedeemCode, Redemption};
use stepgate_store::credentials::{CredentialRef, Removal, RemoveCredential};
use stepgate_store::grants::{GrantState, Revocation, RevokeByRefresh};
use stepgate_store::recovery_codes::{CodeUse, ConsumeRecoveryCode, ReplaceRecoveryCodes};
use stepgate_store::refresh::{NewRefresh, Rotation};
use stepgate_store::sessions::SessionsOf;
use stepgate_store::settle::{PasskeyUse, SettleCeremony, Settlement};
use stepgate_store::tickets::{CreateTicket, Enrol, Enrolment};
use stepgate_store::totps::{AcceptTotpStep, StepUse};
use tokio::task::JoinSet;

on_every_engine! {
    of_50_redemptions_of_a_code_one_wins
    of_100_rotations_of_a_token_one_wins_and_the_family_dies
    of_50_uses_of_a_challenge_one_wins
    of_50_enrolments_with_a_ticket_one_wins
    of_50_uses_of_a_time_step_one_wins
    of_50_uses_of_a_recovery_code_one_wins
    of_200_attempts_5_are_counted
    of_50_removals_one_wins_and_no_sign_in_beside_them_keeps_the_passkey
    of_50_registrations_of_a_client_one_wins
    a_token_revoked_while_it_is_rotated_leaves_no_successor
    sign_ins_side_by_side_all_settle
}

/// Runs them all at once; in no order.
async fn race<O: Operation>(world: &World, operations: impl Iterator<Item = O>) -> Vec<O::Out> {
    let mut running = JoinSet::new();
    for operation in operations {
        let store = world.0.clone();
        running.spawn(async move { store.run(operation).await.unwrap() });
    }
    running.join_all().await
}

fn state() -> GrantState {
    GrantState { id: "g".to_owned(), lifetime: LIFETIME, now: at(30) }
}

/// A10.
async fn of_50_redemptions_of_a_code_one_wins(world: World) {
    world.code().await;
    let refresh = |n| Some(NewRefresh { hash: hash(&format!("refresh-{n}")), expires_at: at(3600) });
    let outcomes = race(&world, (0..50).map(|n| RedeemCode { refresh: refresh(n), ..redeem("code") })).await;
    let redeemed = outcomes.iter().filter(|outcome| matches!(outcome, Redemption::Redeemed(_))).count();
    let replayed = outcomes.iter().filter(|outcome| **outcome == Redemption::Replayed).count();
    assert_eq!((redeemed, replayed), (1, 49));
    assert_eq!(world.run(state()).await, None);
}

/// C14.
async fn of_100_rotations_of_a_token_one_wins_and_the_family_dies(world: World) {
    world.code().await;
    assert!(matches!(world.run(redeem("code")).await, Redemption::Redeemed(_)));
    let outcomes = race(&world, (0..100).map(|n| rotate("refresh-1", &format!("successor-{n}")))).await;
    let rotated = outcomes.iter().filter(|outcome| matches!(outcome, Rotation::Rotated(_))).count();
    let reused = outcomes.iter().filter(|outcome| **outcome == Rotation::Reused).count();
    assert_eq!((rotated, reused), (1, 99));
    assert_eq!(world.run(state()).await, None);
    let successors = race(&world, (0..100).map(|n| rotate(&format!("successor-{n}"), &format!("next-{n}")))).await;
    let dead = successors.iter().filter(|outcome| **outcome == Rotation::Revoked).count();
    let unknown = successors.iter().filter(|outcome| **outcome == Rotation::Unknown).count();
    assert_eq!((dead, unknown), (1, 99));
}

/// D01.
async fn of_50_uses_of_a_challenge_one_wins(world: World) {
    let (request, session, purpose) = (None, None, Purpose::Authenticate);
    let (now, expires_at) = (at(0), at(300));
    let hash = hash("challenge");
    world.run(ReserveChallenge { hash, purpose, request, ticket: None, session, subject: None, now, expires_at }).await;
    let consume = |_| ConsumeChallenge { hash, purpose, request: None, ticket: None, session: None, now };
    let outcomes = race(&world, (0..50).map(consume)).await;
    assert_eq!(outcomes.iter().filter(|outcome| **outcome != ChallengeUse::NotUsable).count(), 1);
}

async fn of_50_enrolments_with_a_ticket_one_wins(world: World) {
    world.user("alice").await;
    let ticket = hash("ticket");
    world.run(CreateTicket { hash: ticket, subject: id("alice"), now: at(0), expires_at: at(900) }).await;
    let enrol = |n| {
        let passkey = passkey(&format!("k{n}"), "alice");
        Enrol { ticket, passkey, now: at(1), audit: crate::world::event("passkey_enrolled") }
    };
    let outcomes = race(&world, (0..50).map(enrol)).await;
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == Enrolment::Enrolled).count(), 1);
}

async fn of_50_uses_of_a_time_step_one_wins(world: World) {
    world.user("alice").await;
    world.totp("t", "alice", 40).await;
    let accept = |_| AcceptTotpStep { id: "t".to_owned(), step: 41, now: at(5) };
    let outcomes = race(&world, (0..50).map(accept)).await;
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == StepUse::Accepted).count(), 1);
}

async fn of_50_uses_of_a_recovery_code_one_wins(world: World) {
    world.user("alice").await;
    let (hash, subject) = (hash("code"), id("alice"));
    let audit = crate::world::event("recovery_codes_replaced");
    let codes = ReplaceRecoveryCodes { subject, hashes: vec![hash], session: None, now: at(1), audit };
    world.run(codes).await;
    let consume = |_| ConsumeRecoveryCode { subject: id("alice"), hash, now: at(2) };
    let outcomes = race(&world, (0..50).map(consume)).await;
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == CodeUse::Consumed).count(), 1);
}

async fn of_200_attempts_5_are_counted(world: World) {
    let budget = |key, limit| Budget { key: hash(key), limit, window_seconds: 60 };
    let budgets = vec![budget("account", 5), budget("address", 100)];
    let count = |_| CountAttempt { budgets: budgets.clone(), now: at(1) };
    let outcomes = race(&world, (0..200).map(count)).await;
    let throttled = outcomes.iter().filter(|outcome| **outcome == Attempt::Throttled { until: at(61) }).count();
    let mut left: Vec<_> = outcomes
        .iter()
        .filter_map(|outcome| if let Attempt::Counted { left } = outcome { Some(*left) } else { None })
        .collect();
    left.sort_unstable();
    assert_eq!((left.as_slice(), throttled), (&[0, 1, 2, 3, 4][..], 195));
}

/// Whichever came first: a sign-in is refused, or what it gave is taken back.
async fn of_50_removals_one_wins_and_no_sign_in_beside_them_keeps_the_passkey(world: World) {
    world.signed_in("alice").await;
    world.passkey("k", "alice").await;
    for n in 0..50 {
        world.request(&format!("r{n}"), None).await;
    }
    let sign_in = |n| {
        let ceremony = evidence("alice", Method::Passkey, Some("k"), 5);
        let passkey_use = Some(PasskeyUse { id: CredentialId::new("k"), sign_count: 9, backed_up: true });
        let session = new_session(&format!("s{n}"), &format!("cookie-{n}"));
        SettleCeremony { passkey_use, ..settle(&format!("r{n}"), session, ceremony) }
    };
    let remove = |_| RemoveCredential {
        subject: id("alice"),
        credential: CredentialRef::Passkey(CredentialId::new("k")),
        effective_at: at(5),
        session: "s".to_owned(),
        now: at(5),
        audit: crate::world::event("credential_removed"),
    };
    let (settled, removed) = tokio::join!(race(&world, (0..50).map(sign_in)), race(&world, (0..50).map(remove)));
    assert_eq!(removed.iter().filter(|outcome| **outcome == Removal::Removed).count(), 1);
    let settled = settled.iter().filter(|outcome| **outcome == Settlement::Settled).count();
    let sessions = world.run(SessionsOf { subject: id("alice"), lifetime: LIFETIME, now: at(6) }).await;
    assert_eq!(sessions.len(), settled + 1);
    assert!(sessions.iter().all(|session| session.evidence.is_empty() || session.id == "s"));
}

async fn of_50_registrations_of_a_client_one_wins(world: World) {
    let add = |n| AddClient {
        id: "shop".to_owned(),
        registration: "{}".to_owned(),
        origins: vec![format!("https://{n}.example")],
        now: at(0),
        audit: crate::world::event("client_added"),
    };
    let outcomes = race(&world, (0..50).map(add)).await;
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == ClientAddition::Added).count(), 1);
    let origins = race(&world, (0..50).map(|n| OriginIsRegistered(format!("https://{n}.example")))).await;
    assert_eq!(origins.into_iter().filter(|registered| *registered).count(), 1);
}

async fn a_token_revoked_while_it_is_rotated_leaves_no_successor(world: World) {
    world.code().await;
    assert!(matches!(world.run(redeem("code")).await, Redemption::Redeemed(_)));
    let revoke = |_| RevokeByRefresh { hash: hash("refresh-1"), client: "bank".to_owned(), now: at(20) };
    let rotation = std::iter::once(rotate("refresh-1", "refresh-2"));
    let (revoked, rotated) = tokio::join!(race(&world, (0..10).map(revoke)), race(&world, rotation));
    assert!(revoked.iter().all(|outcome| *outcome == Revocation::Revoked));
    assert!(matches!(rotated.as_slice(), [Rotation::Rotated(_) | Rotation::Revoked]));
    assert_eq!(world.run(state()).await, None);
    let next = world.run(rotate("refresh-2", "refresh-3")).await;
    assert!(matches!(next, Rotation::Revoked | Rotation::Unknown));
}

async fn sign_ins_side_by_side_all_settle(world: World) {
    world.user("alice").await;
    for n in 0..100 {
        world.request(&format!("r{n}"), None).await;
    }
    let sign_in = |n| {
        let session = new_session(&format!("s{n}"), &format!("cookie-{n}"));
        settle(&format!("r{n}"), session, evidence("alice", Method::Password, None, 1))
    };
    let outcomes = race(&world, (0..100).map(sign_in)).await;
    assert!(outcomes.iter().all(|outcome| *outcome == Settlement::Settled));
    assert_eq!(world.see("cookie-99", 2).await.unwrap().evidence.len(), 1, "no session sees another's evidence");
}
