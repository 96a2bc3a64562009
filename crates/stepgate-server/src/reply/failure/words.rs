//! What the page of a failure says, in plain words.

use super::Failure;
use stepgate_protocol::authorize::PageError;

/// Title, what happened, what to do next.
type Words = (&'static str, &'static str, &'static str);

pub(super) const fn words(failure: &Failure) -> Words {
    match failure {
        Failure::Request(error) => for_request(*error),
        Failure::NotThisBrowser => (
            "This page belongs to another browser",
            "It was opened elsewhere, or cookies are off here.",
            "Go back to the app and start again in this browser.",
        ),
        Failure::Answered => {
            ("This is done already", "You have answered this before, perhaps in another tab.", "Go back to the app.")
        }
        Failure::Expired { .. } => (
            "This confirmation is too old",
            "It was open for more than 10 minutes. You are still signed in, and nothing was changed.",
            "Start again in the app.",
        ),
        Failure::Forged => (
            "This did not come from our page",
            "Something other than our own page tried to send this, so we did not accept it.",
            "Go back to the app and start again.",
        ),
        Failure::Malformed => {
            ("Something is missing", "What arrived was not what our page sends.", "Go back and try again.")
        }
        Failure::MethodNotAllowed => (
            "That is not enough here",
            "This needs a stronger confirmation than the one that was sent. You are still signed in.",
            "Go back to the app and try again.",
        ),
        Failure::SubjectMismatch => (
            "That belongs to another account",
            "The account that answered is not the one that is signed in. Nothing was changed, and you are still signed in.",
            "Try again with the account that is signed in, or sign out first.",
        ),
        Failure::ChallengeNotUsable => (
            "That took too long",
            "Each confirmation can be used once, within 5 minutes. You are still signed in.",
            "Go back and try again.",
        ),
        Failure::TicketNotUsable => (
            "This link does not work any more",
            "An enrolment link works once, for 24 hours.",
            "Ask an admin for a new one.",
        ),
        Failure::RegistrationRefused(_) => (
            "This passkey could not be added",
            "The answer of your device could not be accepted. Your link still works.",
            "Go back and try again, or use another device.",
        ),
        Failure::CredentialExists => (
            "This passkey is here already",
            "It was added before. Your link still works.",
            "Use another device, or sign in with the passkey you have.",
        ),
        Failure::NotFound => ("There is nothing here", "The address does not lead to a page.", "Go back to the app."),
        Failure::Host => (
            "This is not the right address",
            "This server does not answer to the name in your address bar.",
            "Use the address that your operator gave you.",
        ),
        Failure::Unavailable => (
            "We cannot answer right now",
            "Nothing was changed, and you are still signed in.",
            "Wait a few seconds, then try again.",
        ),
        Failure::Internal => (
            "Something went wrong",
            "This is our mistake, and the people who run this service can see it.",
            "Go back to the app and try again.",
        ),
    }
}

const fn for_request(error: PageError) -> Words {
    match error {
        PageError::UnknownClient => (
            "We do not know this app",
            "The app that sent you here is not registered with us.",
            "Go back to the app and tell the people who run it.",
        ),
        PageError::RedirectUri => (
            "This app is set up differently",
            "The app wants you to return to an address that it has not registered, so we did not go on.",
            "Go back to the app and tell the people who run it.",
        ),
        PageError::Repeated => (
            "This link is not right",
            "The link that brought you here says one thing twice.",
            "Go back to the app and start again.",
        ),
    }
}
