//! One visit of a browser: its cookies, its request id, and the frame of the pages it gets.

use crate::page::shell::{Mode, Shell, Theme};
use crate::page::words::{Locale, Words};
use crate::provider::Provider;
use crate::reply::Failure;
use crate::secret::Secret;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE, USER_AGENT};
use axum::http::request::Parts;
use std::net::IpAddr;
use stepgate_core::Timestamp;
use stepgate_protocol::hash::Sha256;
use stepgate_store::Hash;
use stepgate_store::sessions::{SeeSession, Session};

/// The address that a request came from: the browser's, or that of the proxy in front. Whoever listens puts it into the request's
/// extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

impl Peer {
    /// What one subscriber has: an IPv4 address, or an IPv6 network of 64 bits.
    pub(crate) fn network(self) -> IpAddr {
        match self.0.to_canonical() {
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                IpAddr::from([a, b, c, d, 0, 0, 0, 0])
            }
            address @ IpAddr::V4(_) => address,
        }
    }
}

/// As much of a `User-Agent` as is kept, in characters.
const USER_AGENT_CHARS: usize = 256;

/// Names this request in logs and on pages; set by the middleware.
#[derive(Clone, Debug)]
pub(crate) struct RequestId(pub(crate) String);

/// A browser's visit.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    pub(crate) request_id: String,
    /// The nonce of this response's scripts.
    pub(crate) nonce: String,
    /// What ties requests to this browser, signed in or not.
    pub(crate) browser: Option<Secret>,
    /// The session handle.
    pub(crate) session: Option<Secret>,
    /// Where it comes from, where that is known.
    pub(crate) peer: Option<Peer>,
    /// The language that this visitor chose, or that their browser asks for.
    pub(crate) locale: Locale,
    pub(crate) theme: Theme,
    /// What the browser says it is, cut off where it goes on and on.
    pub(crate) user_agent: Option<String>,
    /// The time of the visit: one visit, one time.
    pub(crate) now: Timestamp,
}

impl FromRequestParts<Provider> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, provider: &Provider) -> Result<Self, Failure> {
        let request_id = parts.extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
        let names = CookieNames::of(provider);
        Ok(Self {
            request_id,
            nonce: provider.identifier()?,
            browser: cookie(&parts.headers, names.browser).and_then(Secret::parse),
            session: cookie(&parts.headers, names.session).and_then(Secret::parse),
            locale: locale(&parts.headers, &names),
            theme: cookie(&parts.headers, names.theme).map(Theme::of_choice).unwrap_or_default(),
            peer: parts.extensions.get::<Peer>().copied(),
            user_agent: user_agent(&parts.headers),
            now: provider.now(),
        })
    }
}

impl Visit {
    /// The frame of a page.
    pub(crate) fn shell<'a>(&'a self, provider: &'a Provider) -> Shell<'a> {
        Shell {
            nonce: &self.nonce,
            issuer: provider.issuer().url(),
            request_id: &self.request_id,
            help: None,
            mode: if provider.demo().is_some() { Mode::Demo } else { Mode::Live },
            words: Words::of(self.locale),
            theme: self.theme,
        }
    }

    /// The session of this browser, if it has one.
    pub(crate) async fn session(&self, provider: &Provider) -> Result<Option<Session>, Failure> {
        let Some(secret) = &self.session else { return Ok(None) };
        let see = SeeSession { handle: secret.hash(), lifetime: provider.lifetime(), now: self.now };
        Ok(provider.storage().run(see).await?)
    }

    /// The browser's binding, or a new one to be set as a cookie.
    pub(crate) fn browser_or_new(&self, provider: &Provider) -> Result<Secret, Failure> {
        Ok(match &self.browser {
            Some(secret) => secret.clone(),
            None => provider.secret()?,
        })
    }

    /// The hash that requests of this browser carry.
    pub(crate) fn browser_hash(&self) -> Option<Hash> {
        self.browser.as_ref().map(Secret::hash)
    }
}

/// The token in every form of one interaction: nobody without the browser's cookie can make it up, and it fits no other
/// interaction.
pub(crate) fn csrf_token(browser: &Secret, interaction: &str) -> String {
    Sha256::of(format!("stepgate-csrf-v1\n{}\n{interaction}", browser.expose()).as_bytes()).base64url()
}

/// The names of our cookies. `__Host-` binds them to this very host over https; a loopback issuer has no https to offer.
pub(crate) struct CookieNames {
    pub(crate) browser: &'static str,
    pub(crate) session: &'static str,
    /// The language that the visitor chose.
    pub(crate) locale: &'static str,
    /// `light` or `dark`, where the visitor chose.
    pub(crate) theme: &'static str,
    attributes: &'static str,
}

impl CookieNames {
    pub(crate) fn of(provider: &Provider) -> Self {
        if provider.issuer().is_secure() {
            Self {
                browser: "__Host-stepgate-browser",
                session: "__Host-stepgate-session",
                locale: "__Host-stepgate-locale",
                theme: "__Host-stepgate-theme",
                attributes: "; Path=/; Secure; HttpOnly; SameSite=Lax",
            }
        } else {
            Self {
                browser: "stepgate-browser",
                session: "stepgate-session",
                locale: "stepgate-locale",
                theme: "stepgate-theme",
                attributes: "; Path=/; HttpOnly; SameSite=Lax",
            }
        }
    }

    /// A `Set-Cookie` value that lives as long as the browser does.
    pub(crate) fn set(&self, name: &str, secret: &Secret) -> String {
        format!("{name}={}{}", secret.expose(), self.attributes)
    }

    /// A `Set-Cookie` value of a choice, which lives for a year.
    pub(crate) fn keep(&self, name: &str, choice: &'static str) -> String {
        format!("{name}={choice}; Max-Age=31536000{}", self.attributes)
    }

    /// A `Set-Cookie` value that removes the cookie.
    pub(crate) fn clear(&self, name: &str) -> String {
        format!("{name}=; Max-Age=0{}", self.attributes)
    }
}

/// The language of a visitor: their choice, else their browser's.
fn locale(headers: &HeaderMap, names: &CookieNames) -> Locale {
    let asked = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Locale::negotiate(cookie(headers, names.locale), asked)
}

fn user_agent(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(USER_AGENT)?.to_str().ok()?;
    Some(text.chars().take(USER_AGENT_CHARS).collect())
}

/// The one cookie of a name. Two of them means that somebody tossed one in from elsewhere: neither is ours to believe.
fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut found = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(key, _)| *key == name)
        .map(|(_, value)| value);
    match (found.next(), found.next()) {
        (Some(value), None) => Some(value),
        (Some(_), Some(_)) | (None, _) => None,
    }
}
