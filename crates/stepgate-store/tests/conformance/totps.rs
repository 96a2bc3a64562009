use crate::world::{Sql, World, at, confirm_totp, evidence, id, raise, settle};
use stepgate_core::Method;
use stepgate_store::credentials::Ceiling;
use stepgate_store::settle::Settlement;
use stepgate_store::totps::{AcceptTotpStep, ConfirmTotp, StepUse, Totp, TotpConfirmation, TotpsOf};

on_every_engine! {
    a_device_is_begun_confirmed_and_listed
    a_second_beginning_replaces_the_first
    a_device_is_confirmed_once_by_its_user
    a_device_is_confirmed_in_a_live_session_of_its_user_only
    a_step_is_used_once_and_ends_all_earlier_ones
    the_step_that_confirmed_is_used_up
    an_unconfirmed_device_and_a_removed_one_accept_nothing
    evidence_of_a_device_is_that_of_its_user_and_not_of_a_removed_one
}

async fn device(world: &World, subject: &str) -> Totp {
    world.run(TotpsOf(id(subject))).await.pop().unwrap()
}

fn accept(step: i64, seconds: i64) -> AcceptTotpStep {
    AcceptTotpStep { id: "t".to_owned(), step, now: at(seconds) }
}

async fn a_device_is_begun_confirmed_and_listed(world: World) {
    world.user("alice").await;
    world.begin_totp("t", "alice").await;
    let begun = device(&world, "alice").await;
    assert_eq!((begun.sealed.as_slice(), begun.created_at, begun.is_usable(at(1))), (&[7, 0, 255][..], at(0), false));
    let ceiling = Some(Ceiling { acr: "basic".to_owned(), until: at(100) });
    let confirm = ConfirmTotp { ceiling: ceiling.clone(), ..confirm_totp("t", "alice", 40) };
    assert_eq!(world.run(confirm).await, TotpConfirmation::Confirmed);
    let confirmed = device(&world, "alice").await;
    let expected = Totp {
        name: "phone".to_owned(),
        confirmed_at: Some(at(2)),
        last_step: Some(40),
        last_used_at: Some(at(2)),
        ceiling,
        ..begun
    };
    assert_eq!(confirmed, expected);
    assert!(confirmed.is_usable(at(2)));
    assert_eq!((confirmed.ceiling_at(at(99)), confirmed.ceiling_at(at(100))), (Some("basic"), None));
}

async fn a_second_beginning_replaces_the_first(world: World) {
    world.user("alice").await;
    world.user("bob").await;
    for (device, subject) in [("bobs", "bob"), ("first", "alice"), ("second", "alice")] {
        world.begin_totp(device, subject).await;
    }
    assert_eq!(world.run(confirm_totp("first", "alice", 1)).await, TotpConfirmation::NotUsable);
    assert_eq!(world.run(confirm_totp("second", "alice", 1)).await, TotpConfirmation::Confirmed);
    world.begin_totp("third", "alice").await;
    let names: Vec<_> = world.run(TotpsOf(id("alice"))).await.into_iter().map(|totp| totp.id).collect();
    assert_eq!(names, ["second", "third"], "a confirmed one stays");
    assert_eq!(world.run(TotpsOf(id("bob"))).await.len(), 1);
}

async fn a_device_is_confirmed_once_by_its_user(world: World) {
    world.user("alice").await;
    world.user("bob").await;
    world.begin_totp("t", "alice").await;
    assert_eq!(world.run(confirm_totp("t", "bob", 1)).await, TotpConfirmation::NotUsable);
    assert_eq!(world.run(confirm_totp("t", "alice", 1)).await, TotpConfirmation::Confirmed);
    assert_eq!(world.run(confirm_totp("t", "alice", 2)).await, TotpConfirmation::NotUsable);
    assert_eq!(device(&world, "alice").await.last_step, Some(1));
    assert_eq!(world.latest(2).await, ["totp_refused", "totp_confirmed"]);
}

async fn a_device_is_confirmed_in_a_live_session_of_its_user_only(world: World) {
    world.signed_in("alice").await;
    world.user("bob").await;
    world.begin_totp("t", "alice").await;
    world.begin_totp("bobs", "bob").await;
    let confirm = |device, subject| ConfirmTotp { session: Some("s".to_owned()), ..confirm_totp(device, subject, 1) };
    assert_eq!(world.run(confirm("bobs", "bob")).await, TotpConfirmation::SessionEnded);
    world.run(Sql("UPDATE sessions SET ended_at = 1")).await;
    assert_eq!(world.run(confirm("t", "alice")).await, TotpConfirmation::SessionEnded);
    world.run(Sql("UPDATE sessions SET ended_at = NULL")).await;
    assert_eq!(world.run(confirm("t", "alice")).await, TotpConfirmation::Confirmed);
}

async fn a_step_is_used_once_and_ends_all_earlier_ones(world: World) {
    world.user("alice").await;
    world.totp("t", "alice", 40).await;
    assert_eq!(world.run(accept(42, 10)).await, StepUse::Accepted);
    assert_eq!(world.run(accept(42, 11)).await, StepUse::Replayed);
    assert_eq!(world.run(accept(41, 12)).await, StepUse::Replayed);
    assert_eq!(world.run(accept(43, 13)).await, StepUse::Accepted);
    assert_eq!(world.run(AcceptTotpStep { id: "none".to_owned(), ..accept(44, 14) }).await, StepUse::Replayed);
    let used = device(&world, "alice").await;
    assert_eq!((used.last_step, used.last_used_at), (Some(43), Some(at(13))));
    assert_eq!(world.latest(2).await, ["totp_step_refused", "totp_step_used"]);
}

async fn the_step_that_confirmed_is_used_up(world: World) {
    world.user("alice").await;
    world.totp("t", "alice", 40).await;
    assert_eq!(world.run(accept(40, 3)).await, StepUse::Replayed);
}

async fn an_unconfirmed_device_and_a_removed_one_accept_nothing(world: World) {
    world.user("alice").await;
    world.begin_totp("t", "alice").await;
    assert_eq!(world.run(accept(1, 1)).await, StepUse::Replayed);
    assert_eq!(world.run(confirm_totp("t", "alice", 1)).await, TotpConfirmation::Confirmed);
    world.run(Sql("UPDATE totps SET removed_at = 1800000100000")).await;
    assert_eq!(world.run(accept(2, 99)).await, StepUse::Accepted);
    assert_eq!(world.run(accept(3, 100)).await, StepUse::Replayed);
    assert!(!device(&world, "alice").await.is_usable(at(100)));
}

async fn evidence_of_a_device_is_that_of_its_user_and_not_of_a_removed_one(world: World) {
    world.signed_in("alice").await;
    world.user("bob").await;
    world.totp("t", "alice", 1).await;
    world.totp("bobs", "bob", 1).await;
    world.begin_totp("begun", "alice").await;
    let step_up = |device, seconds| {
        settle("sign-in", raise("s", "cookie", "new"), evidence("alice", Method::Totp, Some(device), seconds))
    };
    for wrong in ["bobs", "begun", "none"] {
        assert_eq!(world.run(step_up(wrong, 50)).await, Settlement::SubjectMismatch, "{wrong}");
    }
    world.run(Sql("UPDATE totps SET removed_at = 1800000100000 WHERE id = 't'")).await;
    assert_eq!(world.run(step_up("t", 100)).await, Settlement::SubjectMismatch);
    assert_eq!(world.run(step_up("t", 99)).await, Settlement::Settled);
}
