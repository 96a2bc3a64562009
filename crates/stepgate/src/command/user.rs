//! `stepgate user …`: users, who are in the database alone.

use super::{CommandError, say};
use crate::cli::{ConfigArgs, UserAddArgs, UserArgs, UserCommand};
use crate::config::Config;
use crate::data_dir::DataDir;
use crate::serve::runtime;
use stepgate_core::SubjectId;
use stepgate_server::{Clock as _, Issuer, Kept, Secret, SystemClock, SystemRng, TICKET_SECONDS, Username};
use stepgate_store::Storage;
use stepgate_store::tickets::CreateTicket;
use stepgate_store::users::{CreateUser, FindUser, ListUsers, NewUser, SetUserDisabled, User, UserCreation};

pub(super) fn run(command: &UserCommand) -> Result<(), CommandError> {
    match command {
        UserCommand::Add(args) => add(args),
        UserCommand::List(args) => list(args),
        UserCommand::Disable(args) => set_enabled(args, false),
        UserCommand::Enable(args) => set_enabled(args, true),
        UserCommand::EnrolLink(args) => enrol_link(args),
    }
}

fn add(args: &UserAddArgs) -> Result<(), CommandError> {
    let config = Config::read(&args.config.config)?;
    let username = name(&args.username)?;
    let storage = DataDir::open(&config.data)?.storage()?;
    let link = runtime()?.block_on(async {
        let subject = SubjectId::new(Secret::draw(&SystemRng).map_err(|_| CommandError::Randomness)?.expose());
        let user = NewUser {
            id: subject.clone(),
            username: username.clone(),
            display_name: args.name.clone().unwrap_or_else(|| username.clone()),
            password_hash: None,
        };
        match storage.run(CreateUser { user, now: SystemClock.now() }).await? {
            UserCreation::Created => ticket(&storage, &config.issuer, subject).await,
            UserCreation::UsernameTaken => Err(CommandError::UsernameTaken(username.clone())),
        }
    })?;
    say(format_args!("added {username}"));
    say_link(&link);
    say("users are in the database; stepgate.toml has no users");
    Ok(())
}

fn list(args: &ConfigArgs) -> Result<(), CommandError> {
    let config = Config::read(&args.config)?;
    let storage = DataDir::open(&config.data)?.storage()?;
    for user in runtime()?.block_on(storage.run(ListUsers))? {
        let state = if user.disabled { "disabled" } else { "enabled" };
        say(format_args!("{:<24} {state:<9} {}", user.username, user.display_name));
    }
    Ok(())
}

fn set_enabled(args: &UserArgs, enabled: bool) -> Result<(), CommandError> {
    let config = Config::read(&args.config.config)?;
    let username = name(&args.username)?;
    let user = FindUser::ByUsername(username.clone());
    let set = SetUserDisabled { user, disabled: !enabled, now: SystemClock.now() };
    let storage = DataDir::open(&config.data)?.storage()?;
    if !runtime()?.block_on(storage.run(set))? {
        return Err(CommandError::NoSuchUser(username));
    }
    match enabled {
        true => say(format_args!("{username} can sign in again; no session came back")),
        false => say(format_args!("{username} is disabled: every session has ended, what was granted is revoked")),
    }
    Ok(())
}

fn enrol_link(args: &UserArgs) -> Result<(), CommandError> {
    let config = Config::read(&args.config.config)?;
    let username = name(&args.username)?;
    let storage = DataDir::open(&config.data)?.storage()?;
    let link = runtime()?.block_on(async {
        match storage.run(FindUser::ByUsername(username.clone())).await? {
            None => Err(CommandError::NoSuchUser(username)),
            Some(User { disabled: true, .. }) => Err(CommandError::UserDisabled(username)),
            Some(user) => ticket(&storage, &config.issuer, user.id).await,
        }
    })?;
    say_link(&link);
    Ok(())
}

fn say_link(link: &str) {
    say("open this link once, within 24 hours, to enrol a passkey:");
    say(format_args!("  {link}"));
}

fn name(typed: &str) -> Result<String, CommandError> {
    let name = Username::parse(typed).ok_or_else(|| CommandError::Username(typed.to_owned()))?;
    Ok(name.as_str().to_owned())
}

/// Makes a one-time enrolment link.
pub(crate) async fn ticket(storage: &Storage, issuer: &Issuer, subject: SubjectId) -> Result<String, CommandError> {
    let secret = Secret::draw_kept(Kept::EnrolmentTicket, &SystemRng).map_err(|_| CommandError::Randomness)?;
    let now = SystemClock.now();
    let create = CreateTicket { hash: secret.hash(), subject, now, expires_at: now.plus(TICKET_SECONDS) };
    storage.run(create).await?;
    Ok(issuer.at(&format!("/enrol/{}", secret.expose())))
}
