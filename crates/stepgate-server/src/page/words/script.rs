//! What the scripts say, handed to them as JSON in the page: they hold no words of their own.

use super::argument::Argument;
use super::{Locale, Message, Words};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Gathered once: the plural forms take some hundred look-ups.
static ALL: LazyLock<[ScriptWords; 5]> = LazyLock::new(|| Locale::ALL.map(|locale| Words::of(locale).gather()));

/// The text of every message that a script may show. `{name}` stands where the script puts a value.
#[derive(Clone, Debug, Serialize)]
pub struct ScriptWords {
    asking: String,
    waiting: String,
    checking: String,
    retry: String,
    nothing: String,
    gave_up: String,
    registered: String,
    offline: String,
    too_old: String,
    unsupported: String,
    wrong_name: String,
    wrong_host: String,
    open_there: String,
    left: String,
    locked: String,
    unlocked: String,
    minutes_and_seconds: String,
    /// By plural category (CLDR).
    minutes: BTreeMap<String, String>,
    /// By plural category (CLDR).
    seconds: BTreeMap<String, String>,
}

impl Words {
    /// What the scripts say in this language.
    #[must_use]
    pub fn for_scripts(self) -> &'static ScriptWords {
        let [en, de, fr, es, ar] = &*ALL;
        match self.locale() {
            Locale::En => en,
            Locale::De => de,
            Locale::Fr => fr,
            Locale::Es => es,
            Locale::Ar => ar,
        }
    }

    fn gather(self) -> ScriptWords {
        ScriptWords {
            asking: self.script_asking().to_string(),
            waiting: self.script_waiting().to_string(),
            checking: self.script_checking().to_string(),
            retry: self.script_retry().to_string(),
            nothing: joined(self.script_nothing(), self.script_nothing_next()),
            gave_up: joined(self.script_gave_up(), self.script_gave_up_next()),
            registered: joined(self.script_registered(), self.script_registered_next()),
            offline: joined(self.script_offline(), self.script_offline_next()),
            too_old: joined(self.script_too_old(), self.script_too_old_next()),
            unsupported: joined(self.script_unsupported(), self.script_unsupported_next()),
            wrong_name: joined(self.script_wrong_name("{here}"), self.script_wrong_name_next()),
            wrong_host: self.script_wrong_host("{here}", "{there}").into_text(),
            open_there: self.script_wrong_host_next("{there}").into_text(),
            left: self.script_left(marker("time")).into_text(),
            locked: joined(self.problem_locked(), self.problem_locked_next(marker("wait"))),
            unlocked: self.script_unlocked().to_string(),
            minutes_and_seconds: self.minutes_and_seconds(marker("minutes"), marker("seconds")).into_text(),
            minutes: self.forms(|n| self.minutes(n)),
            seconds: self.forms(|n| self.seconds(n)),
        }
    }

    /// A counting message in each plural category of the language, `{n}` in the place of the number.
    fn forms(self, message: impl Fn(u64) -> Message) -> BTreeMap<String, String> {
        // Each category that a number from 0 to 100 can have has its smallest member here; no language of ours has others.
        (0..=100).rev().fold(BTreeMap::new(), |mut forms, n| {
            let category = self.message("plural", [("n", Argument::Count(n))]).into_text();
            forms.insert(category, message(n).as_str().replace(&n.to_string(), "{n}"));
            forms
        })
    }
}

/// Where a script puts words of ours.
fn marker(name: &str) -> Message {
    Message::new(format!("{{{name}}}"))
}

fn joined(what: impl Into<Message>, next: impl Into<Message>) -> String {
    let (what, next) = (what.into(), next.into());
    format!("{} {}", what.as_str(), next.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_count_in_the_forms_of_the_language() {
        let forms = |locale| &Words::of(locale).for_scripts().seconds;
        let english = [("one", "{n} second"), ("other", "{n} seconds")].map(|(k, v)| (k.to_owned(), v.to_owned()));
        assert_eq!(forms(Locale::En), &BTreeMap::from(english));
        let arabic = forms(Locale::Ar);
        assert_eq!(arabic.keys().collect::<Vec<_>>(), ["few", "many", "one", "other", "two", "zero"]);
        assert!(arabic["few"].contains("{n}") && !arabic["two"].contains("{n}"), "{arabic:?}");
    }
}
