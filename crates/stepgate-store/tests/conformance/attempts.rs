use crate::world::{World, at, hash};
use stepgate_store::attempts::{Attempt, Budget, CountAttempt, ForgiveAttempts};

on_every_engine! {
    a_budget_is_used_up_and_comes_back_when_its_window_ends
    a_window_begins_with_its_first_attempt
    the_tightest_budget_decides_and_a_refusal_counts_nothing
    the_latest_end_is_told
    a_success_forgives
    a_limit_of_none_lets_nothing_through
}

fn budget(key: &str, limit: u32, window_seconds: i64) -> Budget {
    Budget { key: hash(key), limit, window_seconds }
}

fn count(budgets: &[Budget], seconds: i64) -> CountAttempt {
    CountAttempt { budgets: budgets.to_vec(), now: at(seconds) }
}

const fn counted(left: u32) -> Attempt {
    Attempt::Counted { left }
}

fn throttled(until: i64) -> Attempt {
    Attempt::Throttled { until: at(until) }
}

async fn a_budget_is_used_up_and_comes_back_when_its_window_ends(world: World) {
    let alice = [budget("alice", 3, 60)];
    for (seconds, expected) in [(0, counted(2)), (10, counted(1)), (59, counted(0)), (59, throttled(60))] {
        assert_eq!(world.run(count(&alice, seconds)).await, expected, "second {seconds}");
    }
    assert_eq!(world.run(count(&[budget("bob", 3, 60)], 59)).await, counted(2));
    assert_eq!(world.kinds().await, ["attempt_throttled"]);
    assert_eq!(world.run(count(&alice, 60)).await, counted(2));
}

async fn a_window_begins_with_its_first_attempt(world: World) {
    let alice = [budget("alice", 2, 60)];
    assert_eq!(world.run(count(&alice, 0)).await, counted(1));
    assert_eq!(world.run(count(&alice, 100)).await, counted(1));
    assert_eq!(world.run(count(&alice, 159)).await, counted(0));
    assert_eq!(world.run(count(&alice, 159)).await, throttled(160));
}

async fn the_tightest_budget_decides_and_a_refusal_counts_nothing(world: World) {
    let (account, address) = (budget("account", 2, 60), budget("address", 10, 60));
    assert_eq!(world.run(count(&[address, account], 0)).await, counted(1));
    assert_eq!(world.run(count(&[account, address], 0)).await, counted(0));
    for _ in 0..20 {
        assert_eq!(world.run(count(&[address, account], 1)).await, throttled(60));
    }
    assert_eq!(world.run(count(&[address], 2)).await, counted(7), "two attempts and this one");
}

async fn the_latest_end_is_told(world: World) {
    let (short, long) = (budget("short", 1, 60), budget("long", 1, 900));
    assert_eq!(world.run(count(&[short, long], 0)).await, counted(0));
    for budgets in [[long, short], [short, long]] {
        assert_eq!(world.run(count(&budgets, 1)).await, throttled(900));
    }
    assert_eq!(world.run(count(&[short], 1)).await, throttled(60));
}

async fn a_success_forgives(world: World) {
    let (account, address) = (budget("account", 2, 60), budget("address", 2, 60));
    for seconds in [0, 1] {
        world.run(count(&[account, address], seconds)).await;
    }
    let forgive = |key| ForgiveAttempts { keys: vec![hash(key)], now: at(2) };
    world.run(forgive("account")).await;
    world.run(forgive("nobody")).await;
    assert_eq!(world.kinds().await, ["attempts_forgiven"], "what changes nothing writes nothing");
    assert_eq!(world.run(count(&[account], 3)).await, counted(1));
    assert_eq!(world.run(count(&[address], 3)).await, throttled(60));
}

async fn a_limit_of_none_lets_nothing_through(world: World) {
    assert_eq!(world.run(count(&[budget("closed", 0, 60)], 0)).await, throttled(60));
}
