//! The one place that issues tokens.
//!
//! It takes an [`Assurance`], which only a decision on evidence makes, and never a flag. `acr`, `amr` and `auth_time` are copied
//! from it as they are: at the first issue and at every refresh (RFC 9068 §2.2.1, OpenID Connect Core §12.2).

use crate::client::Client;
use crate::jwt::{Algorithm, SignError, SigningKeys, Typ};
use serde::Serialize;
use std::borrow::Cow;
use stepgate_core::{Assurance, MaxAge, Policy, Timestamp};

/// How long an access token lives at most, in seconds.
pub const ACCESS_TOKEN_SECONDS: i64 = 300;
/// How long a client may take to look at an ID token, in seconds.
pub const ID_TOKEN_SECONDS: i64 = 300;
/// What is left to an access token for a scope that asks for a ceremony each time: the guard's grace.
const SECONDS_AT_ZERO: i64 = 60;

/// What was granted, and by which ceremony.
#[derive(Clone, Copy, Debug)]
pub struct Granted<'a> {
    /// The identifier under which the grant can be revoked.
    pub id: &'a str,
    /// The session it came from.
    pub session: &'a str,
    /// The scopes.
    pub scope: &'a [String],
    /// What the decision proved.
    pub assurance: &'a Assurance,
    /// The request's `nonce`.
    pub nonce: Option<&'a str>,
}

/// Who issues, when, and under which policy.
#[derive(Clone, Copy, Debug)]
pub struct Issuer<'a> {
    /// The `iss` claim.
    pub url: &'a str,
    /// The keys that sign.
    pub keys: &'a SigningKeys,
    /// The floors that shorten tokens.
    pub policy: &'a Policy,
    /// The time of issue.
    pub now: Timestamp,
}

/// What the token endpoint answers (RFC 6749 §5.1, OpenID Connect Core §3.1.3.3).
#[derive(Serialize)]
pub struct Tokens {
    access_token: String,
    token_type: &'static str,
    expires_in: i64,
    id_token: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
    scope: String,
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tokens")
            .field("scope", &self.scope)
            .field("expires_in", &self.expires_in)
            .finish_non_exhaustive()
    }
}

/// The claims that every token shares: who, how strongly, when.
#[derive(Serialize)]
struct Common<'a> {
    iss: &'a str,
    sub: &'a str,
    iat: i64,
    exp: i64,
    acr: &'a str,
    amr: &'a [Cow<'static, str>],
    auth_time: i64,
    sid: &'a str,
}

/// RFC 9068 §2.2.
#[derive(Serialize)]
struct AccessToken<'a> {
    #[serde(flatten)]
    common: Common<'a>,
    aud: &'a str,
    client_id: &'a str,
    scope: &'a str,
    jti: &'a str,
    /// Under which grant the token can be revoked.
    grant_id: &'a str,
}

/// OpenID Connect Core §2.
#[derive(Serialize)]
struct IdToken<'a> {
    #[serde(flatten)]
    common: Common<'a>,
    aud: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonce: Option<&'a str>,
}

/// Why no token was issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IssueError {
    /// The client registered an algorithm that there is no key for.
    #[error("there is no key for {0}")]
    NoKey(Algorithm),
    /// The signature could not be made.
    #[error("the token could not be signed")]
    Signature,
}

impl From<SignError> for IssueError {
    fn from(_: SignError) -> Self {
        Self::Signature
    }
}

/// Issues an access token and an ID token.
///
/// `jti` names the access token and is drawn by the caller; `refresh_token` was put away by its hash before this.
///
/// # Errors
/// [`IssueError`].
pub fn tokens(
    issuer: &Issuer<'_>,
    client: &Client,
    granted: &Granted<'_>,
    jti: &str,
    refresh_token: Option<String>,
) -> Result<Tokens, IssueError> {
    let now = issuer.now.seconds();
    let algorithm = client.id_token_signed_response_alg;
    let id_token_key = issuer.keys.id_tokens(algorithm).ok_or(IssueError::NoKey(algorithm))?;
    let scope = granted.scope.join(" ");
    let expires_in = access_token_seconds(issuer, client, granted);
    let access = AccessToken {
        common: common(issuer, granted, now.saturating_add(expires_in)),
        aud: &client.audience,
        client_id: &client.id,
        scope: &scope,
        jti,
        grant_id: granted.id,
    };
    let id = IdToken {
        common: common(issuer, granted, now.saturating_add(ID_TOKEN_SECONDS)),
        aud: &client.id,
        nonce: granted.nonce,
    };
    Ok(Tokens {
        access_token: issuer.keys.access_tokens().sign(Typ::AccessToken, &access)?,
        token_type: "Bearer",
        expires_in,
        id_token: id_token_key.sign(Typ::IdToken, &id)?,
        refresh_token,
        scope,
    })
}

fn common<'a>(issuer: &Issuer<'a>, granted: &Granted<'a>, exp: i64) -> Common<'a> {
    let record = granted.assurance.record();
    Common {
        iss: issuer.url,
        sub: record.subject.as_str(),
        iat: issuer.now.seconds(),
        exp,
        acr: &record.acr,
        amr: &record.amr,
        auth_time: record.auth_time.seconds(),
        sid: granted.session,
    }
}

/// Five minutes, and no longer than a scope with a floor has freshness left: a guard that looks at `exp` alone must not be
/// more generous than the policy.
fn access_token_seconds(issuer: &Issuer<'_>, client: &Client, granted: &Granted<'_>) -> i64 {
    let record = granted.assurance.record();
    let floors = issuer.policy.floors(&client.id, granted.scope);
    if floors.is_empty() {
        return ACCESS_TOKEN_SECONDS;
    }
    let level = issuer.policy.levels().by_acr(&record.acr).and_then(|level| level.max_age);
    match floors.iter().fold(level, |limit, floor| MaxAge::tighter(limit, floor.max_age)) {
        None => ACCESS_TOKEN_SECONDS,
        Some(MaxAge::ZERO) => SECONDS_AT_ZERO,
        Some(limit) => {
            let left = record.auth_time.plus(i64::from(limit.as_seconds())).seconds() - issuer.now.seconds();
            left.clamp(1, ACCESS_TOKEN_SECONDS)
        }
    }
}
