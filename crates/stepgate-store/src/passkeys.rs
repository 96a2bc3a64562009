//! Passkeys.

use stepgate_core::{CredentialId, SubjectId, Timestamp};

/// A registered passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// What was registered.
    pub key: NewPasskey,
    /// When it was registered.
    pub created_at: Timestamp,
    /// When it last answered.
    pub last_used_at: Option<Timestamp>,
}

/// A passkey to be registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPasskey {
    /// The base64url of its WebAuthn credential id; unique among all users.
    pub id: CredentialId,
    /// Whose it is.
    pub subject: SubjectId,
    /// What its owner calls it.
    pub name: String,
    /// The public key, COSE-encoded (RFC 9052).
    pub public_key: Vec<u8>,
    /// The COSE algorithm, −7 for ES256.
    pub algorithm: i64,
    /// The signature counter; it never goes back.
    pub sign_count: u32,
    /// WebAuthn BE: it may be copied to other devices.
    pub backup_eligible: bool,
    /// WebAuthn BS: it has been.
    pub backed_up: bool,
    /// The model of the authenticator, a UUID.
    pub aaguid: String,
    /// Transports as the browser named them.
    pub transports: Vec<String>,
    /// Whether it is a software key of the demonstration.
    pub demo: bool,
}

/// The passkeys of a user, oldest first.
#[derive(Clone, Debug)]
pub struct PasskeysOf(pub SubjectId);

/// Looks a passkey up by its credential id.
#[derive(Clone, Debug)]
pub struct FindPasskey(pub CredentialId);

/// Registers a passkey without a ticket: for seeding.
#[derive(Clone, Debug)]
pub struct AddPasskey {
    /// The passkey.
    pub passkey: NewPasskey,
    /// The caller's clock.
    pub now: Timestamp,
}

/// What became of [`AddPasskey`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyAddition {
    /// It is registered.
    Added,
    /// Somebody has a credential with this id; nothing changed.
    CredentialExists,
}

pending!(PasskeysOf, Read, Vec<Passkey>);
pending!(FindPasskey, Read, Option<Passkey>);
pending!(AddPasskey, Write, PasskeyAddition);
