//! Figures, and the table they end up in.

use crate::machine::Machine;
use crate::rounds::Spread;
use crate::server::target;
use crate::{Outcome, stopwatch};
use serde::Serialize;
use std::fmt;
use std::fs;
use std::path::PathBuf;

/// One line of the table.
#[derive(Serialize)]
pub(crate) struct Figure {
    name: String,
    unit: &'static str,
    ours: Spread,
    limit: Option<Limit>,
    reach: Option<Reach>,
    is_reached: Option<bool>,
}

/// What the machine could do at best, measured in the same turns.
#[derive(Serialize)]
struct Limit {
    name: &'static str,
    value: Spread,
    /// How near ours comes to it: 1 is there, smaller is short of it.
    nearness: Spread,
}

/// What a figure should be.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reach {
    /// The figure itself, at most.
    AtMost(f64),
    /// The nearness to the limit, at least.
    Near(f64),
}

impl Figure {
    pub(crate) fn new(name: impl Into<String>, unit: &'static str, ours: &[f64]) -> Self {
        let ours = Spread::of(ours);
        Self { name: name.into(), unit, ours, limit: None, reach: None, is_reached: None }
    }

    /// A cost (less is better), beside the least it could be.
    pub(crate) fn cost(
        name: impl Into<String>,
        unit: &'static str,
        ours: &[f64],
        limit: (&'static str, &[f64]),
    ) -> Self {
        Self::new(name, unit, ours).beside(limit, Spread::of_ratios(limit.1, ours))
    }

    /// A rate (more is better), beside one to compare it with.
    pub(crate) fn rate(name: impl Into<String>, ours: &[f64], limit: (&'static str, &[f64])) -> Self {
        Self::new(name, "/s", ours).beside(limit, Spread::of_ratios(ours, limit.1))
    }

    fn beside(self, (name, values): (&'static str, &[f64]), nearness: Spread) -> Self {
        Self { limit: Some(Limit { name, value: Spread::of(values), nearness }), ..self }
    }

    pub(crate) fn reach(self, reach: Reach) -> Self {
        let is_reached = match reach {
            Reach::AtMost(most) => Some(self.ours.median <= most),
            Reach::Near(least) => self.limit.as_ref().map(|limit| limit.nearness.median >= least),
        };
        Self { reach: Some(reach), is_reached, ..self }
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "| {} | {} {} |", self.name, self.ours, self.unit)?;
        match &self.limit {
            Some(Limit { name, value, nearness }) => write!(f, " {name}: {value} | {nearness} |")?,
            None => write!(f, " | |")?,
        }
        match self.reach {
            Some(Reach::AtMost(most)) => write!(f, " ≤ {most} {} |", self.unit)?,
            Some(Reach::Near(least)) => write!(f, " ≥ {least} × limit |")?,
            None => write!(f, " |")?,
        }
        match self.is_reached {
            Some(true) => write!(f, " yes |"),
            Some(false) => write!(f, " **no** |"),
            None => write!(f, " |"),
        }
    }
}

/// One run.
#[derive(Serialize)]
pub(crate) struct Report {
    date: String,
    plan: &'static str,
    before: Machine,
    after: Option<Machine>,
    /// Whether the machine was quiet at the start; otherwise only CPU times and ratios mean anything. At the end our own load
    /// is in the count.
    is_record: bool,
    sections: Vec<(&'static str, Vec<Figure>)>,
}

impl Report {
    pub(crate) fn new(before: Machine, plan: &'static str) -> Self {
        let date = date(stopwatch::unix_seconds());
        let is_record = before.is_quiet();
        Self { date, plan, before, after: None, is_record, sections: Vec::new() }
    }

    pub(crate) fn add(&mut self, section: &'static str, figures: Vec<Figure>) {
        self.sections.push((section, figures));
    }

    pub(crate) fn finish(&mut self, after: Machine) {
        self.after = Some(after);
    }

    /// Writes the run to `target/bench`.
    pub(crate) fn write(&self) -> Outcome<PathBuf> {
        let folder = target()?.join("bench");
        fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{}.json", self.date));
        fs::write(&path, serde_json::to_vec_pretty(self)?)?;
        Ok(path)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{} ({})", self.date, self.plan)?;
        writeln!(f, "before: {}", self.before)?;
        if let Some(after) = &self.after {
            writeln!(f, "after:  {after}")?;
        }
        if !self.is_record {
            writeln!(f, "the machine was busy: CPU times and ratios hold, rates and waits do not")?;
        }
        for (section, figures) in &self.sections {
            writeln!(f, "\n| {section} | ours | limit | nearness | reach | reached |\n|---|---|---|---|---|---|")?;
            for figure in figures {
                writeln!(f, "{figure}")?;
            }
        }
        Ok(())
    }
}

/// `2026-01-31T235959Z`, a name that sorts and that every file system takes.
fn date(seconds: i64) -> String {
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Days to a civil date, with years that begin in March: leap days come last.
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}{minute:02}{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        assert_eq!(date(0), "1970-01-01T000000Z");
        assert_eq!(date(951_782_399), "2000-02-28T235959Z");
        assert_eq!(date(951_782_400), "2000-02-29T000000Z");
        assert_eq!(date(1_767_225_599), "2025-12-31T235959Z");
    }

    #[test]
    fn nearness_is_one_at_the_limit_and_less_short_of_it() {
        let cost = Figure::cost("c", "µs", &[20.0], ("raw", &[10.0])).reach(Reach::Near(0.6));
        assert_eq!((cost.limit.unwrap().nearness.median, cost.is_reached), (0.5, Some(false)));
        let rate = Figure::rate("r", &[20.0], ("raw", &[10.0])).reach(Reach::Near(0.6));
        assert_eq!((rate.limit.unwrap().nearness.median, rate.is_reached), (2.0, Some(true)));
        assert_eq!(Figure::new("ms", "ms", &[51.0]).reach(Reach::AtMost(50.0)).is_reached, Some(false));
    }
}
