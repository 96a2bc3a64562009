//! What every page has, whatever it says.

use crate::markup::{inner, tags};
use crate::states::{CSRF, NONCE, Texts, every};
use std::collections::BTreeSet;
use stepgate_server::page::assets;
use stepgate_server::page::words::Locale;

#[test]
fn every_page_says_what_it_is_before_anything_else() {
    let mut titles = BTreeSet::new();
    for (name, html) in every(Texts::PLAIN) {
        assert!(html.starts_with("<!doctype html>\n<html lang=\"en\" dir=\"ltr\">"), "{name}");
        let title = inner(&html, "<title>", "</title>");
        assert!(title.ends_with(" – id.example.com") || title.ends_with(" – localhost:8081"), "{name}: {title}");
        assert!(!title.contains('\n'), "{name}: {title}");
        titles.insert(title.to_owned());
        for line in [
            "<meta name=\"referrer\" content=\"no-referrer\">",
            "<meta name=\"color-scheme\" content=\"light dark\">",
            "<meta name=\"viewport\"",
        ] {
            assert!(html.contains(line), "{name}: {line}");
        }
    }
    assert!(titles.len() >= 12, "{titles:?}");
}

#[test]
fn one_heading_one_main_and_no_id_twice() {
    for (name, html) in every(Texts::PLAIN) {
        let tags = tags(&html);
        for element in ["h1", "main", "footer", "title"] {
            assert_eq!(tags.iter().filter(|t| t.name == element).count(), 1, "{name}: {element}");
        }
        let heading = tags.iter().find(|t| t.name == "h1").unwrap();
        assert_eq!(heading.attribute("tabindex"), Some("-1"), "{name}");
        let mut ids = BTreeSet::new();
        for id in tags.iter().filter_map(|t| t.attribute("id")) {
            assert!(ids.insert(id), "{name}: id {id} twice");
        }
        for target in tags
            .iter()
            .flat_map(|t| ["for", "form", "aria-describedby", "aria-labelledby"].map(|a| t.attribute(a)))
            .flatten()
            .flat_map(|list| list.split(' '))
        {
            assert!(ids.contains(target), "{name}: nothing has the id {target}");
        }
    }
}

#[test]
fn a_page_with_a_problem_says_so_in_title_and_alert_and_takes_you_there() {
    let broken: Vec<_> = every(Texts::PLAIN).into_iter().filter(|(_, html)| html.contains("id=\"problem\"")).collect();
    let names: Vec<_> = broken.iter().map(|(name, _)| *name).collect();
    let expected = [
        "login-no-match",
        "challenge-either-problem",
        "challenge-refused",
        "challenge-wrong-code",
        "challenge-code-used",
        "challenge-wrong-recovery-code",
        "challenge-locked",
        "enrol-problem",
        "method-unticked",
        "app-wrong-code",
        "app-locked",
        "password-short",
        "password-common",
    ];
    assert_eq!(names, expected);
    for (name, html) in broken {
        assert!(inner(&html, "<title>", "</title>").starts_with("Error: "), "{name}");
        let focused: Vec<_> = tags(&html).into_iter().filter(|t| t.attribute("autofocus").is_some()).collect();
        let [focused] = &*focused else { panic!("{name}: {focused:?}") };
        let to_correct = tags(&html).into_iter().find(|t| t.attribute("aria-invalid").is_some());
        let expected = to_correct.and_then(|t| t.attribute("id").map(str::to_owned)).unwrap_or("heading".to_owned());
        assert_eq!(focused.attribute("id"), Some(&*expected), "{name}");
        assert!(html.contains("role=\"alert\" id=\"problem\""), "{name}");
    }
}

#[test]
fn every_form_posts_to_us_and_carries_the_token() {
    for (name, html) in every(Texts::PLAIN) {
        for form in html.split("<form").skip(1) {
            let form = form.split("</form>").next().unwrap();
            assert!(form.contains("method=\"post\" action=\"/"), "{name}: {form}");
            assert!(
                form.contains(&format!("<input type=\"hidden\" name=\"csrf\" value=\"{CSRF}\">")),
                "{name}: {form}"
            );
        }
    }
}

#[test]
fn scripts_and_styles_are_our_assets_and_scripts_carry_the_nonce() {
    for (name, html) in every(Texts::PLAIN) {
        for tag in tags(&html) {
            let file = match tag.name.as_str() {
                "script" if tag.attribute("type") == Some("application/json") => continue,
                "script" => {
                    assert_eq!(tag.attribute("nonce"), Some(NONCE), "{name}: {tag:?}");
                    tag.attribute("src")
                }
                "link" => tag.attribute("href"),
                _ => continue,
            };
            let file = file.and_then(|path| path.strip_prefix("/assets/")).unwrap_or_else(|| panic!("{name}: {tag:?}"));
            assert!(assets::find(file).is_some(), "{name}: {file}");
        }
    }
}

#[test]
fn what_needs_a_script_is_hidden_until_it_runs() {
    for (name, html) in every(Texts::PLAIN) {
        for block in html.split("data-passkey=\"").skip(1) {
            assert!(block.split("</form>").next().unwrap().contains(" hidden>"), "{name}");
            assert!(html.contains("<noscript>"), "{name}");
        }
        for tag in tags(&html)
            .iter()
            .filter(|t| t.attribute("data-login").is_some() || t.attribute("id") == Some("demo-passkey-block"))
        {
            assert!(tag.attribute("hidden").is_some(), "{name}: {tag:?}");
        }
    }
}

#[test]
fn the_footer_names_issuer_and_support_id() {
    for (name, html) in every(Texts::PLAIN) {
        let footer = inner(&html, "<footer", "</footer>");
        assert!(footer.contains("01JD3Z8Q4K"), "{name}");
        assert!(footer.contains("<bdi>id.example.com</bdi>") || footer.contains("<bdi>localhost:8081</bdi>"), "{name}");
        assert_eq!(
            html.contains("class=\"banner\""),
            footer.contains("localhost:8081"),
            "{name}: the banner is the demo's"
        );
    }
}

/// Leaves the pages as files, for eyes and for accessibility checkers.
#[test]
fn every_state_is_written_out() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    std::fs::create_dir_all(folder.join("assets")).unwrap();
    for asset in assets::all() {
        std::fs::write(folder.join("assets").join(&asset.name), asset.bytes).unwrap();
    }
    for locale in Locale::ALL {
        let folder = folder.join(locale.tag());
        std::fs::create_dir_all(&folder).unwrap();
        for (name, html) in every(Texts::PLAIN.in_locale(locale)) {
            let file = folder.join(format!("{name}.html"));
            std::fs::write(&file, &html).unwrap();
            assert_eq!(std::fs::read_to_string(file).unwrap(), html);
        }
    }
}
