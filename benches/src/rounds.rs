//! Turns: A, B, A, B, …; what is reported is the median of all turns, with the least and the greatest.

use crate::Outcome;
use serde::Serialize;
use std::fmt;
use std::time::Duration;

/// How much is measured.
pub(crate) struct Plan {
    /// The name of the plan, for the report.
    pub(crate) name: &'static str,
    /// Turns of each side.
    pub(crate) rounds: usize,
    /// How long one turn of a loop in this process lasts.
    pub(crate) turn: Duration,
    /// Codes redeemed in one turn; the same number of refreshes.
    pub(crate) requests: usize,
    /// Starts of each kind of process.
    pub(crate) starts: usize,
}

impl Plan {
    /// At most six minutes.
    pub(crate) const fn full() -> Self {
        Self { name: "full", rounds: 9, turn: Duration::from_millis(200), requests: 4096, starts: 15 }
    }

    /// At most 90 seconds.
    pub(crate) const fn quick() -> Self {
        Self { name: "quick", rounds: 5, turn: Duration::from_millis(80), requests: 1024, starts: 10 }
    }
}

/// The middle of several measurements, with the least and the greatest.
#[derive(Clone, Copy, Serialize)]
pub(crate) struct Spread {
    pub(crate) median: f64,
    min: f64,
    max: f64,
}

impl Spread {
    /// Of at least one measurement; of none it is not a number.
    pub(crate) fn of(values: &[f64]) -> Self {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let at = |place: usize| sorted.get(place).copied().unwrap_or(f64::NAN);
        let last = sorted.len().saturating_sub(1);
        Self { median: f64::midpoint(at(last / 2), at(sorted.len() / 2)), min: at(0), max: at(last) }
    }

    /// The median of the ratios of what was measured in the same turn.
    pub(crate) fn of_ratios(above: &[f64], below: &[f64]) -> Self {
        let ratios: Vec<f64> = above.iter().zip(below).map(|(above, below)| above / below).collect();
        Self::of(&ratios)
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |value: f64| match value.abs() {
            size if size >= 1000.0 => format!("{value:.0}"),
            size if size >= 100.0 => format!("{value:.0}"),
            size if size >= 10.0 => format!("{value:.1}"),
            _ => format!("{value:.2}"),
        };
        write!(f, "{} ({}–{})", text(self.median), text(self.min), text(self.max))
    }
}

/// Something that is measured once per turn.
pub(crate) type Turn<'a, T = f64> = Box<dyn FnMut() -> Outcome<T> + 'a>;

/// Takes turns, and gives the measurements of each side in order. The first turn of all warms up and is not counted.
pub(crate) fn take<T, const N: usize>(rounds: usize, mut sides: [Turn<'_, T>; N]) -> Outcome<[Vec<T>; N]> {
    let mut measured = [const { Vec::new() }; N];
    for round in 0..=rounds {
        for (side, values) in sides.iter_mut().zip(&mut measured) {
            let value = side()?;
            if round > 0 {
                values.push(value);
            }
        }
    }
    Ok(measured)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_odd_and_even() {
        let odd = Spread::of(&[3.0, 1.0, 2.0]);
        assert_eq!((odd.median, odd.min, odd.max), (2.0, 1.0, 3.0));
        assert_eq!(Spread::of(&[4.0, 1.0, 2.0, 3.0]).median, 2.5);
        assert!(Spread::of(&[]).median.is_nan());
    }

    #[test]
    fn ratios_are_taken_within_a_turn() {
        assert_eq!(Spread::of_ratios(&[2.0, 40.0, 6.0], &[1.0, 10.0, 2.0]).median, 3.0);
    }

    #[test]
    fn sides_take_turns_and_the_first_is_not_counted() {
        let count = std::cell::Cell::new(0.0);
        let next = || {
            count.set(count.get() + 1.0);
            Ok(count.get())
        };
        let [a, b] = take(2, [Box::new(next) as Turn<'_>, Box::new(next)]).unwrap();
        assert_eq!((a, b), (vec![3.0, 5.0], vec![4.0, 6.0]));
    }
}
