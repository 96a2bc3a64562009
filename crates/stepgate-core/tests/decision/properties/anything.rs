//! Any policy, session and request.

use crate::world::{self, NOW};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use std::sync::Arc;
use stepgate_core::evidence::Ceremony;
use stepgate_core::level::{Age, Level, MethodSet};
use stepgate_core::{Evidence, Floor, Levels, MaxAge, Method, Moment, Reach, Requirement, Timestamp, Usable, Wanted};

/// Who asks.
pub(super) const CLIENT: &str = "bank";

/// A question to [`stepgate_core::decide`], with levels named by their place.
#[derive(Clone, Debug)]
pub(super) struct Question {
    pub(super) levels: Levels,
    pub(super) session: Vec<Evidence>,
    /// Whether it is needed, and what.
    pub(super) asked: Option<(bool, Vec<usize>)>,
    pub(super) max_age: Option<MaxAge>,
    pub(super) floors: Vec<(Vec<usize>, Option<MaxAge>)>,
    pub(super) usable: Option<Vec<Usable>>,
    pub(super) now: Timestamp,
    /// Seconds before now.
    pub(super) requested_before: i64,
}

pub(super) enum Asked<'l> {
    Need(Vec<&'l Level>),
    Other,
}

impl Question {
    pub(super) fn requested_at(&self) -> Timestamp {
        self.now.plus(-self.requested_before)
    }

    pub(super) fn moment(&self) -> Moment {
        Moment::Provider { now: self.now, requested_at: self.requested_at() }
    }

    pub(super) fn reach(&self) -> Reach<'_> {
        self.usable.as_deref().map_or(Reach::Unknown, Reach::Usable)
    }

    pub(super) fn reach_is_unknown(&self) -> bool {
        self.usable.is_none()
    }

    pub(super) fn usable(&self) -> &[Usable] {
        self.usable.as_deref().unwrap_or_default()
    }

    pub(super) fn asked(&self) -> Asked<'_> {
        match &self.asked {
            Some((true, places)) => Asked::Need(self.at(places)),
            Some((false, _)) | None => Asked::Other,
        }
    }

    pub(super) fn names_no_level(&self) -> bool {
        self.floors.iter().any(|(places, _)| places.is_empty())
    }

    pub(super) fn floors(&self) -> Vec<Floor<'_>> {
        let floor = |(places, max_age): &(Vec<usize>, Option<MaxAge>)| Floor {
            any_of: self.at(places),
            max_age: *max_age,
            source: Arc::from("a rule"),
        };
        self.floors.iter().map(floor).collect()
    }

    pub(super) fn requirement(&self) -> Requirement<'_> {
        let wanted = match &self.asked {
            None => Wanted::Any,
            Some((true, places)) => Wanted::Need(self.at(places)),
            Some((false, places)) => Wanted::Prefer(self.at(places)),
        };
        Requirement::new(&self.levels, wanted, self.max_age, &self.floors()).asked_by(CLIENT)
    }

    fn at(&self, places: &[usize]) -> Vec<&Level> {
        let all: Vec<_> = self.levels.iter().collect();
        places.iter().filter_map(|place| all.get(place % all.len()).copied()).collect()
    }
}

pub(super) fn anything() -> impl Strategy<Value = Question> {
    let asked = option::of((any::<bool>(), vec(0..6_usize, 0..4)));
    let floors = vec((vec(0..6_usize, 0..3), max_age()), 0..3);
    let credential = (select(methods()), ceiling()).prop_map(|(method, ceiling)| Usable { method, ceiling });
    let usable = option::weighted(0.8, vec(credential, 0..7));
    (levels(), vec(evidence(), 0..6), asked, max_age(), floors, usable, 0..600_i64).prop_map(
        |(levels, session, asked, max_age, floors, usable, requested_before)| Question {
            levels,
            session,
            asked,
            max_age,
            floors,
            usable,
            now: NOW,
            requested_before,
        },
    )
}

/// One ceremony, up to 20 minutes old, or as far in the future as a clock that was set back makes it.
pub(super) fn evidence() -> impl Strategy<Value = Evidence> {
    let age = prop_oneof![8 => 0..1_200_000_i64, 1 => -5_000..0_i64, 1 => -90_000..-5_000_i64];
    let marks = (ceiling(), option::weighted(0.2, select(vec![CLIENT, "shop"])));
    (select(methods()), age, proptest::bool::weighted(0.8), any::<bool>(), marks).prop_map(
        |(method, age, user_verified, device_bound, (ceiling, only_for))| {
            let made = world::ceremony(method, Timestamp::from_millis(NOW.millis() - age));
            world::proven(Ceremony { user_verified, device_bound, ceiling, only_for: only_for.map(Arc::from), ..made })
        },
    )
}

/// Mostly none; otherwise a level, which may not be there.
fn ceiling() -> impl Strategy<Value = Option<Arc<str>>> {
    option::weighted(0.3, (0..7_usize).prop_map(|place| Arc::from(format!("level-{place}"))))
}

/// A ceremony that succeeds, now.
pub(super) fn answered(credential: &Usable, now: Timestamp) -> Evidence {
    let made = world::ceremony(credential.method.clone(), now);
    world::proven(Ceremony { ceiling: credential.ceiling.clone(), ..made })
}

fn methods() -> Vec<Method> {
    ["password", "totp", "passkey", "security-key", "recovery-code", "upstream:corp"]
        .map(|m| m.parse().unwrap())
        .to_vec()
}

fn max_age() -> impl Strategy<Value = Option<MaxAge>> {
    option::of(select(vec![0, 1, 60, 300, 900]).prop_map(MaxAge::seconds))
}

fn levels() -> impl Strategy<Value = Levels> {
    let text = |set: Vec<Method>| set.iter().map(ToString::to_string).collect::<Vec<_>>().join(" + ");
    let is_set = |text: &String| text.parse::<MethodSet>().is_ok();
    let set = subsequence(methods(), 1..4).prop_shuffle().prop_map(text).prop_filter("one ceremony each", is_set);
    let age = select(vec![Age::Last, Age::All]);
    vec((vec(set, 1..4), max_age(), age), 1..7).prop_map(|parts| {
        let level = |(place, (any, max_age, age)): (usize, (Vec<String>, Option<MaxAge>, Age))| {
            let sets: Vec<&str> = any.iter().map(String::as_str).collect();
            world::level(&format!("level-{place}"), &sets, max_age.map(MaxAge::as_seconds), age)
        };
        Levels::new(parts.into_iter().enumerate().map(level).collect()).unwrap()
    })
}
