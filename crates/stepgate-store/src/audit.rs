//! The audit log: a row in the same transaction as what it tells of.
//!
//! Every operation that changes what somebody may do writes one, and so does every refusal of something that was presented: a
//! code, a challenge, a ceremony. What changes nothing writes none, nor does being seen.

use crate::error::StoreError;
use crate::operation::{Access, Operation, Tx};
use crate::value::Row;
use crate::{decode, json};
use stepgate_core::{SubjectId, Timestamp};

/// Something that happened, as the caller knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEvent {
    /// What: a name like `step_up` or `subject_mismatch`.
    pub kind: &'static str,
    /// To whom.
    pub subject: Option<SubjectId>,
    /// In which session.
    pub session: Option<String>,
    /// For which client.
    pub client: Option<String>,
    /// The rest, a JSON object. No secret, and no personal data but by reference.
    pub detail: String,
}

/// A row of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// Its place in the log.
    pub seq: i64,
    /// When it was written, by the clock of the node.
    pub at: Timestamp,
    /// What happened.
    pub kind: String,
    /// To whom.
    pub subject: Option<String>,
    /// In which session.
    pub session: Option<String>,
    /// For which client.
    pub client: Option<String>,
    /// The rest, a JSON object.
    pub detail: String,
}

/// The last rows, newest first.
#[derive(Clone, Copy, Debug)]
pub struct AuditTail {
    /// How many at most.
    pub limit: u32,
}

/// What happened to one user, newest first.
#[derive(Clone, Debug)]
pub struct ActivityOf {
    /// To whom.
    pub subject: SubjectId,
    /// Only what was written before the row of this number: where the last page ended.
    pub before: Option<i64>,
    /// How many rows at most.
    pub limit: u32,
}

/// Writes down something that changed nothing else.
#[derive(Clone, Debug)]
pub struct Record {
    /// What happened.
    pub event: AuditEvent,
    /// The caller's clock.
    pub now: Timestamp,
}

statements! {
    INSERT = "INSERT INTO audit (at, kind, subject, session, client, detail) VALUES ($1, $2, $3, $4, $5, $6)";
    TAIL = "SELECT seq, at, kind, subject, session, client, detail FROM audit ORDER BY seq DESC LIMIT $1";
    OF_SUBJECT = "SELECT seq, at, kind, subject, session, client, detail FROM audit WHERE subject = $1 AND seq < $2
        ORDER BY seq DESC LIMIT $3";
}

impl AuditEvent {
    /// An event of this kind, and nothing more known yet.
    #[must_use]
    pub fn new(kind: &'static str) -> Self {
        Self { kind, subject: None, session: None, client: None, detail: "{}".to_owned() }
    }

    /// The same, to this user.
    #[must_use]
    pub fn about(self, subject: &SubjectId) -> Self {
        Self { subject: Some(subject.clone()), ..self }
    }

    /// The same, in this session.
    #[must_use]
    pub fn in_session(self, session: &str) -> Self {
        Self { session: Some(session.to_owned()), ..self }
    }

    /// The same, for this client.
    #[must_use]
    pub fn for_client(self, client: &str) -> Self {
        Self { client: Some(client.to_owned()), ..self }
    }

    /// The same, with these members as its detail.
    #[must_use]
    pub fn with(self, members: &[(&str, &str)]) -> Self {
        Self { detail: json::object(members), ..self }
    }

    pub(crate) async fn write(&self, tx: &mut impl Tx, now: Timestamp) -> Result<(), StoreError> {
        let Self { kind, subject, session, client, detail } = self;
        let values = values![now, *kind, subject.as_ref(), session.as_ref(), client.as_ref(), detail];
        tx.execute(INSERT, values).await.map(drop)
    }
}

impl Operation for AuditTail {
    type Out = Vec<AuditRow>;
    const ACCESS: Access = Access::Read;

    async fn run(self, tx: &mut impl Tx) -> Result<Vec<AuditRow>, StoreError> {
        decode::all(tx.rows(TAIL, values![self.limit]).await?, audit_row)
    }
}

impl Operation for ActivityOf {
    type Out = Vec<AuditRow>;
    const ACCESS: Access = Access::Read;

    async fn run(self, tx: &mut impl Tx) -> Result<Vec<AuditRow>, StoreError> {
        let values = values![&self.subject, self.before.unwrap_or(i64::MAX), self.limit];
        decode::all(tx.rows(OF_SUBJECT, values).await?, audit_row)
    }
}

impl Operation for Record {
    type Out = ();
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<(), StoreError> {
        self.event.write(tx, self.now).await
    }
}

fn audit_row(row: &mut Row) -> Result<AuditRow, StoreError> {
    Ok(AuditRow {
        seq: row.i64()?,
        at: row.time()?,
        kind: row.text()?,
        subject: row.opt_text()?,
        session: row.opt_text()?,
        client: row.opt_text()?,
        detail: row.text()?,
    })
}
