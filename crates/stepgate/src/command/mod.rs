//! The commands, one file each, and what can go wrong with them.

mod client;
mod demo;
mod init;
mod serve;
pub(crate) mod user;

use crate::cli::Command;
use crate::config::ConfigError;
use crate::data_dir::DataDirError;
use miette::Diagnostic;
use std::fmt;
use std::path::PathBuf;

/// Runs a command to its end.
pub(crate) fn run(command: Command) -> Result<(), CommandError> {
    match command {
        Command::Demo(args) => demo::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::User(command) => user::run(&command),
        Command::Client(command) => client::run(&command),
    }
}

/// Why a command did not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CommandError {
    #[error("the configuration cannot be used")]
    Config(#[from] ConfigError),
    #[error(transparent)]
    DataDir(#[from] DataDirError),
    #[error("the database: {0}")]
    Store(#[from] stepgate_store::StoreError),
    #[error(transparent)]
    Provider(#[from] stepgate_server::SettingsError),
    #[error("port {port} on this machine is taken")]
    PortTaken { port: u16, flag: &'static str },
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error("`{0}` exists")]
    FileExists(PathBuf),
    #[error("somebody is called `{0}` already")]
    UsernameTaken(String),
    #[error("`{0}` cannot be a name to sign in with")]
    Username(String),
    #[error("nobody is called `{0}`")]
    NoSuchUser(String),
    #[error("`{0}` is disabled")]
    UserDisabled(String),
    #[error("there is a client `{0}` in {1} already")]
    ClientTaken(String, &'static str),
    #[error("there is no client `{0}`")]
    NoSuchClient(String),
    #[error("the client `{id}` is in stepgate.toml, which no command changes")]
    ConfiguredClient { id: String, enabled: bool },
    #[error("a client cannot be written or read: {0}")]
    Registration(String),
    #[error("no randomness could be had")]
    Randomness,
    #[error("the demo's accounts could not be made: {0}")]
    Seed(String),
    #[error("there is no folder for the demo's data")]
    NoHome,
    #[error("`{0}` is not a folder that the demo made")]
    NotADemo(PathBuf),
}

impl Diagnostic for CommandError {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let text = match self {
            Self::PortTaken { port, flag } => {
                let next = port.checked_add(10).unwrap_or(9090);
                format!("stop what runs there, or use another port: {flag} {next}")
            }
            Self::FileExists(path) => format!(
                "remove it first, or write elsewhere: stepgate init --config other.toml (kept: {})",
                path.display()
            ),
            Self::UsernameTaken(_) => "choose another name".to_owned(),
            Self::Username(_) => "use 1 to 64 of the letters a to z, digits, and . _ - @ +".to_owned(),
            Self::NoSuchUser(_) => "look at `stepgate user list`".to_owned(),
            Self::UserDisabled(name) => format!("open the account first: stepgate user enable {name}"),
            Self::ClientTaken(..) => "choose another id, or look at it with `stepgate client show`".to_owned(),
            Self::NoSuchClient(_) => "look at `stepgate client list`".to_owned(),
            Self::ConfiguredClient { enabled, .. } => {
                format!("write `enabled = {enabled}` into its [[client]] and start the provider again")
            }
            Self::NoHome => "say where: --data-dir FOLDER".to_owned(),
            Self::NotADemo(_) => "it was left as it is; name an empty folder with --data-dir".to_owned(),
            Self::DataDir(_) | Self::Store(_) => {
                "look at the folder's owner, its free space, and whether another stepgate uses it".to_owned()
            }
            Self::Config(_)
            | Self::Provider(_)
            | Self::Io(_)
            | Self::Randomness
            | Self::Registration(_)
            | Self::Seed(_) => return None,
        };
        Some(Box::new(text))
    }

    fn diagnostic_source(&self) -> Option<&dyn Diagnostic> {
        match self {
            Self::Config(error) => Some(error),
            _ => None,
        }
    }
}

/// Prints a line for whoever typed the command.
#[expect(clippy::print_stdout, reason = "the terminal is the user interface of a command")]
pub(crate) fn say(line: impl fmt::Display) {
    println!("{line}");
}
