//! The step-up screen: somebody is signed in and proves more.
//!
//! In reading order: who asks and for what; which account; why now; one main button; other ways; cancel; how long the page
//! is valid; help.

use super::demo::DemoPasskey;
use super::interaction::{Interaction, Offer, Unusable, Way};
use super::problem::Problem;
use super::shell::Shell;
use super::words::{Message, Phrase, Words};
use askama::Template;
use stepgate_core::Method;

/// The step-up page. Posts to `…/passkey` after the ceremony, or to `…/totp`, `…/password` or `…/recovery-code`; cancel and
/// "Not you?" go to `…/cancel`, "I did not start this" to `…/not-me`.
#[derive(Debug, Template)]
#[template(path = "challenge.html")]
pub struct Challenge<'a> {
    /// The frame.
    pub shell: Shell<'a>,
    /// The waiting request.
    pub interaction: Interaction<'a>,
    /// What the client wants to do, to follow "before": "sending 250.00 EUR to Jana Novak". From a registered text and
    /// signed values only, never free text of a request.
    pub action: Option<&'a str>,
    /// What will be signed, if the request carries a transaction.
    pub transaction: Option<Transaction<'a>>,
    /// The name the user signs in with.
    pub account: &'a str,
    /// Why the user is asked now.
    pub why: Why<'a>,
    /// The rule behind it, for "What is this?".
    pub rule: Rule<'a>,
    /// What satisfies the requirement and what this user can do.
    pub offer: Offer,
    /// Methods that will not do, each with its reason.
    pub unusable: &'a [Unusable<'a>],
    /// What went wrong with the last try.
    pub problem: Option<Problem>,
    /// The code that was wrong, shown again so that it can be corrected. Empty for none.
    pub code: &'a str,
    /// The software passkey of the demo; `None` on a live server.
    pub demo_passkey: Option<DemoPasskey<'a>>,
}

/// Why the user is asked now.
#[derive(Clone, Copy, Debug)]
pub enum Why<'a> {
    /// What the session holds is not enough.
    LevelTooLow {
        /// What the user signed in with; may be empty.
        have_methods: &'a [Method],
        /// What would do; any of them.
        wanted: &'a [Method],
    },
    /// It would be enough, but it was too long ago.
    TooOld {
        /// How long ago, in seconds.
        age_s: u64,
        /// How long ago it may be, in seconds.
        limit_s: u64,
    },
    /// The action asks each time.
    AlwaysAsks,
    /// It would be enough, but it was for another application, which does not share it.
    NotShared {
        /// The application that asks now.
        client: &'a str,
    },
}

impl Why<'_> {
    /// One sentence, without codes.
    #[must_use]
    pub fn sentence(&self, words: Words) -> Message {
        match self {
            Self::LevelTooLow { have_methods, wanted } => {
                let Some(wanted) = words.any_needed(wanted) else { return words.why_each_time().into() };
                match words.all_used(have_methods) {
                    Some(have) => words.why_level(have, wanted),
                    None => words.why_first(wanted),
                }
            }
            Self::TooOld { limit_s: 0, .. } | Self::AlwaysAsks => words.why_each_time().into(),
            Self::NotShared { client } => words.why_not_shared(client),
            Self::TooOld { age_s, limit_s } => words.why_too_old(words.duration(*age_s), words.duration(*limit_s)),
        }
    }
}

/// The rule that asks, for those who want to know.
#[derive(Clone, Copy, Debug)]
pub struct Rule<'a> {
    /// The level's name in the configuration: "phr".
    pub level: &'a str,
    /// The `acr` value it is published under.
    pub acr: &'a str,
    /// How long a confirmation lasts, in seconds; `None` if it counts for this one action.
    pub lasts_s: Option<u64>,
}

impl Rule<'_> {
    /// "After that we will not ask again for 5 minutes."
    #[must_use]
    pub fn lasts(&self, words: Words) -> Message {
        match self.lasts_s {
            None | Some(0) => words.rule_once().into(),
            Some(seconds) => words.rule_lasts(words.duration(seconds)),
        }
    }

    fn named(&self, words: Words) -> Message {
        if self.level == self.acr { words.rule_level(self.level) } else { words.rule_level_as(self.level, self.acr) }
    }
}

/// What the user agrees to, as it is signed (RFC 9396; RTS (EU) 2018/389 Art. 5).
#[derive(Clone, Copy, Debug)]
pub struct Transaction<'a> {
    /// Amount, payee, account: label and value, in reading order. Never shortened.
    pub facts: &'a [(&'a str, &'a str)],
    /// The digest of the details that goes into the challenge, base64url.
    pub digest: &'a str,
}

impl Challenge<'_> {
    fn title(&self) -> Message {
        self.shell.title(self.shell.words.confirm_title(self.interaction.client), self.problem.is_some())
    }

    /// Whether "Try another way" has anything to show.
    fn has_other_ways(&self) -> bool {
        !self.offer.others().is_empty() || !self.unusable.is_empty()
    }

    /// Whether "Try another way" is open from the start: the mistake to correct is inside.
    fn other_ways_open(&self) -> bool {
        self.offer.others().into_iter().any(|way| self.is_wrong(way))
    }

    /// Whether the field of this way is the one to correct.
    fn is_wrong(&self, way: Way) -> bool {
        self.problem.and_then(|problem| problem.field()) == Some(way)
    }

    /// What was typed there, to be corrected; a password never comes back.
    fn typed(&self, way: Way) -> &str {
        if self.is_wrong(way) { self.code } else { "" }
    }

    /// Whether the heading takes the focus. A field to correct comes before it.
    fn heading_has_focus(&self) -> bool {
        self.problem.is_some_and(|problem| problem.field().is_none())
    }

    fn passkey_label(&self) -> Phrase {
        let words = self.shell.words;
        if self.offer.only_security_key { words.confirm_security_key() } else { words.confirm_passkey() }
    }

    fn passkey_hint(&self) -> Phrase {
        let words = self.shell.words;
        if self.offer.only_security_key { words.security_key_hint() } else { words.passkey_hint() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::words::Locale;

    #[test]
    fn why_is_one_plain_sentence() {
        let have = [Method::Password];
        let wanted = [Method::Passkey];
        let table = [
            (
                Why::LevelTooLow { have_methods: &have, wanted: &wanted },
                "You signed in with a password; this needs a passkey.",
            ),
            (Why::LevelTooLow { have_methods: &[], wanted: &wanted }, "This needs a passkey."),
            (
                Why::TooOld { age_s: 2285, limit_s: 300 },
                "You last confirmed 38 minutes ago; this needs the last 5 minutes.",
            ),
            (Why::TooOld { age_s: 12, limit_s: 0 }, "This asks you to confirm each time."),
            (Why::AlwaysAsks, "This asks you to confirm each time."),
        ];
        for (why, sentence) in table {
            assert_eq!(why.sentence(Words::of(Locale::En)).as_str(), sentence);
        }
    }

    #[test]
    fn the_rule_says_how_long_it_lasts() {
        let rule = |lasts_s| Rule { level: "phr", acr: "phr", lasts_s }.lasts(Words::of(Locale::En)).into_text();
        assert_eq!(rule(Some(300)), "After that we will not ask again for 5 minutes.");
        assert_eq!(rule(Some(0)), "Your confirmation counts for this one action.");
        assert_eq!(rule(None), "Your confirmation counts for this one action.");
    }
}
