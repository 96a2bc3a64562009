//! `decide`: waits of a single decision, in nanoseconds.

use crate::Outcome;
use crate::figure::{Figure, Reach};
use crate::rounds::{Plan, Turn, take};
use crate::seed;
use crate::server::Folder;
use crate::stopwatch::Stopwatch;
use std::hint::black_box;
use std::sync::Arc;
use stepgate_core::{
    Age, Decision, Evidence, Level, Levels, MaxAge, Method, Moment, Policy, Reach as Within, Requirement, Rule, Target,
    Timestamp, Usable, Wanted, decide,
};

const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);
const MOMENT: Moment = Moment::Provider { now: NOW, requested_at: NOW };
const CLIENT: &str = "bank";
const SCOPE: [&str; 3] = ["openid", "accounts:read", "payments:write"];
/// Decisions between two looks at the clock, which takes some 30 ns itself.
const GROUP: u32 = 8;
/// Looks at the clock per turn.
const SAMPLES: usize = 10_000;

pub(crate) fn measure(plan: &Plan, _: &Folder) -> Outcome<Vec<Figure>> {
    let evidence = [seed::evidence(Method::Password, NOW.plus(-600)), seed::evidence(Method::Passkey, NOW.plus(-30))];
    let mut figures = Vec::new();
    let small = policy(10)?;
    let floors = small.floors(CLIENT, &SCOPE);
    let prepared = requirement(&small, &floors)?;
    figures.extend(percentiles(plan, "decide, 4 levels, 2 floors", || decided(&small, &prepared, &evidence))?);
    for rules in [10, 1_000, 10_000] {
        let policy = policy(rules)?;
        let name = format!("floors of {rules} rules looked up, then decide");
        figures.extend(percentiles(plan, &name, || {
            let floors = policy.floors(CLIENT, &SCOPE);
            decided(&policy, &requirement(&policy, &floors)?, &evidence)
        })?);
    }
    Ok(figures)
}

/// Both percentiles, each of them the median over the turns.
fn percentiles(plan: &Plan, name: &str, mut operation: impl FnMut() -> Outcome<()>) -> Outcome<[Figure; 2]> {
    let tail = std::cell::RefCell::new(Vec::new());
    let turn: Turn<'_> = Box::new(|| {
        let samples = samples(&mut operation)?;
        let at = |place: usize| samples.get(place).copied().ok_or("no samples");
        tail.borrow_mut().push(at(SAMPLES * 99 / 100)?);
        Ok(at(SAMPLES / 2)?)
    });
    let [middle] = take(plan.rounds, [turn])?;
    let tail = tail.into_inner();
    // Its first turn warmed up.
    let tail = tail.get(1..).unwrap_or_default();
    let p50 = Figure::new(format!("{name}, p50"), "ns", &middle).reach(Reach::AtMost(1000.0));
    Ok([p50, Figure::new(format!("{name}, p99"), "ns", tail)])
}

/// Nanoseconds per decision, sorted.
fn samples(operation: &mut impl FnMut() -> Outcome<()>) -> Outcome<Vec<f64>> {
    let mut samples = Vec::with_capacity(SAMPLES);
    for _ in 0..SAMPLES {
        let watch = Stopwatch::start();
        for _ in 0..GROUP {
            operation()?;
        }
        samples.push(watch.elapsed().as_secs_f64() * 1e9 / f64::from(GROUP));
    }
    samples.sort_by(f64::total_cmp);
    Ok(samples)
}

fn decided(policy: &Policy, requirement: &Requirement<'_>, evidence: &[Evidence]) -> Outcome<()> {
    const USABLE: [Usable; 2] =
        [Usable { method: Method::Password, ceiling: None }, Usable { method: Method::Passkey, ceiling: None }];
    let decision =
        decide(policy.levels(), black_box(requirement), black_box(evidence), Within::Usable(&USABLE), MOMENT);
    match black_box(decision) {
        Decision::Allow(_) => Ok(()),
        Decision::Challenge(_) | Decision::Refuse(_) => Err("the evidence was made to be enough".into()),
    }
}

/// As a client asks with `acr_values=phr`.
fn requirement<'p>(policy: &'p Policy, floors: &[stepgate_core::Floor<'p>]) -> Outcome<Requirement<'p>> {
    let phr = policy.levels().by_acr("phr").ok_or("no level phr")?;
    Ok(Requirement::new(policy.levels(), Wanted::Need(vec![phr]), None, floors))
}

/// The levels that Stepgate has unless told otherwise.
pub(crate) fn levels() -> Outcome<Levels> {
    let table: [(&str, &str, &[&str], Option<u32>); 4] = [
        ("basic", "urn:stepgate:basic", &["password", "passkey"], None),
        ("mfa", "urn:stepgate:mfa", &["password + totp", "passkey"], Some(8 * 3600)),
        ("phr", "phr", &["passkey"], Some(15 * 60)),
        ("phrh", "phrh", &["security-key"], Some(5 * 60)),
    ];
    let level = |(name, acr, any, max_age): (&str, &str, &[&str], Option<u32>)| -> Outcome<Level> {
        let any = any.iter().map(|set| set.parse()).collect::<Result<_, _>>()?;
        let max_age = max_age.map(MaxAge::seconds);
        Ok(Level { name: Arc::from(name), acr: Arc::from(acr), any, max_age, age: Age::Last })
    };
    Ok(Levels::new(table.into_iter().map(level).collect::<Outcome<_>>()?)?)
}

/// `count` rules, two of which speak of the request: the first and the last.
fn policy(count: usize) -> Outcome<Policy> {
    let rule = |target, name: &str, max_age: Option<u32>| Rule {
        target,
        require: vec![name.to_owned()],
        max_age: max_age.map(MaxAge::seconds),
    };
    let mut rules = vec![rule(Target::Client(CLIENT.to_owned()), "basic", None)];
    rules.extend((2..count).map(|n| match n % 2 {
        0 => rule(Target::Scope(format!("resource-{n}:write")), "mfa", Some(3600)),
        _ => rule(Target::Client(format!("client-{n}")), "mfa", None),
    }));
    rules.push(rule(Target::Scope("payments:write".to_owned()), "phr", Some(300)));
    Ok(Policy::new(levels()?, rules)?)
}
