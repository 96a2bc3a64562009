use super::callback::{self, CallbackError};
use super::exchange::redeem;
use super::id_token::{ExpectedIdToken, IdToken, verify_id_token};
use crate::clock::Clock;
use crate::denied::TokenFault;
use crate::fetch::{Fetch, FetchError, is_allowed};
use crate::provider::{Endpoints, Provider, Source, Trusted};
use data_encoding::BASE64URL_NOPAD;
use std::fmt;
use std::sync::Arc;
use stepgate_core::Levels;
use stepgate_protocol::jwt::JwtError;
use stepgate_protocol::pkce::CodeChallenge;
use url::Url;

/// A relying party, as it is registered with the provider.
#[derive(Clone)]
pub struct ClientConfig {
    /// The provider.
    pub issuer: String,
    /// The name that the provider gave.
    pub client_id: String,
    /// The secret that goes with it, sent as `client_secret_basic`.
    pub client_secret: String,
    /// Where the provider sends the browser back to, exactly as registered.
    pub redirect_uri: Url,
    /// What is asked for, space-delimited; `openid` among it.
    pub scope: String,
}

/// The minimum of a relying party: code flow, PKCE, `state`, `nonce`, `iss` (RFC 9700).
#[derive(Clone)]
pub struct Client {
    provider: Provider,
    config: Arc<ClientConfig>,
    clock: Clock,
}

/// A request that the browser was sent away with. It belongs into that browser's session, and nowhere else.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub struct Pending {
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) verifier: String,
}

/// What a browser that came back has brought.
#[derive(Clone)]
pub struct SignedIn {
    /// Who, how strongly and when.
    pub id_token: IdToken,
    /// The ID token as it was sent, for `id_token_hint`.
    pub raw_id_token: String,
    /// For calls in the user's name.
    pub access_token: String,
    /// For the next access token, where one was granted.
    pub refresh_token: Option<String>,
}

impl Client {
    /// A client that speaks to its provider through `fetch`.
    ///
    /// # Errors
    /// [`FetchError::Url`], where the issuer is not one that is allowed.
    pub fn new(config: ClientConfig, fetch: impl Fetch, clock: Clock) -> Result<Self, FetchError> {
        if !Url::parse(&config.issuer).is_ok_and(|issuer| is_allowed(&issuer)) {
            return Err(FetchError::Url);
        }
        let provider = Provider::new(config.issuer.clone(), Source::Discovery, Arc::new(fetch));
        Ok(Self { provider, config: Arc::new(config), clock })
    }

    /// Where to send the browser (OpenID Connect Core §3.1.2.1), and what to keep until it is back.
    ///
    /// `more` is what a [`StepUp`](crate::StepUp) asks for, or nothing. `draw` fills a buffer with randomness that nobody can
    /// guess.
    ///
    /// # Errors
    /// [`CallbackError::Unavailable`], where the provider's metadata are not to be had.
    pub async fn begin(
        &self,
        more: &[(&'static str, String)],
        mut draw: impl FnMut(&mut [u8]) + Send,
    ) -> Result<(Url, Pending), CallbackError> {
        let mut word = || {
            let mut bytes = [0; 32];
            draw(&mut bytes);
            BASE64URL_NOPAD.encode(&bytes)
        };
        let pending = Pending { state: word(), nonce: word(), verifier: word() };
        let challenge = CodeChallenge::of_verifier(&pending.verifier).ok_or(CallbackError::Malformed)?;
        let (_, endpoints) = self.known().await?;
        let mut url = endpoints.authorization.ok_or(CallbackError::Unavailable)?;
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.config.client_id)
            .append_pair("redirect_uri", self.config.redirect_uri.as_str())
            .append_pair("scope", &self.config.scope)
            .append_pair("state", &pending.state)
            .append_pair("nonce", &pending.nonce)
            .append_pair("code_challenge", challenge.as_str())
            .append_pair("code_challenge_method", "S256")
            .extend_pairs(more);
        Ok((url, pending))
    }

    /// Reads the query that the browser came back with, redeems the code and checks the ID token.
    ///
    /// # Errors
    /// [`CallbackError`].
    pub async fn finish(&self, query: &str, pending: &Pending) -> Result<SignedIn, CallbackError> {
        let (_, endpoints) = self.known().await?;
        let code = callback::code(query, pending, self.provider.issuer(), endpoints.answers_with_issuer)?;
        let endpoint = endpoints.token.ok_or(CallbackError::Unavailable)?;
        let tokens = redeem(self.provider.fetcher(), &endpoint, &self.config, pending, &code).await?;
        let id_token = self.verified(&tokens.id_token, pending).await?;
        Ok(SignedIn {
            id_token,
            raw_id_token: tokens.id_token,
            access_token: tokens.access_token,
            refresh_token: tokens.refresh_token,
        })
    }

    /// The provider's published levels, for [`requirement_met`](super::requirement_met); none where it publishes none.
    ///
    /// # Errors
    /// [`CallbackError::Unavailable`], where the provider's metadata are not to be had.
    pub async fn levels(&self) -> Result<Option<Levels>, CallbackError> {
        Ok(self.known().await?.0.levels.clone())
    }

    async fn verified(&self, unverified_token: &str, pending: &Pending) -> Result<IdToken, CallbackError> {
        let now = (self.clock)();
        let expected = ExpectedIdToken {
            issuer: self.provider.issuer(),
            client_id: &self.config.client_id,
            nonce: &pending.nonce,
        };
        let check = |trusted: &Trusted| verify_id_token(unverified_token, &trusted.keys, &expected, now);
        let is_unknown_key = |fault: &TokenFault| *fault == TokenFault::Jwt(JwtError::UnknownKid);
        let checked = self.provider.check(now, check, is_unknown_key).await;
        Ok(checked.ok_or(CallbackError::Unavailable)??)
    }

    async fn known(&self) -> Result<(Arc<Trusted>, Endpoints), CallbackError> {
        let trusted = self.provider.trusted((self.clock)()).await;
        let last_error = || self.provider.last_error().map_or(CallbackError::Unavailable, CallbackError::Provider);
        let trusted = trusted.ok_or_else(last_error)?;
        let endpoints = trusted.endpoints.clone().ok_or(CallbackError::Unavailable)?;
        Ok((trusted, endpoints))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("provider", &self.provider).field("config", &self.config).finish_non_exhaustive()
    }
}

impl fmt::Debug for ClientConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientConfig")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Pending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pending").finish_non_exhaustive()
    }
}

impl fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedIn").field("id_token", &self.id_token).finish_non_exhaustive()
    }
}
