//! Grants: what a user let a client have, and what tokens are issued from.

use crate::audit::AuditEvent;
use crate::error::StoreError;
use crate::hash::Hash;
use crate::operation::{Access, Operation, Tx};
use crate::value::Row;
use crate::{decode, json};
use stepgate_core::session::Lifetime;
use stepgate_core::{Assurance, SubjectId, Timestamp};

/// A grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Its identifier.
    pub id: String,
    /// Who may use it.
    pub client: String,
    /// Who gave it.
    pub subject: SubjectId,
    /// The session it was given in, and ends with.
    pub session: String,
    /// The scopes.
    pub scope: Vec<String>,
    /// What tokens may assert.
    pub assurance: Assurance,
    /// The `nonce` of the request.
    pub nonce: Option<String>,
    /// When it was given.
    pub created_at: Timestamp,
}

/// A grant to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewGrant {
    /// Its identifier.
    pub id: String,
    /// Who may use it.
    pub client: String,
    /// Who gives it.
    pub subject: SubjectId,
    /// The session it is given in.
    pub session: String,
    /// The scopes.
    pub scope: Vec<String>,
    /// What tokens may assert.
    pub assurance: Assurance,
    /// The `nonce` of the request.
    pub nonce: Option<String>,
}

/// Looks a grant up; `None` unless it is in force: not revoked, its session alive, its user not disabled.
#[derive(Clone, Debug)]
pub struct GrantState {
    /// Its identifier.
    pub id: String,
    /// How long sessions live.
    pub lifetime: Lifetime,
    /// The caller's clock.
    pub now: Timestamp,
}

/// Revokes a grant with all that came of it.
#[derive(Clone, Debug)]
pub struct RevokeGrant {
    /// Its identifier.
    pub id: String,
    /// The client that it must be of, where a client asks.
    pub client: Option<String>,
    /// The caller's clock.
    pub now: Timestamp,
    /// Why, if it was in force.
    pub audit: AuditEvent,
}

/// Revokes the grant behind a refresh token, used or not, and so its whole family (RFC 7009 §2.1).
#[derive(Clone, Debug)]
pub struct RevokeByRefresh {
    /// Hash of the token.
    pub hash: Hash,
    /// The client that asks, authenticated.
    pub client: String,
    /// The caller's clock.
    pub now: Timestamp,
}

/// What became of [`RevokeGrant`] and [`RevokeByRefresh`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revocation {
    /// The grant is revoked, now or since before.
    Revoked,
    /// It is another client's; nothing changed.
    WrongClient,
    /// There is none such.
    Unknown,
}

statements! {
    INSERT = "INSERT INTO grants (id, client, subject, session, scope, acr, amr, auth_time, nonce, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    FIND = concat!("SELECT ", grant_columns!(), ", g.revoked_at, s.ended_at, s.created_at, s.seen_at, u.disabled_at
        FROM grants g JOIN sessions s ON s.id = g.session JOIN users u ON u.id = g.subject WHERE g.id = $1");
    REVOKE = "UPDATE grants SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
    OWNER = "SELECT id, client, subject FROM grants WHERE id = $1";
    BEHIND_REFRESH = "SELECT g.id, g.client, g.subject FROM refresh_tokens t JOIN grants g ON g.id = t.grant_id
        WHERE t.hash = $1";
    REVOKE_OF_SUBJECT = "UPDATE grants SET revoked_at = $2 WHERE revoked_at IS NULL
        AND session IN (SELECT id FROM sessions WHERE subject = $1)";
    REVOKE_OF_CLIENT = "UPDATE grants SET revoked_at = $2 WHERE client = $1 AND revoked_at IS NULL";
}

impl Operation for GrantState {
    type Out = Option<Grant>;
    const ACCESS: Access = Access::Read;

    async fn run(self, tx: &mut impl Tx) -> Result<Option<Grant>, StoreError> {
        Ok(standing(tx, &self.id).await?.within(self.lifetime, self.now).in_force())
    }
}

impl Operation for RevokeGrant {
    type Out = Revocation;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<Revocation, StoreError> {
        let found = decode::first(tx.rows(OWNER, values![&self.id]).await?, owner)?;
        revoke_for(tx, found, self.client.as_deref(), self.now, |_| self.audit).await
    }
}

