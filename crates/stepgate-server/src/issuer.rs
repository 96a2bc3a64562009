//! The issuer identifier: who we are, on which host, and which names of that host we answer to.

use url::{Host, Url};

/// An issuer identifier that is an origin: `https://id.example.com`, or `http` on a loopback name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    url: String,
    domain: String,
    hosts: Vec<String>,
    secure: bool,
}

/// Why an issuer cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IssuerError {
    /// It is no URL.
    #[error("`{0}` is not a URL")]
    NotAUrl(String),
    /// It has a path, a query, a fragment or credentials.
    #[error("`{0}` must be an origin: scheme, host and port only")]
    NotAnOrigin(String),
    /// It is `http` on a host that is not this machine.
    #[error("`{0}` must use https; http is for localhost only")]
    Insecure(String),
    /// It is an IP address, to which no passkey can belong.
    #[error("`{0}` is an address; passkeys belong to a name, such as localhost")]
    Address(String),
}

impl Issuer {
    /// Checks an issuer identifier (OpenID Connect Discovery §3, RFC 9207 §2).
    ///
    /// # Errors
    /// [`IssuerError`]
    pub fn parse(text: &str) -> Result<Self, IssuerError> {
        let url = Url::parse(text).map_err(|_| IssuerError::NotAUrl(text.to_owned()))?;
        let origin = url.origin().ascii_serialization();
        if origin != text.trim_end_matches('/') {
            return Err(IssuerError::NotAnOrigin(text.to_owned()));
        }
        let Some(Host::Domain(domain)) = url.host() else { return Err(IssuerError::Address(text.to_owned())) };
        let loopback = domain == "localhost" || domain.ends_with(".localhost");
        let secure = url.scheme() == "https";
        if !secure && !loopback {
            return Err(IssuerError::Insecure(text.to_owned()));
        }
        let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
        let mut hosts = vec![format!("{domain}{port}")];
        if let (None, Some(default)) = (url.port(), url.port_or_known_default()) {
            // Not what browsers write, but it names us all the same.
            hosts.push(format!("{domain}:{default}"));
        }
        if loopback {
            // Answered, so that a page can say which name passkeys work on.
            hosts.extend([format!("127.0.0.1{port}"), format!("[::1]{port}")]);
        }
        Ok(Self { url: origin, domain: domain.to_owned(), hosts, secure })
    }

    /// The identifier, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The host name: the WebAuthn relying party id.
    #[must_use]
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// An absolute URL of ours.
    #[must_use]
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    /// Whether the scheme is https.
    #[must_use]
    pub const fn is_secure(&self) -> bool {
        self.secure
    }

    /// Whether a `Host` header names us.
    #[must_use]
    pub fn answers_to(&self, host: &str) -> bool {
        self.hosts.iter().any(|ours| ours.eq_ignore_ascii_case(host))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_is_an_origin_with_a_name() {
        for good in ["https://id.example.com", "https://id.example.com:8443", "http://localhost:8080"] {
            assert_eq!(Issuer::parse(good).unwrap().url(), good);
        }
        let refused = [
            ("id.example.com", IssuerError::NotAUrl("id.example.com".into())),
            ("https://id.example.com/a", IssuerError::NotAnOrigin("https://id.example.com/a".into())),
            ("http://id.example.com", IssuerError::Insecure("http://id.example.com".into())),
            ("https://127.0.0.1:8080", IssuerError::Address("https://127.0.0.1:8080".into())),
        ];
        for (text, error) in refused {
            assert_eq!(Issuer::parse(text), Err(error));
        }
    }

    #[test]
    fn f07_only_our_own_names_are_answered() {
        let issuer = Issuer::parse("http://localhost:8080").unwrap();
        for ours in ["localhost:8080", "LOCALHOST:8080", "127.0.0.1:8080"] {
            assert!(issuer.answers_to(ours), "{ours}");
        }
        for foreign in ["evil.example", "localhost", "localhost:8081", "localhost:8080.evil.example", ""] {
            assert!(!issuer.answers_to(foreign), "{foreign}");
        }
        let issuer = Issuer::parse("https://id.example.com").unwrap();
        assert!(issuer.answers_to("id.example.com") && issuer.answers_to("id.example.com:443"));
        assert!(!issuer.answers_to("127.0.0.1") && !issuer.answers_to("id.example.com:8443"));
    }
}
