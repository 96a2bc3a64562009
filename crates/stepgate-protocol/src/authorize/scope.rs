//! `scope` (RFC 6749 §3.3): `openid`, and nothing the client is not registered for.

use super::AuthorizeError;
use crate::client::Client;
use crate::params::{Params, space_list};

pub(super) fn check(params: &Params, client: &Client) -> Result<Vec<String>, AuthorizeError> {
    let scope = space_list(params.one("scope")?.ok_or(AuthorizeError::Missing("scope"))?);
    let registered = scope.iter().all(|name| client.scopes.contains(name));
    // Without `openid` this would be plain OAuth, whose answer has no ID token to carry the level.
    let openid = scope.iter().any(|name| name == "openid");
    if registered && openid { Ok(scope) } else { Err(AuthorizeError::Scope) }
}
