//! The catalogue, held against the table of the code: in every language the same messages with the same arguments.

use super::Locale;
use super::catalogue::sources;
use super::table::AREAS;
use crate::page::escape::visible;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement};
use fluent_syntax::parser::parse;
use std::collections::{BTreeMap, BTreeSet};

/// Parts of the error page, and of no single error.
const NOT_AN_ERROR: [&str; 4] = ["failure_operators", "failure_code", "failure_back", "failure_retry"];
/// What scripts say that tells of nothing wrong.
const NOTHING_WRONG: [&str; 6] =
    ["script_asking", "script_waiting", "script_checking", "script_retry", "script_left", "script_unlocked"];

/// The messages of an area in one language.
fn messages(locale: Locale, area: &str) -> BTreeMap<String, Message<&'static str>> {
    let (_, text) = sources(locale).iter().find(|(name, _)| *name == area).unwrap();
    let resource = parse(*text).unwrap_or_else(|(_, errors)| panic!("{locale:?} {area}: {errors:?}"));
    let mut found = BTreeMap::new();
    for entry in resource.body {
        match entry {
            Entry::Message(message) => {
                let key = message.id.name.to_owned();
                assert!(found.insert(key, message).is_none(), "{locale:?} {area}: a key stands twice");
            }
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            other => panic!("{locale:?} {area}: {other:?}"),
        }
    }
    found
}

/// The names of the arguments of a message, in all its variants.
fn arguments<'m>(pattern: &'m Pattern<&'static str>, found: &mut BTreeSet<&'m str>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => argument(inline, found),
            Expression::Select { selector, variants } => {
                argument(selector, found);
                variants.iter().for_each(|variant| arguments(&variant.value, found));
            }
        }
    }
}

fn argument<'m>(inline: &'m InlineExpression<&'static str>, found: &mut BTreeSet<&'m str>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name);
        }
        InlineExpression::StringLiteral { .. } => {}
        other => panic!("only arguments stand in our messages: {other:?}"),
    }
}

#[test]
fn every_language_has_exactly_the_messages_that_the_code_asks_for() {
    let areas: Vec<_> = AREAS.iter().map(|(area, _)| *area).collect();
    for locale in Locale::ALL {
        assert_eq!(sources(locale).iter().map(|(area, _)| *area).collect::<Vec<_>>(), areas);
        for (area, table) in AREAS {
            let here: BTreeSet<_> = messages(locale, area).into_keys().collect();
            let asked: BTreeSet<_> = table.iter().map(|(key, _)| (*key).to_owned()).collect();
            let missing: Vec<_> = asked.difference(&here).collect();
            let extra: Vec<_> = here.difference(&asked).collect();
            assert!(missing.is_empty() && extra.is_empty(), "{locale:?} {area}: missing {missing:?}, extra {extra:?}");
        }
    }
}

#[test]
fn no_key_stands_in_two_areas() {
    let keys: Vec<_> = AREAS.iter().flat_map(|(_, table)| table.iter().map(|(key, _)| key)).collect();
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
}

#[test]
fn every_message_uses_its_arguments_and_no_others() {
    for locale in Locale::ALL {
        for (area, table) in AREAS {
            let here = messages(locale, area);
            for (key, declared) in *table {
                let message = &here[*key];
                assert!(message.attributes.is_empty(), "{locale:?} {key}");
                let mut used = BTreeSet::new();
                arguments(message.value.as_ref().unwrap(), &mut used);
                assert_eq!(used, declared.iter().copied().collect(), "{locale:?} {key}");
            }
        }
    }
}

#[test]
fn every_error_has_a_next_step_in_every_language() {
    for (_, table) in AREAS {
        let keys: BTreeSet<_> = table.iter().map(|(key, _)| *key).collect();
        let errors = keys.iter().filter(|key| {
            ["problem_", "failure_", "script_"].iter().any(|prefix| key.starts_with(prefix))
                && !["_next", "_happened"].iter().any(|suffix| key.ends_with(suffix))
                && !NOT_AN_ERROR.contains(key)
                && !NOTHING_WRONG.contains(key)
        });
        for error in errors {
            assert!(keys.contains(format!("{error}_next").as_str()), "`{error}` has no next step");
            if error.starts_with("failure_") {
                assert!(keys.contains(format!("{error}_happened").as_str()), "`{error}` does not say what happened");
            }
        }
    }
}

#[test]
fn no_message_is_empty_or_has_invisible_characters_or_markup() {
    for locale in Locale::ALL {
        for (area, text) in sources(locale) {
            assert_eq!(visible(text), *text, "{locale:?} {area}");
            assert!(!text.replace("->", "").contains(['<', '>', '&']), "{locale:?} {area}: templates hold the markup");
            for (key, message) in messages(locale, area) {
                let empty = message.value.is_none_or(|pattern| pattern.elements.is_empty());
                assert!(!empty, "{locale:?} {key}");
            }
        }
    }
}

#[test]
fn translations_are_translated() {
    // Where two languages happen to have the same word.
    const SAME: [&str; 12] = [
        "error_title",
        "list_more",
        "minutes_and_seconds",
        "demo_banner",
        "method_passkey",
        "page_title",
        "support_id",
        "consent_title",
        "seconds",
        "minutes",
        "sign_in_account",
        "transaction_digest",
    ];
    for locale in Locale::ALL.into_iter().filter(|locale| *locale != Locale::En) {
        for (area, _) in AREAS {
            let (english, here) = (messages(Locale::En, area), messages(locale, area));
            for (key, message) in here.iter().filter(|(key, _)| !SAME.contains(&key.as_str())) {
                assert_ne!(message.value, english[key].value, "{locale:?} {key}");
            }
        }
    }
}
