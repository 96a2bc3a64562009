//! `cargo xtask model`: the long form of the model-based test B04, optimised and on all cores.
//!
//! The same test as in the suite, with other numbers: it tells random sequences of everything a browser can do during a
//! sign-in, and holds every code that is issued against what its request was promised.

use crate::command::Command;
use crate::tally::Tally;

const TEST: &str = "model::b04_a_code_means_that_its_request_was_met_whatever_came_before";

const USAGE: &str = "usage: cargo xtask model [--sequences N] [--seed S] [--minutes M]

  --sequences  how many to tell [1000000]
  --seed       of an earlier run, to tell the same sequences again [a new one]
  --minutes    what has not begun by then is left out [120]";

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
struct Plan<'a> {
    sequences: &'a str,
    seed: Option<&'a str>,
    minutes: &'a str,
}

/// Runs the test; it prints how many sequences were told, how many codes came of them, and how many floors held.
///
/// # Errors
/// When a sequence breaks a promise (it is printed, made as short as can be, with its seed), or an option is unknown.
pub fn run(arguments: &[&str]) -> Result<(), String> {
    let plan = parse(arguments).ok_or(USAGE)?;
    let cargo = ["test", "--locked", "--release", "--package", "stepgate-server", "--test", "flows"];
    let mut command = Command::new("cargo", &cargo)
        .args(&["--", "--exact", TEST, "--nocapture"])
        .env("STEPGATE_MODEL_SEQUENCES", plan.sequences)
        .env("STEPGATE_MODEL_MINUTES", plan.minutes);
    if let Some(seed) = plan.seed {
        command = command.env("STEPGATE_MODEL_SEED", seed);
    }
    command.run_tests(&mut Tally::default())
}

fn parse<'a>(arguments: &[&'a str]) -> Option<Plan<'a>> {
    let mut plan = Plan { sequences: "1000000", seed: None, minutes: "120" };
    let pairs = arguments.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    for pair in pairs {
        match *pair {
            [_, number] if number.parse::<u64>().is_err() => return None,
            ["--sequences", sequences] => plan.sequences = sequences,
            ["--seed", seed] => plan.seed = Some(seed),
            ["--minutes", minutes] => plan.minutes = minutes,
            _ => return None,
        }
    }
    Some(plan)
}

#[cfg(test)]
mod tests {
    use super::{Plan, parse};

    #[test]
    fn a_million_unless_told_otherwise() {
        assert_eq!(parse(&[]), Some(Plan { sequences: "1000000", seed: None, minutes: "120" }));
        let all = parse(&["--seed", "7", "--minutes", "5", "--sequences", "10"]);
        assert_eq!(all, Some(Plan { sequences: "10", seed: Some("7"), minutes: "5" }));
    }

    #[test]
    fn what_is_no_option_or_no_number_is_refused() {
        for wrong in [&["--seed"][..], &["--seed", "x"], &["--sequences", "-1"], &["--hours", "2"], &["7"]] {
            assert_eq!(parse(wrong), None, "{wrong:?}");
        }
    }
}
