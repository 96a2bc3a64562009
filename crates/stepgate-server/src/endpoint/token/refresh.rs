//! `refresh_token` (RFC 6749 §6).

use super::{run, successor};
use crate::provider::Provider;
use crate::secret::Secret;
use std::cmp::Reverse;
use stepgate_core::{
    Assurance, Coverage, Decision, Level, Levels, Moment, Reach, Requirement, Timestamp, Wanted, decide,
};
use stepgate_protocol::client::{Client, RefreshAcr};
use stepgate_protocol::token::{Refresh, TokenError};
use stepgate_store::Hash;
use stepgate_store::grants::Grant;
use stepgate_store::refresh::{LoadRefresh, RotateRefresh, Rotation};
use stepgate_store::sessions::SessionsOf;

/// Rotated, never raised. Scopes whose floor is no longer met by what the tokens will assert are dropped before anything is
/// written.
pub(super) async fn rotate(
    provider: &Provider,
    client: &Client,
    request: Refresh,
    refresh: &Secret,
    now: Timestamp,
) -> Result<Grant, TokenError> {
    let hash = Hash::new(*request.token.bytes());
    // Nothing live, or nothing of this client's: the rotation below finds out whether that is a reuse.
    let live = run(provider, LoadRefresh { hash, now }).await?.filter(|grant| grant.client == client.id);
    let renewal = match live {
        Some(grant) => {
            let assurance = assurance(provider, client, &grant, now).await?;
            let scopes = scopes(provider, client, (&grant, &assurance), request.scope, now)?;
            Some((assurance, scopes))
        }
        None => None,
    };
    let operation = RotateRefresh {
        hash,
        client: client.id.clone(),
        successor: successor(refresh, now),
        lifetime: provider.lifetime(),
        scope: renewal.as_ref().map(|(_, scopes)| scopes.kept.clone()),
        now,
    };
    match (run(provider, operation).await?, renewal) {
        (Rotation::Rotated(grant), Some((assurance, scopes))) => {
            Ok(Grant { scope: scopes.issued, assurance, ..*grant })
        }
        (Rotation::Reused, _) => Err(TokenError::RefreshReused),
        // Rotated, and not live when its floors were to be looked at: nothing is issued on what was not checked.
        (Rotation::Rotated(_), None) | (Rotation::WrongClient | Rotation::Expired | Rotation::Unknown, _) => {
            Err(TokenError::RefreshToken)
        }
        (Rotation::Revoked | Rotation::SessionEnded, _) => Err(TokenError::GrantEnded),
    }
}

/// Compared with now and nothing else: a refresh is no request of the user's, so no evidence was made for it.
const fn at(now: Timestamp) -> Moment {
    Moment::Provider { now, requested_at: Timestamp::from_millis(i64::MAX) }
}

/// What the new tokens assert: the grant's own ceremony, or, for a client that wants that, the level below it that still holds.
async fn assurance(
    provider: &Provider,
    client: &Client,
    grant: &Grant,
    now: Timestamp,
) -> Result<Assurance, TokenError> {
    let levels = provider.policy().levels();
    match client.refresh_acr {
        RefreshAcr::Keep => Ok(grant.assurance.clone()),
        RefreshAcr::Lower if has_not_decayed(levels, &grant.assurance, now) => Ok(grant.assurance.clone()),
        RefreshAcr::Lower => lowered(provider, client, grant, now).await,
    }
}

fn has_not_decayed(levels: &Levels, assurance: &Assurance, now: Timestamp) -> bool {
    let Some(level) = levels.by_acr(&assurance.record().acr) else { return false };
    let requirement = Requirement::any_of(levels, vec![level], None);
    matches!(decide(levels, &requirement, &assurance.asserted(), Reach::Unknown, at(now)), Decision::Allow(_))
}

/// The strongest level covered by the grant's that the session's evidence still meets, dated by that evidence. Only evidence from
/// before the grant counts: what the user proved later was proved for something else, and a refresh raises nothing.
async fn lowered(provider: &Provider, client: &Client, grant: &Grant, now: Timestamp) -> Result<Assurance, TokenError> {
    let sessions = SessionsOf { subject: grant.subject.clone(), lifetime: provider.lifetime(), now };
    let session = run(provider, sessions).await?.into_iter().find(|session| session.id == grant.session);
    let mut evidence = session.ok_or(TokenError::GrantEnded)?.evidence;
    evidence.retain(|evidence| evidence.at() <= grant.created_at);
    let levels = provider.policy().levels();
    let below = below(levels, &grant.assurance.record().acr);
    let requirement = Requirement::any_of(levels, below, None).asked_by(client.id.as_str());
    match decide(levels, &requirement, evidence.as_slice(), Reach::Unknown, at(now)) {
        Decision::Allow(assurance) => Ok(assurance),
        Decision::Challenge(_) | Decision::Refuse(_) => Err(TokenError::FloorNotMet),
    }
}

/// The levels that this one covers, those that cover most of the others first.
fn below<'l>(levels: &'l Levels, acr: &str) -> Vec<&'l Level> {
    let is_below = |held: &str, other: &Level| *other.acr != *held && levels.coverage(held, &other.acr) != Coverage::No;
    let mut below: Vec<_> = levels.iter().filter(|level| is_below(acr, level)).collect();
    below.sort_by_key(|level| Reverse(levels.iter().filter(|other| is_below(&level.acr, other)).count()));
    below
}

/// What a refresh leaves of a grant's scopes.
struct Scopes {
    /// Those whose floor is still met. The new refresh token stands for all of them, whatever is asked for now (RFC 6749 §6).
    kept: Vec<String>,
    /// Those of them that are asked for now.
    issued: Vec<String>,
}

fn scopes(
    provider: &Provider,
    client: &Client,
    (grant, assurance): (&Grant, &Assurance),
    asked: Option<Vec<String>>,
    now: Timestamp,
) -> Result<Scopes, TokenError> {
    let asked = asked.unwrap_or_else(|| grant.scope.clone());
    if !asked.iter().all(|scope| grant.scope.contains(scope)) {
        return Err(TokenError::Scope);
    }
    let (policy, asserted, moment) = (provider.policy(), assurance.asserted(), at(now));
    let meets_floor = |scope: &&String| {
        let floors = policy.floors(&client.id, std::slice::from_ref(*scope));
        let requirement = Requirement::new(policy.levels(), Wanted::Any, None, &floors);
        floors.is_empty()
            || matches!(decide(policy.levels(), &requirement, &asserted, Reach::Unknown, moment), Decision::Allow(_))
    };
    let kept: Vec<String> = grant.scope.iter().filter(meets_floor).cloned().collect();
    let issued: Vec<String> = asked.into_iter().filter(|scope| kept.contains(scope)).collect();
    if issued.is_empty() { Err(TokenError::FloorNotMet) } else { Ok(Scopes { kept, issued }) }
}
