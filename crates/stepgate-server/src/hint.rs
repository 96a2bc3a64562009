//! `id_token_hint`: an ID token of ours that an application hands back (OpenID Connect Core §3.1.2.1, RP-Initiated Logout §2).

use crate::provider::Provider;
use serde::Deserialize;
use stepgate_core::SubjectId;
use stepgate_protocol::jwt::{self, Typ};

/// What a hint says: for which client, about whom. Expired ones still say it.
pub(crate) struct Hint {
    pub(crate) client: String,
    pub(crate) subject: SubjectId,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: String,
}

impl Hint {
    /// Reads a hint; none where we did not sign it.
    pub(crate) fn read(provider: &Provider, unverified: &str) -> Option<Self> {
        let claims: Claims = jwt::verify(unverified, provider.keys(), Typ::IdToken).ok()?.claims().ok()?;
        let ours = claims.iss == provider.issuer().url();
        ours.then(|| Self { client: claims.aud, subject: SubjectId::new(claims.sub) })
    }
}
