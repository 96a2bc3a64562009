use crate::world::{World, at, hash, id};
use stepgate_store::challenges::{ChallengeUse, ConsumeChallenge, Purpose, ReserveChallenge};

on_every_engine! {
    a_challenge_is_used_once
    a_challenge_expires
    a_challenge_is_good_only_with_all_its_bindings
    an_absent_binding_must_be_absent
}

fn reserve() -> ReserveChallenge {
    ReserveChallenge {
        hash: hash("challenge"),
        purpose: Purpose::Authenticate,
        request: Some("r".to_owned()),
        ticket: None,
        session: Some("s".to_owned()),
        subject: Some(id("alice")),
        now: at(0),
        expires_at: at(300),
    }
}

fn consume() -> ConsumeChallenge {
    ConsumeChallenge {
        hash: hash("challenge"),
        purpose: Purpose::Authenticate,
        request: Some("r".to_owned()),
        ticket: None,
        session: Some("s".to_owned()),
        now: at(299),
    }
}

fn good() -> ChallengeUse {
    ChallengeUse::Consumed { subject: Some(id("alice")), created_at: at(0) }
}

async fn a_challenge_is_used_once(world: World) {
    world.run(reserve()).await;
    assert_eq!(world.run(consume()).await, good());
    assert_eq!(world.run(consume()).await, ChallengeUse::NotUsable);
    assert_eq!(world.kinds().await, ["challenge_refused", "challenge_consumed", "challenge_reserved"]);
}

async fn a_challenge_expires(world: World) {
    world.run(reserve()).await;
    assert_eq!(world.run(ConsumeChallenge { now: at(300), ..consume() }).await, ChallengeUse::NotUsable);
}

/// D01: a registration's challenge at sign-in, or one transaction's in another.
async fn a_challenge_is_good_only_with_all_its_bindings(world: World) {
    world.run(reserve()).await;
    let others = [
        ConsumeChallenge { hash: hash("another"), ..consume() },
        ConsumeChallenge { purpose: Purpose::Register, ..consume() },
        ConsumeChallenge { request: Some("r2".to_owned()), ..consume() },
        ConsumeChallenge { request: None, ..consume() },
        ConsumeChallenge { ticket: Some(hash("ticket")), ..consume() },
        ConsumeChallenge { session: Some("s2".to_owned()), ..consume() },
        ConsumeChallenge { session: None, ..consume() },
    ];
    for other in others {
        assert_eq!(world.run(other.clone()).await, ChallengeUse::NotUsable, "{other:?}");
    }
    assert_eq!(world.run(consume()).await, good(), "what was presented elsewhere is not used up");
}

async fn an_absent_binding_must_be_absent(world: World) {
    world.run(ReserveChallenge { request: None, session: None, ticket: Some(hash("ticket")), ..reserve() }).await;
    assert_eq!(world.run(consume()).await, ChallengeUse::NotUsable);
    let bound = ConsumeChallenge { request: None, session: None, ticket: Some(hash("ticket")), ..consume() };
    assert_eq!(world.run(bound).await, good());
}
