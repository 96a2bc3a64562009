//! What the demo adds to the pages. A live server passes none of it.

use serde::Serialize;

/// A demo account with its password: one click fills the form.
#[derive(Clone, Copy, Debug)]
pub struct DemoUser<'a> {
    /// The name to sign in with.
    pub login: &'a str,
    /// Its password, no secret here.
    pub password: &'a str,
    /// What this account is there to show: "has a passkey".
    pub note: &'a str,
}

/// The software passkey that the challenge page carries in the demo, for machines without one.
///
/// The private key goes to the browser, which is the opposite of what a passkey is: never for a real account.
#[derive(Clone, Debug, Serialize)]
pub struct DemoPasskey<'a> {
    /// The private key as JWK (RFC 7517), EC P-256.
    pub private_jwk: PrivateJwk<'a>,
    /// The credential id, base64url.
    pub credential_id: &'a str,
    /// The user handle the credential was registered with, base64url.
    pub user_handle: &'a str,
    /// The relying party id, a host name.
    pub rp_id: &'a str,
}

/// A P-256 private key (RFC 7518 §6.2), as WebCrypto imports it.
#[derive(Clone, Debug, Serialize)]
pub struct PrivateJwk<'a> {
    /// `EC`.
    pub kty: &'a str,
    /// `P-256`.
    pub crv: &'a str,
    /// X coordinate, base64url.
    pub x: &'a str,
    /// Y coordinate, base64url.
    pub y: &'a str,
    /// The private value, base64url.
    pub d: &'a str,
}
