use super::{Fetch, FetchError, MAX_ANSWER_LEN, TIMEOUT_SECONDS, is_allowed};
use crate::BoxFuture;
use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use std::time::Duration;
use url::Url;

/// The default [`Fetch`]: HTTP/1.1 over TLS with the system's root certificates.
#[derive(Clone, Debug)]
pub struct HttpFetch {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
}

impl HttpFetch {
    /// Reads the system's root certificates.
    ///
    /// # Errors
    /// [`FetchError::Roots`], where it has none.
    pub fn new() -> Result<Self, FetchError> {
        let builder = HttpsConnectorBuilder::new().with_native_roots().map_err(|_| FetchError::Roots)?;
        let connector = builder.https_or_http().enable_http1().build();
        Ok(Self { client: Client::builder(TokioExecutor::new()).build(connector) })
    }

    async fn exchange(&self, request: Request<Bytes>) -> Result<Response<Bytes>, FetchError> {
        // The connector would speak plain HTTP to anybody.
        let is_url_allowed = Url::parse(&request.uri().to_string()).is_ok_and(|url| is_allowed(&url));
        if !is_url_allowed {
            return Err(FetchError::Url);
        }
        // The client follows no redirect: a 302 is an answer like any other, and not a 200.
        let answer = self.client.request(request.map(Full::new)).await.map_err(|_| FetchError::Connection)?;
        let (parts, body) = answer.into_parts();
        let body = Limited::new(body, MAX_ANSWER_LEN).collect().await.map_err(|error| {
            if error.is::<LengthLimitError>() { FetchError::TooLong } else { FetchError::Connection }
        })?;
        Ok(Response::from_parts(parts, body.to_bytes()))
    }
}

impl Fetch for HttpFetch {
    fn fetch(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, FetchError>> {
        Box::pin(async move {
            let timeout = Duration::from_secs(TIMEOUT_SECONDS);
            tokio::time::timeout(timeout, self.exchange(request)).await.unwrap_or(Err(FetchError::Timeout))
        })
    }
}
