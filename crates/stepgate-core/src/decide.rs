//! The one decision.

use crate::credential::Usable;
use crate::levels::Levels;
use crate::method::Method;
use crate::reason::Reason;
use crate::requirement::{Goal, Requirement, Wanted};
use crate::time::{MaxAge, Timestamp};
use std::sync::Arc;

mod claims;
mod known;

use known::Hold;
pub use known::Known;

/// When the question is put, and which evidence counts as made for it.
#[derive(Clone, Copy, Debug)]
pub enum Moment {
    /// At the provider. Evidence at or after `requested_at` is fresh for this request whatever its age, so that a ceremony
    /// that was asked for always answers the question it was asked for.
    Provider {
        /// The provider's clock.
        now: Timestamp,
        /// When the request was created.
        requested_at: Timestamp,
    },
    /// At a guard, on somebody else's clock: 30 s of leeway, and 60 s in all where 0 is asked for.
    Guard {
        /// The guard's clock.
        now: Timestamp,
    },
}

/// Nodes of one provider may differ by this much before one of them stops serving.
const NODE_SKEW_MILLIS: i64 = 5_000;
const GUARD_LEEWAY_SECONDS: i64 = 30;
const GUARD_GRACE_AT_ZERO_SECONDS: i64 = 60;

impl Moment {
    pub(crate) const fn now(self) -> Timestamp {
        match self {
            Self::Provider { now, .. } | Self::Guard { now } => now,
        }
    }

    /// Whether a ceremony at `at` has happened yet. One dated in the future counts for nothing: a clock that was set back must
    /// not extend an elevation, nor let yesterday's ceremony answer today's request.
    pub(crate) fn has_come(self, at: Timestamp) -> bool {
        match self {
            Self::Provider { now, .. } => at.millis_before(now) >= -NODE_SKEW_MILLIS,
            Self::Guard { now } => now.seconds().saturating_sub(at.seconds()) >= -GUARD_LEEWAY_SECONDS,
        }
    }

    /// Whether a ceremony at `at` is young enough.
    pub(crate) fn is_fresh(self, at: Timestamp, limit: Option<MaxAge>) -> bool {
        let Some(limit) = limit else { return true };
        let seconds = i64::from(limit.as_seconds());
        let is_young = match self {
            Self::Provider { now, requested_at } => {
                at >= requested_at || at.millis_before(now) <= seconds.saturating_mul(1000)
            }
            Self::Guard { now } => {
                let oldest =
                    if limit == MaxAge::ZERO { GUARD_GRACE_AT_ZERO_SECONDS } else { seconds + GUARD_LEEWAY_SECONDS };
                now.seconds().saturating_sub(at.seconds()) <= oldest
            }
        };
        is_young && self.has_come(at)
    }
}

/// Which methods could still be used.
#[derive(Clone, Copy, Debug)]
pub enum Reach<'a> {
    /// Not known here: a guard cannot tell.
    Unknown,
    /// These: the user has them, or nobody is signed in and the provider offers them.
    Usable(&'a [Usable]),
}

/// Whether the requirement holds; if not, what would help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision<P> {
    /// It holds.
    Allow(P),
    /// It would hold after one of the challenge's ceremonies, or one more after that.
    Challenge(Challenge),
    /// Nothing that can be done here and now will make it hold.
    Refuse(Refusal),
}

/// What is missing, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// Why more is asked for.
    pub reason: Reason,
    /// The `acr` values that would do, in order of preference.
    pub acr_values: Vec<Arc<str>>,
    /// How old the evidence may be, as request and floors ask; the level's own decay aside.
    pub max_age: Option<MaxAge>,
    /// The ceremonies that come next, each a step towards the requirement, preferred first. Empty where
    /// [`Reach::Unknown`] leaves them unknown.
    pub methods: Vec<Method>,
}

/// Why nothing will help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The reason.
    pub reason: Reason,
    /// The `acr` values that would have done, in order of preference.
    pub acr_values: Vec<Arc<str>>,
}

/// Who asks, when, and by which levels: what every look at evidence or claims needs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asking<'a> {
    pub(crate) levels: &'a Levels,
    pub(crate) moment: Moment,
    pub(crate) client: Option<&'a str>,
}

/// Decides whether what is known meets what is required.
///
/// Pure and total. The first requested level that is met, in the client's order, is what may be asserted; where none was
/// requested, a maximal level that meets the freshness. Every floor must be met besides.
pub fn decide<K: Known + ?Sized>(
    levels: &Levels,
    requirement: &Requirement<'_>,
    known: &K,
    reach: Reach<'_>,
    moment: Moment,
) -> Decision<K::Proof> {
    let asking = Asking { levels, moment, client: requirement.client.as_deref() };
    let is_met = |goal: &Goal<'_>| matches!(known.hold(goal, asking), Hold::Fresh);
    let asserted = assertable(levels, requirement, is_met);
    let floors: Vec<_> = requirement.floors.iter().filter(|floor| !floor.iter().any(is_met)).cloned().collect();
    if let (Some(goal), true) = (asserted, floors.is_empty()) {
        return match known.prove(&goal, asking) {
            Some(proof) => Decision::Allow(proof),
            None => ask(known, &[goal], reach, asking),
        };
    }
    let mut next = None;
    for goals in open(levels, requirement, asserted.is_some(), floors) {
        match ask(known, &goals, reach, asking) {
            // Nobody is asked for one thing only to be refused for want of another.
            Decision::Refuse(refusal) => return Decision::Refuse(refusal),
            answer => next = next.or(Some(answer)),
        }
    }
    next.unwrap_or_else(|| ask(known, &[], reach, asking))
}

