//! What may be chosen as a password: long enough, and not one that others try first (NIST SP 800-63B-4 §3.1.1.2). No rules of
//! composition, and no expiry.

use zxcvbn::matching::patterns::MatchPattern;
use zxcvbn::zxcvbn;

/// The least for an account that has nothing but its password, in characters.
const LEAST_ALONE: usize = 15;
/// The least for an account with a passkey or an authenticator app beside it.
const LEAST_BESIDE_ANOTHER: usize = 8;
/// The most, in characters.
const MOST: usize = 128;

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weakness {
    /// It has fewer characters than it must have.
    TooShort,
    /// It has more characters than it may have.
    TooLong,
    /// It is one of those that are tried first: a common password, a word, a run on the keyboard, a repetition.
    Common,
    /// It is the name of its user or of this service.
    Named,
}

/// The least number of characters.
pub(crate) const fn least(has_another_method: bool) -> usize {
    if has_another_method { LEAST_BESIDE_ANOTHER } else { LEAST_ALONE }
}

/// Checks a password that is in Normalization Form C. `names` are words that everybody would try for this account.
///
/// The whole of it is compared, not its parts: a long passphrase of common words is a good one.
pub(crate) fn check(password: &str, least: usize, names: &[&str]) -> Result<(), Weakness> {
    let characters = password.chars().count();
    if characters < least {
        return Err(Weakness::TooShort);
    }
    if characters > MOST {
        return Err(Weakness::TooLong);
    }
    let folded = password.trim().to_lowercase();
    if names.iter().any(|name| !name.is_empty() && folded == name.to_lowercase()) {
        return Err(Weakness::Named);
    }
    match zxcvbn(password, &[]).sequence() {
        [whole] if whole.pattern != MatchPattern::BruteForce => Err(Weakness::Common),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!((least(false), least(true)), (15, 8));
        assert_eq!(check("säge-höf", 8, &[]), Ok(()));
        assert_eq!(check("säge-hö", 8, &[]), Err(Weakness::TooShort));
        let long: String = "korrekt pferd batterie ".chars().cycle().take(128).collect();
        assert_eq!(check(&long, 15, &[]), Ok(()));
        assert_eq!(check(&format!("{long}x"), 15, &[]), Err(Weakness::TooLong));
    }

    #[test]
    fn what_is_tried_first_is_refused() {
        for common in ["password", "Password1", "qwertyuiop", "aaaaaaaaaaaa", "abcdefghijkl", "iloveyou", "p@ssw0rd"] {
            assert_eq!(check(common, 8, &[]), Err(Weakness::Common), "{common}");
        }
        assert_eq!(check("Alice@Example.com", 8, &["alice@example.com"]), Err(Weakness::Named));
    }

    #[test]
    fn nothing_else_is_asked_of_it() {
        for fine in
            ["correct horse battery staple", "only lower case words here", "  spaces count  ", "ключ от моей квартиры"]
        {
            assert_eq!(check(fine, 15, &["alice"]), Ok(()), "{fine}");
        }
    }
}
