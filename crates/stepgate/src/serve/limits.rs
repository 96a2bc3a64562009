//! What a connection may cost. Whoever means harm opens many and finishes none.

use std::num::NonZeroU32;
use std::time::Duration;

/// Limits of one listener.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Connections at a time, in all.
    pub(crate) connections: NonZeroU32,
    /// Connections of one peer at a time: an IPv4 address, or an IPv6 network of 64 bits. Where nothing is said, a peer on
    /// this machine has no limit of its own: that is the proxy in front, through which everybody comes.
    pub(crate) connections_per_ip: Option<NonZeroU32>,
    /// From the first moment that a request may begin to the end of its headers; so it is also how long an idle connection is kept.
    pub(crate) header: Duration,
    /// From the end of the headers to the end of the body.
    pub(crate) body: Duration,
    /// How long a peer may leave an answer unread.
    pub(crate) unread: Duration,
}

/// Header fields of one request.
pub(super) const HEADERS: usize = 100;
/// Bytes of the request line and all header fields.
pub(super) const HEADER_BYTES: usize = 16 * 1024;
/// Bytes of a body. Ours are forms and passkey answers; none comes near this.
pub(super) const BODY_BYTES: usize = 64 * 1024;
/// What one peer may have open when nothing is said.
const PER_IP: NonZeroU32 = nonzero(256);

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: nonzero(4096),
            connections_per_ip: None,
            header: Duration::from_secs(10),
            body: Duration::from_secs(30),
            unread: Duration::from_secs(30),
        }
    }
}

impl Limits {
    /// What a peer may have open at a time.
    pub(super) fn of(&self, ip: std::net::IpAddr) -> NonZeroU32 {
        let unsaid = if ip.to_canonical().is_loopback() { self.connections } else { PER_IP };
        self.connections_per_ip.unwrap_or(unsaid)
    }
}

const fn nonzero(number: u32) -> NonZeroU32 {
    match NonZeroU32::new(number) {
        Some(number) => number,
        None => NonZeroU32::MIN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proxy_in_front_is_not_starved_unless_somebody_says_so() {
        let (local, far) = ("127.0.0.1".parse().unwrap(), "192.0.2.1".parse().unwrap());
        let unsaid = Limits::default();
        assert_eq!((unsaid.of(local), unsaid.of(far)), (unsaid.connections, PER_IP));
        assert_eq!(unsaid.of("::ffff:127.0.0.1".parse().unwrap()), unsaid.connections);
        let said = Limits { connections_per_ip: Some(nonzero(5)), ..unsaid };
        assert_eq!((said.of(local), said.of(far)), (nonzero(5), nonzero(5)));
    }
}
