//! Refresh tokens: rotated at every use; a second use of one ends its family (RFC 9700 §4.14.2).

use crate::audit::AuditEvent;
use crate::error::StoreError;
use crate::grants::{Grant, Standing};
use crate::hash::Hash;
use crate::operation::{Access, Operation, Tx};
use crate::value::Row;
use crate::{decode, grants};
use stepgate_core::Timestamp;
use stepgate_core::session::Lifetime;

/// A refresh token to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewRefresh {
    /// Hash of the token.
    pub hash: Hash,
    /// Until when it may be used.
    pub expires_at: Timestamp,
}

/// Looks up what a refresh token stands for; `None` unless it could be rotated now, the session's age aside.
///
/// `None` does not mean that nothing need be done: the caller goes on to [`RotateRefresh`], which is what detects a reuse.
#[derive(Clone, Copy, Debug)]
pub struct LoadRefresh {
    /// Hash of the token.
    pub hash: Hash,
    /// The caller's clock.
    pub now: Timestamp,
}

/// Replaces a refresh token by its successor.
#[derive(Clone, Debug)]
pub struct RotateRefresh {
    /// Hash of the token presented.
    pub hash: Hash,
    /// The client that presents it, authenticated.
    pub client: String,
    /// The token to be given in its place.
    pub successor: NewRefresh,
    /// How long sessions live.
    pub lifetime: Lifetime,
    /// The scopes that remain; `None` leaves them as they are. The grant is narrowed to them and never widened.
    pub scope: Option<Vec<String>>,
    /// The caller's clock.
    pub now: Timestamp,
}

/// What became of [`RotateRefresh`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rotation {
    /// Issue tokens from this grant, and the successor.
    Rotated(Box<Grant>),
    /// The token was used before; the whole family is revoked now.
    Reused,
    /// It was issued to another client; nothing changed.
    WrongClient,
    /// It came too late.
    Expired,
    /// The grant was revoked.
    Revoked,
    /// The session has ended or outlived its lifetime, or the user is disabled.
    SessionEnded,
    /// There is no such token.
    Unknown,
}

statements! {
    INSERT = "INSERT INTO refresh_tokens (hash, grant_id, created_at, expires_at) VALUES ($1, $2, $3, $4)";
    LIVE = "SELECT grant_id FROM refresh_tokens WHERE hash = $1 AND rotated_at IS NULL AND expires_at > $2";
    ROTATE = "UPDATE refresh_tokens SET rotated_at = $3 WHERE hash = $1 AND rotated_at IS NULL
        AND EXISTS (SELECT 1 FROM grants g WHERE g.id = grant_id AND g.client = $2) RETURNING grant_id, expires_at";
    PRESENTED = "SELECT t.grant_id, g.client FROM refresh_tokens t JOIN grants g ON g.id = t.grant_id WHERE t.hash = $1";
    // An application that goes on refreshing is in use, and so is the session behind it.
    SEEN = "UPDATE sessions SET seen_at = $2 WHERE id = $1 AND seen_at < $2";
    NARROW = "UPDATE grants SET scope = $2 WHERE id = $1";
}

impl Operation for LoadRefresh {
    type Out = Option<Grant>;
    const ACCESS: Access = Access::Read;

    async fn run(self, tx: &mut impl Tx) -> Result<Option<Grant>, StoreError> {
        let live = decode::first(tx.rows(LIVE, values![self.hash, self.now]).await?, Row::text)?;
        let Some(grant) = live else { return Ok(None) };
        Ok(grants::standing(tx, &grant).await?.in_force())
    }
}

impl Operation for RotateRefresh {
    type Out = Rotation;
    const ACCESS: Access = Access::Write;

    async fn run(self, tx: &mut impl Tx) -> Result<Rotation, StoreError> {
        let used = tx.rows(ROTATE, values![self.hash, &self.client, self.now]).await?;
        let rotation = match decode::first(used, |row| Ok((row.text()?, row.time()?)))? {
            Some((grant, expires_at)) => self.rotate(tx, &grant, expires_at).await?,
            None => self.presented_in_vain(tx).await?,
        };
        self.event(&rotation).write(tx, self.now).await?;
        Ok(rotation)
    }
}

impl RotateRefresh {
    async fn rotate(&self, tx: &mut impl Tx, grant: &str, expires_at: Timestamp) -> Result<Rotation, StoreError> {
        let mut grant = match grants::standing(tx, grant).await?.within(self.lifetime, self.now) {
            Standing::Revoked => return Ok(Rotation::Revoked),
            Standing::SessionEnded => return Ok(Rotation::SessionEnded),
            Standing::InForce { .. } if self.now >= expires_at => return Ok(Rotation::Expired),
            Standing::InForce { grant, .. } => grant,
        };
        if let Some(remaining) = &self.scope {
            grant.scope.retain(|scope| remaining.contains(scope));
            tx.execute(NARROW, values![&grant.id, grant.scope.join(" ")]).await?;
        }
        tx.execute(SEEN, values![&grant.session, self.now]).await?;
        insert(tx, &self.successor, &grant.id, self.now).await?;
        Ok(Rotation::Rotated(grant))
    }

    /// Why the token could not be used up: somebody else's, used up before, or none.
    async fn presented_in_vain(&self, tx: &mut impl Tx) -> Result<Rotation, StoreError> {
        let known = tx.rows(PRESENTED, values![self.hash]).await?;
        match decode::first(known, |row| Ok((row.text()?, row.text()?)))? {
            None => Ok(Rotation::Unknown),
            Some((_, client)) if client != self.client => Ok(Rotation::WrongClient),
            Some((grant, _)) => {
                grants::revoke(tx, &grant, self.now).await?;
                Ok(Rotation::Reused)
            }
        }
    }

    fn event(&self, rotation: &Rotation) -> AuditEvent {
        let reason = match rotation {
            Rotation::Rotated(grant) => {
                let event = AuditEvent::new("refresh_rotated").about(&grant.subject).in_session(&grant.session);
                return event.for_client(&self.client).with(&[("grant", &grant.id)]);
            }
            Rotation::Reused => "reused",
            Rotation::WrongClient => "wrong_client",
            Rotation::Expired => "expired",
            Rotation::Revoked => "revoked",
            Rotation::SessionEnded => "session_ended",
            Rotation::Unknown => "unknown",
        };
        AuditEvent::new("refresh_refused").for_client(&self.client).with(&[("reason", reason)])
    }
}

pub(crate) async fn insert(
    tx: &mut impl Tx,
    token: &NewRefresh,
    grant: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(INSERT, values![token.hash, grant, now, token.expires_at]).await.map(drop)
}
