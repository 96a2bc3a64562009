//! The provider: everything a handler needs, in one cheap handle.

use crate::client_auth::Failures;
use crate::clock::{Clock, NoRandomness, Rng};
use crate::demo::Demo;
use crate::issuer::Issuer;
use crate::password_pool::PasswordPool;
use crate::seal::SealingKey;
use crate::secret::{Kept, Secret, identifier};
use std::collections::BTreeSet;
use std::sync::Arc;
use stepgate_core::session::Lifetime;
use stepgate_core::{Method, Policy, Timestamp};
use stepgate_protocol::client::{Client, ClientAuth, Clients, Consent};
use stepgate_protocol::jwt::{Algorithm, KeySet, SigningKeys};
use stepgate_store::clients::{FindClient, OriginIsRegistered, StoredClient};
use stepgate_store::sweep::Sweep;
use stepgate_store::{Storage, StoreError};
use stepgate_webauthn::{RegistrationPolicy, RelyingParty};

/// Sweeps in one go at most, so that a great backlog does not keep the writer busy.
const SWEEPS_AT_ONCE: usize = 20;

/// What the operator decides.
#[derive(Debug)]
pub struct Settings {
    /// Who we are.
    pub issuer: Issuer,
    /// Levels and floors.
    pub policy: Policy,
    /// Registered applications.
    pub clients: Clients,
    /// How long sessions live.
    pub lifetime: Lifetime,
    /// How many cores the machine has: half of them may hash passwords.
    pub cores: usize,
    /// What a security key must be. Without it nobody can add one, and levels that need one are out of reach.
    pub security_keys: Option<RegistrationPolicy>,
    /// What seals the secrets that have to be read back.
    pub sealing: SealingKey,
    /// The demo's accounts; none on a live server.
    pub demo: Option<Demo>,
}

