//! `stepgate demo`: the provider and the demo bank in one process, nothing configured.

mod accounts;
mod clock;
mod software_key;

use super::{CommandError, say};
use crate::cli::DemoArgs;
use crate::config::check::built_in;
use crate::data_dir::DataDir;
use crate::serve::{Limits, Service, cores, keep_house, listen, log, run_until_stopped, runtime};
use accounts::Seeded;
use clock::SharedClock;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use stepgate_bank::DemoClock;
use stepgate_core::session::Lifetime;
use stepgate_core::{Policy, Rule, Target};
use stepgate_protocol::client::{Client, ClientAuth, Clients, Consent};
use stepgate_protocol::hash::Sha256;
use stepgate_server::{Demo, Issuer, Kept, Provider, Secret, Settings, SystemRng, app};
use stepgate_webauthn::{AttestationPolicy, RegistrationPolicy};

/// Marks a folder as the demo's own, so that `--reset` never removes anything else.
const MARK: &str = "stepgate-demo";
/// The secret of examples/admin.
const ADMIN_SECRET: &str = "admin-client-secret";

pub(super) fn run(args: &DemoArgs) -> Result<(), CommandError> {
    // On a terminal the greeting stays in sight; `2> demo.log` keeps a line for each request.
    log(if std::io::stderr().is_terminal() { tracing::Level::WARN } else { tracing::Level::INFO });
    let folder = args.data_dir.clone().map_or_else(default_folder, Ok)?;
    if args.reset {
        reset(&folder)?;
    }
    runtime()?.block_on(async {
        // Ports first: a demo that cannot run should leave no folder behind.
        let provider_port = listen(([127, 0, 0, 1], args.port).into(), "--port").await?;
        let bank_port = listen(([127, 0, 0, 1], args.bank_port).into(), "--bank-port").await?;
        let data = DataDir::open(&folder)?;
        data.write(MARK, b"made by stepgate demo; `stepgate demo --reset` removes this folder\n")?;
        let urls = Urls::new(args)?;
        let clock = DemoClock::default();
        let storage = data.storage()?;
        let secret = admin_secret(&data)?;
        let seeded = accounts::seed(&storage, &data, &urls.issuer).await?;
        let settings = settings(&urls, &data, &secret, &seeded)?;
        let signing_keys = data.signing_keys(&[])?;
        let provider =
            Provider::new(settings, storage, signing_keys, Arc::new(SharedClock(clock.clone())), Arc::new(SystemRng))?;
        let bank = stepgate_bank::Settings {
            issuer: urls.issuer.url().to_owned(),
            origin: urls.bank.clone(),
            client_id: "bank".to_owned(),
            clock,
        };
        let bank = stepgate_bank::app(bank).map_err(|error| CommandError::Seed(error.to_string()))?;
        keep_house(provider.clone());
        greet(&urls, &data, &seeded);
        let limits = Limits::default();
        let provider = Service { listener: provider_port, app: app(provider), limits };
        run_until_stopped(vec![provider, Service { listener: bank_port, app: bank, limits }]).await;
        Ok(())
    })
}

/// Where everything is. Passkeys belong to names, so all of it is `localhost`, never an address.
struct Urls {
    issuer: Issuer,
    bank: String,
    admin: String,
    admin_port: u16,
}

impl Urls {
    fn new(args: &DemoArgs) -> Result<Self, CommandError> {
        let issuer = format!("http://localhost:{}", args.port);
        Ok(Self {
            issuer: Issuer::parse(&issuer).map_err(|error| CommandError::Seed(error.to_string()))?,
            bank: format!("http://localhost:{}", args.bank_port),
            admin: format!("http://localhost:{}", args.admin_port),
            admin_port: args.admin_port,
        })
    }
}

