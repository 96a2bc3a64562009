//! What every page has around its content.

use super::href::Href;
use super::words::{Locale, Message, Words};

/// Whether this server keeps real accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Real accounts.
    Live,
    /// The demo: every page says so.
    Demo,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system is set.
    #[default]
    System,
    /// Light, whatever the system says.
    Light,
    /// Dark, whatever the system says.
    Dark,
}

impl Theme {
    /// What a user chose; anything else follows the system.
    #[must_use]
    pub fn of_choice(text: &str) -> Self {
        match text {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }

    /// The value of `data-theme`; `None` where the system decides.
    #[must_use]
    pub const fn attribute(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
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
    /// The words of the visitor's language.
    pub words: Words,
    /// Light or dark.
    pub theme: Theme,
}

impl Shell<'_> {
    /// The frame in the first of the application's `ui_locales` that we have; otherwise as it was.
    #[must_use]
    pub fn asked_in(self, ui_locales: Option<&str>) -> Self {
        let asked = ui_locales.and_then(Locale::of_ui_locales).map(Words::of);
        Self { words: asked.unwrap_or(self.words), ..self }
    }

    /// A title, which says first that something is wrong where it is.
    pub(crate) fn title(&self, title: impl Into<Message>, is_error: bool) -> Message {
        let title = title.into();
        if is_error { self.words.error_title(title) } else { title }
    }

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

    fn shell(issuer: &str) -> Shell<'_> {
        let words = Words::of(Locale::Fr);
        Shell { nonce: "n", issuer, request_id: "r", help: None, mode: Mode::Live, words, theme: Theme::System }
    }

    fn host(issuer: &str) -> String {
        shell(issuer).issuer_host().to_owned()
    }

    #[test]
    fn what_the_application_asks_for_comes_before_the_visitors_language() {
        let locale = |ui_locales| shell("https://id.example.com").asked_in(ui_locales).words.locale();
        assert_eq!(locale(Some("pt de")), Locale::De);
        assert_eq!(locale(Some("pt")), Locale::Fr);
        assert_eq!(locale(None), Locale::Fr);
    }

    #[test]
    fn only_light_and_dark_are_chosen() {
        assert_eq!(
            ["light", "dark", "blue"].map(|text| Theme::of_choice(text).attribute()),
            [Some("light"), Some("dark"), None]
        );
    }

    #[test]
    fn the_footer_names_the_host_and_port() {
        assert_eq!(host("https://id.example.com"), "id.example.com");
        assert_eq!(host("http://localhost:8081"), "localhost:8081");
        assert_eq!(host("https://example.com/tenant/a"), "example.com");
    }
}
