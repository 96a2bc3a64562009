//! What every page has around its content.

use super::href::Href;

/// Whether this server keeps real accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Real accounts.
    Live,
    /// The demo: every page says so.
    Demo,
}

/// The frame of a page: head, banner and footer.
#[derive(Clone, Copy, Debug)]
pub struct Shell<'a> {
    /// The nonce of this response's Content-Security-Policy, base64.
    pub nonce: &'a str,
    /// The issuer identifier, `https://id.example.com`. The footer names its host; scripts compare it with the address bar.
    pub issuer: &'a str,
    /// Names this request in the logs; shown as "support id".
    pub request_id: &'a str,
    /// Where people get help, if the operator has such a page.
    pub help: Option<Href<'a>>,
    /// Real or demo.
    pub mode: Mode,
}

impl Shell<'_> {
    /// Host and port of the issuer, as the address bar shows them.
    #[must_use]
    pub fn issuer_host(&self) -> &str {
        let rest = self.issuer.split_once("://").map_or(self.issuer, |(_, rest)| rest);
        rest.split('/').next().unwrap_or(rest)
    }

    /// Whether the demo's banner and hints are shown.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.mode == Mode::Demo
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(issuer: &str) -> String {
        Shell { nonce: "n", issuer, request_id: "r", help: None, mode: Mode::Live }.issuer_host().to_owned()
    }

    #[test]
    fn the_footer_names_the_host_and_port() {
        assert_eq!(host("https://id.example.com"), "id.example.com");
        assert_eq!(host("http://localhost:8081"), "localhost:8081");
        assert_eq!(host("https://example.com/tenant/a"), "example.com");
    }
}