/// Why a provider cannot start.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The issuer cannot be a WebAuthn relying party.
    #[error("the issuer cannot be a WebAuthn relying party: {0}")]
    RelyingParty(#[from] stepgate_webauthn::RelyingPartyError),
    /// The signing key cannot be published.
    #[error("the signing key cannot be published: {0}")]
    Key(#[from] stepgate_protocol::jwt::KeySetError),
    /// A client's ID tokens could not be signed.
    #[error("client `{client}` wants {algorithm}, and there is no such key")]
    NoKey {
        /// The `client_id`.
        client: String,
        /// What it registered.
        algorithm: Algorithm,
    },
    /// No randomness at start.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

/// A running provider.
#[derive(Clone, Debug)]
pub struct Provider(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    settings: Settings,
    storage: Storage,
    signing_keys: SigningKeys,
    keys: KeySet,
    relying_party: RelyingParty,
    origins: BTreeSet<String>,
    account_client: Arc<Client>,
    passwords: PasswordPool,
    client_failures: Failures,
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
}

impl Provider {
    /// Puts a provider together.
    ///
    /// # Errors
    /// [`SettingsError`]
    pub fn new(
        settings: Settings,
        storage: Storage,
        signing_keys: SigningKeys,
        clock: Arc<dyn Clock>,
        rng: Arc<dyn Rng>,
    ) -> Result<Self, SettingsError> {
        let mut decoy = [0; 48];
        rng.fill(&mut decoy)?;
        check_keys(&settings.clients, &signing_keys)?;
        let issuer = &settings.issuer;
        Ok(Self(Arc::new(Parts {
            relying_party: RelyingParty::new(issuer.domain(), "Stepgate", [issuer.url()])?,
            keys: KeySet::new(signing_keys.public_jwks())?,
            origins: origins(&settings.clients),
            account_client: Arc::new(account_client(issuer)),
            passwords: PasswordPool::new(settings.cores, &decoy),
            client_failures: Failures::default(),
            settings,
            storage,
            signing_keys,
            clock,
            rng,
        })))
    }

    /// Deletes what has been over for more than a day, a little at a time; to be called every few minutes. What could not be
    /// deleted now is deleted next time.
    pub async fn sweep(&self) {
        for _ in 0..SWEEPS_AT_ONCE {
            match self.storage().run(Sweep { lifetime: self.lifetime(), now: self.now() }).await {
                Ok(0) => return,
                Ok(rows) => tracing::debug!(rows, "swept"),
                Err(error) => return tracing::warn!(%error, "sweep"),
            }
        }
    }

    pub(crate) fn issuer(&self) -> &Issuer {
        &self.0.settings.issuer
    }

    pub(crate) fn policy(&self) -> &Policy {
        &self.0.settings.policy
    }

    /// The clients of the configuration; a registered one is found by [`Provider::client`] alone.
    pub(crate) fn configured_clients(&self) -> impl Iterator<Item = &Arc<Client>> {
        self.0.settings.clients.iter().filter(|client| client.enabled)
    }

    /// The client of an id; none where it is unknown or disabled. Asked at every step, so that a client that is disabled in
    /// the middle of a flow gets no further.
    pub(crate) async fn client(&self, id: &str) -> Result<Option<Arc<Client>>, StoreError> {
        if let Some(configured) = self.0.settings.clients.find(id) {
            return Ok(Some(configured).filter(|client| client.enabled).cloned());
        }
        let stored = self.storage().run(FindClient(id.to_owned())).await?.filter(|stored| !stored.disabled);
        Ok(stored.and_then(|stored| self.registered(&stored)).map(Arc::new))
    }

    /// A registered client, as it was registered; none where we could not serve it, which its operator reads in the log.
    fn registered(&self, stored: &StoredClient) -> Option<Client> {
        let client = match serde_json::from_str::<Client>(&stored.registration) {
            Ok(client) if client.id == stored.id => client,
            Ok(_) => {
                tracing::error!(client = stored.id, "a registration is another client's");
                return None;
            }
            Err(error) => {
                tracing::error!(client = stored.id, %error, "a registration cannot be read");
                return None;
            }
        };
        let algorithm = client.id_token_signed_response_alg;
        if self.signing_keys().id_tokens(algorithm).is_none() {
            tracing::error!(client = stored.id, %algorithm, "there is no key for a client's ID tokens; the next start makes one");
            return None;
        }
        Some(client)
    }

    pub(crate) fn lifetime(&self) -> Lifetime {
        self.0.settings.lifetime
    }

    pub(crate) fn sealing(&self) -> &SealingKey {
        &self.0.settings.sealing
    }

    /// What a security key must be; none where there can be no security keys.
    pub(crate) fn security_keys(&self) -> Option<&RegistrationPolicy> {
        self.0.settings.security_keys.as_ref()
    }

    /// The ceremonies that we offer to somebody we do not know yet.
    pub(crate) fn offered(&self) -> Vec<Method> {
        let always = [Method::Password, Method::Passkey, Method::Totp];
        always.into_iter().chain(self.security_keys().map(|_| Method::SecurityKey)).collect()
    }

    /// Who asks where the account page asks.
    pub(crate) fn account_client(&self) -> Arc<Client> {
        Arc::clone(&self.0.account_client)
    }

    pub(crate) fn demo(&self) -> Option<&Demo> {
        self.0.settings.demo.as_ref()
    }

    pub(crate) fn storage(&self) -> &Storage {
        &self.0.storage
    }

    pub(crate) fn signing_keys(&self) -> &SigningKeys {
        &self.0.signing_keys
    }

    pub(crate) fn keys(&self) -> &KeySet {
        &self.0.keys
    }

    pub(crate) fn relying_party(&self) -> &RelyingParty {
        &self.0.relying_party
    }

    pub(crate) fn passwords(&self) -> &PasswordPool {
        &self.0.passwords
    }

    pub(crate) fn client_failures(&self) -> &Failures {
        &self.0.client_failures
    }

    /// Whether an origin belongs to a registered client.
    pub(crate) async fn is_client_origin(&self, origin: &str) -> Result<bool, StoreError> {
        if self.0.origins.contains(origin) {
            return Ok(true);
        }
        self.storage().run(OriginIsRegistered(origin.to_owned())).await
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    pub(crate) fn rng(&self) -> &dyn Rng {
        &*self.0.rng
    }

    pub(crate) fn secret(&self) -> Result<Secret, NoRandomness> {
        Secret::draw(self.rng())
    }

    pub(crate) fn refresh_token(&self) -> Result<Secret, NoRandomness> {
        Secret::draw_kept(Kept::RefreshToken, self.rng())
    }

    pub(crate) fn identifier(&self) -> Result<String, NoRandomness> {
        identifier(self.rng())
    }
}

/// Found at start rather than at the first sign-in.
fn check_keys(clients: &Clients, keys: &SigningKeys) -> Result<(), SettingsError> {
    match clients.iter().find(|client| keys.id_tokens(client.id_token_signed_response_alg).is_none()) {
        None => Ok(()),
        Some(client) => {
            let (client, algorithm) = (client.id.clone(), client.id_token_signed_response_alg);
            Err(SettingsError::NoKey { client, algorithm })
        }
    }
}

fn origins(clients: &Clients) -> BTreeSet<String> {
    clients.iter().filter(|client| client.enabled).flat_map(|client| client.origins().collect::<Vec<_>>()).collect()
}

/// The account page in the place of an application. It is in no registry: nothing can be requested in its name.
fn account_client(issuer: &Issuer) -> Client {
    let name = "Your account".to_owned();
    Client { name, consent: Consent::FirstParty, ..Client::new("account", ClientAuth::None, issuer.url()) }
}
