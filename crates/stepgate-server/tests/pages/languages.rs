//! Every state in every language.

use crate::markup::{inner, skeleton, tags};
use crate::states::{EITHER, Texts, every, html, login};
use std::collections::BTreeSet;
use stepgate_server::page::login::Login;
use stepgate_server::page::shell::{Shell, Theme};
use stepgate_server::page::words::Locale;

#[test]
fn every_page_says_its_language_and_direction() {
    for locale in Locale::ALL {
        let start = format!("<!doctype html>\n<html lang=\"{}\" dir=\"{}\">", locale.tag(), locale.direction());
        for (name, html) in every(Texts::PLAIN.in_locale(locale)) {
            assert!(html.starts_with(&start), "{name} in {locale:?}");
        }
    }
}

#[test]
fn a_language_changes_words_and_nothing_else() {
    let english = every(Texts::PLAIN);
    for locale in Locale::ALL {
        for ((name, html), (_, english)) in every(Texts::PLAIN.in_locale(locale)).iter().zip(&english) {
            // A sentence may name the application twice or not at all; the order of the elements is the same.
            // Of the languages to choose from, it is another one that is chosen.
            let without_names = |html: &str| -> Vec<_> {
                let tags = skeleton(html).into_iter().filter(|tag| !tag.starts_with("bdi "));
                tags.map(|tag| tag.replace("\"lang\", \"selected\"", "\"lang\"")).collect()
            };
            assert_eq!(without_names(html), without_names(english), "{name} in {locale:?}");
        }
    }
}

/// Words of ours in the text of a page, without what is from outside and without what no language translates.
fn sentences(html: &str) -> BTreeSet<String> {
    let body = html.split_once("<body").unwrap().1;
    let body = body.split("<script").next().unwrap();
    let texts = body
        .split('<')
        .filter_map(|part| part.split_once('>'))
        .filter(|(tag, _)| !tag.starts_with("bdi") && !tag.starts_with("code"));
    texts
        .map(|(_, text)| text.trim())
        .filter(|text| text.chars().filter(|c| c.is_alphabetic()).count() > 12)
        .map(str::to_owned)
        .collect()
}

#[test]
fn no_english_sentence_is_left_in_another_language() {
    // From outside: a demo account's note, a label and a value of a transaction, an error page's parts in these tests.
    let outside = ["has no passkey", "This link does not work", "Go back to the app that sent you here."];
    for locale in Locale::ALL.into_iter().filter(|locale| *locale != Locale::En) {
        for ((name, html), (_, english)) in every(Texts::PLAIN.in_locale(locale)).iter().zip(&every(Texts::PLAIN)) {
            let english = sentences(english);
            let left: Vec<_> = sentences(html)
                .into_iter()
                .filter(|text| english.contains(text) && !outside.contains(&text.as_str()))
                .collect();
            assert!(left.is_empty(), "{name} in {locale:?}: {left:?}");
        }
    }
}

#[test]
fn every_value_in_a_sentence_is_isolated() {
    let client = "בנק Acme";
    for locale in Locale::ALL {
        for (name, html) in every(Texts { client, ..Texts::PLAIN.in_locale(locale) }) {
            let title = inner(&html, "<title>", "</title>");
            assert!(!title.contains(client) || title.contains(&format!("\u{2068}{client}\u{2069}")), "{name}: {title}");
            let (_, body) = html.split_once("<body").unwrap();
            for (at, _) in body.match_indices(client) {
                let before = body[..at].chars().next_back().unwrap();
                assert!(body[..at].ends_with("<bdi>") || before == '\u{2068}', "{name} in {locale:?}");
            }
        }
    }
}

#[test]
fn scripts_hold_no_words() {
    for asset in stepgate_server::page::assets::all().filter(|asset| asset.content_type.starts_with("text/javascript"))
    {
        let text = std::str::from_utf8(asset.bytes).unwrap();
        let code = text.lines().map(|line| line.split("//").next().unwrap_or_default());
        let quoted = code.flat_map(|line| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>());
        for text in quoted {
            let words = text.split(' ').filter(|word| word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic()));
            assert!(words.count() < 3, "{}: {text}", asset.name);
        }
    }
}

#[test]
fn each_page_with_scripts_that_speak_has_their_words() {
    for locale in Locale::ALL {
        for (name, html) in every(Texts::PLAIN.in_locale(locale)) {
            let speaks =
                ["/assets/passkey.", "/assets/countdown.", "/assets/correction."].iter().any(|s| html.contains(s));
            let words = html.split_once("id=\"words\">").map(|(_, rest)| rest.split("</script>").next().unwrap());
            assert_eq!(words.is_some(), speaks, "{name}");
            let Some(words) = words else { continue };
            let words: serde_json::Value = serde_json::from_str(words).unwrap();
            for (key, text) in words.as_object().unwrap() {
                assert!(text.as_str().is_none_or(|text| !text.is_empty()), "{name}: {key}");
            }
            assert!(words["seconds"]["other"].as_str().unwrap().contains("{n}"), "{name} in {locale:?}");
            assert!(
                words["left"].as_str().unwrap().contains("{time}")
                    && words["locked"].as_str().unwrap().contains("{wait}")
            );
        }
    }
}

#[test]
fn a_chosen_theme_is_said_on_the_page() {
    let page = |theme| {
        let base = login(Texts::PLAIN, EITHER, None);
        html(&Login { shell: Shell { theme, ..base.shell }, ..base })
    };
    let attribute = |html: &str| tags(html).into_iter().next().unwrap().attribute("data-theme").map(str::to_owned);
    assert_eq!(attribute(&page(Theme::System)), None);
    assert_eq!(attribute(&page(Theme::Dark)).as_deref(), Some("dark"));
    assert!(page(Theme::Dark).contains("<meta name=\"color-scheme\" content=\"dark\">"));
    assert_eq!(attribute(&page(Theme::Light)).as_deref(), Some("light"));
}
