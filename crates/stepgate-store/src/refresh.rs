//! Refresh tokens: rotated at every use; a second use of one ends its family (RFC 9700 §4.14.2).

use crate::grants::Grant;
use crate::hash::Hash;
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
    Rotated(Grant),
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

pending!(LoadRefresh, Read, Option<Grant>);
pending!(RotateRefresh, Write, Rotation);
