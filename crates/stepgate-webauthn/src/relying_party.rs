//! Who asks: the identity that every response is held against.

/// Why a relying party cannot be configured so.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum RelyingPartyError {
    /// Not a domain name in lower-case ASCII.
    #[error("relying party ID `{0}` is not a domain name in lower case")]
    InvalidId(String),
    /// Empty.
    #[error("relying party without a name")]
    EmptyName,
    /// No origin at all.
    #[error("relying party without an origin")]
    NoOrigins,
    /// Not as a browser writes an origin: `https://host` or `https://host:port` (`http` for localhost only).
    #[error("origin `{0}` is not written as a browser writes an origin")]
    InvalidOrigin(String),
    /// The origin's host is neither the relying party ID nor a name below it, so that no browser would accept it.
    #[error("origin `{0}` does not belong to the relying party ID")]
    ForeignOrigin(String),
}

/// A relying party (§4): its ID, its name, and the exact list of origins a ceremony may come from.
///
/// Origins are compared as strings. There is no wildcard, no "any port" and no "any subdomain": each of these has been a hole in
/// somebody's server.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RelyingParty {
    id: String,
    name: String,
    origins: Vec<String>,
}

impl RelyingParty {
    /// Checks that the parts fit together.
    ///
    /// # Errors
    /// [`RelyingPartyError`].
    pub fn new<O: Into<String>>(
        id: impl Into<String>,
        name: impl Into<String>,
        origins: impl IntoIterator<Item = O>,
    ) -> Result<Self, RelyingPartyError> {
        let (id, name) = (id.into(), name.into());
        if !is_domain(&id) {
            return Err(RelyingPartyError::InvalidId(id));
        }
        if name.is_empty() {
            return Err(RelyingPartyError::EmptyName);
        }
        let origins: Vec<String> = origins.into_iter().map(Into::into).collect();
        if origins.is_empty() {
            return Err(RelyingPartyError::NoOrigins);
        }
        for origin in &origins {
            check_origin(origin, &id)?;
        }
        Ok(Self { id, name, origins })
    }

    /// The relying party ID.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The name a person reads.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The origins, in the order given.
    #[must_use]
    pub fn origins(&self) -> &[String] {
        &self.origins
    }

    pub(crate) fn has_origin(&self, unverified_origin: &str) -> bool {
        self.origins.iter().any(|origin| origin == unverified_origin)
    }
}

fn check_origin(origin: &str, id: &str) -> Result<(), RelyingPartyError> {
    let host = origin_host(origin).ok_or_else(|| RelyingPartyError::InvalidOrigin(origin.to_owned()))?;
    // §5.1.4.1: the ID must be the host or a registrable suffix of it. Whether a suffix is public is not checked here.
    let below = host.strip_suffix(id).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    if below { Ok(()) } else { Err(RelyingPartyError::ForeignOrigin(origin.to_owned())) }
}

/// The host, if `origin` is spelled as the serialisation of an origin in a secure context.
fn origin_host(origin: &str) -> Option<&str> {
    let (rest, default_port, secure) = match origin.strip_prefix("https://") {
        Some(rest) => (rest, "443", true),
        None => (origin.strip_prefix("http://")?, "80", false),
    };
    let (host, port) = match rest.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (rest, None),
    };
    // A port is written without leading zeros, and not at all where it is the default.
    let port_fits = port
        .is_none_or(|text| text != default_port && text.parse::<u16>().is_ok_and(|number| number.to_string() == text));
    let local = host == "localhost" || host.ends_with(".localhost");
    (is_domain(host) && port_fits && (secure || local)).then_some(host)
}

/// Labels of letters, digits and inner hyphens, in lower case; international names in their ASCII form. Not an IP address: a
/// browser accepts none as relying party ID.
fn is_domain(name: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let numeric = name.rsplit('.').next().is_some_and(|label| label.bytes().all(|byte| byte.is_ascii_digit()));
    name.len() <= 253 && !numeric && name.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_fit_are_accepted() {
        for (id, origin) in [
            ("example.com", "https://example.com"),
            ("example.com", "https://id.example.com:8443"),
            ("localhost", "http://localhost:8080"),
            ("xn--bcher-kva.example", "https://xn--bcher-kva.example"),
        ] {
            assert!(RelyingParty::new(id, "Example", [origin]).is_ok(), "{id} {origin}");
        }
    }

    #[test]
    fn ids_that_no_browser_accepts_are_refused() {
        for id in
            ["", "Example.com", "https://example.com", "example.com:443", "example..com", "127.0.0.1", "-a.com", "a b"]
        {
            let error = RelyingParty::new(id, "Example", ["https://example.com"]).unwrap_err();
            assert_eq!(error, RelyingPartyError::InvalidId(id.to_owned()));
        }
    }

    #[test]
    fn origins_that_no_browser_writes_are_refused() {
        for origin in [
            "http://example.com",
            "https://example.com/",
            "https://example.com:443",
            "https://example.com:08443",
            "https://example.com:99999",
            "https://user@example.com",
            "https://Example.com",
            "https://*.example.com",
            "example.com",
        ] {
            let error = RelyingParty::new("example.com", "Example", [origin]).unwrap_err();
            assert_eq!(error, RelyingPartyError::InvalidOrigin(origin.to_owned()));
        }
    }

    #[test]
    fn origins_of_others_are_refused() {
        for origin in ["https://evil-example.com", "https://example.com.evil.org", "https://com"] {
            let error = RelyingParty::new("example.com", "Example", [origin]).unwrap_err();
            assert_eq!(error, RelyingPartyError::ForeignOrigin(origin.to_owned()));
        }
    }

    #[test]
    fn a_relying_party_has_a_name_and_an_origin() {
        assert_eq!(RelyingParty::new("a.example", "", ["https://a.example"]), Err(RelyingPartyError::EmptyName));
        assert_eq!(RelyingParty::new::<&str>("a.example", "A", []), Err(RelyingPartyError::NoOrigins));
    }
}
