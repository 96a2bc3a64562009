//! Whose account page it is, and what they have proved: the door that every account endpoint goes through.
//!
//! Looking takes a sign-in. Changing a method takes what [`Credentials::change`] says, a few minutes ago at most; whoever lacks it
//! is sent to the step-up page and comes back. There is no other way to a [`Standing`], and nothing changes a method without one.

use crate::credentials::Credentials;
use crate::interaction::{AccountVisit, Interaction, Need, Purpose};
use crate::provider::Provider;
use crate::reply::{Failure, see_other, with_browser};
use crate::visit::Visit;
use axum::response::Response;
use std::sync::Arc;
use stepgate_core::{Decision, Moment, Reach, Requirement, Timestamp, Wanted, decide};
use stepgate_store::credentials::Ceiling;
use stepgate_store::sessions::Session;

/// How long a method that was not added at full strength stays below it, and how long a removal by recovery code waits, in
/// seconds: time for the owner to notice.
pub(crate) const HOLD_SECONDS: i64 = 72 * 3600;

/// Somebody who is signed in, at their own account.
#[derive(Debug)]
pub(crate) struct Owner {
    pub(crate) session: Session,
    pub(crate) credentials: Credentials,
}

/// An owner who has proved what it takes to change a method.
#[derive(Debug)]
pub(crate) struct Standing {
    pub(crate) owner: Owner,
    /// The level that was proved.
    pub(crate) acr: Arc<str>,
    strength: Strength,
    at: Timestamp,
}

/// How an owner got through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Strength {
    /// At a maximal level of the account.
    Full,
    /// By a recovery code and the next-strongest.
    Recovery,
}

/// Through the door, or sent elsewhere first.
pub(crate) type Door<T> = Result<T, Response>;

impl Owner {
    /// Lets in whoever is signed in; others sign in and go on to `then`, a path of ours.
    pub(crate) async fn enter(provider: &Provider, visit: &Visit, then: &str) -> Result<Door<Self>, Failure> {
        match visit.session(provider).await? {
            // What a removed method proved is gone from its sessions: one with nothing left is nobody's.
            Some(session) if is_signed_in(provider, &session, visit.now) => {
                let credentials = Credentials::of(provider, &session.user, visit.now).await?;
                Ok(Ok(Self { session, credentials }))
            }
            Some(_) | None => Ok(Err(send(provider, visit, then, Need::SignIn).await?)),
        }
    }
}

impl Standing {
    /// Lets in whoever has proved enough to change a method; others do so and go on to `then`, a path of ours.
    pub(crate) async fn enter(provider: &Provider, visit: &Visit, then: &str) -> Result<Door<Self>, Failure> {
        let owner = match Owner::enter(provider, visit, then).await? {
            Ok(owner) => owner,
            Err(elsewhere) => return Ok(Err(elsewhere)),
        };
        let levels = provider.policy().levels();
        let requirement = owner.credentials.change(levels, visit.now);
        // Compared with now and nothing else: no request was made that a ceremony could have answered.
        let moment = Moment::Provider { now: visit.now, requested_at: Timestamp::from_millis(i64::MAX) };
        match decide(levels, &requirement, &owner.session.evidence[..], Reach::Unknown, moment) {
            // A handle that a step-up replaced may look, and changes nothing any more.
            Decision::Allow(assurance) if owner.session.handle_is_current => {
                let acr = Arc::clone(&assurance.record().acr);
                let is_maximal = owner.credentials.maximal(levels, visit.now).iter().any(|level| level.acr == acr);
                let strength = if is_maximal { Strength::Full } else { Strength::Recovery };
                Ok(Ok(Self { owner, acr, strength, at: visit.now }))
            }
            Decision::Allow(_) | Decision::Challenge(_) | Decision::Refuse(_) => {
                Ok(Err(send(provider, visit, then, Need::Change).await?))
            }
        }
    }

    /// Whether it was by a recovery code, so that what is done takes effect late.
    pub(crate) fn is_recovery(&self) -> bool {
        self.strength == Strength::Recovery
    }

    /// What a method that is added now counts as, until something stronger vouches for it or the hold is over.
    pub(crate) fn ceiling(&self) -> Ceiling {
        Ceiling { acr: self.acr.to_string(), until: self.at.plus(HOLD_SECONDS) }
    }

    /// When a removal that is asked for now takes effect.
    pub(crate) fn removal_at(&self) -> Timestamp {
        match self.strength {
            Strength::Full => self.at,
            Strength::Recovery => self.at.plus(HOLD_SECONDS),
        }
    }
}

/// Whether a session's evidence makes any level at all.
fn is_signed_in(provider: &Provider, session: &Session, now: Timestamp) -> bool {
    let levels = provider.policy().levels();
    let anything = Requirement::new(levels, Wanted::Any, None, &[]);
    let moment = Moment::Provider { now, requested_at: Timestamp::from_millis(i64::MAX) };
    matches!(decide(levels, &anything, &session.evidence[..], Reach::Unknown, moment), Decision::Allow(_))
}

/// To the sign-in or step-up page, and back to `then`.
async fn send(provider: &Provider, visit: &Visit, then: &str, need: Need) -> Result<Response, Failure> {
    let browser = visit.browser_or_new(provider)?;
    let purpose = Purpose::Account(AccountVisit { then: then.to_owned(), need });
    let client = provider.account_client();
    let interaction = Interaction::open(provider, visit, client, purpose, (&browser, None)).await?;
    Ok(with_browser(see_other(&interaction.base()), provider, &browser))
}
