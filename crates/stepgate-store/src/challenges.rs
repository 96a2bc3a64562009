//! WebAuthn challenges: reserved for one purpose, consumed once, before the signature is looked at.

use crate::audit::AuditEvent;
use crate::decode;
use crate::error::StoreError;
use crate::hash::Hash;
use crate::operation::{Access, Operation, Tx};
use crate::value::Row;
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

statements! {
    INSERT = "INSERT INTO challenges (hash, purpose, request, ticket, session, subject, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    CONSUME = "UPDATE challenges SET consumed_at = $6
        WHERE hash = $1 AND purpose = $2 AND request IS NOT DISTINCT FROM $3 AND ticket IS NOT DISTINCT FROM $4
        AND session IS NOT DISTINCT FROM $5 AND consumed_at IS NULL AND expires_at > $6
        RETURNING subject, created_at";
}

impl Purpose {
    const fn name(self) -> &'static str {
        match self {
            Self::Authenticate => "authenticate",
            Self::Register => "register",
        }
    }
}

impl Operation for ReserveChallenge {
    type Out = ();
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<(), StoreError> {
        let values = values![
            self.hash,
            self.purpose.name(),
            self.request.as_ref(),
            self.ticket,
            self.session.as_ref(),
            self.subject.as_ref(),
            self.now,
            self.expires_at,
        ];
        tx.execute(INSERT, values).await?;
        let event = AuditEvent::new("challenge_reserved").with(&[("purpose", self.purpose.name())]);
        AuditEvent { subject: self.subject, session: self.session, ..event }.write(tx, self.now).await
    }
}

impl Operation for ConsumeChallenge {
    type Out = ChallengeUse;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<ChallengeUse, StoreError> {
        let values = values![
            self.hash,
            self.purpose.name(),
            self.request.as_ref(),
            self.ticket,
            self.session.as_ref(),
            self.now,
        ];
        let challenge = decode::first(tx.rows(CONSUME, values).await?, consumed)?.unwrap_or(ChallengeUse::NotUsable);
        let event = match &challenge {
            ChallengeUse::Consumed { subject, .. } => {
                AuditEvent { subject: subject.clone(), ..AuditEvent::new("challenge_consumed") }
            }
            ChallengeUse::NotUsable => AuditEvent::new("challenge_refused"),
        };
        let event = AuditEvent { session: self.session, ..event.with(&[("purpose", self.purpose.name())]) };
        event.write(tx, self.now).await?;
        Ok(challenge)
    }
}

fn consumed(row: &mut Row) -> Result<ChallengeUse, StoreError> {
    Ok(ChallengeUse::Consumed { subject: row.opt_text()?.map(SubjectId::new), created_at: row.time()? })
}
