//! Plain words for methods, times and scopes.

use stepgate_core::method::Method;

/// "a passkey", for the middle of a sentence.
#[must_use]
pub fn method(method: &Method) -> String {
    match method {
        Method::Password => "a password".to_owned(),
        Method::Totp => "a code from your authenticator app".to_owned(),
        Method::Passkey => "a passkey".to_owned(),
        Method::SecurityKey => "a security key".to_owned(),
        Method::RecoveryCode => "a recovery code".to_owned(),
        Method::Upstream(idp) => format!("a sign-in at {idp}"),
    }
}

/// "Passkey", for a list or a button.
#[must_use]
pub fn method_label(method: &Method) -> String {
    match method {
        Method::Password => "Password".to_owned(),
        Method::Totp => "Code from your authenticator app".to_owned(),
        Method::Passkey => "Passkey".to_owned(),
        Method::SecurityKey => "Security key".to_owned(),
        Method::RecoveryCode => "Recovery code".to_owned(),
        Method::Upstream(idp) => format!("Sign-in at {idp}"),
    }
}

/// "a password, a passkey or a security key"; empty for none.
#[must_use]
pub fn methods(methods: &[Method], joined_by: Join) -> String {
    let names: Vec<String> = methods.iter().map(method).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), joined_by.word()),
    }
}

/// How the last two parts of a list are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// Each of them.
    And,
    /// Any of them.
    Or,
}

impl Join {
    const fn word(self) -> &'static str {
        match self {
            Self::And => "and",
            Self::Or => "or",
        }
    }
}

/// A length of time in its largest unit, rounded down: "38 minutes". Two hours begin at 120 minutes, so that little is lost.
#[must_use]
pub fn duration(seconds: u64) -> String {
    match seconds {
        0..60 | 61..120 => count(seconds, "second"),
        0..7200 => count(seconds / 60, "minute"),
        7200..172_800 => count(seconds / 3600, "hour"),
        _ => count(seconds / 86_400, "day"),
    }
}

/// A waiting time to the second: "4 minutes 10 seconds"; above two hours as [`duration`].
#[must_use]
pub fn wait(seconds: u64) -> String {
    match seconds {
        60..7200 if !seconds.is_multiple_of(60) => {
            format!("{} {}", count(seconds / 60, "minute"), count(seconds % 60, "second"))
        }
        _ => duration(seconds),
    }
}

fn count(n: u64, unit: &str) -> String {
    if n == 1 { format!("1 {unit}") } else { format!("{n} {unit}s") }
}

/// What a standard scope lets the client do (OpenID Connect Core §5.4, §11); `None` for scopes of the operator's own.
#[must_use]
pub fn scope(name: &str) -> Option<&'static str> {
    match name {
        "openid" => Some("Know that it is you: the identifier of your account"),
        "profile" => Some("See your name and profile"),
        "email" => Some("See your e-mail address"),
        "address" => Some("See your postal address"),
        "phone" => Some("See your phone number"),
        "offline_access" => Some("Stay connected while you are not using it"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            (u64::MAX, "213503982334601 days"),
        ];
        for (seconds, text) in table {
            assert_eq!(duration(seconds), text, "{seconds}");
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
            assert_eq!(wait(seconds), text, "{seconds}");
        }
    }

    #[test]
    fn methods_read_as_a_list() {
        assert_eq!(methods(&[], Join::Or), "");
        assert_eq!(methods(&[Method::Passkey], Join::Or), "a passkey");
        assert_eq!(
            methods(&[Method::Password, Method::Totp], Join::And),
            "a password and a code from your authenticator app"
        );
        let three = [Method::Password, Method::Passkey, Method::SecurityKey];
        assert_eq!(methods(&three, Join::Or), "a password, a passkey or a security key");
        assert_eq!(method(&Method::Upstream("Acme ID".to_owned())), "a sign-in at Acme ID");
    }

    #[test]
    fn standard_scopes_have_words_and_others_none() {
        for name in ["openid", "profile", "email", "address", "phone", "offline_access"] {
            assert!(scope(name).is_some(), "{name}");
        }
        assert_eq!(scope("payments:write"), None);
    }
}
