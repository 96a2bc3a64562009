//! The bank's whole policy: what each action needs.

use crate::amount::Amount;
use crate::level::{self, Level};
use std::fmt;
use stepgate_guard::Require;

/// Up to this amount, to a payee that was paid before, a recent passkey will do.
const SMALL: Amount = Amount::from_cents(3_000);

const READ: &str = "accounts:read";
const WRITE: &str = "payments:write";

/// The scope that the page asks for.
pub(crate) const SCOPE: &str = "openid profile accounts:read payments:write";

/// An action, as far as its risk goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    Balance,
    Payout,
    SmallTransfer,
    LargeTransfer,
    Close,
}

/// What an action needs.
pub(crate) struct Needs {
    pub(crate) level: &'static Level,
    /// Seconds since the ceremony; 0 asks for one of its own each time.
    pub(crate) max_age: Option<u32>,
    scope: &'static str,
    action: &'static str,
}

impl Rule {
    /// The rule for a transfer.
    pub(crate) fn of_transfer(amount: Amount, is_payee_known: bool) -> Self {
        if is_payee_known && amount <= SMALL { Self::SmallTransfer } else { Self::LargeTransfer }
    }

    #[rustfmt::skip]
    pub(crate) fn needs(self) -> Needs {
        let needs = |level, max_age, scope, action| Needs { level, max_age, scope, action };
        match self {
            Self::Balance => needs(&level::BASIC, None, READ, "see the balance"),
            Self::Payout => needs(&level::MFA, Some(900), WRITE, "change payout details"),
            Self::SmallTransfer => needs(&level::PHR, Some(300), WRITE, "send at most 30 EUR to a known payee"),
            Self::LargeTransfer => needs(&level::PHR, Some(0), WRITE, "send more than 30 EUR, or to a new payee"),
            Self::Close => needs(&level::PHRH, Some(0), WRITE, "close the account"),
        }
    }

    /// The same, as the guard takes it.
    pub(crate) fn require(self) -> Require {
        let Needs { level, max_age, scope, .. } = self.needs();
        let require = Require::acr([level.acr]).scope(scope);
        match max_age {
            Some(seconds) => require.max_age(seconds),
            None => require,
        }
    }

    /// What every transfer needs, before it is known which rule is its own.
    pub(crate) fn any_transfer() -> Require {
        Require::token().scope(WRITE)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Needs { level, max_age, action, .. } = self.needs();
        write!(f, "{action}: {}", level.name)?;
        match max_age {
            Some(seconds) => write!(f, ", max_age {seconds}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_transfer_is_up_to_30_euros_to_somebody_known() {
        for (cents, is_payee_known, rule) in [
            (1, true, Rule::SmallTransfer),
            (3_000, true, Rule::SmallTransfer),
            (3_001, true, Rule::LargeTransfer),
            (1, false, Rule::LargeTransfer),
        ] {
            assert_eq!(Rule::of_transfer(Amount::from_cents(cents), is_payee_known), rule, "{cents} {is_payee_known}");
        }
    }
}
