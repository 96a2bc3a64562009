use crate::world::{Sql, World, at, event, hash, id};
use stepgate_store::recovery_codes::{
    CodeReplacement, CodeUse, ConsumeRecoveryCode, RecoveryCodesLeft, ReplaceRecoveryCodes,
};

on_every_engine! {
    a_code_is_used_once_by_its_user
    new_codes_end_the_old_ones
    codes_are_made_in_a_live_session_of_their_user_only
    a_disabled_user_recovers_nothing
}

fn replace(subject: &str, codes: &[&str], session: Option<&str>) -> ReplaceRecoveryCodes {
    ReplaceRecoveryCodes {
        subject: id(subject),
        hashes: codes.iter().map(|code| hash(code)).collect(),
        session: session.map(str::to_owned),
        now: at(5),
        audit: event("recovery_codes_replaced").about(&id(subject)),
    }
}

fn consume(subject: &str, code: &str) -> ConsumeRecoveryCode {
    ConsumeRecoveryCode { subject: id(subject), hash: hash(code), now: at(6) }
}

async fn left(world: &World, subject: &str) -> u32 {
    world.run(RecoveryCodesLeft(id(subject))).await
}

async fn a_code_is_used_once_by_its_user(world: World) {
    world.user("alice").await;
    world.user("bob").await;
    assert_eq!(left(&world, "alice").await, 0);
    assert_eq!(world.run(replace("alice", &["a", "b", "c"], None)).await, CodeReplacement::Replaced);
    assert_eq!(world.run(consume("bob", "a")).await, CodeUse::NotUsable);
    assert_eq!(world.run(consume("alice", "none")).await, CodeUse::NotUsable);
    assert_eq!(world.run(consume("alice", "a")).await, CodeUse::Consumed);
    assert_eq!(world.run(consume("alice", "a")).await, CodeUse::NotUsable);
    assert_eq!((left(&world, "alice").await, left(&world, "bob").await), (2, 0));
    assert_eq!(world.latest(2).await, ["recovery_code_refused", "recovery_code_used"]);
}

async fn new_codes_end_the_old_ones(world: World) {
    world.user("alice").await;
    world.user("bob").await;
    world.run(replace("bob", &["bobs"], None)).await;
    world.run(replace("alice", &["old-1", "old-2"], None)).await;
    world.run(replace("alice", &["new"], None)).await;
    assert_eq!((left(&world, "alice").await, left(&world, "bob").await), (1, 1));
    assert_eq!(world.run(consume("alice", "old-1")).await, CodeUse::NotUsable);
    assert_eq!(world.run(consume("alice", "new")).await, CodeUse::Consumed);
}

async fn codes_are_made_in_a_live_session_of_their_user_only(world: World) {
    world.signed_in("alice").await;
    world.user("bob").await;
    assert_eq!(world.run(replace("alice", &["a"], Some("s"))).await, CodeReplacement::Replaced);
    assert_eq!(world.run(replace("bob", &["b"], Some("s"))).await, CodeReplacement::SessionEnded);
    world.run(Sql("UPDATE sessions SET ended_at = 1")).await;
    assert_eq!(world.run(replace("alice", &["c"], Some("s"))).await, CodeReplacement::SessionEnded);
    assert_eq!((left(&world, "alice").await, left(&world, "bob").await), (1, 0));
    assert_eq!(world.run(consume("alice", "a")).await, CodeUse::Consumed, "the old ones were left as they were");
}

async fn a_disabled_user_recovers_nothing(world: World) {
    world.user("alice").await;
    world.run(replace("alice", &["a"], None)).await;
    world.run(Sql("UPDATE users SET disabled_at = 1")).await;
    assert_eq!(world.run(consume("alice", "a")).await, CodeUse::NotUsable);
    assert_eq!(left(&world, "alice").await, 1);
}
