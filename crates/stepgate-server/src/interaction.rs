//! One authorization request in one browser: the stored snapshot, the session as this browser sees it, and the decision
//! between them.
//!
//! What is required is read from the snapshot each time; no page, cookie or form field says it. Whatever order a browser calls
//! the endpoints in, a code is issued only from [`Interaction::finish`], which takes what `decide` proved.

use crate::endpoint::consent;
use crate::provider::Provider;
use crate::reply::{Failure, deliver, see_other};
use crate::visit::Visit;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use stepgate_core::{
    Assurance, Decision, Evidence, Method, Moment, Reach, Reason, Requirement, SubjectId, Timestamp, Usable, decide,
};
use stepgate_protocol::authorize::{
    AuthorizationRequest, AuthorizationResponse, AuthorizeError, PageError, Prompt, ReturnTo,
};
use stepgate_protocol::client::Client;
use stepgate_store::audit::AuditEvent;
use stepgate_store::codes::{CodeIssue, IssueCode};
use stepgate_store::grants::NewGrant;
use stepgate_store::passkeys::{Passkey, PasskeysOf};
use stepgate_store::requests::{AnswerRequest, LoadRequest};
use stepgate_store::sessions::Session;

/// How long an authorization request may be open, in seconds.
pub(crate) const REQUEST_SECONDS: i64 = 600;
/// How long a code may be redeemed, in seconds.
const CODE_SECONDS: i64 = 60;

/// What is stored of a request, and never changed.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Snapshot {
    pub(crate) return_to: ReturnTo,
    pub(crate) request: AuthorizationRequest,
}

/// An open request, in the browser that it belongs to.
#[derive(Debug)]
pub(crate) struct Interaction<'p> {
    pub(crate) provider: &'p Provider,
    pub(crate) visit: &'p Visit,
    pub(crate) id: String,
    pub(crate) client: Arc<Client>,
    pub(crate) snapshot: Snapshot,
    pub(crate) requested_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    /// The user that the request was pinned to.
    pub(crate) pinned: Option<SubjectId>,
    pub(crate) session: Option<Session>,
    /// The session user's passkeys.
    pub(crate) passkeys: Vec<Passkey>,
    pub(crate) now: Timestamp,
}

impl<'p> Interaction<'p> {
    /// Loads the request, if it is open and belongs to this browser, with the browser's session.
    pub(crate) async fn load(provider: &'p Provider, visit: &'p Visit, id: &str) -> Result<Self, Failure> {
        let stored = provider.storage().run(LoadRequest(id.to_owned())).await?.ok_or(Failure::NotThisBrowser)?;
        if visit.browser_hash() != Some(stored.browser) {
            return Err(Failure::NotThisBrowser);
        }
        // A sign-out is kept in the same table, and is no interaction.
        let snapshot: Snapshot = serde_json::from_str(&stored.snapshot).map_err(|_| Failure::NotThisBrowser)?;
        if stored.answered {
            return Err(Failure::Answered);
        }
        if stored.expires_at <= visit.now {
            let back = snapshot.return_to.with_error(provider.issuer().url(), &cancelled(&snapshot.request));
            return Err(Failure::Expired { back: back.location().map(str::to_owned) });
        }
        let client = provider.client(&stored.client).await?.ok_or(Failure::Request(PageError::UnknownClient))?;
        let session = visit.session(provider).await?;
        let interaction = Self {
            provider,
            visit,
            id: stored.id,
            client,
            snapshot,
            requested_at: stored.created_at,
            expires_at: stored.expires_at,
            pinned: stored.subject,
            session: None,
            passkeys: Vec::new(),
            now: visit.now,
        }
        .with_session(session)
        .await?;
        if interaction.is_for_another() { Err(Failure::SubjectMismatch) } else { Ok(interaction) }
    }

    /// Adds the session, and what its user could still use.
    pub(crate) async fn with_session(mut self, session: Option<Session>) -> Result<Self, Failure> {
        if let Some(session) = session {
            self.passkeys = self.provider.storage().run(PasskeysOf(session.subject.clone())).await?;
            self.session = Some(session);
        }
        Ok(self)
    }

