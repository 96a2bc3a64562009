//! Methods, lists, lengths of time and scopes, as parts of sentences.

use super::{Message, Phrase, Words};
use stepgate_core::method::Method;

/// How the last two parts of a list are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// Each of them.
    And,
    /// Any of them.
    Or,
}

impl Words {
    /// "a passkey", after "you signed in with".
    fn used(self, method: &Method) -> Message {
        match method {
            Method::Password => self.used_password().into(),
            Method::Totp => self.used_totp().into(),
            Method::Passkey => self.used_passkey().into(),
            Method::SecurityKey => self.used_security_key().into(),
            Method::RecoveryCode => self.used_recovery_code().into(),
            Method::Upstream(provider) => self.used_upstream(provider),
        }
    }

    /// "a passkey", after "this needs".
    fn needed(self, method: &Method) -> Message {
        match method {
            Method::Password => self.needed_password().into(),
            Method::Totp => self.needed_totp().into(),
            Method::Passkey => self.needed_passkey().into(),
            Method::SecurityKey => self.needed_security_key().into(),
            Method::RecoveryCode => self.needed_recovery_code().into(),
            Method::Upstream(provider) => self.needed_upstream(provider),
        }
    }

    /// "Passkey", for a list or a button.
    pub(crate) fn method(self, method: &Method) -> Message {
        match method {
            Method::Password => self.method_password().into(),
            Method::Totp => self.method_totp().into(),
            Method::Passkey => self.method_passkey().into(),
            Method::SecurityKey => self.method_security_key().into(),
            Method::RecoveryCode => self.method_recovery_code().into(),
            Method::Upstream(provider) => self.method_upstream(provider),
        }
    }

    /// "a password and a passkey", after "you signed in with"; `None` for none.
    pub(crate) fn all_used(self, methods: &[Method]) -> Option<Message> {
        self.list(methods.iter().map(|method| self.used(method)).collect(), Join::And)
    }

    /// "a password, a passkey or a security key", after "this needs"; `None` for none.
    pub(crate) fn any_needed(self, methods: &[Method]) -> Option<Message> {
        self.list(methods.iter().map(|method| self.needed(method)).collect(), Join::Or)
    }

    /// Parts as one list; `None` for none.
    pub(crate) fn list(self, mut parts: Vec<Message>, join: Join) -> Option<Message> {
        let last = parts.pop()?;
        let Some(first) = parts.into_iter().reduce(|first, next| self.list_more(first, next)) else {
            return Some(last);
        };
        Some(match join {
            Join::And => self.list_and(first, last),
            Join::Or => self.list_or(first, last),
        })
    }

    /// A length of time in its largest unit, rounded down: "38 minutes". Two hours begin at 120 minutes, so that little is lost.
    pub(crate) fn duration(self, seconds: u64) -> Message {
        match seconds {
            0..60 | 61..120 => self.seconds(seconds),
            0..7200 => self.minutes(seconds / 60),
            7200..172_800 => self.hours(seconds / 3600),
            _ => self.days(seconds / 86_400),
        }
    }

    /// A waiting time to the second: "4 minutes 10 seconds"; above two hours as [`Words::duration`].
    pub(crate) fn wait(self, seconds: u64) -> Message {
        match seconds {
            60..7200 if !seconds.is_multiple_of(60) => {
                self.minutes_and_seconds(self.minutes(seconds / 60), self.seconds(seconds % 60))
            }
            _ => self.duration(seconds),
        }
    }

    /// What a standard scope lets the client do (OpenID Connect Core §5.4, §11); `None` for scopes of the operator's own.
    pub(crate) fn scope(self, name: &str) -> Option<Phrase> {
        match name {
            "openid" => Some(self.scope_openid()),
            "profile" => Some(self.scope_profile()),
            "email" => Some(self.scope_email()),
            "address" => Some(self.scope_address()),
            "phone" => Some(self.scope_phone()),
            "offline_access" => Some(self.scope_offline_access()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::words::Locale;

    const EN: fn() -> Words = || Words::of(Locale::En);

    #[test]
    fn durations_are_in_their_largest_unit() {
        let table = [
            (0, "0 seconds"),
            (1, "1 second"),
            (59, "59 seconds"),
            (60, "1 minute"),
            (90, "90 seconds"),
            (300, "5 minutes"),
            (2280, "38 minutes"),
            (3600, "60 minutes"),
            (7200, "2 hours"),
            (86_400, "24 hours"),
            (172_800, "2 days"),
        ];
        for (seconds, text) in table {
            assert_eq!(EN().duration(seconds).as_str(), text, "{seconds}");
        }
    }

    #[test]
    fn plural_forms_follow_the_language() {
        let minutes = |locale, n: u64| Words::of(locale).duration(n * 60).into_text();
        assert_eq!(minutes(Locale::De, 1), "1 Minute");
        assert_eq!(minutes(Locale::De, 5), "5 Minuten");
        assert_eq!(minutes(Locale::Fr, 1), "1 minute");
        assert_eq!(minutes(Locale::Es, 38), "38 minutos");
        let arabic = [(1, "دقيقة واحدة"), (2, "دقيقتين"), (5, "5 دقائق"), (38, "38 دقيقة"), (100, "100 دقيقة")];
        for (n, text) in arabic {
            assert_eq!(minutes(Locale::Ar, n), text, "{n}");
        }
    }

    #[test]
    fn waits_are_to_the_second() {
        let table = [
            (9, "9 seconds"),
            (61, "1 minute 1 second"),
            (120, "2 minutes"),
            (250, "4 minutes 10 seconds"),
            (7201, "2 hours"),
        ];
        for (seconds, text) in table {
            assert_eq!(EN().wait(seconds).as_str(), text, "{seconds}");
        }
    }

    #[test]
    fn methods_read_as_a_list() {
        let needed = |methods: &[Method]| EN().any_needed(methods).map(Message::into_text);
        assert_eq!(needed(&[]), None);
        assert_eq!(needed(&[Method::Passkey]).unwrap(), "a passkey");
        let three = [Method::Password, Method::Passkey, Method::SecurityKey];
        assert_eq!(needed(&three).unwrap(), "a password, a passkey or a security key");
        let used = EN().all_used(&[Method::Password, Method::Totp]).unwrap();
        assert_eq!(used.as_str(), "a password and a code from your authenticator app");
        let upstream = EN().used(&Method::Upstream("Acme ID".to_owned()));
        assert_eq!(upstream.as_str(), "a sign-in at \u{2068}Acme ID\u{2069}");
    }

    #[test]
    fn standard_scopes_have_words_and_others_none() {
        for name in ["openid", "profile", "email", "address", "phone", "offline_access"] {
            assert!(EN().scope(name).is_some(), "{name}");
        }
        assert_eq!(EN().scope("payments:write"), None);
    }
}
