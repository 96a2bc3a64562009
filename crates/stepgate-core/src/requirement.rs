//! Requirements: acceptable levels in order of preference, how fresh, and the floors that policy puts under a request.

use crate::level::Level;
use crate::levels::Levels;
use crate::time::MaxAge;
use std::sync::Arc;

/// What a request asks for.
#[derive(Clone, Debug)]
pub enum Wanted<'l> {
    /// Nothing in particular.
    Any,
    /// These levels, first one first, where they are met; otherwise what is there (a voluntary `acr`).
    Prefer(Vec<&'l Level>),
    /// One of these levels, first one first, or nothing. Empty where the request named only values that are no level here.
    Need(Vec<&'l Level>),
}

/// What server policy asks for, whatever the request says.
#[derive(Clone, Debug)]
pub struct Floor<'l> {
    /// Acceptable levels, in order of preference.
    pub any_of: Vec<&'l Level>,
    /// How old the evidence may be, where the level's own limit is not enough.
    pub max_age: Option<MaxAge>,
    /// Which rule this is, for audit and the page: `client bank`, `scope payments:write`.
    pub source: Arc<str>,
}

/// A level and how fresh it must be, the level's own `max_age` aside.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Goal<'l> {
    pub(crate) level: &'l Level,
    pub(crate) max_age: Option<MaxAge>,
}

impl Goal<'_> {
    /// The tighter of what is asked for and how fast the level decays.
    pub(crate) fn limit(&self) -> Option<MaxAge> {
        MaxAge::tighter(self.max_age, self.level.max_age)
    }
}

/// Everything that must hold before a token is issued or a call let through.
#[derive(Clone, Debug)]
pub struct Requirement<'l> {
    pub(crate) wanted: Wanted<'l>,
    /// What may be asserted, in order: the requested levels, raised to the floors.
    pub(crate) goals: Vec<Goal<'l>>,
    /// The floors, each with its alternatives.
    pub(crate) floors: Vec<Vec<Goal<'l>>>,
    /// The tightest freshness that the request or any floor names.
    pub(crate) max_age: Option<MaxAge>,
    /// The client that asks, where that is known.
    pub(crate) client: Option<Arc<str>>,
}

impl<'l> Requirement<'l> {
    /// Puts the floors under a request. A request can raise a floor and never lower it: a requested level below a floor is
    /// replaced by the floor's level; one beside it must be met together with it.
    #[must_use]
    pub fn new(levels: &'l Levels, wanted: Wanted<'l>, max_age: Option<MaxAge>, floors: &[Floor<'l>]) -> Self {
        let requested: &[&Level] = match &wanted {
            Wanted::Any => &[],
            Wanted::Prefer(levels) | Wanted::Need(levels) => levels,
        };
        let mut goals: Vec<_> = requested.iter().map(|level| Goal { level, max_age }).collect();
        for floor in floors {
            goals = distinct(goals.into_iter().flat_map(|goal| raise(levels, goal, floor)));
        }
        let alternatives = |floor: &Floor<'l>| {
            let limit = MaxAge::tighter(max_age, floor.max_age);
            floor.any_of.iter().map(|level| Goal { level, max_age: limit }).collect()
        };
        Self {
            goals,
            floors: floors.iter().map(alternatives).collect(),
            max_age: floors.iter().fold(max_age, |tightest, floor| MaxAge::tighter(tightest, floor.max_age)),
            client: None,
            wanted,
        }
    }

    /// The same, asked by this client: ceremonies that it does not share with others are recent for it.
    #[must_use]
    pub fn asked_by(self, client: impl Into<Arc<str>>) -> Self {
        Self { client: Some(client.into()), ..self }
    }

    /// A requirement of a resource: any of these levels, this fresh.
    #[must_use]
    pub fn any_of(levels: &'l Levels, any_of: Vec<&'l Level>, max_age: Option<MaxAge>) -> Self {
        Self::new(levels, Wanted::Need(any_of), max_age, &[])
    }
}

fn raise<'l>(levels: &Levels, goal: Goal<'l>, floor: &Floor<'l>) -> Vec<Goal<'l>> {
    let max_age = MaxAge::tighter(goal.max_age, floor.max_age);
    if floor.any_of.iter().any(|level| levels.covers(goal.level, level)) {
        return vec![Goal { max_age, ..goal }];
    }
    let above: Vec<_> = floor
        .any_of
        .iter()
        .filter(|level| levels.covers(level, goal.level))
        .map(|level| Goal { level, max_age })
        .collect();
    if above.is_empty() { vec![goal] } else { above }
}

fn distinct<'l>(goals: impl Iterator<Item = Goal<'l>>) -> Vec<Goal<'l>> {
    goals.fold(Vec::new(), |mut kept: Vec<Goal<'l>>, goal| {
        if !kept.iter().any(|k| k.level.acr == goal.level.acr && k.max_age == goal.max_age) {
            kept.push(goal);
        }
        kept
    })
}
