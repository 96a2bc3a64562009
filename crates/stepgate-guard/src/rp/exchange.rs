use super::callback::{CallbackError, printable};
use super::client::{ClientConfig, Pending};
use crate::fetch::{Fetch, MAX_ANSWER_LEN};
use crate::provider::ProviderError;
use bytes::Bytes;
use data_encoding::BASE64;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{Method, Request, StatusCode};
use serde::Deserialize;
use stepgate_protocol::json::{self, Limits};
use url::Url;

/// OpenID Connect Core §3.1.3.3.
#[derive(Deserialize)]
pub(super) struct TokenResponse {
    pub(super) access_token: String,
    token_type: String,
    pub(super) id_token: String,
    #[serde(default, deserialize_with = "json::present")]
    pub(super) refresh_token: Option<String>,
}

#[derive(Deserialize)]
struct ErrorResponse {
    error: String,
}

/// Redeems a code (RFC 6749 §4.1.3) with the client's secret in the header (§2.3.1) and the PKCE verifier (RFC 7636 §4.5).
pub(super) async fn redeem(
    fetch: &dyn Fetch,
    endpoint: &Url,
    client: &ClientConfig,
    pending: &Pending,
    code: &str,
) -> Result<TokenResponse, CallbackError> {
    let form = form_urlencoded::Serializer::new(String::new())
        .append_pair("grant_type", "authorization_code")
        .append_pair("code", code)
        .append_pair("redirect_uri", client.redirect_uri.as_str())
        .append_pair("code_verifier", &pending.verifier)
        .finish();
    let request = Request::builder()
        .method(Method::POST)
        .uri(endpoint.as_str())
        .header(ACCEPT, "application/json")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(AUTHORIZATION, basic(&client.client_id, &client.client_secret))
        .body(Bytes::from(form))
        .map_err(|_| CallbackError::Unavailable)?;
    let answer = fetch.fetch(request).await.map_err(ProviderError::from)?;
    let limits = Limits::bytes(MAX_ANSWER_LEN);
    if answer.status() != StatusCode::OK {
        let refused: ErrorResponse = json::parse(answer.body(), limits).map_err(|_| CallbackError::TokenResponse)?;
        return Err(CallbackError::Refused(printable(&refused.error)));
    }
    let tokens: TokenResponse = json::parse(answer.body(), limits).map_err(|_| CallbackError::TokenResponse)?;
    // RFC 6749 §7.1: a client MUST NOT use a token of a type that it does not understand.
    if tokens.token_type.eq_ignore_ascii_case("Bearer") { Ok(tokens) } else { Err(CallbackError::TokenResponse) }
}

/// Both halves are form-encoded before they are joined, since either may have a colon.
fn basic(client_id: &str, client_secret: &str) -> String {
    let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    format!("Basic {}", BASE64.encode(format!("{}:{}", encoded(client_id), encoded(client_secret)).as_bytes()))
}
