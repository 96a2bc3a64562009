//! The messages of all languages, embedded in the binary and parsed once.

use super::locale::Locale;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::borrow::Cow;
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

macro_rules! areas {
    ($($area:literal),+ $(,)?) => {
        /// The text of each area in one language.
        pub(super) const fn sources(locale: Locale) -> &'static [(&'static str, &'static str)] {
            match locale {
                Locale::En => &[$(($area, include_str!(concat!("../../../locales/en/", $area, ".ftl")))),+],
                Locale::De => &[$(($area, include_str!(concat!("../../../locales/de/", $area, ".ftl")))),+],
                Locale::Fr => &[$(($area, include_str!(concat!("../../../locales/fr/", $area, ".ftl")))),+],
                Locale::Es => &[$(($area, include_str!(concat!("../../../locales/es/", $area, ".ftl")))),+],
                Locale::Ar => &[$(($area, include_str!(concat!("../../../locales/ar/", $area, ".ftl")))),+],
            }
        }
    };
}

areas!["frame", "sign_in", "step_up", "consent", "enrol", "sign_out", "problem", "failure", "script", "account"];

/// Answers the plural category of a number (CLDR), for scripts that fill in numbers themselves.
pub(super) const PLURAL: &str =
    "plural = { $n ->\n [zero] zero\n [one] one\n [two] two\n [few] few\n [many] many\n *[other] other\n }\n";

static CATALOGUES: LazyLock<[Catalogue; 5]> = LazyLock::new(|| Locale::ALL.map(Catalogue::read));

/// The messages of one language.
pub(super) struct Catalogue {
    locale: Locale,
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    pub(super) fn of(locale: Locale) -> &'static Self {
        let [en, de, fr, es, ar] = &*CATALOGUES;
        match locale {
            Locale::En => en,
            Locale::De => de,
            Locale::Fr => fr,
            Locale::Es => es,
            Locale::Ar => ar,
        }
    }

    /// What does not parse or stands twice is left out here; the tests of `lint` let no such text through.
    fn read(locale: Locale) -> Self {
        let language: LanguageIdentifier = locale.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // `Argument` isolates what is from outside, and only that: words of ours run in the direction of the sentence.
        bundle.set_use_isolating(false);
        for text in sources(locale).iter().map(|(_, text)| *text).chain([PLURAL]) {
            let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { locale, bundle }
    }

    pub(super) const fn locale(&self) -> Locale {
        self.locale
    }

    pub(super) fn format(&'static self, key: &'static str, arguments: Option<&FluentArgs<'_>>) -> Cow<'static, str> {
        match self.bundle.get_message(key).and_then(|message| message.value()) {
            Some(pattern) => self.bundle.format_pattern(pattern, arguments, &mut Vec::new()),
            None => Cow::Borrowed(key),
        }
    }
}
