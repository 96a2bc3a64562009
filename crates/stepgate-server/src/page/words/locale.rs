//! The languages, and which of them a visitor gets.

/// Ranges of `Accept-Language` and tags of `ui_locales` that are looked at; browsers send fewer than ten.
const RANGES_AT_MOST: usize = 32;

/// A language of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locale {
    /// English.
    En,
    /// German.
    De,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// Arabic, from right to left.
    Ar,
}

impl Locale {
    /// Every language, the fallback first.
    pub const ALL: [Self; 5] = [Self::En, Self::De, Self::Fr, Self::Es, Self::Ar];

    /// The language tag (BCP 47), for `lang`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
            Self::Es => "es",
            Self::Ar => "ar",
        }
    }

    /// The base direction, for `dir`.
    #[must_use]
    pub const fn direction(self) -> &'static str {
        match self {
            Self::En | Self::De | Self::Fr | Self::Es => "ltr",
            Self::Ar => "rtl",
        }
    }

    /// The language's name in itself: "Deutsch".
    #[must_use]
    pub const fn endonym(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::De => "Deutsch",
            Self::Fr => "Français",
            Self::Es => "Español",
            Self::Ar => "العربية",
        }
    }

    /// The language of a tag, whatever its region: `de-AT` is German (RFC 4647 §3.4, lookup).
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|locale| locale.tag().eq_ignore_ascii_case(language))
    }

    /// The first of `ui_locales` that we have: tags in order of preference, with spaces between (OpenID Connect Core §3.1.2.1).
    #[must_use]
    pub fn of_ui_locales(ui_locales: &str) -> Option<Self> {
        ui_locales.split(' ').take(RANGES_AT_MOST).find_map(Self::of_tag)
    }

    /// The most wanted of `Accept-Language` that we have (RFC 9110 §12.5.4). Equal weights keep their order.
    #[must_use]
    pub fn of_accept_language(header: &str) -> Option<Self> {
        let mut wanted: Vec<(u16, Self)> = header
            .split(',')
            .take(RANGES_AT_MOST)
            .filter_map(|range| {
                let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
                Some((weight(parameters)?, Self::of_tag(tag.trim())?))
            })
            .filter(|(weight, _)| *weight > 0)
            .collect();
        wanted.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        wanted.first().map(|(_, locale)| *locale)
    }

    /// What a visitor gets: what they chose, else what their browser asks for, else English. What an application asks for
    /// comes before all of it: [`Shell::asked_in`](crate::page::shell::Shell::asked_in).
    #[must_use]
    pub fn negotiate(chosen: Option<&str>, accept_language: Option<&str>) -> Self {
        let asked = || accept_language.and_then(Self::of_accept_language);
        chosen.and_then(Self::of_tag).or_else(asked).unwrap_or(Self::En)
    }
}

/// `q` in thousandths (RFC 9110 §12.4.2): 1000 where there is none, `None` where it is no number from 0 to 1.
fn weight(parameters: &str) -> Option<u16> {
    let Some((_, value)) = parameters.split_once('=') else { return Some(1000) };
    let (whole, fraction) = value.trim().split_once('.').unwrap_or((value.trim(), ""));
    let digits = fraction.len() <= 3 && fraction.bytes().all(|digit| digit.is_ascii_digit());
    let thousandths: u16 = format!("{fraction:0<3}").parse().ok().filter(|_| digits)?;
    match whole {
        "0" => Some(thousandths),
        "1" if thousandths == 0 => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_choice_comes_first_then_the_browser_then_english() {
        let table = [
            (Some("de"), Some("fr"), Locale::De),
            (Some("tlh"), Some("fr"), Locale::Fr),
            (None, Some("tlh, es-MX;q=0.3, ar;q=0.8"), Locale::Ar),
            (None, Some("pt, fr-CH, de"), Locale::Fr),
            (None, Some("de;q=0, es"), Locale::Es),
            (None, Some("de;q=0.1,en;q=0.01"), Locale::De),
            (None, Some("DE-at"), Locale::De),
            (None, Some("de;q=7, *"), Locale::En),
            (None, Some(""), Locale::En),
            (None, None, Locale::En),
        ];
        for (chosen, asked, locale) in table {
            assert_eq!(Locale::negotiate(chosen, asked), locale, "{chosen:?} {asked:?}");
        }
    }

    #[test]
    fn an_application_lists_what_its_user_prefers() {
        assert_eq!(Locale::of_ui_locales("fr-CA fr en"), Some(Locale::Fr));
        assert_eq!(Locale::of_ui_locales("pt-BR ar"), Some(Locale::Ar));
        assert_eq!(Locale::of_ui_locales("pt"), None);
        assert_eq!(Locale::of_ui_locales(&"xx ".repeat(100_000)), None);
    }

    #[test]
    fn weights_are_numbers_from_0_to_1() {
        let table =
            [("", Some(1000)), ("q=0.8", Some(800)), ("q=1.000", Some(1000)), ("q=0.1234", None), ("q=2", None)];
        for (parameters, thousandths) in table {
            assert_eq!(weight(parameters), thousandths, "{parameters}");
        }
    }

    proptest! {
        #[test]
        fn no_header_is_too_odd(text in any::<String>()) {
            prop_assert!(Locale::ALL.contains(&Locale::negotiate(Some(&text), Some(&text))));
            prop_assert!(Locale::of_ui_locales(&text).is_none_or(|locale| Locale::ALL.contains(&locale)));
        }
    }
}
