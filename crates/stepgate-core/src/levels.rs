//! All levels of a provider and what covers what.

use crate::level::{Age, Level, MethodSet};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What meeting one level says about another.
///
/// Levels are no ladder: `No` in both directions is ordinary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coverage {
    /// Nothing.
    No,
    /// Whoever meets the one meets the other, but the one's `auth_time` does not date the other's factor
    /// (`password + totp` covers `password`, and says nothing of when the password was typed).
    Undated,
    /// Whoever meets the one meets the other, at the same `auth_time`.
    Dated,
}

/// The levels of one provider, in the order of its configuration.
#[derive(Clone, Debug)]
pub struct Levels {
    levels: Vec<Level>,
    /// `coverage[a][b]`: what level `a` says about level `b`.
    coverage: Vec<Vec<Coverage>>,
}

/// The levels contradict each other.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LevelsError {
    /// There is none.
    #[error("no level is defined")]
    Empty,
    /// Two levels share a name or an `acr`.
    #[error("`{0}` stands for two levels")]
    Repeated(Arc<str>),
    /// RFC 6749 §3.3 syntax does not hold, or the value is "0", which OpenID Connect Core §2 gives another meaning.
    #[error(
        "`{0}` cannot be an acr value: it must be printable ASCII without spaces, quotes or backslashes, and not `0`"
    )]
    Acr(Arc<str>),
}

/// A level as a provider publishes it (`stepgate_levels` in its discovery document): without the predicate.
#[derive(Clone, Debug)]
pub struct Published {
    /// The level; its `any` is empty.
    pub level: Level,
    /// The `acr` values it covers, with what its `auth_time` says about them.
    pub covers: Vec<(String, Coverage)>,
}

impl Levels {
    /// Levels from their predicates; coverage is computed.
    pub fn new(levels: Vec<Level>) -> Result<Self, LevelsError> {
        check(&levels)?;
        let coverage = levels.iter().map(|a| levels.iter().map(|b| cover(a, b)).collect()).collect();
        Ok(Self { levels, coverage })
    }

    /// Levels as another party published them; what they cover is taken from there.
    pub fn published(published: Vec<Published>) -> Result<Self, LevelsError> {
        let (levels, covers): (Vec<_>, Vec<_>) = published.into_iter().map(|p| (p.level, p.covers)).unzip();
        check(&levels)?;
        let coverage = levels
            .iter()
            .zip(&covers)
            .map(|(a, covers)| levels.iter().map(|b| stated(a, covers, b)).collect())
            .collect();
        Ok(Self { levels, coverage })
    }

    /// Every level, in the order of the configuration.
    pub fn iter(&self) -> impl Iterator<Item = &Level> {
        self.levels.iter()
    }

    /// The level published under an `acr` value.
    #[must_use]
    pub fn by_acr(&self, acr: &str) -> Option<&Level> {
        self.levels.iter().find(|level| *level.acr == *acr)
    }

    /// The level of a configuration name.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&Level> {
        self.levels.iter().find(|level| *level.name == *name)
    }

    /// What meeting the level published as `held` says about the one published as `wanted`.
    #[must_use]
    pub fn coverage(&self, held: &str, wanted: &str) -> Coverage {
        if held == wanted {
            return Coverage::Dated;
        }
        let position = |acr: &str| self.levels.iter().position(|level| *level.acr == *acr);
        position(held)
            .and_then(|row| self.coverage.get(row))
            .and_then(|row| row.get(position(wanted)?))
            .copied()
            .unwrap_or(Coverage::No)
    }

    /// Whether whoever meets `held` meets `wanted`, ages aside.
    #[must_use]
    pub fn covers(&self, held: &Level, wanted: &Level) -> bool {
        self.coverage(&held.acr, &wanted.acr) != Coverage::No
    }

    /// Whether something that counts as `ceiling` at most may stand for anything at `level`. A ceiling that is no level any more
    /// reaches nothing.
    #[must_use]
    pub fn reaches(&self, ceiling: Option<&str>, level: &Level) -> bool {
        ceiling.is_none_or(|acr| self.by_acr(acr).is_some_and(|held| self.covers(held, level)))
    }
}

fn check(levels: &[Level]) -> Result<(), LevelsError> {
    if levels.is_empty() {
        return Err(LevelsError::Empty);
    }
    let (mut names, mut acrs) = (BTreeSet::new(), BTreeSet::new());
    for level in levels {
        let syntax = level.acr.bytes().all(|b| b.is_ascii_graphic() && b != b'"' && b != b'\\');
        if !syntax || level.acr.is_empty() || &*level.acr == "0" {
            return Err(LevelsError::Acr(Arc::clone(&level.acr)));
        }
        if !names.insert(&level.name) {
            return Err(LevelsError::Repeated(Arc::clone(&level.name)));
        }
        if !acrs.insert(&level.acr) {
            return Err(LevelsError::Repeated(Arc::clone(&level.acr)));
        }
    }
    Ok(())
}

/// Every alternative of `a` must imply one of `b`'s; the weakest of them says how much the date is worth.
fn cover(a: &Level, b: &Level) -> Coverage {
    a.any
        .iter()
        .map(|held| b.any.iter().map(|wanted| cover_set(held, a.age, wanted, b.age)).max().unwrap_or(Coverage::No))
        .min()
        .unwrap_or(Coverage::No)
}

fn cover_set(held: &MethodSet, held_age: Age, wanted: &MethodSet, wanted_age: Age) -> Coverage {
    if !held.implies(wanted) {
        return Coverage::No;
    }
    let dated = match (held_age, wanted_age) {
        // The auth_time of an `all` level is its oldest factor's, so it is a safe date for any subset.
        (Age::All, Age::All | Age::Last) => true,
        (Age::Last, Age::Last) => held.last().counts_as(wanted.last()),
        (Age::Last, Age::All) => wanted.is_single() && held.last().counts_as(wanted.last()),
    };
    if dated { Coverage::Dated } else { Coverage::Undated }
}

fn stated(a: &Level, covers: &[(String, Coverage)], b: &Level) -> Coverage {
    if a.acr == b.acr {
        return Coverage::Dated;
    }
    covers.iter().find(|(acr, _)| *acr == *b.acr).map_or(Coverage::No, |(_, coverage)| *coverage)
}
