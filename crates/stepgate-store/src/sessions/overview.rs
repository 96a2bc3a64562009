//! The sessions of one user, for that user to look over.

use crate::audit::AuditEvent;
use crate::decode;
use crate::error::StoreError;
use crate::operation::{Access, Operation, Tx};
use crate::value::Row;
use std::collections::HashMap;
use stepgate_core::session::Lifetime;
use stepgate_core::{Evidence, SubjectId, Timestamp};

/// A live session, as its user sees it beside others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionSummary {
    /// Its identifier.
    pub id: String,
    /// When the user signed in.
    pub created_at: Timestamp,
    /// When it was last seen, give or take a minute.
    pub seen_at: Timestamp,
    /// What the browser said it is.
    pub user_agent: Option<String>,
    /// All its evidence, oldest first.
    pub evidence: Vec<Evidence>,
}

/// The live sessions of a user, newest first; a disabled user has none.
#[derive(Clone, Debug)]
pub struct SessionsOf {
    /// Whose.
    pub subject: SubjectId,
    /// How long sessions live.
    pub lifetime: Lifetime,
    /// The caller's clock.
    pub now: Timestamp,
}

/// Signs a user out everywhere else, and answers how many sessions that ended, among them those that had outlived their time.
#[derive(Clone, Debug)]
pub struct EndOtherSessions {
    /// Whose.
    pub subject: SubjectId,
    /// The session that stays; without one, none does.
    pub keep: Option<String>,
    /// The caller's clock.
    pub now: Timestamp,
    /// What happened, if any ended.
    pub audit: AuditEvent,
}

statements! {
    LIST = "SELECT s.id, s.created_at, s.seen_at, s.user_agent FROM sessions s JOIN users u ON u.id = s.subject
        WHERE s.subject = $1 AND s.ended_at IS NULL AND u.disabled_at IS NULL ORDER BY s.created_at DESC, s.id";
    EVIDENCE = concat!("SELECT e.session, ", evidence_columns!(), " FROM sessions s JOIN evidence e ON e.session = s.id
        WHERE s.subject = $1 AND s.ended_at IS NULL ORDER BY e.seq");
    END_ALL = "UPDATE sessions SET ended_at = $3 WHERE subject = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $2";
}

impl Operation for SessionsOf {
    type Out = Vec<SessionSummary>;
    const ACCESS: Access = Access::Read;

    async fn run(self, tx: &mut impl Tx) -> Result<Vec<SessionSummary>, StoreError> {
        let mut sessions = decode::all(tx.rows(LIST, values![&self.subject]).await?, summary)?;
        sessions.retain(|session| self.lifetime.holds(session.created_at, session.seen_at, self.now));
        let found = tx.rows(EVIDENCE, values![&self.subject]).await?;
        let mut evidence: HashMap<String, Vec<Evidence>> = HashMap::new();
        for (session, piece) in decode::all(found, |row| Ok((row.text()?, decode::evidence(row)?)))? {
            evidence.entry(session).or_default().push(piece);
        }
        for session in &mut sessions {
            session.evidence = evidence.remove(&session.id).unwrap_or_default();
        }
        Ok(sessions)
    }
}

fn summary(row: &mut Row) -> Result<SessionSummary, StoreError> {
    Ok(SessionSummary {
        id: row.text()?,
        created_at: row.time()?,
        seen_at: row.time()?,
        user_agent: row.opt_text()?,
        evidence: Vec::new(),
    })
}

impl Operation for EndOtherSessions {
    type Out = u64;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<u64, StoreError> {
        let ended = end_all(tx, &self.subject, self.keep.as_deref(), self.now).await?;
        if ended > 0 {
            self.audit.write(tx, self.now).await?;
        }
        Ok(ended)
    }
}

/// Ends all sessions of a user but one, and says how many.
pub(crate) async fn end_all(
    tx: &mut impl Tx,
    subject: &SubjectId,
    keep: Option<&str>,
    now: Timestamp,
) -> Result<u64, StoreError> {
    tx.execute(END_ALL, values![subject, keep, now]).await
}
