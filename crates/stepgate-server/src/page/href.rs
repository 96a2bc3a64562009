//! Addresses that may stand in a link.

use super::words::Message;
use std::fmt;

/// An address that is safe as `href`: `https:`, `http:`, or a path on this host.
///
/// Escaping does not make `javascript:…` harmless, so a link takes this type and never a bare string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Href<'a>(&'a str);

impl<'a> Href<'a> {
    /// `None` for any other scheme, for `//host` (another host in disguise) and for text with white space, controls or a
    /// backslash, which browsers rewrite before they read the scheme (WHATWG URL §4.4).
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        if text.contains(|c: char| c == '\\' || c.is_whitespace() || c.is_control()) {
            return None;
        }
        let web = text.starts_with("https://") || text.starts_with("http://");
        let path = text.starts_with('/') && !text.starts_with("//");
        (web || path).then_some(Self(text))
    }
}

impl fmt::Display for Href<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// A link out of a page.
#[derive(Clone, Debug)]
pub struct Link<'a> {
    /// Where it leads.
    pub href: Href<'a>,
    /// What it says: "Go back to Acme Bank".
    pub text: Message,
}

#[cfg(test)]
mod tests {
    use super::Href;

    #[test]
    fn web_addresses_and_local_paths_are_links() {
        for text in ["https://bank.example.com/", "http://localhost:8081/a?b=c#d", "/", "/console"] {
            assert_eq!(Href::parse(text).map(|h| h.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn anything_that_could_run_or_leave_in_disguise_is_not() {
        let hostile = [
            "javascript:alert(1)",
            "JAVASCRIPT:alert(1)",
            " javascript:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "vbscript:x",
            "com.example.app:/cb",
            "",
            "evil.example",
        ];
        for text in hostile {
            assert_eq!(Href::parse(text), None, "{text}");
        }
    }
}
