//! `stepgate user …`

use super::ConfigArgs;
use clap::{Args, Subcommand};

/// `stepgate user …`
#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// Add a user and print a one-time link to enrol a passkey
    Add(UserAddArgs),
    /// List all users
    List(ConfigArgs),
    /// Close an account: its sessions end, what was granted is revoked
    Disable(UserArgs),
    /// Open an account again
    Enable(UserArgs),
    /// Print a one-time link to enrol another passkey
    EnrolLink(UserArgs),
}

/// `stepgate user add`
#[derive(Debug, Args)]
pub(crate) struct UserAddArgs {
    /// The name to sign in with
    pub(crate) username: String,
    /// The name that applications show [default: the name to sign in with]
    #[arg(long)]
    pub(crate) name: Option<String>,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
}

/// A command about one user.
#[derive(Debug, Args)]
pub(crate) struct UserArgs {
    /// The name to sign in with
    pub(crate) username: String,
    #[command(flatten)]
    pub(crate) config: ConfigArgs,
}
