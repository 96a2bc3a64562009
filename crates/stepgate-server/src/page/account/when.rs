//! Moments on a page: as a machine reads them, and how far away they are.

use crate::page::words::{Message, Words};
use stepgate_core::Timestamp;

const DAY: i64 = 86_400;

/// A moment, and the time at which somebody looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The moment.
    pub at: Timestamp,
    /// The time of the page.
    pub now: Timestamp,
}

impl When {
    /// For the attribute `datetime`.
    #[must_use]
    pub fn iso(&self) -> String {
        iso(self.at)
    }

    /// "3 days ago"; "0 seconds ago" where it is to come.
    #[must_use]
    pub fn ago(&self, words: Words) -> Message {
        words.account_ago(words.duration(self.at.seconds_before(self.now)))
    }

    /// "3 days", which are left until then; "0 seconds" where it is over.
    #[must_use]
    pub fn left(&self, words: Words) -> Message {
        words.duration(rounded_up(self.now.seconds_before(self.at)))
    }
}

/// To a full unit of those that [`Words::duration`] names: three days that began a moment ago are not two.
const fn rounded_up(seconds: u64) -> u64 {
    let unit = match seconds {
        0..120 => 1,
        120..7200 => 60,
        7200..172_800 => 3600,
        _ => 86_400,
    };
    seconds.div_ceil(unit) * unit
}

/// `2026-11-22T19:42:09Z` (RFC 3339), by the Gregorian calendar at any time.
#[must_use]
pub fn iso(at: Timestamp) -> String {
    let seconds = at.seconds();
    let (year, month, day) = date(seconds.div_euclid(DAY));
    let time = seconds.rem_euclid(DAY);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", time / 3600, time / 60 % 60, time % 60)
}

/// The date of a day counted from 1970-01-01. Years begin in March here, so that the day a leap year has more is its last.
const fn date(day: i64) -> (i64, i64, i64) {
    // Days from 0000-03-01, in eras of 400 years, which all have 146,097.
    let day = day + 719_468;
    let (era, of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (era * 400 + year_of_era + if month <= 2 { 1 } else { 0 }, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::words::Locale;

    #[test]
    fn moments_are_written_as_rfc_3339_does() {
        let table = [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (951_868_800, "2000-03-01T00:00:00Z"),
            (1_800_000_000, "2027-01-15T08:00:00Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ];
        for (seconds, text) in table {
            assert_eq!(iso(Timestamp::from_seconds(seconds)), text);
        }
    }

    #[test]
    fn what_was_is_ago_and_what_comes_is_ahead() {
        let when = |at| When { at: Timestamp::from_seconds(at), now: Timestamp::from_seconds(100) };
        let told = |at| (when(at).ago(Words::of(Locale::En)), when(at).left(Words::of(Locale::En)));
        let (ago, left) = told(40);
        assert_eq!((ago.as_str(), left.as_str()), ("1 minute ago", "0 seconds"));
        let lefts = [119, 121, 7201, 259_199].map(|wait| told(100 + wait).1.into_text());
        assert_eq!(lefts, ["119 seconds", "3 minutes", "3 hours", "3 days"]);
        let (ago, left) = told(160);
        assert_eq!((ago.as_str(), left.as_str()), ("0 seconds ago", "1 minute"));
    }
}