fn settings(urls: &Urls, data: &DataDir, admin_secret: &str, seeded: &[Seeded]) -> Result<Settings, CommandError> {
    let levels = built_in().ok_or_else(|| CommandError::Seed("the built-in levels do not hold together".to_owned()))?;
    let rule =
        Rule { target: Target::Scope("payments:write".to_owned()), require: vec!["basic".to_owned()], max_age: None };
    let policy = Policy::new(levels, vec![rule]).map_err(|error| CommandError::Seed(error.to_string()))?;
    Ok(Settings {
        issuer: urls.issuer.clone(),
        policy,
        clients: Clients::from_iter([bank(urls), admin(urls, admin_secret)]),
        lifetime: Lifetime::default(),
        cores: cores(),
        security_keys: Some(RegistrationPolicy::security_key(AttestationPolicy::AcceptUnattestedDeviceBound)),
        sealing: data.sealing_key()?,
        demo: Some(Demo { accounts: seeded.iter().map(|s| s.account.clone()).collect(), app: urls.bank.clone() }),
    })
}

fn bank(urls: &Urls) -> Client {
    Client {
        name: "Piggy Bank".to_owned(),
        redirect_uris: vec![format!("{}/callback", urls.bank)],
        post_logout_redirect_uris: vec![format!("{}/", urls.bank)],
        scopes: ["openid", "profile", "accounts:read", "payments:write"].map(str::to_owned).to_vec(),
        consent: Consent::FirstParty,
        ..Client::new("bank", ClientAuth::None, &urls.bank)
    }
}

/// examples/admin: somebody else's application, which has to ask.
fn admin(urls: &Urls, secret: &str) -> Client {
    Client {
        name: "Tenant admin".to_owned(),
        redirect_uris: vec![format!("{}/callback", urls.admin)],
        post_logout_redirect_uris: vec![format!("{}/", urls.admin)],
        scopes: ["openid", "profile"].map(str::to_owned).to_vec(),
        ..Client::new("admin", ClientAuth::Secret(Sha256::of(secret.as_bytes())), &urls.admin)
    }
}

fn admin_secret(data: &DataDir) -> Result<String, CommandError> {
    if let Some(kept) = data.read(ADMIN_SECRET)? {
        return Ok(kept.trim().to_owned());
    }
    let secret = Secret::draw_kept(Kept::ClientSecret, &SystemRng).map_err(|_| CommandError::Randomness)?;
    data.write(ADMIN_SECRET, secret.expose().as_bytes())?;
    Ok(secret.expose().to_owned())
}

fn default_folder() -> Result<PathBuf, CommandError> {
    let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/share"));
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute()).or(home);
    data.map(|data| data.join("stepgate/demo")).ok_or(CommandError::NoHome)
}

fn reset(folder: &Path) -> Result<(), CommandError> {
    if !folder.exists() {
        return Ok(());
    }
    let is_empty = std::fs::read_dir(folder)?.next().is_none();
    if !is_empty && !folder.join(MARK).exists() {
        return Err(CommandError::NotADemo(folder.to_owned()));
    }
    Ok(std::fs::remove_dir_all(folder)?)
}

fn greet(urls: &Urls, data: &DataDir, seeded: &[Seeded]) {
    say("Stepgate demo. Everything here is for trying out: the passwords are public.");
    say("");
    say(format_args!("  provider  {}", urls.issuer.url()));
    say(format_args!("  bank      {}", urls.bank));
    say(format_args!("  account   {}", urls.issuer.at("/account")));
    say(format_args!("  data      {}", data.path().display()));
    say(format_args!(
        "  admin     cargo run -p stepgate-admin -- --issuer {} --port {} --secret-file {}",
        urls.issuer.url(),
        urls.admin_port,
        data.file(ADMIN_SECRET).display()
    ));
    say("");
    for Seeded { account, link } in seeded {
        say(format_args!("  {:<6} password {:<20} {}", account.login, account.password, account.note));
        say(format_args!("         add a passkey of your own, once: {link}"));
    }
    say("");
    say(format_args!("open {}", urls.bank));
}
