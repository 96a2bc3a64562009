//! `cargo xtask <chore>`: picks the chore and turns its outcome into an exit status.
#![expect(clippy::print_stderr, reason = "a command-line tool says on the terminal what went wrong")]

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask <chore>

  test           everything that must pass before a change lands
  gen [--check]  write the generated files, or fail where they are out of date
  tidy           arrows between crates, crate names, size of files and functions
  bench [args]   figures of merit; arguments go to stepgate-bench
  model [args]   a million random sequences of a sign-in, each code held against its request
  mutants [what] takes out one check after another and sees whether a test notices";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["test"] => xtask::test::run(),
        ["gen"] => xtask::generate::write(),
        ["gen", "--check"] => xtask::generate::check(),
        ["tidy"] => xtask::tidy::run(),
        ["bench", rest @ ..] => xtask::bench(rest),
        ["mutants", rest @ ..] => xtask::mutants::run(rest),
        ["model", rest @ ..] => xtask::model::run(rest),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
