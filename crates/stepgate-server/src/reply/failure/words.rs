//! What the page of a failure says, in plain words.

use super::Failure;
use crate::page::words::{Phrase, Words};
use stepgate_protocol::authorize::PageError;

/// Title, what happened, what to do next.
pub(super) fn explained(failure: &Failure, w: Words) -> [Phrase; 3] {
    match failure {
        Failure::Request(error) => for_request(*error, w),
        Failure::NotThisBrowser => {
            [w.failure_not_this_browser(), w.failure_not_this_browser_happened(), w.failure_not_this_browser_next()]
        }
        Failure::Answered => [w.failure_answered(), w.failure_answered_happened(), w.failure_answered_next()],
        Failure::Expired { .. } => [w.failure_expired(), w.failure_expired_happened(), w.failure_expired_next()],
        Failure::Forged => [w.failure_forged(), w.failure_forged_happened(), w.failure_forged_next()],
        Failure::Malformed => [w.failure_malformed(), w.failure_malformed_happened(), w.failure_malformed_next()],
        Failure::MethodNotAllowed => [
            w.failure_method_not_allowed(),
            w.failure_method_not_allowed_happened(),
            w.failure_method_not_allowed_next(),
        ],
        Failure::SubjectMismatch => {
            [w.failure_subject_mismatch(), w.failure_subject_mismatch_happened(), w.failure_subject_mismatch_next()]
        }
        Failure::ChallengeNotUsable => [
            w.failure_challenge_not_usable(),
            w.failure_challenge_not_usable_happened(),
            w.failure_challenge_not_usable_next(),
        ],
        Failure::TicketNotUsable => {
            [w.failure_ticket_not_usable(), w.failure_ticket_not_usable_happened(), w.failure_ticket_not_usable_next()]
        }
        Failure::RegistrationRefused(_) => [
            w.failure_registration_refused(),
            w.failure_registration_refused_happened(),
            w.failure_registration_refused_next(),
        ],
        Failure::CredentialExists => {
            [w.failure_credential_exists(), w.failure_credential_exists_happened(), w.failure_credential_exists_next()]
        }
        Failure::NotFound => [w.failure_not_found(), w.failure_not_found_happened(), w.failure_not_found_next()],
        Failure::Host => [w.failure_host(), w.failure_host_happened(), w.failure_host_next()],
        Failure::Unavailable => {
            [w.failure_unavailable(), w.failure_unavailable_happened(), w.failure_unavailable_next()]
        }
        Failure::Internal => [w.failure_internal(), w.failure_internal_happened(), w.failure_internal_next()],
    }
}

fn for_request(error: PageError, w: Words) -> [Phrase; 3] {
    match error {
        PageError::UnknownClient => {
            [w.failure_unknown_client(), w.failure_unknown_client_happened(), w.failure_unknown_client_next()]
        }
        PageError::RedirectUri => {
            [w.failure_redirect_uri(), w.failure_redirect_uri_happened(), w.failure_redirect_uri_next()]
        }
        PageError::Repeated => [w.failure_repeated(), w.failure_repeated_happened(), w.failure_repeated_next()],
    }
}
