//! How a request ends: with a code, with an error, or with the account page.

use super::purpose::{Need, Purpose, Snapshot};
use super::{ACCOUNT, Interaction};
use crate::reply::{Failure, deliver, see_other};
use axum::response::Response;
use stepgate_core::{Assurance, Decision, Reason};
use stepgate_protocol::authorize::{AuthorizationRequest, AuthorizeError};
use stepgate_store::codes::{CodeIssue, IssueCode};
use stepgate_store::grants::NewGrant;
use stepgate_store::requests::AnswerRequest;

/// How long a code may be redeemed, in seconds.
const CODE_SECONDS: i64 = 60;

impl Interaction<'_> {
    /// Answers the request with what was proved: a code for the application, or our own page.
    pub(crate) async fn finish(&self, assurance: Assurance) -> Result<Response, Failure> {
        match &self.purpose {
            Purpose::Code(snapshot) => self.issue(snapshot, assurance).await,
            Purpose::Account(visit) => {
                let kind = match visit.need {
                    Need::SignIn => "account_opened",
                    Need::Change => "account_confirmed",
                };
                let audit = self.event(kind, &serde_json::json!({ "acr": &*assurance.record().acr }));
                self.provider.storage().run(AnswerRequest { id: self.id.clone(), now: self.now, audit }).await?;
                Ok(see_other(&visit.then))
            }
        }
    }

    async fn issue(&self, snapshot: &Snapshot, assurance: Assurance) -> Result<Response, Failure> {
        let Some(session) = &self.session else { return Err(Failure::NotThisBrowser) };
        let code = self.provider.secret()?;
        let Snapshot { return_to, request } = snapshot;
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
            redirect_uri: return_to.redirect_uri.clone(),
            pkce_challenge: request.code_challenge.as_ref().map(|challenge| challenge.as_str().to_owned()),
            now: self.now,
            expires_at: self.now.plus(CODE_SECONDS),
            audit: self.event("code_issued", &detail),
        };
        match self.provider.storage().run(issue).await? {
            CodeIssue::Issued => {
                let response = return_to.with_code(self.provider.issuer().url(), code.expose());
                Ok(deliver(self.provider, self.visit, &self.client, &response))
            }
            CodeIssue::AlreadyAnswered => Err(Failure::Answered),
            CodeIssue::SessionEnded if self.purpose.is_silent() => {
                self.fail(&AuthorizeError::Silent { reason: Reason::NotSignedIn, essential: false }).await
            }
            CodeIssue::SessionEnded => Ok(see_other(&self.base())),
            CodeIssue::SubjectMismatch => Err(Failure::SubjectMismatch),
        }
    }

    /// Answers the request with an error. The session stays as it is.
    pub(crate) async fn fail(&self, error: &AuthorizeError) -> Result<Response, Failure> {
        let detail = serde_json::json!({ "error": error.code().as_str(), "why": error.description() });
        self.close("authorization_failed", &detail).await?;
        Ok(match &self.purpose {
            Purpose::Code(snapshot) => {
                let response = snapshot.return_to.with_error(self.provider.issuer().url(), error);
                deliver(self.provider, self.visit, &self.client, &response)
            }
            Purpose::Account(_) => see_other(ACCOUNT),
        })
    }

    /// Closes the request without an answer to anybody; `kind` is what the audit log calls it.
    pub(crate) async fn close(&self, kind: &'static str, detail: &serde_json::Value) -> Result<(), Failure> {
        let answer = AnswerRequest { id: self.id.clone(), now: self.now, audit: self.event(kind, detail) };
        self.provider.storage().run(answer).await?;
        Ok(())
    }

    /// What the request ends with when its user goes back.
    pub(crate) fn cancelled(&self) -> AuthorizeError {
        match (self.decide(), self.purpose.request()) {
            // There was nothing to cancel: the page said that this user cannot do it.
            (Decision::Refuse(refusal), _) => AuthorizeError::Unmet(refusal.reason),
            (Decision::Allow(_) | Decision::Challenge(_), request) => request.map_or(NOT_NEEDED, cancelled),
        }
    }

    /// Why `prompt=none` cannot be answered with a code; none where it can.
    pub(crate) fn silent_error(&self, decision: &Decision<Assurance>) -> Option<AuthorizeError> {
        let essential = self.purpose.request().is_some_and(|request| request.acr.is_essential());
        match decision {
            Decision::Allow(_) => None,
            Decision::Challenge(challenge) => {
                Some(AuthorizeError::Silent { reason: challenge.reason.clone(), essential })
            }
            Decision::Refuse(refusal) => Some(AuthorizeError::Unmet(refusal.reason.clone())),
        }
    }
}

const NOT_NEEDED: AuthorizeError = AuthorizeError::Cancelled { needed: false };

/// What the application hears when the user goes back.
pub(super) const fn cancelled(request: &AuthorizationRequest) -> AuthorizeError {
    AuthorizeError::Cancelled { needed: request.acr.is_needed() }
}
