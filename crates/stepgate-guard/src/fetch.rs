//! How the provider is spoken to.

#[cfg(feature = "http-client")]
mod client;

use crate::BoxFuture;
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, Request, Response, StatusCode};
use url::{Host, Url};

#[cfg(feature = "http-client")]
pub use client::HttpFetch;

/// The longest answer that is read, in bytes.
pub const MAX_ANSWER_LEN: usize = 64 * 1024;
/// How long an exchange may take, in seconds.
pub const TIMEOUT_SECONDS: u64 = 5;

/// One HTTP exchange with the provider.
///
/// An implementation follows no redirect, reads at most [`MAX_ANSWER_LEN`] bytes, takes at most [`TIMEOUT_SECONDS`] and speaks
/// to no URL but those that [`is_allowed`] allows.
pub trait Fetch: Send + Sync + 'static {
    /// Sends the request and reads the whole answer, whatever its status.
    ///
    /// # Errors
    /// [`FetchError`].
    fn fetch(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, FetchError>>;
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// Plain HTTP to another machine, or no HTTP at all.
    #[error("the url is not allowed")]
    Url,
    /// The system has no root certificates to check the provider's with.
    #[error("no root certificates")]
    Roots,
    /// No connection, or it broke.
    #[error("no connection to the provider")]
    Connection,
    /// More than [`TIMEOUT_SECONDS`].
    #[error("the provider took too long")]
    Timeout,
    /// More than [`MAX_ANSWER_LEN`].
    #[error("the answer is too long")]
    TooLong,
    /// Another status than 200; a redirect is one.
    #[error("the provider answered with another status than 200")]
    Status,
    /// Something else than JSON, or it does not say what it is.
    #[error("the provider answered with something else than json")]
    MediaType,
}

impl FetchError {
    /// A static name, for logs and metrics.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Url => "fetch_url",
            Self::Roots => "fetch_roots",
            Self::Connection => "fetch_connection",
            Self::Timeout => "fetch_timeout",
            Self::TooLong => "fetch_too_long",
            Self::Status => "fetch_status",
            Self::MediaType => "fetch_media_type",
        }
    }
}

/// Whether the provider may be spoken to at this URL: https, or http on this machine.
#[must_use]
pub fn is_allowed(url: &Url) -> bool {
    match url.scheme() {
        "https" => true,
        "http" => match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        },
        _ => false,
    }
}

/// Reads a JSON document: its sender must mean it as one. What an origin serves as text or as a file may be anybody's upload.
pub(crate) async fn document(fetch: &dyn Fetch, url: &Url) -> Result<Bytes, FetchError> {
    let request = Request::get(url.as_str()).header(ACCEPT, "application/json").body(Bytes::new());
    let answer = fetch.fetch(request.map_err(|_| FetchError::Url)?).await?;
    match (answer.status(), is_json(answer.headers())) {
        (StatusCode::OK, true) => Ok(answer.into_body()),
        (StatusCode::OK, false) => Err(FetchError::MediaType),
        (_, _) => Err(FetchError::Status),
    }
}

/// `application/json`, or a type that says it is JSON underneath, as `application/jwk-set+json` (RFC 7517 §8.5) does.
fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence.strip_prefix("application/").is_some_and(|kind| kind == "json" || kind.ends_with("+json"))
}
