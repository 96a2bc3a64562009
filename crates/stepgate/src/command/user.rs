//! `stepgate user add`

use super::{CommandError, say};
use crate::cli::UserAddArgs;
use crate::config::Config;
use crate::data_dir::DataDir;
use crate::serve::runtime;
use stepgate_core::SubjectId;
use stepgate_server::{Clock as _, Issuer, Secret, SystemClock, SystemRng, TICKET_SECONDS, Username};
use stepgate_store::Storage;
use stepgate_store::tickets::CreateTicket;
use stepgate_store::users::{CreateUser, NewUser, UserCreation};

pub(super) fn add(args: &UserAddArgs) -> Result<(), CommandError> {
    let config = Config::read(&args.config.config)?;
    let username = Username::parse(&args.username).ok_or_else(|| CommandError::Username(args.username.clone()))?;
    let username = username.as_str().to_owned();
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
    say("open this link once, within 24 hours, to enrol a passkey:");
    say(format_args!("  {link}"));
    Ok(())
}

/// Makes a one-time enrolment link.
pub(crate) async fn ticket(storage: &Storage, issuer: &Issuer, subject: SubjectId) -> Result<String, CommandError> {
    let secret = Secret::draw(&SystemRng).map_err(|_| CommandError::Randomness)?;
    let now = SystemClock.now();
    let create = CreateTicket { hash: secret.hash(), subject, now, expires_at: now.plus(TICKET_SECONDS) };
    storage.run(create).await?;
    Ok(issuer.at(&format!("/enrol/{}", secret.expose())))
}
