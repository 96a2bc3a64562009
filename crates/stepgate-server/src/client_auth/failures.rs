//! Wrong client secrets, counted in memory for each client and network.
//!
//! A secret of 256 bits is not guessed; the limit keeps those who try from costing much, and makes them seen. It is kept by each
//! process for itself, and an attacker's failures do not lock out the client, which calls from somewhere else.

use crate::visit::Peer;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use stepgate_core::Timestamp;

/// Wrong secrets of one client from one network before nothing more is looked at.
const MOST: u32 = 100;
/// How long failures count, in seconds from the first.
const WINDOW_SECONDS: i64 = 600;
/// Windows that are kept at a time, a hundred bytes or so each.
const ROOM: usize = 10_000;

/// A client, and the network that somebody calls from; none where that is not known.
type Key = (String, Option<IpAddr>);

#[derive(Debug, Default)]
pub(crate) struct Failures(Mutex<HashMap<Key, Window>>);

#[derive(Debug)]
struct Window {
    ends_at: Timestamp,
    count: u32,
}

impl Failures {
    /// Seconds until a secret from there is looked at again; none where it is looked at now.
    pub(crate) fn retry_after(&self, client: &str, peer: Option<Peer>, now: Timestamp) -> Option<u32> {
        let windows = self.windows();
        let window = windows.get(&key(client, peer)).filter(|window| window.count >= MOST && now < window.ends_at)?;
        Some(u32::try_from(window.ends_at.seconds() - now.seconds()).unwrap_or(1).max(1))
    }

    /// Counts a wrong one.
    pub(crate) fn count(&self, client: &str, peer: Option<Peer>, now: Timestamp) {
        let (mut windows, key) = (self.windows(), key(client, peer));
        let fresh = || Window { ends_at: now.plus(WINDOW_SECONDS), count: 0 };
        if windows.len() >= ROOM && !windows.contains_key(&key) {
            make_room(&mut windows, now);
        }
        let window = windows.entry(key).or_insert_with(fresh);
        if window.ends_at <= now {
            *window = fresh();
        }
        window.count += 1;
        if window.count == MOST {
            tracing::warn!(client, "too many wrong client secrets from one network");
        }
    }

    /// Counters are numbers: whatever a thread that panicked left behind is usable.
    fn windows(&self) -> MutexGuard<'_, HashMap<Key, Window>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is over goes; if nothing is, the window that would have been over first.
fn make_room(windows: &mut HashMap<Key, Window>, now: Timestamp) {
    windows.retain(|_, window| now < window.ends_at);
    if windows.len() >= ROOM
        && let Some(oldest) = windows.iter().min_by_key(|(_, window)| window.ends_at).map(|(key, _)| key.clone())
    {
        windows.remove(&oldest);
    }
}

fn key(client: &str, peer: Option<Peer>) -> Key {
    (client.to_owned(), peer.map(Peer::network))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_800_000_000_000);

    fn peer(text: &str) -> Option<Peer> {
        Some(Peer(text.parse().unwrap()))
    }

    #[test]
    fn c10_one_network_is_not_another_and_one_client_not_another() {
        let failures = Failures::default();
        for _ in 0..MOST {
            assert_eq!(failures.retry_after("shop", peer("2001:db8::1"), NOW), None);
            failures.count("shop", peer("2001:db8::1"), NOW);
        }
        assert_eq!(failures.retry_after("shop", peer("2001:db8::ffff:2"), NOW.plus(1)), Some(599));
        for (client, from) in [("shop", "2001:db8:0:1::1"), ("shop", "192.0.2.1"), ("ledger", "2001:db8::1")] {
            assert_eq!(failures.retry_after(client, peer(from), NOW), None, "{client} {from}");
        }
        assert_eq!(failures.retry_after("shop", None, NOW), None);
        assert_eq!(failures.retry_after("shop", peer("2001:db8::1"), NOW.plus(WINDOW_SECONDS)), None);
    }

    #[test]
    fn c10_a_botnet_does_not_fill_the_memory() {
        let failures = Failures::default();
        for n in 0..ROOM + 500 {
            let from = Peer(IpAddr::from(u32::try_from(n).unwrap().to_be_bytes()));
            failures.count("shop", Some(from), NOW.plus(i64::try_from(n / 100).unwrap()));
        }
        assert_eq!(failures.windows().len(), ROOM);
        failures.count("shop", None, NOW.plus(10_000));
        assert_eq!(failures.windows().len(), 1, "what is over goes first");
    }
}
