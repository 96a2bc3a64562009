//! Accounts and transfers, in memory. Nothing here knows of tokens: who calls has been let through.

use crate::amount::Amount;
use crate::iban::Iban;
use crate::rule::Rule;
use serde::Serialize;
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What a new user has.
const WELCOME: Amount = Amount::from_cents(248_000);
/// Older transfers are forgotten.
const TRANSFERS_KEPT: usize = 20;

/// Every user's account, opened when the user is first seen.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    accounts: Mutex<HashMap<String, Account>>,
}

/// One user's account, as the page sees it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Account {
    balance: Amount,
    currency: &'static str,
    payees: Vec<Payee>,
    payout: Payout,
    /// The last first.
    transfers: VecDeque<Transfer>,
    is_closed: bool,
}

/// Somebody who can be paid.
#[derive(Clone, Debug, Serialize)]
struct Payee {
    id: &'static str,
    name: &'static str,
    iban_tail: &'static str,
    /// Paid before.
    known: bool,
}

#[derive(Clone, Debug, Serialize)]
struct Payout {
    #[serde(rename = "iban_tail")]
    iban: Option<Iban>,
}

/// A payment: to be made, or made.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Transfer {
    /// The payee's id.
    pub(crate) payee: String,
    pub(crate) amount: Amount,
}

/// Why the bank does not do something that the user may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum LedgerError {
    #[error("the payee is unknown")]
    UnknownPayee,
    #[error("the balance is too low for this")]
    Funds,
    #[error("the account is closed")]
    Closed,
}

impl Ledger {
    pub(crate) fn account(&self, user: &str) -> Account {
        self.with(user, |account| account.clone())
    }

    /// Which rule a transfer falls under. Refuses what could not be done anyway, so that nobody is asked to confirm it.
    pub(crate) fn rule_of(&self, user: &str, transfer: &Transfer) -> Result<Rule, LedgerError> {
        self.with(user, |account| {
            account.after(transfer)?;
            let is_payee_known = account.payees.iter().any(|payee| payee.id == transfer.payee && payee.known);
            Ok(Rule::of_transfer(transfer.amount, is_payee_known))
        })
    }

    /// Sends the money, or changes nothing.
    pub(crate) fn transfer(&self, user: &str, transfer: Transfer) -> Result<Account, LedgerError> {
        self.with(user, |account| {
            account.balance = account.after(&transfer)?;
            for payee in account.payees.iter_mut().filter(|payee| payee.id == transfer.payee) {
                payee.known = true;
            }
            account.transfers.push_front(transfer);
            account.transfers.truncate(TRANSFERS_KEPT);
            Ok(account.clone())
        })
    }

    pub(crate) fn set_payout(&self, user: &str, iban: Iban) -> Result<Account, LedgerError> {
        self.with(user, |account| {
            account.check_open()?;
            account.payout.iban = Some(iban);
            Ok(account.clone())
        })
    }

    /// Pays out what is left, and ends the account.
    pub(crate) fn close(&self, user: &str) -> Result<Account, LedgerError> {
        self.with(user, |account| {
            account.check_open()?;
            (account.balance, account.is_closed) = (Amount::ZERO, true);
            Ok(account.clone())
        })
    }

    fn with<T>(&self, user: &str, act: impl FnOnce(&mut Account) -> T) -> T {
        act(self.accounts().entry(user.to_owned()).or_insert_with(Account::new))
    }

    fn accounts(&self) -> MutexGuard<'_, HashMap<String, Account>> {
        // Every action checks first and changes then, so that a panic elsewhere leaves no account half changed.
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Account {
    fn new() -> Self {
        let payee = |id, name, iban_tail, known| Payee { id, name, iban_tail, known };
        Self {
            balance: WELCOME,
            currency: "EUR",
            payees: vec![
                payee("jana", "Jana Novak", "4417", true),
                payee("waterworks", "City Waterworks", "9020", true),
                payee("sam", "Sam Okafor", "0638", false),
            ],
            payout: Payout { iban: Iban::parse("GB82WEST12345698765432").ok() },
            transfers: VecDeque::new(),
            is_closed: false,
        }
    }

    fn check_open(&self) -> Result<(), LedgerError> {
        if self.is_closed { Err(LedgerError::Closed) } else { Ok(()) }
    }

    /// The balance that a transfer would leave.
    fn after(&self, transfer: &Transfer) -> Result<Amount, LedgerError> {
        self.check_open()?;
        if !self.payees.iter().any(|payee| payee.id == transfer.payee) {
            return Err(LedgerError::UnknownPayee);
        }
        self.balance.less(transfer.amount).ok_or(LedgerError::Funds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn transfer(payee: &str, cents: u64) -> Transfer {
        Transfer { payee: payee.to_owned(), amount: Amount::from_cents(cents) }
    }

    #[test]
    fn a_payee_is_known_once_paid() {
        let ledger = Ledger::default();
        assert_eq!(ledger.rule_of("alice", &transfer("sam", 1_000)), Ok(Rule::LargeTransfer));
        let account = ledger.transfer("alice", transfer("sam", 1_000)).unwrap();
        assert_eq!(account.balance, Amount::from_cents(247_000));
        assert_eq!(ledger.rule_of("alice", &transfer("sam", 1_000)), Ok(Rule::SmallTransfer));
        assert_eq!(ledger.rule_of("bob", &transfer("sam", 1_000)), Ok(Rule::LargeTransfer));
    }

    #[test]
    fn what_cannot_be_done_changes_nothing() {
        let ledger = Ledger::default();
        assert_eq!(ledger.transfer("alice", transfer("nobody", 1)).unwrap_err(), LedgerError::UnknownPayee);
        assert_eq!(ledger.transfer("alice", transfer("jana", 248_001)).unwrap_err(), LedgerError::Funds);
        assert_eq!(ledger.account("alice").balance, WELCOME);
        assert_eq!(ledger.transfer("alice", transfer("jana", 248_000)).unwrap().balance, Amount::ZERO);
    }

    #[test]
    fn a_closed_account_stays_closed() {
        let ledger = Ledger::default();
        assert_eq!(ledger.close("alice").unwrap().balance, Amount::ZERO);
        assert_eq!(ledger.close("alice").unwrap_err(), LedgerError::Closed);
        assert_eq!(ledger.rule_of("alice", &transfer("jana", 1)), Err(LedgerError::Closed));
        let iban = Iban::parse("NO9386011117947").unwrap();
        assert_eq!(ledger.set_payout("alice", iban).unwrap_err(), LedgerError::Closed);
        assert!(!ledger.account("bob").is_closed);
    }

    #[test]
    fn only_the_last_transfers_are_kept() {
        let ledger = Ledger::default();
        for cents in 1..=25 {
            ledger.transfer("alice", transfer("jana", cents)).unwrap();
        }
        let kept = ledger.account("alice").transfers;
        assert_eq!((kept.len(), kept[0].amount, kept[19].amount), (20, Amount::from_cents(25), Amount::from_cents(6)));
    }
}
