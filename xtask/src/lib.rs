//! The project's chores, as a library so that `cargo test` runs the same checks as `cargo xtask tidy`.
//!
//! Nothing of the product may depend on this crate, and it depends on nothing of the product. Errors are plain
//! sentences for the person at the terminal.
#![expect(clippy::print_stdout, reason = "reporting progress on the terminal is what these chores are for")]

pub mod command;
pub mod generate;
pub mod model;
pub mod mutants;
pub mod tally;
pub mod test;
pub mod tidy;
pub mod tools;

use std::path::{Path, PathBuf};

use command::Command;

/// The top of the checkout.
#[must_use]
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Runs the benchmarks, built with optimisation.
///
/// # Errors
/// When the build or a benchmark fails.
pub fn bench(arguments: &[&str]) -> Result<(), String> {
    Command::new("cargo", &["run", "--release", "--package", "stepgate-bench", "--"]).args(arguments).run()
}
