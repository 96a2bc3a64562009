//! One authorization request in one browser: the stored snapshot, the session as this browser sees it, and the decision
//! between them.
//!
//! What is required is read from the snapshot each time; no page, cookie or form field says it. Whatever order a browser calls
//! the endpoints in, a code is issued only from [`Interaction::finish`], which takes what `decide` proved.

mod answer;
mod purpose;

pub(crate) use purpose::{AccountVisit, Need, Purpose, Snapshot};

use crate::credentials::Credentials;
use crate::endpoint::consent;
use crate::provider::Provider;
use crate::reply::{Failure, see_other};
use crate::secret::Secret;
use crate::visit::Visit;
use axum::response::Response;
use std::sync::Arc;
use stepgate_core::{
    Assurance, Decision, Evidence, MaxAge, Method, Moment, Reach, Requirement, SubjectId, Timestamp, Usable, Wanted,
    decide,
};
use stepgate_protocol::authorize::PageError;
use stepgate_protocol::client::Client;
use stepgate_store::audit::AuditEvent;
use stepgate_store::requests::{CreateRequest, LoadRequest};
use stepgate_store::sessions::Session;

/// How long an authorization request may be open, in seconds.
pub(crate) const REQUEST_SECONDS: i64 = 600;
/// Where the account page is.
pub(crate) const ACCOUNT: &str = "/account";

/// An open request, in the browser that it belongs to.
#[derive(Debug)]
pub(crate) struct Interaction<'p> {
    pub(crate) provider: &'p Provider,
    pub(crate) visit: &'p Visit,
    pub(crate) id: String,
    pub(crate) client: Arc<Client>,
    pub(crate) purpose: Purpose,
    pub(crate) requested_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    /// The user that the request was pinned to.
    pub(crate) pinned: Option<SubjectId>,
    pub(crate) session: Option<Session>,
    /// The session user's credentials.
    pub(crate) credentials: Credentials,
    pub(crate) now: Timestamp,
}

impl<'p> Interaction<'p> {
    /// Stores a request of this browser, pinned to `hinted`, or else to whoever is signed in.
    pub(crate) async fn open(
        provider: &'p Provider,
        visit: &'p Visit,
        client: Arc<Client>,
        purpose: Purpose,
        (browser, hinted): (&Secret, Option<SubjectId>),
    ) -> Result<Self, Failure> {
        let session = visit.session(provider).await?;
        let (id, expires_at) = (provider.identifier()?, visit.now.plus(REQUEST_SECONDS));
        let pinned = hinted.or_else(|| session.as_ref().map(|session| session.subject.clone()));
        let create = CreateRequest {
            id: id.clone(),
            browser: browser.hash(),
            client: client.id.clone(),
            snapshot: serde_json::to_string(&purpose).map_err(|_| Failure::Unavailable)?,
            subject: pinned.clone(),
            session: session.as_ref().map(|session| session.id.clone()),
            now: visit.now,
            expires_at,
        };
        provider.storage().run(create).await?;
        let (requested_at, now, credentials) = (visit.now, visit.now, Credentials::default());
        Self { provider, visit, id, client, purpose, requested_at, expires_at, pinned, session: None, credentials, now }
            .with_session(session)
            .await
    }

    /// Loads the request, if it is open and belongs to this browser, with the browser's session.
    pub(crate) async fn load(provider: &'p Provider, visit: &'p Visit, id: &str) -> Result<Self, Failure> {
        let stored = provider.storage().run(LoadRequest(id.to_owned())).await?.ok_or(Failure::NotThisBrowser)?;
        if visit.browser_hash() != Some(stored.browser) {
            return Err(Failure::NotThisBrowser);
        }
        // A sign-out is kept in the same table, and is no interaction.
        let purpose: Purpose = serde_json::from_str(&stored.snapshot).map_err(|_| Failure::NotThisBrowser)?;
        if stored.answered {
            return Err(Failure::Answered);
        }
        if stored.expires_at <= visit.now {
            return Err(Failure::Expired { back: way_back(provider, &purpose) });
        }
        let client = match &purpose {
            Purpose::Code(_) => provider.client(&stored.client).await?,
            Purpose::Account(_) => Some(provider.account_client()),
        };
        let client = client.ok_or(Failure::Request(PageError::UnknownClient))?;
        let session = visit.session(provider).await?;
        let interaction = Self {
            provider,
            visit,
            id: stored.id,
            client,
            purpose,
            requested_at: stored.created_at,
            expires_at: stored.expires_at,
            pinned: stored.subject,
            session: None,
            credentials: Credentials::default(),
            now: visit.now,
        }
        .with_session(session)
        .await?;
        if interaction.is_for_another() { Err(Failure::SubjectMismatch) } else { Ok(interaction) }
    }

    /// Adds the session, and what its user could still use.
    pub(crate) async fn with_session(mut self, session: Option<Session>) -> Result<Self, Failure> {
        if let Some(session) = session {
            self.credentials = Credentials::of(self.provider, &session.user, self.now).await?;
            self.session = Some(session);
        }
        Ok(self)
    }

