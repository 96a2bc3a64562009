use crate::world::{LIFETIME, World, at, event, hash, id, redeem, rotate};
use stepgate_store::attempts::{Attempt, Budget, CountAttempt};
use stepgate_store::codes::Redemption;
use stepgate_store::recovery_codes::{RecoveryCodesLeft, ReplaceRecoveryCodes};
use stepgate_store::refresh::Rotation;
use stepgate_store::sweep::Sweep;
use stepgate_store::totps::TotpsOf;

const DAY: i64 = 86_400;

on_every_engine! {
    what_expired_stays_for_a_day_so_that_a_replay_is_known
    what_is_long_over_goes_in_bounded_steps
    attempts_registrations_and_replaced_codes_go
}

fn sweep(seconds: i64) -> Sweep {
    Sweep { lifetime: LIFETIME, now: at(seconds) }
}

async fn what_expired_stays_for_a_day_so_that_a_replay_is_known(world: World) {
    world.code().await;
    assert!(matches!(world.run(redeem("code")).await, Redemption::Redeemed(_)));
    assert!(matches!(world.run(rotate("refresh-1", "refresh-2")).await, Rotation::Rotated(_)));
    assert_eq!(world.run(sweep(70 + DAY)).await, 0);
    assert_eq!(world.run(redeem("code")).await, Redemption::Replayed);
    assert_eq!(world.run(rotate("refresh-1", "refresh-3")).await, Rotation::Reused);
    assert_eq!(world.run(sweep(71 + DAY)).await, 1, "the code");
    assert_eq!(world.run(redeem("code")).await, Redemption::Unknown);
}

async fn what_is_long_over_goes_in_bounded_steps(world: World) {
    world.code().await;
    assert!(matches!(world.run(redeem("code")).await, Redemption::Redeemed(_)));
    for n in 0..501 {
        world.request(&format!("r{n}"), None).await;
    }
    assert_eq!(world.run(sweep(2 * DAY)).await, 500 + 4, "requests; a code, a refresh token, a grant and a session");
    assert_eq!(world.run(sweep(2 * DAY)).await, 2, "the last requests");
    assert_eq!(world.run(sweep(2 * DAY)).await, 0);
    assert_eq!(world.see("cookie", 2).await, None);
    assert_eq!(world.kinds().await.len(), 3 + 501 + 2 + 2, "the log stays");
}

async fn attempts_registrations_and_replaced_codes_go(world: World) {
    world.user("alice").await;
    let budgets = vec![Budget { key: hash("alice"), limit: 5, window_seconds: DAY }];
    let count = |seconds| CountAttempt { budgets: budgets.clone(), now: at(seconds) };
    assert_eq!(world.run(count(0)).await, Attempt::Counted { left: 4 });
    world.totp("confirmed", "alice", 1).await;
    world.begin_totp("begun", "alice").await;
    let replace = |code| ReplaceRecoveryCodes {
        subject: id("alice"),
        hashes: vec![hash(code)],
        session: None,
        now: at(0),
        audit: event("recovery_codes_replaced"),
    };
    world.run(replace("old")).await;
    world.run(replace("new")).await;
    assert_eq!(world.run(sweep(3600)).await, 0);
    assert_eq!(world.run(sweep(3601)).await, 1, "the registration that nobody ended");
    assert_eq!(world.run(sweep(DAY)).await, 0);
    assert_eq!(world.run(sweep(DAY + 1)).await, 2, "the attempt and the replaced code");
    assert_eq!(world.run(TotpsOf(id("alice"))).await.len(), 1);
    assert_eq!(world.run(RecoveryCodesLeft(id("alice"))).await, 1);
}
