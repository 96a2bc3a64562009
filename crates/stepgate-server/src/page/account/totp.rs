//! Adding an authenticator app (RFC 6238).

use super::qr::Qr;
use crate::page::shell::Shell;
use crate::page::words::{Message, Phrase, Words};
use askama::Template;

/// The page that shows the secret: the only one that ever does. Posts to `/account/totp/add`.
#[derive(Template)]
#[template(path = "account/totp.html")]
pub struct TotpPage<'a> {
    /// The frame.
    pub shell: Shell<'a>,
    /// The form's token.
    pub csrf: &'a str,
    /// Which registration it is.
    pub id: &'a str,
    /// The secret as an `otpauth:` address.
    pub uri: OtpAuth<'a>,
    /// The same as a QR code; none where it does not fit.
    pub qr: Option<Qr>,
    /// The secret for people who type it.
    pub spelled: &'a str,
    /// What the app will be called here, where that was said.
    pub name: Option<&'a str>,
    /// What went wrong with the last try.
    pub problem: Option<TotpProblem>,
}

/// An address that opens an authenticator app. Made from a seed, never from text that came in.
#[derive(Clone, Copy)]
pub struct OtpAuth<'a>(&'a str);

impl<'a> OtpAuth<'a> {
    /// An address that begins as it must; any other becomes one that leads nowhere.
    #[must_use]
    pub fn of(uri: &'a str) -> Self {
        Self(if uri.starts_with("otpauth://totp/") { uri } else { "otpauth://totp/" })
    }
}

impl std::fmt::Debug for OtpAuth<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OtpAuth(…)")
    }
}

impl std::fmt::Display for OtpAuth<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

/// What went wrong with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TotpProblem {
    /// It is not what this secret shows now.
    WrongCode {
        /// How many tries are left.
        left: u32,
    },
    /// Too many tries.
    Locked {
        /// How long until the next one, in seconds.
        wait_s: u64,
    },
}

impl std::fmt::Debug for TotpPage<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TotpPage").field("id", &self.id).finish_non_exhaustive()
    }
}

impl TotpProblem {
    fn happened(self, words: Words) -> Phrase {
        match self {
            Self::WrongCode { .. } => words.problem_totp_code(),
            Self::Locked { .. } => words.problem_locked(),
        }
    }

    fn next(self, words: Words) -> Message {
        match self {
            Self::WrongCode { left } => words.problem_totp_code_next(u64::from(left)),
            Self::Locked { wait_s } => words.problem_locked_next(words.wait(wait_s)),
        }
    }
}

impl TotpPage<'_> {
    fn title(&self) -> Message {
        self.shell.title(self.shell.words.account_add_app(), self.problem.is_some())
    }

    fn name(&self) -> String {
        self.name.map_or_else(|| self.shell.words.account_totp_name_default().to_string(), str::to_owned)
    }
}
