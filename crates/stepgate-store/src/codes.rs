//! Authorization codes (RFC 6749 §4.1, RFC 7636): one use, whoever presents them.

use crate::audit::AuditEvent;
use crate::error::StoreError;
use crate::grants::{Grant, NewGrant, Standing};
use crate::hash::Hash;
use crate::operation::{Access, Operation, Tx};
use crate::refresh::NewRefresh;
use crate::value::Row;
use crate::{decode, grants, refresh};
use stepgate_core::Timestamp;

/// Answers a request with a code: the request is closed, the grant noted down, the code made.
#[derive(Clone, Debug)]
pub struct IssueCode {
    /// Hash of the code.
    pub hash: Hash,
    /// The request it answers.
    pub request: String,
    /// What the code stands for.
    pub grant: NewGrant,
    /// Where the code is sent.
    pub redirect_uri: String,
    /// `code_challenge` of the request (S256), where it had one.
    pub pkce_challenge: Option<String>,
    /// The caller's clock.
    pub now: Timestamp,
    /// Until when the code may be redeemed.
    pub expires_at: Timestamp,
    /// What happened, if it is issued.
    pub audit: AuditEvent,
}

/// What became of [`IssueCode`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeIssue {
    /// The code is good.
    Issued,
    /// The request was answered before, has expired or is unknown; nothing changed.
    AlreadyAnswered,
    /// The session has ended, or the user is disabled; nothing changed.
    SessionEnded,
    /// The request, the session or the assurance belongs to somebody else than the grant says; nothing changed.
    SubjectMismatch,
}

/// What the client shows for PKCE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PkceProof {
    /// It sent no `code_verifier`.
    None,
    /// The base64url SHA-256 of the `code_verifier` it sent.
    S256(String),
}

/// Redeems a code. Every presentation of a known code uses it up, whatever is wrong with it.
#[derive(Clone, Debug)]
pub struct RedeemCode {
    /// Hash of the code.
    pub hash: Hash,
    /// The client that presents it, authenticated.
    pub client: String,
    /// `redirect_uri` of the token request.
    pub redirect_uri: String,
    /// What came of its `code_verifier`.
    pub pkce: PkceProof,
    /// The refresh token to make, where the client gets one.
    pub refresh: Option<NewRefresh>,
    /// The caller's clock.
    pub now: Timestamp,
}

/// What became of [`RedeemCode`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Redemption {
    /// Issue tokens from this grant.
    Redeemed(Box<Grant>),
    /// The code was presented before; its grant is revoked now (RFC 6749 §4.1.2).
    Replayed,
    /// It came too late.
    Expired,
    /// It was issued to another client.
    WrongClient,
    /// It was sent to another address.
    WrongRedirectUri,
    /// The verifier does not fit, is missing, or came without a challenge (RFC 9700 §2.1.1).
    WrongVerifier,
    /// There is no such code.
    Unknown,
    /// The session has ended, or the user is disabled.
    SessionEnded,
    /// The grant was revoked.
    Revoked,
}

statements! {
    ANSWER_REQUEST = "UPDATE requests SET answered_at = $4 WHERE id = $1 AND client = $2 AND answered_at IS NULL
        AND expires_at > $4 AND (subject IS NULL OR subject = $3) RETURNING id";
    OTHERS_REQUEST = "SELECT id FROM requests WHERE id = $1 AND answered_at IS NULL AND subject <> $2";
    SESSION_OWNER = "SELECT s.subject FROM sessions s JOIN users u ON u.id = s.subject
        WHERE s.id = $1 AND s.ended_at IS NULL AND u.disabled_at IS NULL";
    INSERT = "INSERT INTO codes (hash, grant_id, client, redirect_uri, pkce_challenge, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    CONSUME = "UPDATE codes SET consumed_at = $2 WHERE hash = $1 AND consumed_at IS NULL
        RETURNING grant_id, client, redirect_uri, pkce_challenge, expires_at";
    GRANT_OF = "SELECT grant_id FROM codes WHERE hash = $1";
}

impl Operation for IssueCode {
    type Out = CodeIssue;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<CodeIssue, StoreError> {
        let issue = self.issue(tx).await?;
        let reason = match issue {
            CodeIssue::Issued => {
                self.audit.write(tx, self.now).await?;
                return Ok(issue);
            }
            CodeIssue::AlreadyAnswered => "request_not_open",
            CodeIssue::SessionEnded => "session_ended",
            CodeIssue::SubjectMismatch => "subject_mismatch",
        };
        let event = AuditEvent::new("code_not_issued").about(&self.grant.subject).in_session(&self.grant.session);
        let event = event.for_client(&self.grant.client).with(&[("reason", reason), ("request", &self.request)]);
        event.write(tx, self.now).await?;
        Ok(issue)
    }
}

