//! The end of a ceremony: evidence enters a session, in one transaction.

use crate::audit::AuditEvent;
use crate::error::StoreError;
use crate::hash::Hash;
use crate::operation::{Access, Operation, Tx};
use crate::value::Row;
use crate::{decode, passkeys, totps};
use stepgate_core::{CredentialId, Evidence, Method, SubjectId, Timestamp};

/// Puts the evidence of a verified ceremony into a session.
///
/// The request must be open, and whoever it or the session belongs to must be the one whose evidence this is; otherwise
/// nothing changes. The request then belongs to that user and session.
#[derive(Clone, Debug)]
pub struct SettleCeremony {
    /// The authorization request that the ceremony was made for.
    pub request: String,
    /// The session that gets the evidence.
    pub session: SessionStep,
    /// What the ceremony proved.
    pub ceremony: Evidence,
    /// The passkey that answered, where it was one.
    pub passkey_use: Option<PasskeyUse>,
    /// The caller's clock.
    pub now: Timestamp,
    /// What happened, if it settles.
    pub audit: AuditEvent,
}

/// Where the evidence goes.
#[derive(Clone, Debug)]
pub enum SessionStep {
    /// Into a new session: a sign-in.
    New {
        /// The new session's identifier.
        id: String,
        /// Hash of its cookie's value.
        handle: Hash,
        /// What the browser says it is (`User-Agent`), for its user to tell sessions apart.
        user_agent: Option<String>,
    },
    /// Into this session: a step-up. Every handle it had keeps seeing only the evidence there was, for at most 60 s more.
    Raise {
        /// The session's identifier.
        id: String,
        /// Hash of the cookie value that came with the ceremony.
        old_handle: Hash,
        /// Hash of the cookie value that replaces it.
        new_handle: Hash,
    },
}

/// What an assertion says of its passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyUse {
    /// Which one.
    pub id: CredentialId,
    /// Its signature counter; a lower one than stored leaves the stored one.
    pub sign_count: u32,
    /// WebAuthn BS.
    pub backed_up: bool,
}

/// What became of [`SettleCeremony`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// The evidence is in the session.
    Settled,
    /// The request is unknown, expired or answered.
    RequestNotOpen,
    /// The evidence is somebody else's than the request, the session or the credential says, or the
    /// credential is removed.
    SubjectMismatch,
    /// The session to raise has ended or does not know the old handle, or the user is disabled.
    SessionEnded,
}

statements! {
    OPEN_REQUEST = "SELECT subject FROM requests WHERE id = $1 AND answered_at IS NULL AND expires_at > $2";
    ENABLED_USER = "SELECT id FROM users WHERE id = $1 AND disabled_at IS NULL";
    SESSION_OWNER = "SELECT s.subject FROM sessions s JOIN session_handles h ON h.session = s.id
        JOIN users u ON u.id = s.subject WHERE s.id = $1 AND h.hash = $2 AND s.ended_at IS NULL AND u.disabled_at IS NULL
        AND h.superseded_at IS NULL";
    INSERT_SESSION = "INSERT INTO sessions (id, subject, created_at, seen_at, user_agent) VALUES ($1, $2, $3, $3, $4)";
    INSERT_HANDLE = "INSERT INTO session_handles (hash, session) VALUES ($1, $2)";
    // All of them, not only the one that came: whatever was planted or left in another tab stays as low as it was.
    SUPERSEDE_HANDLES = "UPDATE session_handles SET superseded_at = COALESCE(superseded_at, $2), evidence_upto = COALESCE(
        evidence_upto, (SELECT MAX(seq) FROM evidence WHERE session = $1), 0) WHERE session = $1";
    INSERT_EVIDENCE = "INSERT INTO evidence (session, subject, method, credential, at, user_verified, device_bound, ceiling, only_for)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    PIN_REQUEST = "UPDATE requests SET subject = $2, session = $3 WHERE id = $1";
    USE_PASSKEY = "UPDATE passkeys SET sign_count = CASE WHEN sign_count < $2 THEN $2 ELSE sign_count END, backed_up = $3,
        last_used_at = $4 WHERE id = $1";
}