/// What is not met, in the order in which to ask for it.
fn open<'l>(
    levels: &'l Levels,
    requirement: &Requirement<'l>,
    is_wish_met: bool,
    floors: Vec<Vec<Goal<'l>>>,
) -> Vec<Vec<Goal<'l>>> {
    let goals = requirement.goals.iter().copied();
    match (is_wish_met, &requirement.wanted) {
        (true, _) => floors,
        // What the client needs comes first: it was raised to the floors, so it usually settles them too.
        (false, Wanted::Need(_)) => [goals.collect()].into_iter().chain(floors).collect(),
        (false, Wanted::Any | Wanted::Prefer(_)) => {
            let wish = goals.chain(every_level(levels, requirement.max_age)).collect();
            floors.into_iter().chain([wish]).collect()
        }
    }
}

impl Requirement<'_> {
    const fn is_needed(&self) -> bool {
        match self.wanted {
            Wanted::Need(_) => true,
            Wanted::Any | Wanted::Prefer(_) => false,
        }
    }
}

fn assertable<'l>(
    levels: &'l Levels,
    requirement: &Requirement<'l>,
    is_met: impl Fn(&Goal<'_>) -> bool,
) -> Option<Goal<'l>> {
    let requested = requirement.goals.iter().find(|goal| is_met(goal)).copied();
    if requested.is_some() || requirement.is_needed() {
        return requested;
    }
    let met: Vec<_> = every_level(levels, requirement.max_age).into_iter().filter(|goal| is_met(goal)).collect();
    let tops = |a: &Goal<'_>, b: &Goal<'_>| levels.covers(a.level, b.level) && !levels.covers(b.level, a.level);
    met.iter().find(|goal| !met.iter().any(|other| tops(other, goal))).copied()
}

fn every_level(levels: &Levels, max_age: Option<MaxAge>) -> Vec<Goal<'_>> {
    levels.iter().map(|level| Goal { level, max_age }).collect()
}

/// The goals are open: which ceremonies come next, or why none will help.
fn ask<K: Known + ?Sized, P>(known: &K, goals: &[Goal<'_>], reach: Reach<'_>, asking: Asking<'_>) -> Decision<P> {
    let acr_values = goals.iter().map(|goal| Arc::clone(&goal.level.acr)).collect();
    let Some(first) = goals.first() else {
        return Decision::Refuse(Refusal { reason: Reason::UnknownLevel, acr_values });
    };
    let methods = match reach {
        Reach::Unknown => Vec::new(),
        Reach::Usable(usable) => next_methods(known, goals, usable, asking),
    };
    if let (Reach::Usable(_), true) = (reach, methods.is_empty()) {
        let wanted = Arc::clone(&first.level.acr);
        return Decision::Refuse(Refusal { reason: Reason::NoCredential { wanted }, acr_values });
    }
    let reason = if known.is_nobody() { Reason::NotSignedIn } else { why(known, goals, first, asking) };
    Decision::Challenge(Challenge { reason, acr_values, max_age: first.max_age, methods })
}

/// The reason nearest to a yes: a level that is held and not recent enough says more than one that is not held.
fn why<K: Known + ?Sized>(known: &K, goals: &[Goal<'_>], first: &Goal<'_>, asking: Asking<'_>) -> Reason {
    let near = goals.iter().find_map(|goal| {
        let wanted = Arc::clone(&goal.level.acr);
        match known.hold(goal, asking) {
            Hold::Fresh | Hold::Absent => None,
            Hold::NotShared => Some(Reason::NotShared { wanted }),
            Hold::Stale { limit: MaxAge::ZERO, .. } => Some(Reason::AskedEachTime { wanted }),
            Hold::Stale { at, limit } => {
                Some(Reason::TooOld { wanted, age: at.seconds_before(asking.moment.now()), limit })
            }
        }
    });
    near.unwrap_or_else(|| Reason::LevelTooLow { wanted: Arc::clone(&first.level.acr) })
}

/// For each alternative that the user can complete, the first ceremony it still lacks; with nobody signed in, the first of them that can
/// begin a session.
fn next_methods<K: Known + ?Sized>(
    known: &K,
    goals: &[Goal<'_>],
    usable: &[Usable],
    asking: Asking<'_>,
) -> Vec<Method> {
    let mut methods = Vec::new();
    for goal in goals {
        let can = |named: &Method| usable.iter().any(|held| held.stands_for(named, asking.levels, goal.level));
        for set in &goal.level.any {
            let missing = known.missing(goal, set, asking);
            let next = missing.iter().find(|named| !known.is_nobody() || named.begins_a_session());
            match next {
                Some(next) if missing.iter().all(|named| can(named)) && !methods.contains(*next) => {
                    methods.push((*next).clone());
                }
                Some(_) | None => {}
            }
        }
    }
    methods
}
