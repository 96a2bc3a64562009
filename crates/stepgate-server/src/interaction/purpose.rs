//! What an interaction is for: a code that an application waits for, or the user's own account page.

use serde::{Deserialize, Serialize};
use stepgate_protocol::authorize::{AuthorizationRequest, Prompt, ReturnTo};

/// What is stored of a request, and never changed.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Purpose {
    /// An application waits for a code.
    Code(Box<Snapshot>),
    /// Our own account page waits for its user.
    Account(AccountVisit),
}

/// An authorization request as it came in.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Snapshot {
    pub(crate) return_to: ReturnTo,
    pub(crate) request: AuthorizationRequest,
}

/// A visit to the account page.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct AccountVisit {
    /// The path of ours to go on to.
    pub(crate) then: String,
    pub(crate) need: Need,
}

/// What the account page needs of its user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Need {
    /// To be signed in.
    SignIn,
    /// To have proved just now what it takes to change a method.
    Change,
}

impl Purpose {
    /// The authorization request, where there is one.
    pub(crate) fn request(&self) -> Option<&AuthorizationRequest> {
        match self {
            Self::Code(snapshot) => Some(&snapshot.request),
            Self::Account(_) => None,
        }
    }

    /// Whether no page may be shown (`prompt=none`).
    pub(crate) fn is_silent(&self) -> bool {
        self.request().is_some_and(|request| request.prompt == Prompt::Nothing)
    }

    /// Who the application believes is there.
    pub(crate) fn login_hint(&self) -> &str {
        self.request().and_then(|request| request.login_hint.as_deref()).unwrap_or_default()
    }
}