    /// What must hold, from what was stored and the policy of now.
    pub(crate) fn requirement(&self) -> Requirement<'p> {
        let policy = self.provider.policy();
        match (&self.purpose, &self.session) {
            (Purpose::Code(snapshot), _) => {
                snapshot.request.requirement(&self.client, policy).asked_by(self.client.id.as_str())
            }
            (Purpose::Account(AccountVisit { need: Need::Change, .. }), Some(_)) => {
                self.credentials.change(policy.levels(), self.now)
            }
            // With nobody signed in, what the account can reach is not known yet.
            (Purpose::Account(_), _) => Requirement::new(policy.levels(), Wanted::Any, None, &[]),
        }
    }

    /// Whether it holds.
    pub(crate) fn decide(&self) -> Decision<Assurance> {
        self.decide_with(&self.usable())
    }

    /// Whether it holds; if not, what these could do about it.
    pub(crate) fn decide_with(&self, usable: &[Usable]) -> Decision<Assurance> {
        let moment = Moment::Provider { now: self.now, requested_at: self.requested_at };
        decide(self.provider.policy().levels(), &self.requirement(), self.evidence(), Reach::Usable(usable), moment)
    }

    /// The methods that can still be used: what this user has, or, with nobody signed in, what we offer.
    pub(crate) fn usable(&self) -> Vec<Usable> {
        match &self.session {
            Some(_) => self.credentials.usable(self.now),
            None => self.provider.offered().into_iter().map(Usable::from).collect(),
        }
    }

    /// Whether the request asks for a ceremony of its own, as for one action.
    pub(crate) fn asks_each_time(&self) -> bool {
        let Some(request) = self.purpose.request() else { return false };
        let floors = self.provider.policy().floors(&self.client.id, &request.scope);
        request.max_age == Some(0) || floors.iter().any(|floor| floor.max_age == Some(MaxAge::ZERO))
    }

    pub(crate) fn evidence(&self) -> &[Evidence] {
        self.session.as_ref().map_or(&[], |session| session.evidence.as_slice())
    }

    /// Whether a ceremony of this kind is a step towards the requirement. Asked before any ceremony is looked at, whatever the
    /// page showed.
    pub(crate) fn allows(&self, method: &Method) -> bool {
        match self.decide() {
            Decision::Challenge(challenge) => challenge.methods.iter().any(|named| method.counts_as(named)),
            Decision::Allow(_) | Decision::Refuse(_) => false,
        }
    }

    /// Whether this one credential is a step towards the requirement, in the place of all others of its kind.
    pub(crate) fn is_helped_by(&self, credential: &Usable) -> bool {
        let method = &credential.method;
        let is_other = |other: &Usable| !other.method.counts_as(method) && !method.counts_as(&other.method);
        let usable: Vec<_> = self.usable().into_iter().filter(is_other).chain([credential.clone()]).collect();
        match self.decide_with(&usable) {
            Decision::Challenge(challenge) => challenge.methods.iter().any(|named| method.counts_as(named)),
            Decision::Allow(_) | Decision::Refuse(_) => false,
        }
    }

    /// Whether a ceremony that was proved is one that was asked for. At a sign-in the method alone decides: whose authenticator
    /// it would be, and how far it reaches, was not known when the page was shown.
    pub(crate) fn accepts(&self, credential: &Usable) -> bool {
        match self.session {
            Some(_) => self.is_helped_by(credential),
            None => self.allows(&credential.method),
        }
    }

    /// The user whose ceremony this must be, where that is known.
    pub(crate) fn expected(&self) -> Option<&SubjectId> {
        self.pinned.as_ref().or_else(|| self.session.as_ref().map(|session| &session.subject))
    }

    /// Whether somebody else is signed in here than the request is pinned to: their session must not answer for it.
    pub(crate) fn is_for_another(&self) -> bool {
        match (&self.pinned, &self.session) {
            (Some(pinned), Some(session)) => session.subject != *pinned,
            (None, _) | (_, None) => false,
        }
    }

    /// The path that this interaction's forms post below.
    pub(crate) fn base(&self) -> String {
        format!("/interaction/{}", self.id)
    }

    /// Goes on as far as nothing more is needed of the user: to the application, or to the page that asks.
    pub(crate) async fn advance(&self) -> Result<Response, Failure> {
        match self.decide() {
            Decision::Allow(assurance) if !consent::is_needed(self).await? => self.finish(assurance).await,
            Decision::Allow(_) | Decision::Challenge(_) | Decision::Refuse(_) => Ok(see_other(&self.base())),
        }
    }

    /// An audit event of this request.
    pub(crate) fn event(&self, kind: &'static str, detail: &serde_json::Value) -> AuditEvent {
        AuditEvent {
            kind,
            subject: self.expected().cloned(),
            session: self.session.as_ref().map(|session| session.id.clone()),
            client: Some(self.client.id.clone()),
            detail: detail.to_string(),
        }
    }
}

/// Where an expired page leads.
fn way_back(provider: &Provider, purpose: &Purpose) -> Option<String> {
    match purpose {
        Purpose::Code(snapshot) => {
            let cancelled = answer::cancelled(&snapshot.request);
            let response = snapshot.return_to.with_error(provider.issuer().url(), &cancelled);
            response.location().map(str::to_owned)
        }
        Purpose::Account(_) => Some(ACCOUNT.to_owned()),
    }
}
