//! WebAuthn challenges: reserved for one purpose, consumed once, before the signature is looked at.

use crate::hash::Hash;
use stepgate_core::{SubjectId, Timestamp};

/// Which ceremony a challenge was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// An assertion.
    Authenticate,
    /// A registration.
    Register,
}

/// Notes a challenge down before it goes to the browser.
#[derive(Clone, Debug)]
pub struct ReserveChallenge {
    /// Hash of the challenge.
    pub hash: Hash,
    /// What it is for.
    pub purpose: Purpose,
    /// The authorization request it belongs to.
    pub request: Option<String>,
    /// Hash of the enrolment ticket it belongs to.
    pub ticket: Option<Hash>,
    /// The session it belongs to.
    pub session: Option<String>,
    /// Who must answer it, where that is known.
    pub subject: Option<SubjectId>,
    /// The caller's clock.
    pub now: Timestamp,
    /// Until when it may be answered.
    pub expires_at: Timestamp,
}

/// Uses a challenge up. Every binding must be the one it was reserved with, an absent one absent.
#[derive(Clone, Debug)]
pub struct ConsumeChallenge {
    /// Hash of the challenge that came back.
    pub hash: Hash,
    /// What it is used for.
    pub purpose: Purpose,
    /// The authorization request it is used in.
    pub request: Option<String>,
    /// Hash of the enrolment ticket it is used with.
    pub ticket: Option<Hash>,
    /// The session it is used in.
    pub session: Option<String>,
    /// The caller's clock.
    pub now: Timestamp,
}

/// What became of [`ConsumeChallenge`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChallengeUse {
    /// It was good, and is used up.
    Consumed {
        /// Who must answer it, where that was known.
        subject: Option<SubjectId>,
        /// When it was reserved.
        created_at: Timestamp,
    },
    /// Unknown, expired, used before, or made for something else.
    NotUsable,
}

pending!(ReserveChallenge, Write, ());
pending!(ConsumeChallenge, Write, ChallengeUse);
