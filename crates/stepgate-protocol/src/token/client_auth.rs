//! Client authentication (RFC 6749 §2.3): exactly one way, the one registered.

use super::TokenError;
use crate::client::{Client, ClientAuth};
use crate::hash::Sha256;
use crate::params::Params;
use data_encoding::BASE64;

/// What a request says about who sends it, before anything is checked.
#[derive(Clone, PartialEq, Eq)]
pub struct Presented {
    client: String,
    secret: Option<Sha256>,
}

impl std::fmt::Debug for Presented {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Presented").field("client", &self.client).finish_non_exhaustive()
    }
}

impl Presented {
    /// Reads the `Authorization` header and the body.
    ///
    /// # Errors
    /// [`TokenError::TwoClientAuthentications`] where both carry credentials, [`TokenError::Client`] where neither names a
    /// client or the header is not `Basic`.
    pub fn parse(authorization: Option<&str>, params: &Params) -> Result<Self, TokenError> {
        let (id, secret) = (params.one("client_id")?, params.one("client_secret")?);
        let presented = match (authorization, secret) {
            (Some(_), Some(_)) => return Err(TokenError::TwoClientAuthentications),
            (Some(header), None) => basic(header).ok_or(TokenError::Client)?,
            (None, secret) => Self {
                client: id.ok_or(TokenError::Client)?.to_owned(),
                secret: secret.map(|text| Sha256::of(text.as_bytes())),
            },
        };
        match id {
            Some(id) if id != presented.client => Err(TokenError::TwoClientAuthentications),
            Some(_) | None => Ok(presented),
        }
    }

    /// Which client the request says it is from.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.client
    }

    /// Whether it proves to be this client, the way the client is registered to.
    ///
    /// # Errors
    /// [`TokenError::Client`], as for an unknown client.
    pub fn prove(&self, client: &Client) -> Result<(), TokenError> {
        let proven = match (&client.auth, &self.secret) {
            (ClientAuth::None, None) => true,
            (ClientAuth::Secret(kept), Some(presented)) => kept.matches(presented),
            (ClientAuth::None, Some(_)) | (ClientAuth::Secret(_), None) => false,
        };
        if proven && client.id == self.client { Ok(()) } else { Err(TokenError::Client) }
    }
}

/// `client_secret_basic`: both halves are form-encoded before they are joined (RFC 6749 §2.3.1).
fn basic(header: &str) -> Option<Presented> {
    let (scheme, credentials) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(BASE64.decode(credentials.trim().as_bytes()).ok()?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    // A client that forgets to encode sends `=` and `&` as they are: they belong to the half, and end nothing.
    let decode = |half: &str| {
        let half = half.replace('=', "%3D").replace('&', "%26");
        form_urlencoded::parse(half.as_bytes()).next().map(|(name, _)| name.into_owned())
    };
    Some(Presented { client: decode(id)?, secret: Some(Sha256::of(decode(secret)?.as_bytes())) })
}
