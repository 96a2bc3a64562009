//! The predicate of a level, by brute force: every choice of one piece of evidence per method named.

use super::anything::{CLIENT, Question};
use stepgate_core::level::{Age, Level};
use stepgate_core::{Evidence, Levels, MaxAge, Method, Timestamp};

/// One way to meet a level.
pub(super) struct Set {
    pub(super) at: Timestamp,
    /// Whether every factor whose age counts may be taken as recent by the client that asks.
    pub(super) is_shared: bool,
    pub(super) amr: Vec<&'static str>,
}

/// Every way in which the session meets the level, ages aside.
pub(super) fn dates(question: &Question, level: &Level, session: &[Evidence]) -> Vec<Set> {
    let (levels, now) = (&question.levels, question.now);
    let mut ways = Vec::new();
    for set in &level.any {
        let mut choices: Vec<Vec<&Evidence>> = vec![Vec::new()];
        for method in set.methods() {
            let fitting: Vec<_> = session.iter().filter(|e| fits(e, method, now) && counts(e, level, levels)).collect();
            choices = choices
                .iter()
                .flat_map(|chosen| fitting.iter().map(|e| chosen.iter().copied().chain([*e]).collect()))
                .collect();
        }
        ways.extend(choices.iter().map(|chosen| way(chosen, level.age)));
    }
    ways
}

pub(super) fn meets_ages_aside(question: &Question, level: &Level, session: &[Evidence]) -> bool {
    !dates(question, level, session).is_empty()
}

/// Fresh: made for this request, or within the tighter of what the level and what the request allows.
pub(super) fn is_fresh(question: &Question, set: &Set, level: &Level, asked: Option<MaxAge>) -> bool {
    let at = set.at;
    let limits: Vec<i64> =
        [level.max_age, asked].iter().flatten().map(|age| i64::from(age.as_seconds()) * 1000).collect();
    let age = question.now.millis() - at.millis();
    let is_young = at >= question.requested_at() || limits.iter().all(|limit| age <= *limit);
    limits.is_empty() || (set.is_shared && is_young)
}

/// An authenticator with a ceiling counts where the level of the ceiling covers the one in question.
fn counts(evidence: &Evidence, level: &Level, levels: &Levels) -> bool {
    match &evidence.ceremony().ceiling {
        None => true,
        Some(acr) => levels.iter().any(|held| held.acr == *acr && levels.covers(held, level)),
    }
}

fn fits(evidence: &Evidence, named: &Method, now: Timestamp) -> bool {
    let ceremony = evidence.ceremony();
    let kind = match named {
        Method::Passkey => matches!(ceremony.method, Method::Passkey | Method::SecurityKey) && ceremony.user_verified,
        Method::SecurityKey => {
            ceremony.method == Method::SecurityKey && ceremony.user_verified && ceremony.device_bound
        }
        Method::Password | Method::Totp | Method::RecoveryCode | Method::Upstream(_) => ceremony.method == *named,
    };
    kind && ceremony.at.millis() <= now.millis() + 5_000
}

fn way(chosen: &[&Evidence], age: Age) -> Set {
    let mut times = chosen.iter().map(|e| e.at());
    let at = match age {
        Age::Last => times.next_back().unwrap(),
        Age::All => times.min().unwrap(),
    };
    let mut amr = Vec::new();
    for evidence in chosen {
        for name in evidence.ceremony().method.amr() {
            if !amr.contains(name) {
                amr.push(*name);
            }
        }
    }
    if chosen.len() > 1 {
        amr.push("mfa");
    }
    let counted = match age {
        Age::Last => chosen.iter().rev().take(1).collect::<Vec<_>>(),
        Age::All => chosen.iter().collect(),
    };
    let is_ours = |e: &&&Evidence| e.ceremony().only_for.as_deref().is_none_or(|only| only == CLIENT);
    Set { at, is_shared: counted.iter().all(is_ours), amr }
}
