//! `stepgate client …`: applications in the database. What the configuration says cannot be changed from here.

use super::{CommandError, say};
use crate::cli::{ClientAddArgs, ClientArgs, ClientCommand, ConfigArgs};
use crate::config::{Config, block};
use crate::data_dir::DataDir;
use crate::serve::runtime;
use std::collections::BTreeSet;
use stepgate_protocol::client::{Client, ClientAuth, Clients, Consent};
use stepgate_protocol::hash::Sha256;
use stepgate_protocol::jwt::Algorithm;
use stepgate_server::{Clock as _, Kept, Secret, SystemClock, SystemRng};
use stepgate_store::Storage;
use stepgate_store::audit::AuditEvent;
use stepgate_store::clients::{AddClient, ClientAddition, FindClient, ListClients, SetClientDisabled, StoredClient};

/// Where a client stands.
enum Place {
    Configuration,
    Database,
}

pub(super) fn run(command: &ClientCommand) -> Result<(), CommandError> {
    match command {
        ClientCommand::Add(args) => add(args),
        ClientCommand::List(args) => list(args),
        ClientCommand::Show(args) => show(args),
        ClientCommand::Disable(args) => set_enabled(args, false),
        ClientCommand::Enable(args) => set_enabled(args, true),
    }
}

fn add(args: &ClientAddArgs) -> Result<(), CommandError> {
    let config = Config::read(&args.config.config)?;
    let draw = || Secret::draw_kept(Kept::ClientSecret, &SystemRng).map_err(|_| CommandError::Randomness);
    let secret = if args.public { None } else { Some(draw()?) };
    // Through the text, so that what is printed is what was checked, by what checks the configuration.
    let mut block = block(&described(args, &config, secret.as_ref()));
    if let Some(algorithm) = &args.id_token_signed_response_alg {
        block += &format!("id_token_signed_response_alg = {}\n", toml::Value::from(algorithm.as_str()));
    }
    let client = config.check_client(&block)?;
    if config.clients.find(&client.id).is_some() {
        return Err(CommandError::ClientTaken(client.id, "stepgate.toml"));
    }
    let add = AddClient {
        registration: serde_json::to_string(&client).map_err(|error| CommandError::Registration(error.to_string()))?,
        origins: client.origins().collect::<BTreeSet<_>>().into_iter().collect(),
        now: SystemClock.now(),
        audit: AuditEvent::new("client_added").for_client(&client.id).with(&[("by", "command")]),
        id: client.id.clone(),
    };
    match runtime()?.block_on(storage(&config)?.run(add))? {
        ClientAddition::Added => {}
        ClientAddition::IdTaken => return Err(CommandError::ClientTaken(client.id, "the database")),
    }
    say(format_args!("added {}", client.id));
    if let Some(secret) = secret {
        say("its secret, which is kept nowhere and not shown again:");
        say(format_args!("  {}", secret.expose()));
    }
    if client.id_token_signed_response_alg != Algorithm::ES256 {
        say("the provider makes the key for its ID tokens when it starts: if it is running, start it again");
    }
    say("it is in the database; in stepgate.toml the same would be");
    say("");
    say(block.trim_end());
    Ok(())
}

/// What was asked for, not checked yet.
fn described(args: &ClientAddArgs, config: &Config, secret: Option<&Secret>) -> Client {
    let auth = secret.map_or(ClientAuth::None, |secret| ClientAuth::Secret(Sha256::of(secret.expose().as_bytes())));
    let defaults = &config.client_defaults;
    let audience = args.audience.as_ref().unwrap_or(&defaults.audience);
    Client {
        name: args.name.clone().unwrap_or_else(|| args.id.clone()),
        redirect_uris: args.redirect_uris.clone(),
        post_logout_redirect_uris: args.post_logout_redirect_uris.clone(),
        scopes: if args.scopes.is_empty() { defaults.scopes.clone() } else { args.scopes.clone() },
        consent: if args.first_party { Consent::FirstParty } else { Consent::Ask },
        default_acr_values: args.default_acr_values.clone(),
        ..Client::new(&args.id, auth, audience)
    }
}

fn list(args: &ConfigArgs) -> Result<(), CommandError> {
    let config = Config::read(&args.config)?;
    let mut all: Vec<_> = config.clients.iter().map(|client| (Client::clone(client), Place::Configuration)).collect();
    for stored in runtime()?.block_on(storage(&config)?.run(ListClients))? {
        all.push((read(&stored)?, Place::Database));
    }
    all.sort_by(|(one, _), (other, _)| one.id.cmp(&other.id));
    for (client, place) in all {
        let state = if client.enabled { "enabled" } else { "disabled" };
        say(format_args!("{:<24} {state:<9} {:<14} {}", client.id, place.name(), client.name));
    }
    Ok(())
}

fn show(args: &ClientArgs) -> Result<(), CommandError> {
    let config = Config::read(&args.config.config)?;
    let client = match config.clients.find(&args.id) {
        Some(client) => Client::clone(client),
        None => match runtime()?.block_on(storage(&config)?.run(FindClient(args.id.clone())))? {
            Some(stored) => read(&stored)?,
            None => return Err(CommandError::NoSuchClient(args.id.clone())),
        },
    };
    say(block(&client).trim_end());
    Ok(())
}

fn set_enabled(args: &ClientArgs, enabled: bool) -> Result<(), CommandError> {
    let config = Config::read(&args.config.config)?;
    if config.clients.find(&args.id).is_some() {
        return Err(CommandError::ConfiguredClient { id: args.id.clone(), enabled });
    }
    let kind = if enabled { "client_enabled" } else { "client_disabled" };
    let set = SetClientDisabled {
        id: args.id.clone(),
        disabled: !enabled,
        now: SystemClock.now(),
        audit: AuditEvent::new(kind).for_client(&args.id).with(&[("by", "command")]),
    };
    if !runtime()?.block_on(storage(&config)?.run(set))? {
        return Err(CommandError::NoSuchClient(args.id.clone()));
    }
    match enabled {
        true => say(format_args!("{} is enabled; its users sign in anew", args.id)),
        false => say(format_args!("{} is disabled, and what it was granted is revoked", args.id)),
    }
    Ok(())
}

/// What the ID tokens of all clients are signed with. A registration that cannot be read is for the provider to report.
pub(super) async fn algorithms(configured: &Clients, storage: &Storage) -> Result<Vec<Algorithm>, CommandError> {
    let registered: Vec<_> = storage.run(ListClients).await?.iter().filter_map(|stored| read(stored).ok()).collect();
    let all = configured.iter().map(AsRef::as_ref).chain(&registered);
    Ok(all.map(|client: &Client| client.id_token_signed_response_alg).collect())
}

fn storage(config: &Config) -> Result<Storage, CommandError> {
    Ok(DataDir::open(&config.data)?.storage()?)
}

fn read(stored: &StoredClient) -> Result<Client, CommandError> {
    let client: Client = serde_json::from_str(&stored.registration)
        .map_err(|error| CommandError::Registration(format!("`{}`: {error}", stored.id)))?;
    Ok(Client { enabled: !stored.disabled, ..client })
}

impl Place {
    const fn name(&self) -> &'static str {
        match self {
            Self::Configuration => "stepgate.toml",
            Self::Database => "database",
        }
    }
}
