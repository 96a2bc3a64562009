//! Who may have a connection: so many in all, and so many for one peer.

use super::limits::Limits;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The open connections of one listener.
#[derive(Clone, Debug)]
pub(super) struct Admission {
    limits: Limits,
    open: Arc<Mutex<Open>>,
}

#[derive(Debug, Default)]
struct Open {
    all: u32,
    of: HashMap<IpAddr, u32>,
}

/// The right to one connection, until it is dropped.
#[derive(Debug)]
pub(super) struct Admitted {
    peer: IpAddr,
    open: Arc<Mutex<Open>>,
}

/// Why a connection is closed at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// There are as many as this server keeps.
    Full,
    /// This peer has as many as one peer may.
    PeerFull,
}

impl Admission {
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits, open: Arc::default() }
    }

    /// Counts a connection in, if there is room for it.
    pub(super) fn admit(&self, ip: IpAddr) -> Result<Admitted, Refused> {
        let peer = network(ip);
        let mut open = lock(&self.open);
        if open.all >= self.limits.connections.get() {
            return Err(Refused::Full);
        }
        let of_peer = open.of.get(&peer).copied().unwrap_or(0);
        if of_peer >= self.limits.of(ip).get() {
            return Err(Refused::PeerFull);
        }
        open.of.insert(peer, of_peer + 1);
        open.all += 1;
        Ok(Admitted { peer, open: Arc::clone(&self.open) })
    }
}

impl Drop for Admitted {
    fn drop(&mut self) {
        let mut open = lock(&self.open);
        open.all -= 1;
        match open.of.get(&self.peer) {
            Some(&count) if count > 1 => open.of.insert(self.peer, count - 1),
            // A peer without connections leaves nothing behind, or the table would grow by every address there is.
            Some(_) | None => open.of.remove(&self.peer),
        };
    }
}

/// The counts are whole after every statement, so a panic elsewhere has not spoilt them.
fn lock(open: &Mutex<Open>) -> MutexGuard<'_, Open> {
    open.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whoever has one IPv6 address has 2⁶⁴ of them: they count as one.
fn network(ip: IpAddr) -> IpAddr {
    match ip.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::num::NonZeroU32;

    fn admission(all: u32, per_ip: u32) -> Admission {
        let connections_per_ip = NonZeroU32::new(per_ip);
        Admission::new(Limits { connections: NonZeroU32::new(all).unwrap(), connections_per_ip, ..Limits::default() })
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn h07_one_peer_takes_no_more_than_its_share_and_gets_it_back() {
        let admission = admission(100, 2);
        let (first, _second) = (admission.admit(ip("192.0.2.1")).unwrap(), admission.admit(ip("::ffff:192.0.2.1")));
        assert_eq!(admission.admit(ip("192.0.2.1")).unwrap_err(), Refused::PeerFull);
        assert!(admission.admit(ip("192.0.2.2")).is_ok());
        drop(first);
        assert!(admission.admit(ip("192.0.2.1")).is_ok());
    }

    #[test]
    fn h07_a_network_of_ipv6_is_one_peer() {
        let admission = admission(100, 1);
        let _first = admission.admit(ip("2001:db8::1")).unwrap();
        assert_eq!(admission.admit(ip("2001:db8::ffff:2")).unwrap_err(), Refused::PeerFull);
        assert!(admission.admit(ip("2001:db8:0:1::1")).is_ok());
    }

    #[test]
    fn h07_all_together_have_an_end_and_nobody_is_remembered() {
        let admission = admission(2, 2);
        let both = (admission.admit(ip("192.0.2.1")).unwrap(), admission.admit(ip("192.0.2.2")).unwrap());
        assert_eq!(admission.admit(ip("192.0.2.3")).unwrap_err(), Refused::Full);
        drop(both);
        let open = lock(&admission.open);
        assert_eq!((open.all, open.of.len()), (0, 0));
    }
}
