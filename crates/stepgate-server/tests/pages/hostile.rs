//! Values from outside stay values (threats F02).

use crate::markup::{skeleton, tags};
use crate::states::{Texts, every};
use proptest::prelude::*;
use stepgate_server::page::escape::visible;
use stepgate_server::page::words::Locale;

const PAYLOADS: [&str; 8] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onfocus='alert(1)' autofocus='",
    "\" onmouseover=\"alert(1)\" style=\"color:red",
    "</title><svg onload=alert(1)>",
    "javascript:alert(1)",
    "--><!--</script><script src=//evil.example>",
    "Acme\u{202E}knaB\u{200B}\u{2066}",
];

#[test]
fn f02_no_payload_changes_the_structure_of_any_page_in_any_language() {
    for locale in Locale::ALL {
        let plain = every(Texts::PLAIN.in_locale(locale));
        for payload in PAYLOADS {
            for ((name, html), (_, ordinary)) in every(Texts::all(payload).in_locale(locale)).iter().zip(&plain) {
                assert_eq!(skeleton(html), skeleton(ordinary), "{name} in {locale:?} with {payload}");
            }
        }
    }
}

#[test]
fn f02_no_page_has_inline_style_handlers_or_script_addresses() {
    for (locale, text) in Locale::ALL.into_iter().flat_map(|locale| PAYLOADS.map(|text| (locale, text))) {
        for (name, html) in every(Texts::all(text).in_locale(locale)) {
            for tag in tags(&html) {
                for (key, value) in &tag.attributes {
                    assert!(key != "style" && !key.starts_with("on") && key != "srcdoc", "{name}: {tag:?}");
                    let address = matches!(key.as_str(), "href" | "src" | "action" | "formaction");
                    assert!(
                        !address
                            || value.starts_with('/')
                            || value.starts_with("http")
                            || value.starts_with("otpauth://totp/"),
                        "{name}: {tag:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn invisible_characters_are_shown_on_every_page_that_names_somebody() {
    let text = "Acme\u{202E}knaB\u{200B}";
    let pages = Locale::ALL.into_iter().flat_map(|locale| every(Texts::all(text).in_locale(locale)));
    for (name, html) in pages {
        // Inside the demo's JSON they are data, and nobody reads them.
        let (seen, _) = html.split_once("<script type=\"application/json\"").unwrap_or((&html, ""));
        assert!(!seen.contains(['\u{202E}', '\u{200B}']), "{name}");
        let impersonal = matches!(name, "enrol-used" | "enrol-expired" | "home") || name.starts_with("notice-");
        assert_eq!(seen.contains(&visible(text)), !impersonal, "{name}");
    }
}

#[test]
fn f02_the_demo_key_cannot_close_its_script_element() {
    let text = "</script><script>alert(1)</script>";
    let (_, html) = every(Texts::all(text)).into_iter().find(|(name, _)| *name == "challenge-demo").unwrap();
    let (_, after) = html.split_once("id=\"demo-passkey\">").unwrap();
    let (json, _) = after.split_once("</script>").unwrap();
    let key: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(key["user_handle"], text);
    assert_eq!(key["rp_id"], "localhost");
    assert_eq!(key["private_jwk"]["crv"], "P-256");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn f02_no_text_at_all_changes_the_structure(text in "[ -~\\u{80}-\\u{2FFF}\"'<>&=/]{1,40}", locale in prop::sample::select(&Locale::ALL)) {
        let plain = every(Texts::PLAIN.in_locale(locale));
        for ((name, html), (_, ordinary)) in every(Texts::all(&text).in_locale(locale)).iter().zip(&plain) {
            prop_assert_eq!(skeleton(html), skeleton(ordinary), "{}", name);
        }
    }
}
