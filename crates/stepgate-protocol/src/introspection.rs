//! Token introspection (RFC 7662), with the step-up members of RFC 9470 §6.2.

use crate::client::{Client, ClientAuth};
use crate::jwt::{self, KeySet, Typ};
use serde::{Deserialize, Serialize};

/// The claims of an access token of ours, read back.
#[derive(Clone, Debug, Deserialize)]
pub struct OwnAccessToken {
    /// `iss`
    pub iss: String,
    /// `sub`
    pub sub: String,
    /// `aud`
    pub aud: String,
    /// `client_id`
    pub client_id: String,
    /// `scope`, space-separated.
    pub scope: String,
    /// `exp`, in seconds since the epoch.
    pub exp: i64,
    /// `iat`, in seconds since the epoch.
    pub iat: i64,
    /// `jti`
    pub jti: String,
    /// The grant that it was issued from.
    pub grant_id: String,
    /// `sid`
    pub sid: String,
    /// `acr`
    pub acr: String,
    /// `amr`
    pub amr: Vec<String>,
    /// `auth_time`, in seconds since the epoch.
    pub auth_time: i64,
}

impl OwnAccessToken {
    /// Reads a token that we signed and that has not expired; no leeway, the clock is ours. Whether its grant still stands
    /// is for the caller to look up.
    #[must_use]
    pub fn read(token: &str, keys: &KeySet, issuer: &str, now_seconds: i64) -> Option<Self> {
        let claims: Self = jwt::verify(token, keys, Typ::AccessToken).ok()?.claims().ok()?;
        (claims.iss == issuer && now_seconds < claims.exp).then_some(claims)
    }

    /// Whether a client may look into the token: it proved itself with a secret, and the token is its own or meant for it.
    #[must_use]
    pub fn visible_to(&self, caller: &Client) -> bool {
        match caller.auth {
            ClientAuth::None => false,
            ClientAuth::Secret(_) => self.client_id == caller.id || self.aud == caller.audience,
        }
    }
}

/// What the introspection endpoint answers.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Introspection {
    /// Nothing is said about why (RFC 7662 §2.2).
    Inactive {
        /// Always false.
        active: bool,
    },
    /// The token is good.
    Active(Box<Active>),
}

/// The members of an active token.
#[derive(Debug, Serialize)]
pub struct Active {
    active: bool,
    token_type: &'static str,
    iss: String,
    sub: String,
    aud: String,
    client_id: String,
    scope: String,
    exp: i64,
    iat: i64,
    jti: String,
    acr: String,
    amr: Vec<String>,
    auth_time: i64,
}

impl Introspection {
    /// An unknown, foreign, expired or revoked token.
    #[must_use]
    pub const fn inactive() -> Self {
        Self::Inactive { active: false }
    }

    /// A token whose grant still stands.
    #[must_use]
    pub fn active(token: OwnAccessToken) -> Self {
        Self::Active(Box::new(Active {
            active: true,
            token_type: "Bearer",
            iss: token.iss,
            sub: token.sub,
            aud: token.aud,
            client_id: token.client_id,
            scope: token.scope,
            exp: token.exp,
            iat: token.iat,
            jti: token.jti,
            acr: token.acr,
            amr: token.amr,
            auth_time: token.auth_time,
        }))
    }
}
