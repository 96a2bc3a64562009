//! What is known, on the provider's side: the evidence of one session.

use crate::assurance::Assurance;
use crate::decide::Moment;
use crate::evidence::Evidence;
use crate::level::{Age, MethodSet};
use crate::levels::Levels;
use crate::method::Method;
use crate::requirement::Goal;
use crate::time::{MaxAge, Timestamp};

/// How one goal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// Met, and young enough.
    Fresh,
    /// Met, by a ceremony at `at`, which is older than `limit`.
    Stale {
        /// The ceremony whose age counts.
        at: Timestamp,
        /// How old it may be.
        limit: MaxAge,
    },
    /// Not met.
    Absent,
}

/// What a decision rests on: the evidence of a session, or the claims of a token. Sealed: there is no third.
#[expect(private_bounds, private_interfaces, reason = "sealed: the methods speak of goals, which callers never see")]
pub trait Known: Sealed {
    /// What an `Allow` carries.
    type Proof;

    /// Whether there is nothing at all to decide on.
    #[doc(hidden)]
    fn is_nobody(&self) -> bool;

    /// How the goal stands.
    #[doc(hidden)]
    fn hold(&self, levels: &Levels, goal: &Goal<'_>, moment: Moment) -> Hold;

    /// The methods of `set` that a ceremony is still needed for, in order.
    #[doc(hidden)]
    fn missing<'s>(&self, goal: &Goal<'_>, set: &'s MethodSet, moment: Moment) -> Vec<&'s Method>;

    /// The proof that the goal is met; none where it is not.
    #[doc(hidden)]
    fn prove(&self, goal: &Goal<'_>, moment: Moment) -> Option<Self::Proof>;
}

pub(super) trait Sealed {}

impl Sealed for [Evidence] {}

#[expect(private_interfaces, reason = "see the trait")]
impl Known for [Evidence] {
    type Proof = Assurance;

    fn is_nobody(&self) -> bool {
        self.is_empty()
    }

    fn hold(&self, _: &Levels, goal: &Goal<'_>, moment: Moment) -> Hold {
        let newest = goal.level.any.iter().filter_map(|set| counted_at(self, set, goal.level.age, moment)).max();
        match (newest, goal.limit()) {
            (None, _) => Hold::Absent,
            (Some(at), limit) if moment.is_fresh(at, limit) => Hold::Fresh,
            (Some(at), Some(limit)) => Hold::Stale { at, limit },
            (Some(_), None) => Hold::Fresh,
        }
    }

    fn missing<'s>(&self, goal: &Goal<'_>, set: &'s MethodSet, moment: Moment) -> Vec<&'s Method> {
        let counts = |named: &Method| goal.level.age == Age::All || named == set.last();
        set.methods()
            .filter(|named| match latest(self, named, moment) {
                None => true,
                Some(evidence) => counts(named) && !moment.is_fresh(evidence.at(), goal.limit()),
            })
            .collect()
    }

    fn prove(&self, goal: &Goal<'_>, moment: Moment) -> Option<Assurance> {
        let age = goal.level.age;
        // `max_by_key` would take the last of equals; the operator's first alternative is the one to name.
        let (set, at) = goal
            .level
            .any
            .iter()
            .filter_map(|set| Some((set, counted_at(self, set, age, moment)?)))
            .reduce(|best, other| if other.1 > best.1 { other } else { best })?;
        let members: Vec<_> = set.methods().filter_map(|named| latest(self, named, moment)).collect();
        Assurance::of(goal.level, set, &members, at)
    }
}

fn latest<'e>(evidence: &'e [Evidence], named: &Method, moment: Moment) -> Option<&'e Evidence> {
    evidence.iter().filter(|e| e.counts_as(named) && moment.has_come(e.at())).max_by_key(|e| e.at())
}

/// When the factor whose age counts was verified; none where a method of the set has no evidence. Where every factor
/// counts, the oldest one dates the set.
fn counted_at(evidence: &[Evidence], set: &MethodSet, age: Age, moment: Moment) -> Option<Timestamp> {
    let last = latest(evidence, set.last(), moment)?.at();
    set.methods().try_fold(last, |at, named| {
        let held = latest(evidence, named, moment)?.at();
        Some(match age {
            Age::Last => at,
            Age::All => at.min(held),
        })
    })
}
