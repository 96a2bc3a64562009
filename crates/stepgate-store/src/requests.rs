//! Authorization requests in flight.

use crate::audit::AuditEvent;
use crate::decode;
use crate::error::StoreError;
use crate::hash::Hash;
use crate::operation::{Access, Operation, Tx};
use crate::value::Row;
use stepgate_core::{SubjectId, Timestamp};

/// Notes an authorization request down. Its snapshot never changes.
#[derive(Clone, Debug)]
pub struct CreateRequest {
    /// Its identifier.
    pub id: String,
    /// Hash of the cookie that binds it to the browser.
    pub browser: Hash,
    /// The client that asks.
    pub client: String,
    /// What was asked and what policy requires, as JSON.
    pub snapshot: String,
    /// Who must answer it, where somebody is signed in.
    pub subject: Option<SubjectId>,
    /// The session it belongs to, where there is one.
    pub session: Option<String>,
    /// The caller's clock.
    pub now: Timestamp,
    /// Until when it may be answered.
    pub expires_at: Timestamp,
}

/// A stored request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRequest {
    /// Its identifier.
    pub id: String,
    /// Hash of the cookie that binds it to the browser.
    pub browser: Hash,
    /// The client that asks.
    pub client: String,
    /// What was asked and what policy requires, as JSON.
    pub snapshot: String,
    /// Who must answer it, once that is known; then it never changes.
    pub subject: Option<SubjectId>,
    /// The session it belongs to.
    pub session: Option<String>,
    /// When it came in.
    pub created_at: Timestamp,
    /// Until when it may be answered.
    pub expires_at: Timestamp,
    /// Whether it has been answered.
    pub answered: bool,
}

/// Looks a request up by its identifier; `None` where it is unknown or was swept. An answered or expired one is found too, so
/// that its browser can be told the way back.
#[derive(Clone, Debug)]
pub struct LoadRequest(pub String);

/// Closes a request without a code: cancelled or failed.
#[derive(Clone, Debug)]
pub struct AnswerRequest {
    /// Its identifier.
    pub id: String,
    /// The caller's clock.
    pub now: Timestamp,
    /// What happened.
    pub audit: AuditEvent,
}

/// What became of [`AnswerRequest`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestAnswer {
    /// It is closed now.
    Answered,
    /// It was closed before, or there is none; nothing changed.
    AlreadyAnswered,
}

statements! {
    INSERT = "INSERT INTO requests (id, browser, client, snapshot, subject, session, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    LOAD = "SELECT id, browser, client, snapshot, subject, session, created_at, expires_at, answered_at
        FROM requests WHERE id = $1";
    CLOSE = "UPDATE requests SET answered_at = $2 WHERE id = $1 AND answered_at IS NULL RETURNING id";
}

impl Operation for CreateRequest {
    type Out = ();
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<(), StoreError> {
        let values = values![
            &self.id,
            self.browser,
            &self.client,
            &self.snapshot,
            self.subject.as_ref(),
            self.session.as_ref(),
            self.now,
            self.expires_at,
        ];
        tx.execute(INSERT, values).await?;
        let event = AuditEvent {
            subject: self.subject,
            session: self.session,
            client: Some(self.client),
            ..AuditEvent::new("request_created").with(&[("request", &self.id)])
        };
        event.write(tx, self.now).await
    }
}

impl Operation for LoadRequest {
    type Out = Option<StoredRequest>;
    const ACCESS: Access = Access::Read;

    async fn run(self, tx: &mut impl Tx) -> Result<Option<StoredRequest>, StoreError> {
        decode::first(tx.rows(LOAD, values![&self.0]).await?, stored)
    }
}

impl Operation for AnswerRequest {
    type Out = RequestAnswer;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<RequestAnswer, StoreError> {
        if tx.rows(CLOSE, values![&self.id, self.now]).await?.is_empty() {
            return Ok(RequestAnswer::AlreadyAnswered);
        }
        self.audit.write(tx, self.now).await?;
        Ok(RequestAnswer::Answered)
    }
}

fn stored(row: &mut Row) -> Result<StoredRequest, StoreError> {
    Ok(StoredRequest {
        id: row.text()?,
        browser: row.hash()?,
        client: row.text()?,
        snapshot: row.text()?,
        subject: row.opt_text()?.map(SubjectId::new),
        session: row.opt_text()?,
        created_at: row.time()?,
        expires_at: row.time()?,
        answered: row.opt_time()?.is_some(),
    })
}
