//! The command line.

mod client;
mod user;

pub(crate) use client::{ClientAddArgs, ClientArgs, ClientCommand};
pub(crate) use user::{UserAddArgs, UserArgs, UserCommand};

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Step-up authentication: an OpenID Provider that asks for a stronger proof when an action needs one.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the provider and a demo bank on this machine, with nothing to configure
    Demo(DemoArgs),
    /// Write a commented stepgate.toml to begin with
    Init(InitArgs),
    /// Run the provider
    Serve(ConfigArgs),
    /// Manage users
    #[command(subcommand)]
    User(UserCommand),
    /// Manage applications
    #[command(subcommand)]
    Client(ClientCommand),
}

/// `stepgate demo`
#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// Port of the provider
    #[arg(long, default_value_t = 8080)]
    pub(crate) port: u16,
    /// Port of the demo bank
    #[arg(long, default_value_t = 8081)]
    pub(crate) bank_port: u16,
    /// Port where examples/admin may run
    #[arg(long, default_value_t = 8082)]
    pub(crate) admin_port: u16,
    /// Folder for the demo's database and keys [default: in your data folder]
    #[arg(long)]
    pub(crate) data_dir: Option<PathBuf>,
    /// Forget everything and begin anew
    #[arg(long)]
    pub(crate) reset: bool,
}

/// `stepgate init`
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The file to write; one that exists is left alone
    #[arg(long, default_value = "stepgate.toml")]
    pub(crate) config: PathBuf,
}

/// What every command about a running provider needs.
#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    /// The configuration
    #[arg(long, default_value = "stepgate.toml")]
    pub(crate) config: PathBuf,
}
