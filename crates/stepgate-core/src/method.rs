//! Methods: what kind of ceremony a piece of evidence comes from.

use std::fmt;
use std::str::FromStr;

/// What a ceremony is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// A password the user typed.
    Password,
    /// A time-based one-time password (RFC 6238).
    Totp,
    /// A discoverable WebAuthn credential, user verified.
    Passkey,
    /// A passkey that is device-bound and whose attestation was verified; it counts wherever a passkey does.
    SecurityKey,
    /// A one-time recovery code.
    RecoveryCode,
    /// A sign-in at the named upstream provider.
    Upstream(String),
}

impl Method {
    /// Whether evidence of this method counts where `named` is asked for.
    #[must_use]
    pub fn counts_as(&self, named: &Self) -> bool {
        self == named || (*self == Self::SecurityKey && *named == Self::Passkey)
    }

    /// Authentication method references (RFC 8176, and `pop` of the OpenID EAP ACR values).
    #[must_use]
    pub const fn amr(&self) -> &'static [&'static str] {
        match self {
            Self::Password => &["pwd"],
            Self::Totp => &["otp"],
            Self::Passkey => &["pop", "swk", "user"],
            Self::SecurityKey => &["pop", "hwk", "user"],
            Self::RecoveryCode | Self::Upstream(_) => &[],
        }
    }

    /// Whether a ceremony of this kind may begin a session: it says by itself who is there. A code is only good beside something else
    /// (NIST SP 800-63B-4 §3.1: possession alone is no sign-in).
    #[must_use]
    pub const fn begins_a_session(&self) -> bool {
        match self {
            Self::Password | Self::Passkey | Self::SecurityKey | Self::Upstream(_) => true,
            Self::Totp | Self::RecoveryCode => false,
        }
    }

    /// Whether only evidence whose authenticator verified its user counts (WebAuthn UV).
    #[must_use]
    pub const fn needs_user_verification(&self) -> bool {
        match self {
            Self::Passkey | Self::SecurityKey => true,
            Self::Password | Self::Totp | Self::RecoveryCode | Self::Upstream(_) => false,
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Password => f.write_str("password"),
            Self::Totp => f.write_str("totp"),
            Self::Passkey => f.write_str("passkey"),
            Self::SecurityKey => f.write_str("security-key"),
            Self::RecoveryCode => f.write_str("recovery-code"),
            Self::Upstream(idp) => write!(f, "upstream:{idp}"),
        }
    }
}

/// The text names no method.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such method `{0}`; methods are password, totp, passkey, security-key, recovery-code and upstream:<name>")]
pub struct UnknownMethod(String);

impl FromStr for Method {
    type Err = UnknownMethod;

    fn from_str(text: &str) -> Result<Self, UnknownMethod> {
        match text {
            "password" => Ok(Self::Password),
            "totp" => Ok(Self::Totp),
            "passkey" => Ok(Self::Passkey),
            "security-key" => Ok(Self::SecurityKey),
            "recovery-code" => Ok(Self::RecoveryCode),
            other => match other.strip_prefix("upstream:") {
                Some(idp) if !idp.is_empty() => Ok(Self::Upstream(idp.to_owned())),
                Some(_) | None => Err(UnknownMethod(text.to_owned())),
            },
        }
    }
}
