//! `max_age` (OpenID Connect Core §3.1.2.1). 0 is a value, not an absence, and `prompt=login` is the same wish.

use super::{AuthorizeError, Prompt};
use crate::client::Client;
use crate::params::Params;

pub(super) fn check(params: &Params, client: &Client, prompt: Prompt) -> Result<Option<u32>, AuthorizeError> {
    let sent = params.one("max_age")?.map(seconds).transpose()?;
    Ok(if prompt.login() { Some(0) } else { sent.or(client.default_max_age) })
}

/// Digits only: no sign, no fraction, no padding, nothing beyond 136 years.
fn seconds(text: &str) -> Result<u32, AuthorizeError> {
    let padded = text.len() > 1 && text.starts_with('0');
    if padded || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(AuthorizeError::MaxAge);
    }
    text.parse().map_err(|_| AuthorizeError::MaxAge)
}
