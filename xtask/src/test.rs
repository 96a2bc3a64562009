//! `cargo xtask test`: everything that must pass before a change lands, in the order that fails soonest.

use std::path::PathBuf;
use std::time::Instant;

use crate::command::{Command, find};
use crate::tally::Tally;
use crate::{generate, tidy, tools};

/// Runs every step and closes with one line, `N passed, M failed`, counted from the output of the test runners.
///
/// # Errors
/// At the first step that fails, with the command to repeat.
pub fn run() -> Result<(), String> {
    let mut run = Run::default();
    let outcome = all(&mut run);
    for skipped in &run.skipped {
        println!("\n!! SKIPPED: {skipped}");
    }
    if let Err(message) = &outcome {
        println!("\n!! FAILED: {message}");
    }
    println!("\n{}", run.tally);
    outcome.map_err(|_| "cargo xtask test: not every step passed".to_owned())
}

/// One line per step.
fn all(run: &mut Run) -> Result<(), String> {
    run.step("tools: node, npm", |_| tools::node())?;
    let chromium = run.step("tools: chromium", |_| tools::chromium())?;
    let target = tidy::workspace()?.target_directory;
    let python = run.step("tools: python", |_| tools::python(&target.join("e2e-python")))?;
    run.step("format", |_| Command::new("cargo", &["fmt", "--all", "--check"]).run())?;
    run.step("tidy", |_| tidy::run())?;
    run.step("clippy", |_| {
        Command::new("cargo", &["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]).run()
    })?;
    run.step("rust tests, doc tests, oracles", |tally| {
        Command::new("cargo", &["test", "--locked", "--workspace", "--no-fail-fast"]).run_tests(tally)
    })?;
    run.step("rust documentation", |_| {
        Command::new("cargo", &["doc", "--locked", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings").run()
    })?;
    run.step("browser sdk", browser_sdk)?;
    run.step("generated files", |_| generate::check())?;
    let tools =
        [("STEPGATE_CHROMIUM", chromium), ("STEPGATE_PYTHON", python), ("STEPGATE_BIN_DIR", target.join("debug"))];
    run.step("end to end", |tally| end_to_end(tally, tools))?;
    licences_and_advisories(run)
}

fn browser_sdk(tally: &mut Tally) -> Result<(), String> {
    const FOLDER: &str = "sdk/browser";
    npm_ci(FOLDER)?;
    Command::new("npm", &["run", "--silent", "typecheck"]).within(FOLDER).run()?;
    Command::new("npm", &["test", "--silent"]).within(FOLDER).run_tests(tally)
}

/// `tools` are environment variables of the tests, and the files and folders that they name.
fn end_to_end(tally: &mut Tally, tools: [(&str, PathBuf); 3]) -> Result<(), String> {
    const FOLDER: &str = "e2e";
    npm_ci(FOLDER)?;
    // The whole workspace, as the tests were built: a part of it would have other features, and all dependencies to build anew.
    Command::new("cargo", &["build", "--locked", "--workspace", "--bins"]).run()?;
    let test = Command::new("npm", &["test", "--silent"]).within(FOLDER);
    tools.into_iter().fold(test, |test, (name, place)| test.env(name, place)).run_tests(tally)
}

/// Installs exactly the lock file; no package may run code of its own while it is installed.
fn npm_ci(folder: &str) -> Result<(), String> {
    Command::new("npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).within(folder).run()
}

/// cargo-deny takes minutes to build, so it is asked for and not demanded; the skip is said aloud.
fn licences_and_advisories(run: &mut Run) -> Result<(), String> {
    if find("cargo-deny").is_none() {
        run.skipped
            .push("licences, bans, sources, advisories: `cargo install --locked cargo-deny` to check them".to_owned());
        return Ok(());
    }
    run.step("licences, bans, sources", |_| deny(&["bans", "licenses", "sources"]))?;
    run.step("advisories", |_| deny(&["advisories"]))
}

fn deny(checks: &[&str]) -> Result<(), String> {
    Command::new("cargo", &["deny", "--log-level", "error", "--all-features", "check"]).args(checks).run()
}

#[derive(Default)]
struct Run {
    tally: Tally,
    skipped: Vec<String>,
}

impl Run {
    fn step<T>(&mut self, name: &str, work: impl FnOnce(&mut Tally) -> Result<T, String>) -> Result<T, String> {
        println!("\n== {name}");
        let begin = now();
        let outcome = work(&mut self.tally);
        let verdict = if outcome.is_ok() { "ok" } else { "FAILED" };
        println!("== {name}: {verdict} in {:.1} s", begin.elapsed().as_secs_f64());
        outcome
    }
}

#[expect(clippy::disallowed_methods, reason = "prints how long a step took; nothing is decided by it")]
fn now() -> Instant {
    Instant::now()
}
