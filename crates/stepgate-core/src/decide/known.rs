//! What is known, on the provider's side: the evidence of one session.

use crate::assurance::Assurance;
use crate::decide::Asking;
use crate::evidence::Evidence;
use crate::level::{Age, MethodSet};
use crate::method::Method;
use crate::requirement::Goal;
use crate::time::{MaxAge, Timestamp};

/// How one goal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// Met, and young enough.
    Fresh,
    /// Met and young enough, by a ceremony that is not this client's to take as recent.
    NotShared,
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
    fn hold(&self, goal: &Goal<'_>, asking: Asking<'_>) -> Hold;

    /// The methods of `set` that a ceremony is still needed for, in order.
    #[doc(hidden)]
    fn missing<'s>(&self, goal: &Goal<'_>, set: &'s MethodSet, asking: Asking<'_>) -> Vec<&'s Method>;

    /// The proof that the goal is met; none where it is not.
    #[doc(hidden)]
    fn prove(&self, goal: &Goal<'_>, asking: Asking<'_>) -> Option<Self::Proof>;
}

pub(super) trait Sealed {}

impl Sealed for [Evidence] {}

#[expect(private_interfaces, reason = "see the trait")]
impl Known for [Evidence] {
    type Proof = Assurance;

    fn is_nobody(&self) -> bool {
        self.is_empty()
    }

    fn hold(&self, goal: &Goal<'_>, asking: Asking<'_>) -> Hold {
        let newest = |whose| newest(&Look { evidence: self, goal, asking, whose }).map(|(_, at)| at);
        let is_fresh = |at: Option<Timestamp>| at.is_some_and(|at| asking.moment.is_fresh(at, goal.limit()));
        let (all, own) = (newest(Whose::Anybodys), newest(Whose::TheClients));
        match (all, goal.limit()) {
            (None, _) => Hold::Absent,
            (Some(_), None) => Hold::Fresh,
            (Some(_), Some(_)) if is_fresh(own) => Hold::Fresh,
            (Some(_), Some(_)) if is_fresh(all) => Hold::NotShared,
            (Some(at), Some(limit)) => Hold::Stale { at, limit },
        }
    }

    fn missing<'s>(&self, goal: &Goal<'_>, set: &'s MethodSet, asking: Asking<'_>) -> Vec<&'s Method> {
        let look = Look::for_proof(self, goal, asking);
        set.methods()
            .filter(|named| match look.latest(named, set) {
                None => true,
                Some(evidence) => look.counts(named, set) && !asking.moment.is_fresh(evidence.at(), goal.limit()),
            })
            .collect()
    }

    fn prove(&self, goal: &Goal<'_>, asking: Asking<'_>) -> Option<Assurance> {
        let look = Look::for_proof(self, goal, asking);
        let (set, at) = newest(&look)?;
        let members: Vec<_> = set.methods().filter_map(|named| look.latest(named, set)).collect();
        Assurance::of(goal.level, set, &members, at)
    }
}

/// Whose evidence may date a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    Anybodys,
    TheClients,
}

/// A look at the evidence with one goal in mind.
struct Look<'a> {
    evidence: &'a [Evidence],
    goal: &'a Goal<'a>,
    asking: Asking<'a>,
    whose: Whose,
}

impl<'a> Look<'a> {
    /// Where age plays no part, it does not matter whom a ceremony was for.
    fn for_proof(evidence: &'a [Evidence], goal: &'a Goal<'a>, asking: Asking<'a>) -> Self {
        let whose = if goal.limit().is_some() { Whose::TheClients } else { Whose::Anybodys };
        Self { evidence, goal, asking, whose }
    }

    /// Whether the age of this factor counts.
    fn counts(&self, named: &Method, set: &MethodSet) -> bool {
        self.goal.level.age == Age::All || named == set.last()
    }

    /// The latest ceremony that stands for `named`.
    fn latest(&self, named: &Method, set: &MethodSet) -> Option<&'a Evidence> {
        let Asking { levels, moment, client } = self.asking;
        let is_anybodys = self.whose == Whose::Anybodys || !self.counts(named, set);
        self.evidence
            .iter()
            .filter(|e| e.counts_as(named) && moment.has_come(e.at()) && e.reaches(levels, self.goal.level))
            .filter(|e| is_anybodys || e.answers(client))
            .max_by_key(|e| e.at())
    }

    /// When the factor whose age counts was verified; none where a method of the set has no evidence. Where every factor
    /// counts, the oldest one dates the set.
    fn counted_at(&self, set: &MethodSet) -> Option<Timestamp> {
        let last = self.latest(set.last(), set)?.at();
        set.methods().try_fold(last, |at, named| {
            let held = self.latest(named, set)?.at();
            Some(match self.goal.level.age {
                Age::Last => at,
                Age::All => at.min(held),
            })
        })
    }
}

/// The alternative of the goal's level that was met last, and when.
fn newest<'a>(look: &Look<'a>) -> Option<(&'a MethodSet, Timestamp)> {
    let sets = look.goal.level.any.iter();
    // `max_by_key` would take the last of equals; the operator's first alternative is the one to name.
    sets.filter_map(|set| Some((set, look.counted_at(set)?)))
        .reduce(|best, other| if other.1 > best.1 { other } else { best })
}
