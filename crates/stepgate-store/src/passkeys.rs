//! Passkeys.

use crate::audit::AuditEvent;
use crate::error::StoreError;
use crate::operation::{Access, Operation, Tx};
use crate::{decode, json};
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

statements! {
    INSERT = "INSERT INTO passkeys (id, subject, name, public_key, algorithm, sign_count, backup_eligible, backed_up, aaguid,
        transports, demo, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (id) DO NOTHING";
    OF_SUBJECT = concat!("SELECT ", passkey_columns!(), " FROM passkeys p WHERE p.subject = $1 ORDER BY p.created_at, p.id");
    BY_ID = concat!("SELECT ", passkey_columns!(), " FROM passkeys p WHERE p.id = $1");
}

impl Operation for PasskeysOf {
    type Out = Vec<Passkey>;
    const ACCESS: Access = Access::Read;

    async fn run(self, tx: &mut impl Tx) -> Result<Vec<Passkey>, StoreError> {
        decode::all(tx.rows(OF_SUBJECT, values![&self.0]).await?, decode::passkey)
    }
}

impl Operation for FindPasskey {
    type Out = Option<Passkey>;
    const ACCESS: Access = Access::Read;

    async fn run(self, tx: &mut impl Tx) -> Result<Option<Passkey>, StoreError> {
        decode::first(tx.rows(BY_ID, values![&self.0]).await?, decode::passkey)
    }
}

impl Operation for AddPasskey {
    type Out = PasskeyAddition;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<PasskeyAddition, StoreError> {
        let addition = insert(tx, &self.passkey, self.now).await?;
        let kind = match addition {
            PasskeyAddition::Added => "passkey_added",
            PasskeyAddition::CredentialExists => "passkey_refused",
        };
        let event = AuditEvent::new(kind).about(&self.passkey.subject);
        event.with(&[("credential", self.passkey.id.as_str())]).write(tx, self.now).await?;
        Ok(addition)
    }
}

pub(crate) async fn insert(
    tx: &mut impl Tx,
    passkey: &NewPasskey,
    now: Timestamp,
) -> Result<PasskeyAddition, StoreError> {
    let values = values![
        &passkey.id,
        &passkey.subject,
        &passkey.name,
        passkey.public_key.as_slice(),
        passkey.algorithm,
        passkey.sign_count,
        passkey.backup_eligible,
        passkey.backed_up,
        &passkey.aaguid,
        json::list(&passkey.transports),
        passkey.demo,
        now,
    ];
    Ok(match tx.execute(INSERT, values).await? {
        0 => PasskeyAddition::CredentialExists,
        _ => PasskeyAddition::Added,
    })
}
