//! An application on `openidconnect`: what it sends and what it checks is the library's doing.

use crate::browser::Page;
use crate::world::{CLIENT_ID, CLIENT_SECRET, ISSUER, REDIRECT_URI, World};
use data_encoding::BASE64URL_NOPAD;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreClient, CoreIdToken, CoreProviderMetadata, CoreResponseType,
};
use openidconnect::url::Url;
use openidconnect::{
    AuthenticationContextClass, AuthenticationFlow, AuthorizationCode, AuthorizationRequest, ClaimsVerificationError,
    ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, Nonce,
    OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, TokenResponse as _,
};
use serde_json::Value;
use std::collections::BTreeMap;

type Client =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;
type Request<'a> = AuthorizationRequest<'a, CoreAuthDisplay, CoreAuthPrompt, CoreResponseType>;

pub(crate) struct RelyingParty<'w> {
    world: &'w World,
    client: Client,
}

/// What the application wants of an ID token, beside its being genuine and meant for it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Required {
    pub(crate) acr: Option<&'static str>,
    /// Seconds.
    pub(crate) max_age: Option<i64>,
}

/// One authorization request, with what the application keeps to itself.
pub(crate) struct Ask {
    pub(crate) url: Url,
    state: CsrfToken,
    nonce: Nonce,
    verifier: PkceCodeVerifier,
    required: Required,
}

/// What came of a request that was granted.
#[derive(Debug)]
pub(crate) struct Tokens {
    pub(crate) subject: String,
    pub(crate) acr: String,
    pub(crate) amr: Vec<String>,
    /// Seconds since 1970.
    pub(crate) auth_time: i64,
    /// The claims of the access token. Those are the API's business; an application would not look.
    pub(crate) access: Value,
    pub(crate) nonce: Nonce,
    id_token: CoreIdToken,
}

impl<'w> RelyingParty<'w> {
    pub(crate) async fn discover(world: &'w World) -> Self {
        let issuer = IssuerUrl::new(ISSUER.to_owned()).unwrap();
        let metadata = CoreProviderMetadata::discover_async(issuer, &|request| world.send(request)).await.unwrap();
        let published: Vec<_> = metadata.acr_values_supported().unwrap().iter().map(|acr| acr.as_str()).collect();
        assert!(published.contains(&"phr"), "{published:?}");
        let secret = ClientSecret::new(CLIENT_SECRET.to_owned());
        let client = CoreClient::from_provider_metadata(metadata, ClientId::new(CLIENT_ID.to_owned()), Some(secret))
            .set_redirect_uri(RedirectUrl::new(REDIRECT_URI.to_owned()).unwrap());
        Self { world, client }
    }

    /// A request to sign in.
    pub(crate) fn ask(&self) -> Ask {
        self.request(Required::default(), |request| request)
    }

    /// A request that shows the user nothing.
    pub(crate) fn ask_silently(&self) -> Ask {
        self.request(Required::default(), |request| request.add_prompt(CoreAuthPrompt::None))
    }

    /// A step-up as an API's challenge asks for it (RFC 9470 §4).
    pub(crate) fn step_up(&self, acr: &'static str, max_age: u32) -> Ask {
        let required = Required { acr: Some(acr), max_age: Some(max_age.into()) };
        let value = AuthenticationContextClass::new(acr.to_owned());
        let age = std::time::Duration::from_secs(max_age.into());
        self.request(required, |request| request.add_auth_context_value(value).set_max_age(age))
    }

    fn request<'a>(&'a self, required: Required, with: impl FnOnce(Request<'a>) -> Request<'a>) -> Ask {
        let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let request = self.client.authorize_url(flow, CsrfToken::new_random, Nonce::new_random);
        let (url, state, nonce) = with(request.set_pkce_challenge(challenge)).url();
        Ask { url, state, nonce, verifier, required }
    }

    /// Reads the provider's answer and redeems its code; the provider's error code where it is a no.
    pub(crate) async fn finish(&self, ask: Ask, back: &Page) -> Result<Tokens, String> {
        let answer =
            Url::parse(back.location.as_deref().unwrap_or_else(|| panic!("no redirect: {}", back.body))).unwrap();
        assert!(answer.as_str().starts_with(REDIRECT_URI), "{answer}");
        let mut params: BTreeMap<_, _> = answer.query_pairs().into_owned().collect();
        // RFC 9207 §2.4, and the state: the library leaves both to the application.
        assert_eq!(
            (params.get("iss").map(String::as_str), params.get("state")),
            (Some(ISSUER), Some(ask.state.secret()))
        );
        if let Some(error) = params.remove("error") {
            return Err(error);
        }
        let code = AuthorizationCode::new(params.remove("code").unwrap());
        let request = self.client.exchange_code(code).unwrap().set_pkce_verifier(ask.verifier);
        let response = request.request_async(&|request| self.world.send(request)).await.unwrap();
        let access = claims_of(response.access_token().secret());
        let id_token = response.id_token().unwrap().clone();
        let claims = id_token.claims(&self.verifier(ask.required), &ask.nonce).unwrap();
        Ok(Tokens {
            subject: claims.subject().as_str().to_owned(),
            acr: claims.auth_context_ref().unwrap().as_str().to_owned(),
            amr: claims.auth_method_refs().unwrap().iter().map(|method| method.as_str().to_owned()).collect(),
            auth_time: claims.auth_time().unwrap().timestamp(),
            access,
            nonce: ask.nonce,
            id_token,
        })
    }

    /// Verifies an ID token once more; what the library found wrong, in its words.
    pub(crate) fn verify(&self, tokens: &Tokens, required: Required, nonce: &Nonce) -> Result<(), String> {
        tokens.id_token.claims(&self.verifier(required), nonce).map(drop).map_err(|error| match error {
            ClaimsVerificationError::InvalidAuthContext(why) | ClaimsVerificationError::InvalidAuthTime(why) => why,
            other => other.to_string(),
        })
    }

    fn verifier(&self, required: Required) -> openidconnect::core::CoreIdTokenVerifier<'_> {
        let now = self.world.seconds();
        let verifier = self.client.id_token_verifier();
        let verifier = verifier.set_auth_context_verifier_fn(move |acr| match required.acr {
            Some(wanted) if acr.is_none_or(|acr| acr.as_str() != wanted) => Err(format!("acr is {acr:?}")),
            _ => Ok(()),
        });
        verifier.set_auth_time_verifier_fn(move |at| {
            let age = at.map(|at| now - at.timestamp());
            match required.max_age {
                Some(limit) if age.is_none_or(|age| age > limit) => Err(format!("auth_time is {age:?} seconds ago")),
                _ => Ok(()),
            }
        })
    }
}

fn claims_of(jwt: &str) -> Value {
    let payload = jwt.split('.').nth(1).unwrap();
    serde_json::from_slice(&BASE64URL_NOPAD.decode(payload.as_bytes()).unwrap()).unwrap()
}
