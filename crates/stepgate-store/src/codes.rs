//! Authorization codes (RFC 6749 §4.1, RFC 7636): one use, whoever presents them.

use crate::audit::AuditEvent;
use crate::grants::{Grant, NewGrant};
use crate::hash::Hash;
use crate::refresh::NewRefresh;
use stepgate_core::Timestamp;

/// Answers a request with a code: the request is closed, the grant noted down, the code made.
#[derive(Clone, Debug)]
pub struct IssueCode {
    /// Hash of the code.
    pub hash: Hash,
    /// The request it answers.
    pub request: String,
    /// What the code stands for.
    pub grant: NewGrant,
    /// Where the code is sent.
    pub redirect_uri: String,
    /// `code_challenge` of the request (S256), where it had one.
    pub pkce_challenge: Option<String>,
    /// The caller's clock.
    pub now: Timestamp,
    /// Until when the code may be redeemed.
    pub expires_at: Timestamp,
    /// What happened, if it is issued.
    pub audit: AuditEvent,
}

/// What became of [`IssueCode`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeIssue {
    /// The code is good.
    Issued,
    /// The request was answered before, has expired or is unknown; nothing changed.
    AlreadyAnswered,
    /// The session has ended, or the user is disabled; nothing changed.
    SessionEnded,
    /// The request, the session or the assurance belongs to somebody else than the grant says; nothing changed.
    SubjectMismatch,
}

/// What the client shows for PKCE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PkceProof {
    /// It sent no `code_verifier`.
    None,
    /// The base64url SHA-256 of the `code_verifier` it sent.
    S256(String),
}

/// Redeems a code. Every presentation of a known code uses it up, whatever is wrong with it.
#[derive(Clone, Debug)]
pub struct RedeemCode {
    /// Hash of the code.
    pub hash: Hash,
    /// The client that presents it, authenticated.
    pub client: String,
    /// `redirect_uri` of the token request.
    pub redirect_uri: String,
    /// What came of its `code_verifier`.
    pub pkce: PkceProof,
    /// The refresh token to make, where the client gets one.
    pub refresh: Option<NewRefresh>,
    /// The caller's clock.
    pub now: Timestamp,
}

/// What became of [`RedeemCode`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Redemption {
    /// Issue tokens from this grant.
    Redeemed(Grant),
    /// The code was presented before; its grant is revoked now (RFC 6749 §4.1.2).
    Replayed,
    /// It came too late.
    Expired,
    /// It was issued to another client.
    WrongClient,
    /// It was sent to another address.
    WrongRedirectUri,
    /// The verifier does not fit, is missing, or came without a challenge (RFC 9700 §2.1.1).
    WrongVerifier,
    /// There is no such code.
    Unknown,
    /// The session has ended, or the user is disabled.
    SessionEnded,
    /// The grant was revoked.
    Revoked,
}

pending!(IssueCode, Write, CodeIssue);
pending!(RedeemCode, Write, Redemption);