impl Operation for SettleCeremony {
    type Out = Settlement;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<Settlement, StoreError> {
        if let Some((refusal, reason)) = self.refusal(tx).await? {
            let event = AuditEvent::new("ceremony_refused").about(self.subject()).in_session(self.session.id());
            event.with(&[("reason", reason), ("request", &self.request)]).write(tx, self.now).await?;
            return Ok(refusal);
        }
        self.enter_session(tx).await?;
        self.add_evidence(tx).await?;
        tx.execute(PIN_REQUEST, values![&self.request, self.subject(), self.session.id()]).await?;
        if let Some(passkey) = &self.passkey_use {
            let values = values![&passkey.id, passkey.sign_count, passkey.backed_up, self.now];
            tx.execute(USE_PASSKEY, values).await?;
        }
        self.audit.write(tx, self.now).await?;
        Ok(Settlement::Settled)
    }
}

impl SettleCeremony {
    const fn subject(&self) -> &SubjectId {
        &self.ceremony.ceremony().subject
    }

    /// Everything that may stand against it, before anything is written.
    async fn refusal(&self, tx: &mut impl Tx) -> Result<Option<(Settlement, &'static str)>, StoreError> {
        let request = tx.rows(OPEN_REQUEST, values![&self.request, self.now]).await?;
        let Some(pinned) = decode::first(request, Row::opt_text)? else {
            return Ok(Some((Settlement::RequestNotOpen, "request_not_open")));
        };
        if pinned.is_some_and(|subject| subject != self.subject().as_str()) {
            return Ok(Some((Settlement::SubjectMismatch, "subject_mismatch")));
        }
        if !self.passkey_is_theirs(tx).await? {
            return Ok(Some((Settlement::SubjectMismatch, "passkey_mismatch")));
        }
        if !self.totp_is_theirs(tx).await? {
            return Ok(Some((Settlement::SubjectMismatch, "totp_mismatch")));
        }
        Ok(match self.session_owner(tx).await? {
            None => Some((Settlement::SessionEnded, "session_ended")),
            Some(owner) if owner != *self.subject() => Some((Settlement::SubjectMismatch, "subject_mismatch")),
            Some(_) => None,
        })
    }

    async fn passkey_is_theirs(&self, tx: &mut impl Tx) -> Result<bool, StoreError> {
        let Some(passkey) = &self.passkey_use else { return Ok(true) };
        let owner = passkeys::usable_by(tx, &passkey.id, self.now).await?;
        let answered = self.ceremony.ceremony().credential.as_ref() == Some(&passkey.id);
        Ok(answered && owner.as_ref() == Some(self.subject()))
    }

    /// It may have been removed since its step was accepted.
    async fn totp_is_theirs(&self, tx: &mut impl Tx) -> Result<bool, StoreError> {
        let ceremony = self.ceremony.ceremony();
        let Some(id) = ceremony.credential.as_ref().filter(|_| ceremony.method == Method::Totp) else {
            return Ok(true);
        };
        Ok(totps::usable_by(tx, id.as_str(), self.now).await?.as_ref() == Some(self.subject()))
    }

    async fn session_owner(&self, tx: &mut impl Tx) -> Result<Option<SubjectId>, StoreError> {
        let owner = match &self.session {
            SessionStep::New { .. } => tx.rows(ENABLED_USER, values![self.subject()]).await?,
            SessionStep::Raise { id, old_handle, .. } => tx.rows(SESSION_OWNER, values![id, *old_handle]).await?,
        };
        decode::first(owner, decode::subject)
    }

    async fn enter_session(&self, tx: &mut impl Tx) -> Result<(), StoreError> {
        let handle = match &self.session {
            SessionStep::New { id, handle, user_agent } => {
                let values = values![id, self.subject(), self.now, user_agent.as_ref()];
                tx.execute(INSERT_SESSION, values).await?;
                *handle
            }
            SessionStep::Raise { id, new_handle, .. } => {
                tx.execute(SUPERSEDE_HANDLES, values![id, self.now]).await?;
                *new_handle
            }
        };
        tx.execute(INSERT_HANDLE, values![handle, self.session.id()]).await.map(drop)
    }

    async fn add_evidence(&self, tx: &mut impl Tx) -> Result<(), StoreError> {
        let ceremony = self.ceremony.ceremony();
        let values = values![
            self.session.id(),
            &ceremony.subject,
            ceremony.method.to_string(),
            ceremony.credential.as_ref(),
            ceremony.at,
            ceremony.user_verified,
            ceremony.device_bound,
            ceremony.ceiling.as_deref(),
            ceremony.only_for.as_deref(),
        ];
        tx.execute(INSERT_EVIDENCE, values).await.map(drop)
    }
}

impl SessionStep {
    fn id(&self) -> &str {
        match self {
            Self::New { id, .. } | Self::Raise { id, .. } => id,
        }
    }
}
