//! Figures of merit, each next to the limit measured in the same run.
//!
//! `cargo xtask bench [--quick]`. Nothing here is a test: a figure that falls short is printed, not refused. Ours and the
//! limit take turns (A, B, A, B, …), so that what the neighbours do to one they do to the other. CPU time per operation is
//! the figure that holds on a busy machine; rates and waits are for orientation.

mod decision;
mod figure;
mod floor;
mod guard;
mod http;
mod load;
mod machine;
mod memory;
mod metadata;
mod rounds;
mod seed;
mod server;
mod sign;
mod start;
mod stopwatch;
mod timing;
mod token;

use figure::Report;
use machine::Machine;
use rounds::Plan;
use server::Folder;
use std::process::ExitCode;

/// Whatever stops a measurement; only the developer who runs it reads it.
type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const USAGE: &str = "usage: cargo xtask bench [--quick]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => run(&Plan::full()),
        ["--quick"] => run(&Plan::quick()),
        // The bench starts itself as the server to compare with.
        ["floor", port] => port.parse().map_err(Into::into).and_then(floor::serve),
        _ => Err(USAGE.into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(format_args!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn run(plan: &Plan) -> Outcome<()> {
    server::build()?;
    let folder = Folder::make()?;
    let mut report = Report::new(Machine::now(), plan.name);
    for (section, measure) in SECTIONS {
        say(format_args!("{section}: {}", Machine::now()));
        report.add(section, measure(plan, &folder)?);
    }
    report.finish(Machine::now());
    say(&report);
    say(format_args!("written: {}", report.write()?.display()));
    Ok(())
}

type Measure = fn(&Plan, &Folder) -> Outcome<Vec<figure::Figure>>;

const SECTIONS: [(&str, Measure); 7] = [
    ("decision", decision::measure),
    ("guard", guard::measure),
    ("token endpoint", token::measure),
    ("timing", timing::measure),
    ("metadata", metadata::measure),
    ("start", start::measure),
    ("memory", memory::measure),
];

#[expect(clippy::print_stdout, reason = "what this program is for")]
fn say(line: impl std::fmt::Display) {
    println!("{line}");
}
