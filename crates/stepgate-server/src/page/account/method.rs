//! One passkey, security key or authenticator app: its name, and its end.

use super::overview::Method;
use crate::page::shell::Shell;
use crate::page::words::{Message, Words};
use askama::Template;

/// The page of one method. Its forms post to `…/rename`, `…/remove`, `…/confirm` and `…/undo` below `base`.
#[derive(Debug, Template)]
#[template(path = "account/method.html")]
pub struct MethodPage<'a> {
    /// The frame.
    pub shell: Shell<'a>,
    /// The token of its forms.
    pub csrf: &'a str,
    /// `/account/methods/{id}`, without a slash at the end.
    pub base: &'a str,
    /// Which one.
    pub method: &'a Method,
    /// What may be done to it.
    pub stage: Stage,
}

/// What may be done to a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is in use.
    InUse(Removal),
    /// It will be removed.
    Leaving {
        /// Whether whoever looks may stop that.
        may_stop: bool,
    },
    /// It was removed, and can be taken back.
    Removed,
}

/// What removing a method brings about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Removal {
    /// Whether it is the last one that reaches as far as the account does.
    pub is_last_strong: bool,
    /// Whether nothing would be left to sign in with, so that it stays.
    pub is_last_way_in: bool,
    /// How long it waits, in seconds, for those who come by a recovery code.
    pub wait_s: Option<u64>,
    /// Whether whoever looks can vouch for it, so that it counts in full at once.
    pub may_confirm: bool,
    /// Whether it can be called something else by whoever looks.
    pub may_rename: bool,
    /// Whether the box was not ticked that had to be.
    pub is_unticked: bool,
}

impl Removal {
    /// "This takes effect in 3 days"; `None` where it does at once.
    fn late(&self, words: Words) -> Option<Message> {
        self.wait_s.map(|wait_s| words.account_remove_late(words.duration(wait_s)))
    }
}

impl MethodPage<'_> {
    fn is_unticked(&self) -> bool {
        matches!(self.stage, Stage::InUse(Removal { is_unticked: true, .. }))
    }

    fn title(&self) -> Message {
        self.shell.title(Message::value(&self.method.name), self.is_unticked())
    }
}
