//! The account page: what somebody can sign in with, where they are signed in, and what happened.

use super::device::Device;
use super::happening::{Done, What};
use super::when::When;
use crate::page::shell::{Shell, Theme};
use crate::page::words::{Locale, Phrase, Words};
use askama::Template;

/// The account page. Every form on it posts below `/account`.
#[derive(Debug, Template)]
#[template(path = "account/overview.html")]
pub struct Overview<'a> {
    /// The frame.
    pub shell: Shell<'a>,
    /// The token of its forms.
    pub csrf: &'a str,
    /// The name its user signs in with.
    pub account: &'a str,
    /// What was just done, if something was.
    pub done: Option<Done>,
    /// Passkeys and security keys, oldest first.
    pub keys: &'a [Method],
    /// Authenticator apps, oldest first.
    pub apps: &'a [Method],
    /// What was removed and can be taken back.
    pub removed: &'a [Method],
    /// Whether security keys can be added here.
    pub security_keys: bool,
    /// How many recovery codes are good.
    pub recovery_codes: u32,
    /// The password.
    pub password: Password,
    /// The sessions, newest first.
    pub sessions: &'a [Session],
    /// What happened, newest first.
    pub activity: &'a [Happening],
}

/// A passkey, a security key or an authenticator app.
#[derive(Clone, Debug)]
pub struct Method {
    /// Its identifier, for the address of its page.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// When it was added.
    pub added: When,
    /// When it last answered.
    pub used: Option<When>,
    /// How far it counts for the time being, where that is less than it could.
    pub limit: Option<Limit>,
    /// From when on it is removed.
    pub removed: Option<When>,
}

/// What a method is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A passkey that may be on several devices.
    Synced,
    /// A passkey that says it stays on one device; nobody vouches for that.
    DeviceBound,
    /// A key whose maker vouches for it.
    SecurityKey,
    /// A software key of the demonstration.
    Demo,
    /// An app that shows one-time passwords.
    App,
}

/// How far a method counts for the time being.
#[derive(Clone, Debug)]
pub struct Limit {
    /// The level it counts as at most.
    pub level: String,
    /// When it begins to count for all it is.
    pub until: When,
}

/// The state of the password.
#[derive(Clone, Copy, Debug)]
pub enum Password {
    /// There is none.
    Absent,
    /// There is one, set at this time where that is known.
    Set(Option<When>),
}

/// A place where somebody is signed in.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its identifier.
    pub id: String,
    /// Whether it is the one that looks.
    pub is_this: bool,
    /// What it is.
    pub device: Device,
    /// When it began.
    pub began: When,
    /// When it was last seen.
    pub seen: When,
    /// What it is good for now.
    pub levels: Vec<Level>,
}

/// A level that a session has now.
#[derive(Clone, Debug)]
pub struct Level {
    /// Its name in the configuration.
    pub name: String,
    /// When it decays; none where it lasts as long as the session.
    pub until: Option<When>,
}

/// Something that happened to the account.
#[derive(Clone, Debug)]
pub struct Happening {
    /// Its number in the log.
    pub seq: i64,
    /// What.
    pub what: What,
    /// When.
    pub at: When,
    /// In which application, where it was one.
    pub app: Option<String>,
    /// Where, as long as that session is alive.
    pub device: Device,
    /// Whether it was done in the session that looks.
    pub is_here: bool,
}

impl Kind {
    /// In plain words.
    #[must_use]
    pub fn text(self, words: Words) -> Phrase {
        match self {
            Self::Synced => words.account_kind_synced(),
            Self::DeviceBound => words.account_kind_device_bound(),
            Self::SecurityKey => words.account_kind_security_key(),
            Self::Demo => words.account_kind_demo(),
            Self::App => words.account_kind_app(),
        }
    }
}

impl Overview<'_> {
    /// Removals that wait: the owner may not know of them.
    fn leaving(&self) -> impl Iterator<Item = &Method> {
        self.keys.iter().chain(self.apps).filter(|method| method.removed.is_some())
    }

    fn themes(&self) -> [(Theme, &'static str, Phrase); 3] {
        let words = self.shell.words;
        [
            (Theme::System, "system", words.account_theme_system()),
            (Theme::Light, "light", words.account_theme_light()),
            (Theme::Dark, "dark", words.account_theme_dark()),
        ]
    }

    fn locales(&self) -> [Locale; 5] {
        Locale::ALL
    }

    fn is_signed_in_elsewhere(&self) -> bool {
        self.sessions.iter().any(|session| !session.is_this)
    }
}
