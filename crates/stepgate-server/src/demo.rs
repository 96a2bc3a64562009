//! What only the demo has: accounts whose passwords are printed on the page, and software passkeys whose private keys the
//! page holds. A live server has none of it.

use crate::page::demo::{DemoPasskey, DemoUser, PrivateJwk};

/// The demo's accounts.
#[derive(Clone, Debug, Default)]
pub struct Demo {
    /// In the order in which the sign-in page lists them.
    pub accounts: Vec<DemoAccount>,
    /// Where to begin: the demo bank.
    pub app: String,
}

/// One account of the demo.
#[derive(Clone)]
pub struct DemoAccount {
    /// The name to sign in with.
    pub login: String,
    /// Its password.
    pub password: String,
    /// What it is there to show.
    pub note: String,
    /// The software passkey's private key, as a JWK (RFC 7517) of type EC P-256; none for the account without a passkey.
    pub passkey: Option<SoftPasskey>,
}

/// A software passkey, private key included.
#[derive(Clone)]
pub struct SoftPasskey {
    /// The credential id, base64url.
    pub credential_id: String,
    /// The user handle, base64url.
    pub user_handle: String,
    /// `x` of the key, base64url.
    pub x: String,
    /// `y` of the key, base64url.
    pub y: String,
    /// `d` of the key, base64url.
    pub d: String,
}

impl std::fmt::Debug for DemoAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DemoAccount").field("login", &self.login).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for SoftPasskey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SoftPasskey").field("credential_id", &self.credential_id).finish_non_exhaustive()
    }
}

impl Demo {
    pub(crate) fn users(&self) -> Vec<DemoUser<'_>> {
        self.accounts
            .iter()
            .map(|account| {
                let (login, password, note) = (&account.login, &account.password, &account.note);
                DemoUser { login, password, note }
            })
            .collect()
    }

    pub(crate) fn passkey<'d>(&'d self, login: &str, rp_id: &'d str) -> Option<DemoPasskey<'d>> {
        let account = self.accounts.iter().find(|account| account.login == login)?;
        let key = account.passkey.as_ref()?;
        Some(DemoPasskey {
            private_jwk: PrivateJwk { kty: "EC", crv: "P-256", x: &key.x, y: &key.y, d: &key.d },
            credential_id: &key.credential_id,
            user_handle: &key.user_handle,
            rp_id,
        })
    }
}
