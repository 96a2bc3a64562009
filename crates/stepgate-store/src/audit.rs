//! The audit log: a row in the same transaction as what it tells of.

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

/// Writes down something that changed nothing else.
#[derive(Clone, Debug)]
pub struct Record {
    /// What happened.
    pub event: AuditEvent,
    /// The caller's clock.
    pub now: Timestamp,
}

pending!(AuditTail, Read, Vec<AuditRow>);
pending!(Record, Write, ());