impl IssueCode {
    async fn issue(&self, tx: &mut impl Tx) -> Result<CodeIssue, StoreError> {
        let NewGrant { client, subject, session, assurance, .. } = &self.grant;
        match decode::first(tx.rows(SESSION_OWNER, values![session]).await?, decode::subject)? {
            None => return Ok(CodeIssue::SessionEnded),
            Some(owner) if owner != *subject || assurance.record().subject != *subject => {
                return Ok(CodeIssue::SubjectMismatch);
            }
            Some(_) => {}
        }
        if tx.rows(ANSWER_REQUEST, values![&self.request, client, subject, self.now]).await?.is_empty() {
            let others = tx.rows(OTHERS_REQUEST, values![&self.request, subject]).await?;
            return Ok(if others.is_empty() { CodeIssue::AlreadyAnswered } else { CodeIssue::SubjectMismatch });
        }
        grants::insert(tx, &self.grant, self.now).await?;
        let values = values![
            self.hash,
            &self.grant.id,
            client,
            &self.redirect_uri,
            self.pkce_challenge.as_ref(),
            self.now,
            self.expires_at,
        ];
        tx.execute(INSERT, values).await?;
        Ok(CodeIssue::Issued)
    }
}

/// A code as its first presentation finds it.
struct Code {
    grant: String,
    client: String,
    redirect_uri: String,
    pkce_challenge: Option<String>,
    expires_at: Timestamp,
}

impl Operation for RedeemCode {
    type Out = Redemption;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<Redemption, StoreError> {
        let consumed = decode::first(tx.rows(CONSUME, values![self.hash, self.now]).await?, code)?;
        let (redemption, grant) = match consumed {
            Some(code) => (self.redeem(tx, &code).await?, Some(code.grant)),
            None => match decode::first(tx.rows(GRANT_OF, values![self.hash]).await?, Row::text)? {
                Some(grant) => (Redemption::Replayed, Some(grant)),
                None => (Redemption::Unknown, None),
            },
        };
        // A code that was burnt leaves nothing alive behind it.
        if let (false, Some(grant)) = (matches!(redemption, Redemption::Redeemed(_)), &grant) {
            grants::revoke(tx, grant, self.now).await?;
        }
        self.event(&redemption, grant.as_deref()).write(tx, self.now).await?;
        Ok(redemption)
    }
}

impl RedeemCode {
    async fn redeem(&self, tx: &mut impl Tx, code: &Code) -> Result<Redemption, StoreError> {
        if let Some(fault) = self.fault(code) {
            return Ok(fault);
        }
        let grant = match grants::standing(tx, &code.grant).await? {
            Standing::Revoked => return Ok(Redemption::Revoked),
            Standing::SessionEnded => return Ok(Redemption::SessionEnded),
            Standing::InForce { grant, .. } => grant,
        };
        if let Some(refresh) = &self.refresh {
            refresh::insert(tx, refresh, &grant.id, self.now).await?;
        }
        Ok(Redemption::Redeemed(grant))
    }

    fn fault(&self, code: &Code) -> Option<Redemption> {
        if self.client != code.client {
            return Some(Redemption::WrongClient);
        }
        if self.now >= code.expires_at {
            return Some(Redemption::Expired);
        }
        if self.redirect_uri != code.redirect_uri {
            return Some(Redemption::WrongRedirectUri);
        }
        let fits = match (&self.pkce, &code.pkce_challenge) {
            (PkceProof::S256(proof), Some(challenge)) => proof == challenge,
            (PkceProof::None, None) => true,
            (PkceProof::S256(_), None) | (PkceProof::None, Some(_)) => false,
        };
        if fits { None } else { Some(Redemption::WrongVerifier) }
    }

    fn event(&self, redemption: &Redemption, grant: Option<&str>) -> AuditEvent {
        let reason = match redemption {
            Redemption::Redeemed(grant) => {
                let event = AuditEvent::new("code_redeemed").about(&grant.subject).in_session(&grant.session);
                return event.for_client(&self.client).with(&[("grant", &grant.id)]);
            }
            Redemption::Replayed => "replayed",
            Redemption::Expired => "expired",
            Redemption::WrongClient => "wrong_client",
            Redemption::WrongRedirectUri => "wrong_redirect_uri",
            Redemption::WrongVerifier => "wrong_verifier",
            Redemption::Unknown => "unknown",
            Redemption::SessionEnded => "session_ended",
            Redemption::Revoked => "revoked",
        };
        let mut detail = vec![("reason", reason)];
        detail.extend(grant.map(|grant| ("grant", grant)));
        AuditEvent::new("code_refused").for_client(&self.client).with(&detail)
    }
}

fn code(row: &mut Row) -> Result<Code, StoreError> {
    Ok(Code {
        grant: row.text()?,
        client: row.text()?,
        redirect_uri: row.text()?,
        pkce_challenge: row.opt_text()?,
        expires_at: row.time()?,
    })
}
