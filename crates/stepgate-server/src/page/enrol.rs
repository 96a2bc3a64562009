//! Adding a passkey with a one-time enrolment ticket.

use super::href::Link;
use super::problem::Problem;
use super::shell::Shell;
use super::words::Message;
use askama::Template;

/// The enrolment page. Posts to `/enrol/{ticket}` after the ceremony.
#[derive(Debug, Template)]
#[template(path = "enrol.html")]
pub struct Enrol<'a> {
    /// The frame.
    pub shell: Shell<'a>,
    /// Where the enrolment stands.
    pub state: State<'a>,
}

/// Where the enrolment stands.
#[derive(Clone, Debug)]
pub enum State<'a> {
    /// The ticket is good; a passkey can be added.
    Ready(Ready<'a>),
    /// The passkey was added.
    Done {
        /// The app to go back to, if one is known.
        back: Option<Link<'a>>,
    },
    /// The ticket was used before.
    Used,
    /// The ticket is too old, or there never was one like it: which of them is not told.
    Expired,
}

/// What a good ticket's form needs.
#[derive(Clone, Copy, Debug)]
pub struct Ready<'a> {
    /// `/enrol/{ticket}`, without a slash at the end.
    pub base: &'a str,
    /// The form's token.
    pub csrf: &'a str,
    /// The name of the account the passkey is for.
    pub account: &'a str,
    /// Whether it may be a security key, which counts for more.
    pub security_keys: bool,
    /// What went wrong with the last try.
    pub problem: Option<Problem>,
}

impl Enrol<'_> {
    fn title(&self) -> Message {
        let words = self.shell.words;
        match &self.state {
            State::Ready(ready) => self.shell.title(words.enrol_heading(), ready.problem.is_some()),
            State::Done { .. } => words.enrol_done().into(),
            State::Used => words.enrol_used().into(),
            State::Expired => words.enrol_expired().into(),
        }
    }

    fn is_ready(&self) -> bool {
        matches!(self.state, State::Ready(_))
    }
}
