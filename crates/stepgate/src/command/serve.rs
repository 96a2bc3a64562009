//! `stepgate serve`

use super::CommandError;
use super::client::algorithms;
use crate::cli::ConfigArgs;
use crate::config::Config;
use crate::data_dir::DataDir;
use crate::serve::{Service, cores, keep_house, listen, log, run_until_stopped, runtime};
use std::sync::Arc;
use stepgate_server::{Provider, Settings, SystemClock, SystemRng, app};

pub(super) fn run(args: &ConfigArgs) -> Result<(), CommandError> {
    log(tracing::Level::INFO);
    let config = Config::read(&args.config)?;
    let data = DataDir::open(&config.data)?;
    let (runtime, storage) = (runtime()?, data.storage()?);
    let signing_keys = data.signing_keys(&runtime.block_on(algorithms(&config.clients, &storage))?)?;
    let settings = Settings {
        issuer: config.issuer,
        policy: config.policy,
        clients: config.clients,
        lifetime: config.lifetime,
        cores: cores(),
        security_keys: config.security_keys,
        sealing: data.sealing_key()?,
        demo: None,
    };
    tracing::info!(config = %args.config.display(), data = %data.path().display(), issuer = settings.issuer.url(), "starting");
    let provider = Provider::new(settings, storage, signing_keys, Arc::new(SystemClock), Arc::new(SystemRng))?;
    runtime.block_on(async {
        let listener = listen(config.listen, "listen in stepgate.toml, now").await?;
        tracing::info!(address = %config.listen, "listening");
        keep_house(provider.clone());
        run_until_stopped(vec![Service { listener, app: app(provider), limits: config.limits }]).await;
        Ok(())
    })
}
