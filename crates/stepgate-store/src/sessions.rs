//! Sessions: who is signed in, in which browser, by what evidence.

use crate::hash::Hash;
use crate::users::User;
use stepgate_core::session::Lifetime;
use stepgate_core::{Evidence, SubjectId, Timestamp};

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

pending!(SeeSession, Write, Option<Session>);
pending!(EndSession, Write, ());
