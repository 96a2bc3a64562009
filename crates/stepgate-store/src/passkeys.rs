//! Passkeys.

use crate::audit::AuditEvent;
use crate::credentials::{self, Ceiling};
use crate::error::StoreError;
use crate::operation::{Access, Operation, Tx};
use crate::{decode, json, sessions};
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
    /// From when on it cannot be used.
    pub removed_at: Option<Timestamp>,
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
    /// Whether an attestation was verified: the key is bound to a device of a known model.
    pub attested: bool,
    /// How far it counts for the time being, where that is less than it could.
    pub ceiling: Option<Ceiling>,
}

/// The passkeys of a user, oldest first, those removed among them.
#[derive(Clone, Debug)]
pub struct PasskeysOf(pub SubjectId);

/// Looks a passkey up by its credential id, a removed one too.
#[derive(Clone, Debug)]
pub struct FindPasskey(pub CredentialId);

/// Registers a passkey without a ticket: for whoever is signed in, and for seeding.
#[derive(Clone, Debug)]
pub struct AddPasskey {
    /// The passkey.
    pub passkey: NewPasskey,
    /// The session in which it is registered; it must be a live one of its user.
    pub session: Option<String>,
    /// The caller's clock.
    pub now: Timestamp,
    /// What happened, if it is registered.
    pub audit: AuditEvent,
}

/// What became of [`AddPasskey`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyAddition {
    /// It is registered.
    Added,
    /// Somebody has a credential with this id; nothing changed.
    CredentialExists,
    /// The session has ended or is not theirs, or the user is disabled; nothing changed.
    SessionEnded,
}

statements! {
    INSERT = "INSERT INTO passkeys (id, subject, name, public_key, algorithm, sign_count, backup_eligible, backed_up, aaguid,
        transports, demo, attested, ceiling, ceiling_until, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        ON CONFLICT (id) DO NOTHING";
    OF_SUBJECT = concat!("SELECT ", passkey_columns!(), " FROM passkeys p WHERE p.subject = $1 ORDER BY p.created_at, p.id");
    USABLE_BY = "SELECT subject FROM passkeys WHERE id = $1 AND (removed_at IS NULL OR removed_at > $2)";
    BY_ID = concat!("SELECT ", passkey_columns!(), " FROM passkeys p WHERE p.id = $1");
}

impl Passkey {
    /// Whether it can be used now: not removed yet.
    #[must_use]
    pub fn is_usable(&self, now: Timestamp) -> bool {
        credentials::is_usable(self.removed_at, now)
    }

    /// The `acr` of the level it counts as at most now.
    #[must_use]
    pub fn ceiling_at(&self, now: Timestamp) -> Option<&str> {
        self.key.ceiling.as_ref().and_then(|ceiling| ceiling.at(now))
    }
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
        let addition = self.add(tx).await?;
        let reason = match addition {
            PasskeyAddition::Added => {
                self.audit.write(tx, self.now).await?;
                return Ok(addition);
            }
            PasskeyAddition::CredentialExists => "credential_exists",
            PasskeyAddition::SessionEnded => "session_ended",
        };
        let event = AuditEvent::new("passkey_refused").about(&self.passkey.subject);
        event.with(&[("reason", reason), ("credential", self.passkey.id.as_str())]).write(tx, self.now).await?;
        Ok(addition)
    }
}

impl AddPasskey {
    async fn add(&self, tx: &mut impl Tx) -> Result<PasskeyAddition, StoreError> {
        if !sessions::allows(tx, self.session.as_deref(), &self.passkey.subject).await? {
            return Ok(PasskeyAddition::SessionEnded);
        }
        let is_new = insert(tx, &self.passkey, self.now).await?;
        Ok(if is_new { PasskeyAddition::Added } else { PasskeyAddition::CredentialExists })
    }
}

/// Whose it is, where it can be used.
pub(crate) async fn usable_by(
    tx: &mut impl Tx,
    id: &CredentialId,
    now: Timestamp,
) -> Result<Option<SubjectId>, StoreError> {
    decode::first(tx.rows(USABLE_BY, values![id, now]).await?, decode::subject)
}

/// Whether nobody had a credential with this id.
pub(crate) async fn insert(tx: &mut impl Tx, passkey: &NewPasskey, now: Timestamp) -> Result<bool, StoreError> {
    let (ceiling, until) = passkey.ceiling.as_ref().map(|c| (c.acr.as_str(), c.until)).unzip();
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
        passkey.attested,
        ceiling,
        until,
        now,
    ];
    Ok(tx.execute(INSERT, values).await? > 0)
}