impl Operation for RevokeByRefresh {
    type Out = Revocation;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<Revocation, StoreError> {
        let found = decode::first(tx.rows(BEHIND_REFRESH, values![self.hash]).await?, owner)?;
        let event = |owner: &Owner| {
            let event = AuditEvent::new("grant_revoked").about(&owner.subject).for_client(&owner.client);
            event.with(&[("grant", &owner.grant), ("by", "refresh_token")])
        };
        revoke_for(tx, found, Some(&self.client), self.now, event).await
    }
}

/// Whose a grant is.
struct Owner {
    grant: String,
    client: String,
    subject: SubjectId,
}

fn owner(row: &mut Row) -> Result<Owner, StoreError> {
    Ok(Owner { grant: row.text()?, client: row.text()?, subject: decode::subject(row)? })
}

/// Revokes what was found for `client`, if it is that client's. The event is written where the grant was in force.
async fn revoke_for(
    tx: &mut impl Tx,
    found: Option<Owner>,
    client: Option<&str>,
    now: Timestamp,
    event: impl FnOnce(&Owner) -> AuditEvent + Send,
) -> Result<Revocation, StoreError> {
    let (revocation, reason) = match found {
        None => (Revocation::Unknown, "unknown"),
        Some(owner) if client.is_some_and(|client| client != owner.client) => (Revocation::WrongClient, "wrong_client"),
        Some(owner) => {
            if revoke(tx, &owner.grant, now).await? {
                event(&owner).write(tx, now).await?;
            }
            return Ok(Revocation::Revoked);
        }
    };
    let refused = AuditEvent { client: client.map(str::to_owned), ..AuditEvent::new("revocation_refused") };
    refused.with(&[("reason", reason)]).write(tx, now).await?;
    Ok(revocation)
}

/// How a grant stands.
pub(crate) enum Standing {
    InForce { grant: Box<Grant>, session: Times },
    Revoked,
    SessionEnded,
}

/// What a session's age is counted from.
pub(crate) struct Times {
    created_at: Timestamp,
    seen_at: Timestamp,
}

impl Standing {
    /// The same, once the session's age is looked at.
    pub(crate) fn within(self, lifetime: Lifetime, now: Timestamp) -> Self {
        match self {
            Self::InForce { session, .. } if !lifetime.holds(session.created_at, session.seen_at, now) => {
                Self::SessionEnded
            }
            Self::InForce { .. } | Self::Revoked | Self::SessionEnded => self,
        }
    }

    pub(crate) fn in_force(self) -> Option<Grant> {
        match self {
            Self::InForce { grant, .. } => Some(*grant),
            Self::Revoked | Self::SessionEnded => None,
        }
    }
}

/// An unknown grant stands as a revoked one.
pub(crate) async fn standing(tx: &mut impl Tx, id: &str) -> Result<Standing, StoreError> {
    let found = tx.rows(FIND, values![id]).await?;
    Ok(decode::first(found, stands)?.unwrap_or(Standing::Revoked))
}

/// Whether it was in force until now.
pub(crate) async fn revoke(tx: &mut impl Tx, id: &str, now: Timestamp) -> Result<bool, StoreError> {
    Ok(tx.execute(REVOKE, values![id, now]).await? > 0)
}

pub(crate) async fn revoke_of_subject(tx: &mut impl Tx, subject: &SubjectId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(REVOKE_OF_SUBJECT, values![subject, now]).await.map(drop)
}

pub(crate) async fn revoke_of_client(tx: &mut impl Tx, client: &str, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(REVOKE_OF_CLIENT, values![client, now]).await.map(drop)
}

pub(crate) async fn insert(tx: &mut impl Tx, grant: &NewGrant, now: Timestamp) -> Result<(), StoreError> {
    let assurance = grant.assurance.record();
    let values = values![
        &grant.id,
        &grant.client,
        &grant.subject,
        &grant.session,
        grant.scope.join(" "),
        &*assurance.acr,
        json::list(&assurance.amr),
        assurance.auth_time,
        grant.nonce.as_ref(),
        now,
    ];
    tx.execute(INSERT, values).await.map(drop)
}

fn stands(row: &mut Row) -> Result<Standing, StoreError> {
    let grant = decode::grant(row)?;
    let revoked = row.opt_time()?.is_some();
    let ended = row.opt_time()?.is_some();
    let session = Times { created_at: row.time()?, seen_at: row.time()? };
    let disabled = row.opt_time()?.is_some();
    Ok(match (revoked, ended || disabled) {
        (true, _) => Standing::Revoked,
        (false, true) => Standing::SessionEnded,
        (false, false) => Standing::InForce { grant: Box::new(grant), session },
    })
}
