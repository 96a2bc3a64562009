//! What the pages of one authorization request share.

use super::words::{Message, Phrase, Words};
use stepgate_core::method::Method;

/// One waiting authorization request, as its pages need it.
#[derive(Clone, Copy, Debug)]
pub struct Interaction<'a> {
    /// Path that the forms post below, `/interaction/{id}`, without a slash at the end.
    pub base: &'a str,
    /// The token that every form carries, bound to the session.
    pub csrf: &'a str,
    /// The name the client is registered under.
    pub client: &'a str,
    /// How long the request is still valid, in seconds.
    pub valid_s: u64,
}

impl Interaction<'_> {
    /// "This page is valid for 10 minutes."
    #[must_use]
    pub fn valid_for(&self, words: Words) -> Message {
        words.valid_for(words.duration(self.valid_s))
    }

    /// The same for scripts, which know the time of day: it goes where `{clock}` stands.
    #[must_use]
    pub fn valid_until(&self, words: Words) -> Message {
        words.valid_until(words.duration(self.valid_s), "{clock}")
    }
}

/// Which ceremonies the page offers: those that satisfy the requirement and that this user can do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// A passkey or a security key: one button for both.
    pub passkey: bool,
    /// Only a security key will do: the button says so.
    pub only_security_key: bool,
    /// A one-time password. The sign-in page has no field for it, since digits say nothing of whose they are.
    pub totp: bool,
    /// A password.
    pub password: bool,
    /// A recovery code. As with one-time passwords, not on the sign-in page.
    pub recovery_code: bool,
}

/// A way to confirm, as the page draws it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The passkey button.
    Passkey,
    /// The field for a one-time password.
    Totp,
    /// The password field.
    Password,
    /// The field for a recovery code.
    RecoveryCode,
}

impl Offer {
    /// What the pages can offer of these methods; `None` where there is nothing.
    #[must_use]
    pub fn of(methods: &[Method]) -> Option<Self> {
        let named = |method| methods.contains(&method);
        let offer = Self {
            passkey: named(Method::Passkey) || named(Method::SecurityKey),
            only_security_key: named(Method::SecurityKey) && !named(Method::Passkey),
            totp: named(Method::Totp),
            password: named(Method::Password),
            recovery_code: named(Method::RecoveryCode),
        };
        (offer != Self::default()).then_some(offer)
    }

    /// The strongest way: the page's main button.
    #[must_use]
    pub fn main(self) -> Option<Way> {
        self.ways().next()
    }

    /// Every other way, strongest first.
    #[must_use]
    pub fn others(self) -> Vec<Way> {
        self.ways().skip(1).collect()
    }

    fn ways(self) -> impl Iterator<Item = Way> {
        let ways = [
            (self.passkey, Way::Passkey),
            (self.totp, Way::Totp),
            (self.password, Way::Password),
            (self.recovery_code, Way::RecoveryCode),
        ];
        ways.into_iter().filter_map(|(is_offered, way)| is_offered.then_some(way))
    }
}

/// A method that is listed but cannot be used here.
#[derive(Clone, Debug)]
pub struct Unusable<'a> {
    /// The method.
    pub method: &'a Method,
    /// Why it cannot be used.
    pub reason: WhyNot,
}

impl Unusable<'_> {
    /// "Password".
    #[must_use]
    pub fn label(&self, words: Words) -> Message {
        words.method(self.method)
    }
}

/// Why a method cannot be used for this request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// It does not satisfy the level.
    NotStrongEnough,
    /// It would do, but this account has none.
    NotSetUp,
    /// It was used too often with a wrong answer.
    Locked,
}

impl WhyNot {
    /// The reason in plain words.
    #[must_use]
    pub fn text(self, words: Words) -> Phrase {
        match self {
            Self::NotStrongEnough => words.not_strong_enough(),
            Self::NotSetUp => words.not_set_up(),
            Self::Locked => words.locked_for_now(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_and_security_keys_share_a_button() {
        let offer = Offer::of(&[Method::Passkey, Method::SecurityKey]).unwrap();
        assert_eq!((offer.passkey, offer.only_security_key), (true, false));
        let offer = Offer::of(&[Method::SecurityKey]).unwrap();
        assert_eq!((offer.passkey, offer.only_security_key), (true, true));
        assert_eq!(Offer::of(&[Method::Upstream("idp".to_owned())]), None);
    }

    #[test]
    fn the_strongest_way_comes_first() {
        let all = [Method::RecoveryCode, Method::Password, Method::Totp, Method::Passkey];
        let ways = |methods| Offer::of(methods).map(|offer| (offer.main().unwrap(), offer.others()));
        assert_eq!(ways(&all), Some((Way::Passkey, vec![Way::Totp, Way::Password, Way::RecoveryCode])));
        assert_eq!(ways(&all[..3]), Some((Way::Totp, vec![Way::Password, Way::RecoveryCode])));
        assert_eq!(ways(&all[..1]), Some((Way::RecoveryCode, vec![])));
    }
}
