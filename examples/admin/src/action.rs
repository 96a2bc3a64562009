//! What can be done here, and what each thing needs.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use stepgate_guard::rp::{IdToken, Unmet, requirement_met};
use stepgate_guard::{Levels, MaxAge, Reason, Require, StepUp, Timestamp};

const MFA: &str = "urn:stepgate:mfa";
const PHR: &str = "phr";

/// Something sensitive, with all that is needed to do it later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// A second factor from this working day will do.
    GrantRole { person: String },
    /// Cannot be undone: a passkey, for each.
    DeleteTenant { tenant: String },
}

impl Action {
    /// What it needs.
    fn require(&self) -> Require {
        match self {
            Self::GrantRole { .. } => Require::acr([MFA]),
            Self::DeleteTenant { .. } => Require::acr([PHR]).max_age(0),
        }
    }

    /// Whether the session's sign-in is enough to do it at once.
    pub(crate) fn check_session(
        &self,
        id_token: &IdToken,
        levels: Option<&Levels>,
        now: Timestamp,
    ) -> Result<(), Unmet> {
        self.check_confirmation(id_token, levels, now)?;
        match self {
            Self::GrantRole { .. } => Ok(()),
            // However fresh the session's ceremony is, it was made for something else.
            Self::DeleteTenant { .. } => Err(Unmet::StepUp(StepUp {
                reason: Reason::AskedEachTime { wanted: PHR.into() },
                acr_values: vec![PHR.to_owned()],
                max_age: Some(MaxAge::ZERO),
            })),
        }
    }

    /// Whether an ID token that was got for this action is enough to do it, now.
    pub(crate) fn check_confirmation(
        &self,
        id_token: &IdToken,
        levels: Option<&Levels>,
        now: Timestamp,
    ) -> Result<(), Unmet> {
        requirement_met(id_token, &self.require(), levels, now)
    }
}

/// As an order: "delete tenant Acme".
impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::GrantRole { person } => write!(f, "make {person} an auditor"),
            Self::DeleteTenant { tenant } => write!(f, "delete tenant {tenant}"),
        }
    }
}

/// What the actions act on.
#[derive(Debug)]
pub(crate) struct Directory(Mutex<Entries>);

/// Everything, as the page shows it.
#[derive(Clone, Debug)]
pub(crate) struct Entries {
    pub(crate) people: Vec<String>,
    pub(crate) auditors: Vec<String>,
    pub(crate) tenants: Vec<String>,
}

/// It was done before, or there is no such thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moot;

impl Directory {
    pub(crate) fn entries(&self) -> Entries {
        self.lock().clone()
    }

    /// Whether there is something to act on.
    pub(crate) fn has(&self, action: &Action) -> bool {
        let entries = self.lock();
        match action {
            Action::GrantRole { person } => entries.people.contains(person),
            Action::DeleteTenant { tenant } => entries.tenants.contains(tenant),
        }
    }

    /// Does it.
    pub(crate) fn perform(&self, action: &Action) -> Result<(), Moot> {
        let mut entries = self.lock();
        match action {
            Action::GrantRole { person } => {
                let moved = take(&mut entries.people, person)?;
                entries.auditors.push(moved);
            }
            Action::DeleteTenant { tenant } => drop(take(&mut entries.tenants, tenant)?),
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Directory {
    fn default() -> Self {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Self(Mutex::new(Entries {
            people: owned(&["Jana Novak", "Sam Okafor"]),
            auditors: Vec::new(),
            tenants: owned(&["Acme", "Globex", "Initech"]),
        }))
    }
}

fn take(names: &mut Vec<String>, name: &str) -> Result<String, Moot> {
    let place = names.iter().position(|known| known == name).ok_or(Moot)?;
    Ok(names.remove(place))
}
