//! The authorization response: its parameters on the way back to the application.

/// Where a browser is sent with the answer. Success and error look alike from here on.
#[derive(Clone, PartialEq, Eq)]
pub enum AuthorizationResponse {
    /// A redirect: the address with the parameters in its query or fragment.
    Redirect(String),
    /// A POST that a page of ours has the browser send (OAuth 2.0 Form Post Response Mode §2).
    FormPost {
        /// The redirect URI, as registered.
        action: String,
        /// Names and values, not escaped.
        fields: Vec<(&'static str, String)>,
    },
}

impl AuthorizationResponse {
    /// The address, where there is one that a link could lead to.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        match self {
            Self::Redirect(location) => Some(location),
            Self::FormPost { .. } => None,
        }
    }
}

/// The answer can hold a code, so it is not printed.
impl std::fmt::Debug for AuthorizationResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Redirect(_) => "Redirect(..)",
            Self::FormPost { .. } => "FormPost(..)",
        })
    }
}
