//! What happened to an account, and what its owner just did.

use crate::page::words::{Phrase, Words};

/// What happened. What is not on this list is nothing that an owner could recognise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum What {
    SignIn,
    StepUp,
    AppOpened,
    SignedOut,
    SessionEnded,
    OthersEnded,
    PasskeyAdded,
    SecurityKeyAdded,
    AppAdded,
    MethodRenamed,
    MethodRemoved,
    RemovalAnnounced,
    RemovalUndone,
    MethodConfirmed,
    PasswordChanged,
    RecoveryCodesMade,
    RecoveryCodeUsed,
    PasswordWrong,
    CodeWrong,
    PasskeyCopied,
    OtherAccount,
    ConsentGiven,
    NotRecognised,
    Disowned,
}

impl What {
    /// What a kind of row of the audit log tells the owner; none where it tells nothing.
    #[must_use]
    pub fn of_kind(kind: &str) -> Option<Self> {
        Some(match kind {
            "sign_in" => Self::SignIn,
            "step_up" => Self::StepUp,
            "code_issued" => Self::AppOpened,
            "signed_out" => Self::SignedOut,
            "session_ended" => Self::SessionEnded,
            "other_sessions_ended" => Self::OthersEnded,
            "passkey_enrolled" => Self::PasskeyAdded,
            "security_key_enrolled" => Self::SecurityKeyAdded,
            "totp_enrolled" => Self::AppAdded,
            "method_renamed" => Self::MethodRenamed,
            "method_removed" => Self::MethodRemoved,
            "removal_announced" => Self::RemovalAnnounced,
            "removal_undone" => Self::RemovalUndone,
            "method_confirmed" => Self::MethodConfirmed,
            "password_changed" => Self::PasswordChanged,
            "recovery_codes_made" => Self::RecoveryCodesMade,
            "recovery_code_used" => Self::RecoveryCodeUsed,
            "password_wrong" => Self::PasswordWrong,
            "code_wrong" | "code_replayed" => Self::CodeWrong,
            "sign_count_regressed" => Self::PasskeyCopied,
            "subject_mismatch" => Self::OtherAccount,
            "consent_given" => Self::ConsentGiven,
            "not_recognised" => Self::NotRecognised,
            "not_started_by_user" => Self::Disowned,
            _ => return None,
        })
    }

    /// In plain words.
    #[must_use]
    pub fn text(self, words: Words) -> Phrase {
        match self {
            Self::SignIn => words.account_what_sign_in(),
            Self::StepUp => words.account_what_step_up(),
            Self::AppOpened => words.account_what_app_opened(),
            Self::SignedOut => words.account_what_signed_out(),
            Self::SessionEnded => words.account_what_session_ended(),
            Self::OthersEnded => words.account_what_others_ended(),
            Self::PasskeyAdded => words.account_what_passkey_added(),
            Self::SecurityKeyAdded => words.account_what_security_key_added(),
            Self::AppAdded => words.account_what_app_added(),
            Self::MethodRenamed => words.account_what_method_renamed(),
            Self::MethodRemoved => words.account_what_method_removed(),
            Self::RemovalAnnounced => words.account_what_removal_announced(),
            Self::RemovalUndone => words.account_what_removal_undone(),
            Self::MethodConfirmed => words.account_what_method_confirmed(),
            Self::PasswordChanged => words.account_what_password_changed(),
            Self::RecoveryCodesMade => words.account_what_recovery_codes_made(),
            Self::RecoveryCodeUsed => words.account_what_recovery_code_used(),
            Self::PasswordWrong => words.account_what_password_wrong(),
            Self::CodeWrong => words.account_what_code_wrong(),
            Self::PasskeyCopied => words.account_what_passkey_copied(),
            Self::OtherAccount => words.account_what_other_account(),
            Self::ConsentGiven => words.account_what_consent_given(),
            Self::NotRecognised => words.account_what_not_recognised(),
            Self::Disowned => words.account_what_disowned(),
        }
    }
}

/// What was just done, told on the page that comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Done {
    Added,
    Renamed,
    Removed,
    Announced,
    Restored,
    Confirmed,
    Password,
    SignedOut,
    SignedOutElsewhere,
}

impl Done {
    /// Every one with its name in addresses.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::Added, "added"),
        (Self::Renamed, "renamed"),
        (Self::Removed, "removed"),
        (Self::Announced, "announced"),
        (Self::Restored, "restored"),
        (Self::Confirmed, "confirmed"),
        (Self::Password, "password"),
        (Self::SignedOut, "signed-out"),
        (Self::SignedOutElsewhere, "signed-out-elsewhere"),
    ];

    /// What an address says was done; none where it says something else.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == name).map(|(done, _)| done)
    }

    /// Its name in addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(done, _)| *done == self).map_or("", |(_, name)| name)
    }

    /// In plain words.
    #[must_use]
    pub fn text(self, words: Words) -> Phrase {
        match self {
            Self::Added => words.account_done_added(),
            Self::Renamed => words.account_done_renamed(),
            Self::Removed => words.account_done_removed(),
            Self::Announced => words.account_done_announced(),
            Self::Restored => words.account_done_restored(),
            Self::Confirmed => words.account_done_confirmed(),
            Self::Password => words.account_done_password(),
            Self::SignedOut => words.account_done_signed_out(),
            Self::SignedOutElsewhere => words.account_done_signed_out_elsewhere(),
        }
    }
}
