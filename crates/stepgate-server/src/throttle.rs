//! Budgets for guessing. An attempt is counted before anything is verified, in the store, so that attempts side by side, a
//! restart or another node do not get more of them.
//!
//! Nothing here locks an account: a budget belongs to one method, and a passkey has none, since there is nothing to guess.

use crate::provider::Provider;
use crate::reply::Failure;
use crate::visit::Peer;
use stepgate_core::{SubjectId, Timestamp};
use stepgate_protocol::hash::Sha256;
use stepgate_store::Hash;
use stepgate_store::attempts::{Attempt, Budget, CountAttempt, ForgiveAttempts};

/// Tries in one window, whatever is guessed: a code of six digits then takes some 400 days for an even chance.
const TRIES: u32 = 5;
const WINDOW_SECONDS: i64 = 15 * 60;
/// Password tries for one name from everywhere together (SP 800-63B-4 §3.2.2 allows 100 in a row).
const TRIES_FROM_EVERYWHERE: u32 = 100;
const DAY_SECONDS: i64 = 24 * 3600;

/// What is about to be guessed at.
#[derive(Clone, Debug)]
pub(crate) enum Guess<'a> {
    /// The password of whoever signs in as this, from this network. The name is counted whether somebody has it or not.
    Password { login: &'a str, peer: Option<Peer> },
    /// A one-time password of this user.
    Totp(&'a SubjectId),
    /// The first one-time password of a device that this user adds.
    NewTotp(&'a SubjectId),
    /// A recovery code of this user.
    RecoveryCode(&'a SubjectId),
}

/// Whether an attempt may be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// It may; so many more are left.
    Yours { left: u32 },
    /// It may not until then.
    Wait { until: Timestamp },
}

/// Counts an attempt.
pub(crate) async fn count(provider: &Provider, guess: &Guess<'_>, now: Timestamp) -> Result<Turn, Failure> {
    let count = CountAttempt { budgets: guess.budgets(), now };
    Ok(match provider.storage().run(count).await? {
        Attempt::Counted { left } => Turn::Yours { left },
        Attempt::Throttled { until } => Turn::Wait { until },
    })
}

/// Forgets the attempts before one that was right.
pub(crate) async fn forgive(provider: &Provider, guess: &Guess<'_>, now: Timestamp) -> Result<(), Failure> {
    let keys = guess.budgets().into_iter().map(|budget| budget.key).collect();
    Ok(provider.storage().run(ForgiveAttempts { keys, now }).await?)
}

impl Guess<'_> {
    fn budgets(&self) -> Vec<Budget> {
        let tries = |key| Budget { key, limit: TRIES, window_seconds: WINDOW_SECONDS };
        match self {
            Self::Password { login, peer } => {
                let anywhere = Budget {
                    key: key(&["password", login]),
                    limit: TRIES_FROM_EVERYWHERE,
                    window_seconds: DAY_SECONDS,
                };
                let place = peer.map_or_else(|| "unknown".to_owned(), |peer| peer.network().to_string());
                // From one place few tries, so that a stranger elsewhere does not use up the owner's.
                vec![tries(key(&["password", login, &place])), anywhere]
            }
            Self::Totp(subject) => vec![tries(key(&["totp", subject.as_str()]))],
            Self::NewTotp(subject) => vec![tries(key(&["new-totp", subject.as_str()]))],
            Self::RecoveryCode(subject) => vec![tries(key(&["recovery-code", subject.as_str()]))],
        }
    }
}

/// Parts are counted off by their length, so that no two lists of parts look alike.
fn key(parts: &[&str]) -> Hash {
    let text =
        parts.iter().fold("stepgate-attempt-v1".to_owned(), |text, part| format!("{text}\n{}:{part}", part.len()));
    Hash::new(*Sha256::of(text.as_bytes()).bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(login: &str, network: &str) -> Vec<Hash> {
        let guess = Guess::Password { login, peer: network.parse().ok().map(Peer) };
        guess.budgets().into_iter().map(|budget| budget.key).collect()
    }

    #[test]
    fn e02_a_budget_belongs_to_one_account_and_one_method() {
        let (alice, bob) = (SubjectId::new("alice"), SubjectId::new("bob"));
        let one = |guess: Guess<'_>| guess.budgets().first().map(|budget| budget.key);
        let keys = [
            one(Guess::Totp(&alice)),
            one(Guess::Totp(&bob)),
            one(Guess::NewTotp(&alice)),
            one(Guess::RecoveryCode(&alice)),
            one(Guess::Password { login: "alice", peer: None }),
        ];
        for (at, key) in keys.iter().enumerate() {
            assert!(!keys.iter().skip(at + 1).any(|other| other == key), "{keys:?}");
        }
        assert_ne!(key(&["a\n1:b"]), key(&["a", "b"]));
    }

    #[test]
    fn e08_tries_from_elsewhere_are_counted_elsewhere() {
        assert_ne!(password("alice", "192.0.2.1")[0], password("alice", "192.0.2.2")[0]);
        assert_eq!(password("alice", "192.0.2.1")[1], password("alice", "192.0.2.2")[1]);
        assert_eq!(password("alice", "::ffff:192.0.2.1"), password("alice", "192.0.2.1"));
        assert_eq!(password("alice", "2001:db8:1:2::1")[0], password("alice", "2001:db8:1:2:ffff::9")[0]);
        assert_ne!(password("alice", "2001:db8:1:2::1")[0], password("alice", "2001:db8:1:3::1")[0]);
    }
}
