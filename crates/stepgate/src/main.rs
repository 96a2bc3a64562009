//! `stepgate`: arguments → configuration → wiring → serve.

mod cli;
mod command;
mod config;
mod data_dir;
mod serve;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    match command::run(cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say_error(&miette::Report::new(error));
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "the terminal is the user interface of a command")]
fn say_error(report: &miette::Report) {
    eprintln!("{report:?}");
}
