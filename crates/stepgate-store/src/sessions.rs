//! Sessions: who is signed in, in which browser, by what evidence.

mod overview;

use crate::audit::AuditEvent;
use crate::decode;
use crate::error::StoreError;
use crate::hash::Hash;
use crate::operation::{Access, Operation, Tx};
use crate::users::User;
use crate::value::Row;
use stepgate_core::session::Lifetime;
use stepgate_core::{Evidence, SubjectId, Timestamp};

#[cfg(test)]
pub(crate) use overview::STATEMENTS as OVERVIEW_STATEMENTS;
pub(crate) use overview::end_all;
pub use overview::{EndOtherSessions, SessionSummary, SessionsOf};

/// A live session, as one of its handles sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its identifier; the cookie's value is another.
    pub id: String,
    /// Who is signed in.
    pub subject: SubjectId,
    /// The same user, as stored now.
    pub user: User,
    /// When the user signed in.
    pub created_at: Timestamp,
    /// The evidence that this handle may see, oldest first.
    pub evidence: Vec<Evidence>,
    /// Whether this is the session's current handle, not one that a step-up has replaced.
    pub handle_is_current: bool,
}

/// Finds the session behind a cookie and notes that it was seen.
///
/// `None` where the handle is unknown or was replaced 60 s ago or more, or the session has ended or outlived `lifetime`, or the
/// user is disabled. The first sight of a new handle ends the ones it replaced.
#[derive(Clone, Copy, Debug)]
pub struct SeeSession {
    /// Hash of the cookie's value.
    pub handle: Hash,
    /// How long sessions live.
    pub lifetime: Lifetime,
    /// The caller's clock.
    pub now: Timestamp,
}

/// Signs out. An ended or unknown session stays as it is.
#[derive(Clone, Debug)]
pub struct EndSession {
    /// The session's identifier.
    pub session: String,
    /// The caller's clock.
    pub now: Timestamp,
}

/// How long a replaced handle goes on seeing what it saw: for requests that were on their way when the cookie changed.
const HANDLE_GRACE_MILLIS: i64 = 60_000;

/// Being seen is written down this often at most, so that most page views write nothing.
const SEEN_MILLIS: i64 = 60_000;

statements! {
    FIND = concat!("SELECT ", user_columns!(), ", s.id, s.created_at, s.seen_at, h.evidence_upto, h.superseded_at
        FROM session_handles h JOIN sessions s ON s.id = h.session JOIN users u ON u.id = s.subject
        WHERE h.hash = $1 AND s.ended_at IS NULL AND u.disabled_at IS NULL");
    EVIDENCE = concat!("SELECT ", evidence_columns!(), " FROM evidence e WHERE e.session = $1 AND e.seq <= $2 ORDER BY e.seq");
    RETIRE_HANDLES = "DELETE FROM session_handles WHERE session = $1 AND superseded_at IS NOT NULL";
    SEEN = "UPDATE sessions SET seen_at = $2 WHERE id = $1 AND seen_at < $2";
    LIVE = "SELECT s.id FROM sessions s JOIN users u ON u.id = s.subject
        WHERE s.id = $1 AND s.subject = $2 AND s.ended_at IS NULL AND u.disabled_at IS NULL";
    END = "UPDATE sessions SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING subject";
}

/// A session as one handle finds it, before it is known to be alive.
struct Found {
    user: User,
    id: String,
    created_at: Timestamp,
    seen_at: Timestamp,
    evidence_upto: Option<i64>,
    superseded_at: Option<Timestamp>,
}

impl Operation for SeeSession {
    type Out = Option<Session>;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<Option<Session>, StoreError> {
        let found = decode::first(tx.rows(FIND, values![self.handle]).await?, found)?;
        let Some(found) = found.filter(|found| self.is_alive(found)) else { return Ok(None) };
        self.mark_seen(tx, &found).await?;
        let upto = found.evidence_upto.unwrap_or(i64::MAX);
        let evidence = decode::all(tx.rows(EVIDENCE, values![&found.id, upto]).await?, decode::evidence)?;
        Ok(Some(Session {
            id: found.id,
            subject: found.user.id.clone(),
            user: found.user,
            created_at: found.created_at,
            evidence,
            handle_is_current: found.superseded_at.is_none(),
        }))
    }
}

impl SeeSession {
    fn is_alive(&self, found: &Found) -> bool {
        let in_grace = |at: Timestamp| at.millis_before(self.now) < HANDLE_GRACE_MILLIS;
        self.lifetime.holds(found.created_at, found.seen_at, self.now) && found.superseded_at.is_none_or(in_grace)
    }

    async fn mark_seen(&self, tx: &mut impl Tx, found: &Found) -> Result<(), StoreError> {
        if found.seen_at.millis_before(self.now) >= SEEN_MILLIS {
            tx.execute(SEEN, values![&found.id, self.now]).await?;
        }
        // Only the holder of the new handle proves that it arrived.
        if found.superseded_at.is_none() && tx.execute(RETIRE_HANDLES, values![&found.id]).await? > 0 {
            let event = AuditEvent::new("session_handle_retired").about(&found.user.id).in_session(&found.id);
            event.write(tx, self.now).await?;
        }
        Ok(())
    }
}

fn found(row: &mut Row) -> Result<Found, StoreError> {
    Ok(Found {
        user: decode::user(row)?,
        id: row.text()?,
        created_at: row.time()?,
        seen_at: row.time()?,
        evidence_upto: row.opt_i64()?,
        superseded_at: row.opt_time()?,
    })
}

impl Operation for EndSession {
    type Out = ();
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<(), StoreError> {
        let ended = tx.rows(END, values![&self.session, self.now]).await?;
        let Some(subject) = decode::first(ended, decode::subject)? else { return Ok(()) };
        AuditEvent::new("session_ended").about(&subject).in_session(&self.session).write(tx, self.now).await
    }
}

/// Whether nothing was said of a session, or it is a live one of this user. Its age is the caller's to know, who has just seen it.
pub(crate) async fn allows(tx: &mut impl Tx, session: Option<&str>, subject: &SubjectId) -> Result<bool, StoreError> {
    match session {
        Some(session) => Ok(!tx.rows(LIVE, values![session, subject]).await?.is_empty()),
        None => Ok(true),
    }
}