    /// What must hold, from the snapshot and the policy of now.
    pub(crate) fn requirement(&self) -> Requirement<'p> {
        self.snapshot.request.requirement(&self.client, self.provider.policy()).asked_by(self.client.id.as_str())
    }

    /// Whether it holds.
    pub(crate) fn decide(&self) -> Decision<Assurance> {
        let moment = Moment::Provider { now: self.now, requested_at: self.requested_at };
        let usable = self.usable();
        decide(self.provider.policy().levels(), &self.requirement(), self.evidence(), Reach::Usable(&usable), moment)
    }

    /// The methods that can still be used: what this user has, or, with nobody signed in, what we offer.
    pub(crate) fn usable(&self) -> Vec<Usable> {
        let (password, passkey) = match &self.session {
            None => (true, true),
            Some(session) => (session.user.password_hash.is_some(), !self.passkeys.is_empty()),
        };
        [(password, Method::Password), (passkey, Method::Passkey)]
            .into_iter()
            .filter_map(|(has, method)| has.then(|| Usable::from(method)))
            .collect()
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

    /// Issues a code for what was proved, and answers the request with it.
    pub(crate) async fn finish(&self, assurance: Assurance) -> Result<Response, Failure> {
        let Some(session) = &self.session else { return Err(Failure::NotThisBrowser) };
        let code = self.provider.secret()?;
        let request = &self.snapshot.request;
        let detail = serde_json::json!({
            "requested": request.acr, "max_age": request.max_age, "acr": &*assurance.record().acr,
            "auth_time": assurance.record().auth_time.seconds(),
        });
        let issue = IssueCode {
            hash: code.hash(),
            request: self.id.clone(),
            grant: NewGrant {
                id: self.provider.identifier()?,
                client: self.client.id.clone(),
                subject: session.subject.clone(),
                session: session.id.clone(),
                scope: request.scope.clone(),
                assurance,
                nonce: request.nonce.clone(),
            },
            redirect_uri: self.snapshot.return_to.redirect_uri.clone(),
            pkce_challenge: request.code_challenge.as_ref().map(|challenge| challenge.as_str().to_owned()),
            now: self.now,
            expires_at: self.now.plus(CODE_SECONDS),
            audit: self.event("code_issued", &detail),
        };
        let return_to = &self.snapshot.return_to;
        match self.provider.storage().run(issue).await? {
            CodeIssue::Issued => Ok(self.deliver(&return_to.with_code(self.provider.issuer().url(), code.expose()))),
            CodeIssue::AlreadyAnswered => Err(Failure::Answered),
            CodeIssue::SessionEnded if self.is_silent() => {
                self.fail(&AuthorizeError::Silent { reason: Reason::NotSignedIn, essential: false }).await
            }
            CodeIssue::SessionEnded => Ok(see_other(&self.base())),
            CodeIssue::SubjectMismatch => Err(Failure::SubjectMismatch),
        }
    }

    /// Answers the request with an error. The session stays as it is.
    pub(crate) async fn fail(&self, error: &AuthorizeError) -> Result<Response, Failure> {
        let detail = serde_json::json!({ "error": error.code().as_str(), "why": error.description() });
        let audit = self.event("authorization_failed", &detail);
        let answer = AnswerRequest { id: self.id.clone(), now: self.now, audit };
        self.provider.storage().run(answer).await?;
        Ok(self.deliver(&self.snapshot.return_to.with_error(self.provider.issuer().url(), error)))
    }

    fn deliver(&self, response: &AuthorizationResponse) -> Response {
        deliver(self.provider, self.visit, &self.client, response)
    }

    /// Why `prompt=none` cannot be answered with a code; none where it can.
    pub(crate) fn silent_error(&self, decision: &Decision<Assurance>) -> Option<AuthorizeError> {
        let essential = self.snapshot.request.acr.is_essential();
        match decision {
            Decision::Allow(_) => None,
            Decision::Challenge(challenge) => {
                Some(AuthorizeError::Silent { reason: challenge.reason.clone(), essential })
            }
            Decision::Refuse(refusal) => Some(AuthorizeError::Unmet(refusal.reason.clone())),
        }
    }

    pub(crate) fn is_silent(&self) -> bool {
        self.snapshot.request.prompt == Prompt::Nothing
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

/// What the application hears when the user goes back.
pub(crate) const fn cancelled(request: &AuthorizationRequest) -> AuthorizeError {
    AuthorizeError::Cancelled { needed: request.acr.is_needed() }
}
