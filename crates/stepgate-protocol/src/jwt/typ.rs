use std::fmt;

/// What kind of JWT a token says it is (explicit typing, RFC 8725 §3.11).
///
/// A verifier names the one kind that it wants, so that no token is taken for another. A token without `typ` is of no
/// kind and is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Typ {
    /// `at+jwt`: an access token, RFC 9068 §2.1.
    AccessToken,
    /// `JWT`: an ID token. OpenID Connect Core gives it no type of its own; this is what providers write.
    IdToken,
    /// `oauth-authz-req+jwt`: a request object, RFC 9101 §10.8.
    RequestObject,
    /// `client-authentication+jwt`: a client's assertion, the update of RFC 7523.
    ClientAuthentication,
    /// `dpop+jwt`: a proof of possession, RFC 9449 §4.2.
    DpopProof,
    /// `logout+jwt`: a logout token, OpenID Connect Back-Channel Logout §2.4.
    LogoutToken,
    /// `secevent+jwt`: a security event token, RFC 8417 §2.3.
    SecurityEvent,
}

impl Typ {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::AccessToken,
        Self::IdToken,
        Self::RequestObject,
        Self::ClientAuthentication,
        Self::DpopProof,
        Self::LogoutToken,
        Self::SecurityEvent,
    ];

    /// The value of `typ` in a JOSE header.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AccessToken => "at+jwt",
            Self::IdToken => "JWT",
            Self::RequestObject => "oauth-authz-req+jwt",
            Self::ClientAuthentication => "client-authentication+jwt",
            Self::DpopProof => "dpop+jwt",
            Self::LogoutToken => "logout+jwt",
            Self::SecurityEvent => "secevent+jwt",
        }
    }

    /// Whether a header's `typ` names this kind.
    ///
    /// `typ` is a media type, and those are compared without regard to ASCII case (RFC 7515 §4.1.9); no two kinds differ
    /// in case alone, so that this confuses none. The long form is taken for access tokens only, where RFC 9068 §4 asks
    /// for it.
    #[must_use]
    pub fn matches(self, typ: &str) -> bool {
        typ.eq_ignore_ascii_case(self.as_str())
            || (self == Self::AccessToken && typ.eq_ignore_ascii_case("application/at+jwt"))
    }
}

impl fmt::Display for Typ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
