//! Style sheet, scripts and icon, embedded in the binary and named by their content.
//!
//! A name holds the first 16 hex digits of the SHA-256 of the content, so `/assets/{name}` may be cached for ever
//! (`immutable`): a changed file has another name.

use aws_lc_rs::digest::{SHA256, digest};
use std::sync::LazyLock;

/// One embedded file.
#[derive(Debug)]
pub struct Asset {
    /// `stepgate.0123456789abcdef.css`
    pub name: String,
    /// The value for `Content-Type`.
    pub content_type: &'static str,
    /// The content.
    pub bytes: &'static [u8],
}

impl Asset {
    fn embed(stem: &str, kind: Kind, bytes: &'static [u8]) -> Self {
        let hash: String = digest(&SHA256, bytes).as_ref().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let (extension, content_type) = kind.names();
        Self { name: format!("{stem}.{hash}.{extension}"), content_type, bytes }
    }

    /// The path to link to, `/assets/{name}`.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/assets/{}", self.name)
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Css,
    Js,
    Svg,
}

impl Kind {
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Css => ("css", "text/css; charset=utf-8"),
            Self::Js => ("js", "text/javascript; charset=utf-8"),
            Self::Svg => ("svg", "image/svg+xml"),
        }
    }
}

macro_rules! assets {
    ($($(#[$doc:meta])* $id:ident = $stem:literal, $kind:ident, $file:literal;)+) => {
        $($(#[$doc])* pub static $id: LazyLock<Asset> =
            LazyLock::new(|| Asset::embed($stem, Kind::$kind, include_bytes!(concat!("../../assets/", $file))));)+

        /// Every embedded file.
        pub fn all() -> impl Iterator<Item = &'static Asset> {
            [$(&$id,)+].into_iter().map(|asset| &**asset)
        }
    };
}

assets! {
    /// The one style sheet.
    STYLE = "stepgate", Css, "stepgate.css";
    /// The icon in the browser's tab.
    ICON = "stepgate", Svg, "stepgate.svg";
    /// Runs passkey ceremonies.
    PASSKEY = "passkey", Js, "passkey.js";
    /// Shows passwords; copies, prints and saves recovery codes.
    ACCOUNT = "account", Js, "account.js";
    /// Counts down the last minute of an interaction.
    COUNTDOWN = "countdown", Js, "countdown.js";
    /// Sends an answer on its way to an app.
    FORM_POST = "form-post", Js, "form-post.js";
    /// After a mistake: selects the wrong code, and says how long a lock still lasts.
    CORRECTION = "correction", Js, "correction.js";
    /// Demo only: fills in a demo account.
    DEMO_LOGIN = "demo-login", Js, "demo-login.js";
    /// Demo only: a software passkey in the page.
    DEMO_PASSKEY = "demo-passkey", Js, "demo-passkey.js";
}

/// The file with this name; `None` for any other name, an outdated hash included.
#[must_use]
pub fn find(name: &str) -> Option<&'static Asset> {
    all().find(|asset| asset.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_found_by_its_own_name_only() {
        let names: std::collections::BTreeSet<&str> = all().map(|asset| asset.name.as_str()).collect();
        assert_eq!(names.len(), all().count());
        for asset in all() {
            assert!(std::ptr::eq(find(&asset.name).unwrap(), asset));
            assert_eq!(asset.path(), format!("/assets/{}", asset.name));
            assert!(!asset.bytes.is_empty());
        }
        for name in ["stepgate.css", "stepgate.0000000000000000.css", "", "../stepgate.css"] {
            assert!(find(name).is_none(), "{name}");
        }
    }

    #[test]
    fn the_name_follows_the_content() {
        let one = Asset::embed("a", Kind::Js, b"1");
        assert_eq!(one.name, "a.6b86b273ff34fce1.js");
        assert_eq!(one.content_type, "text/javascript; charset=utf-8");
        assert_ne!(one.name, Asset::embed("a", Kind::Js, b"2").name);
    }

    #[test]
    fn no_asset_fetches_from_another_host() {
        for asset in all() {
            let text = std::str::from_utf8(asset.bytes).unwrap().replace("http://www.w3.org/2000/svg", "");
            assert!(
                !text.contains("https://") && !text.contains(" url(") && !text.contains("@import"),
                "{}",
                asset.name
            );
            assert!(
                !text.contains("innerHTML") && !text.contains("eval(") && !text.contains("document.write"),
                "{}",
                asset.name
            );
        }
    }
}
