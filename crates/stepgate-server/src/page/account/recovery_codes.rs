//! Recovery codes: how many are left, and new ones, shown once.

use crate::page::shell::Shell;
use crate::page::words::Phrase;
use askama::Template;

/// The page of the recovery codes. Posts to `/account/recovery-codes`.
#[derive(Template)]
#[template(path = "account/recovery_codes.html")]
pub struct RecoveryCodesPage<'a> {
    /// The frame.
    pub shell: Shell<'a>,
    /// The form's token.
    pub csrf: &'a str,
    /// The name its user signs in with.
    pub account: &'a str,
    /// How many are good.
    pub left: u32,
    /// New ones, which this page alone ever shows.
    pub codes: &'a [String],
}

impl std::fmt::Debug for RecoveryCodesPage<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RecoveryCodesPage").field("left", &self.left).finish_non_exhaustive()
    }
}

impl RecoveryCodesPage<'_> {
    fn title(&self) -> Phrase {
        let words = self.shell.words;
        if self.codes.is_empty() { words.account_codes() } else { words.account_codes_new() }
    }
}
