//! What belongs to one browser, behind a cookie.

use crate::action::Action;
use crate::app::Draw;
use data_encoding::BASE64URL_NOPAD;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use stepgate_guard::Timestamp;
use stepgate_guard::rp::{IdToken, Pending};

/// A session ends this long after sign-in.
const LIFETIME_SECONDS: i64 = 3600;
/// Beyond this many, nobody new is let in.
const MAX_SESSIONS: usize = 10_000;

/// One browser.
pub(crate) struct Session {
    /// In every form of ours, and nobody else's (CSRF).
    pub(crate) csrf: String,
    /// Who is signed in, how and when.
    pub(crate) user: Option<IdToken>,
    pub(crate) errand: Errand,
    /// To be shown once.
    pub(crate) message: Option<String>,
    expires_at: Timestamp,
}

/// What the browser is on its way for: one thing at a time, a new one takes the place of the last.
pub(crate) enum Errand {
    None,
    /// At the provider.
    Away(Away),
    /// Back, with an ID token that was got for this action. Waits for the user's word.
    Confirmed {
        action: Action,
        id_token: IdToken,
    },
}

/// A request that the browser was sent to the provider with.
pub(crate) struct Away {
    pub(crate) pending: Pending,
    pub(crate) purpose: Purpose,
}

pub(crate) enum Purpose {
    SignIn,
    StepUp(Action),
}

impl Session {
    /// The request that is open at the provider; it is open no longer.
    pub(crate) fn take_away(&mut self) -> Option<Away> {
        match std::mem::replace(&mut self.errand, Errand::None) {
            Errand::Away(away) => Some(away),
            other => {
                self.errand = other;
                None
            }
        }
    }

    /// The action that is confirmed; it can be done once, by whoever took it.
    pub(crate) fn take_confirmed(&mut self) -> Option<(Action, IdToken)> {
        match std::mem::replace(&mut self.errand, Errand::None) {
            Errand::Confirmed { action, id_token } => Some((action, id_token)),
            other => {
                self.errand = other;
                None
            }
        }
    }
}

/// Every session, by the cookie's value.
pub(crate) struct Sessions {
    open: Mutex<HashMap<String, Session>>,
    draw: Draw,
}

/// There are as many sessions as this program keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Full;

impl Sessions {
    pub(crate) fn new(draw: Draw) -> Self {
        Self { open: Mutex::default(), draw }
    }

    /// Opens a session that nobody is signed in to, and answers its id.
    pub(crate) fn open(&self, now: Timestamp) -> Result<String, Full> {
        let (id, csrf) = (self.word(), self.word());
        let expires_at = now.plus(LIFETIME_SECONDS);
        let mut open = self.lock();
        if open.len() >= MAX_SESSIONS {
            open.retain(|_, session| session.expires_at > now);
        }
        if open.len() >= MAX_SESSIONS {
            return Err(Full);
        }
        let session = Session { csrf, user: None, errand: Errand::None, message: None, expires_at };
        open.insert(id.clone(), session);
        Ok(id)
    }

    /// Works on a session, where there is one.
    pub(crate) fn with<T>(&self, id: &str, now: Timestamp, act: impl FnOnce(&mut Session) -> T) -> Option<T> {
        self.lock().get_mut(id).filter(|session| session.expires_at > now).map(act)
    }

    /// Gives the session another id: whoever knew the old one is left behind (session fixation). Forms stay good.
    pub(crate) fn rotate(&self, id: &str) -> Option<String> {
        let new = self.word();
        let mut open = self.lock();
        let session = open.remove(id)?;
        open.insert(new.clone(), session);
        Some(new)
    }

    pub(crate) fn close(&self, id: &str) {
        self.lock().remove(id);
    }

    fn word(&self) -> String {
        let mut bytes = [0; 32];
        (self.draw)(&mut bytes);
        BASE64URL_NOPAD.encode(&bytes)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Session>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU8, Ordering};

    fn sessions() -> Sessions {
        static COUNTER: AtomicU8 = AtomicU8::new(0);
        Sessions::new(|bytes| bytes.fill(COUNTER.fetch_add(1, Ordering::Relaxed)))
    }

    #[test]
    fn a_session_ends_after_an_hour() {
        let (sessions, now) = (sessions(), Timestamp::from_seconds(1_000));
        let id = sessions.open(now).unwrap();
        assert!(sessions.with(&id, now.plus(3599), |_| ()).is_some());
        assert!(sessions.with(&id, now.plus(3600), |_| ()).is_none());
        assert!(sessions.with("another", now, |_| ()).is_none());
    }

    #[test]
    fn the_old_id_is_good_for_nothing() {
        let (sessions, now) = (sessions(), Timestamp::from_seconds(1_000));
        let old = sessions.open(now).unwrap();
        let csrf = sessions.with(&old, now, |session| session.csrf.clone()).unwrap();
        let new = sessions.rotate(&old).unwrap();
        assert!(sessions.with(&old, now, |_| ()).is_none());
        assert_eq!(sessions.with(&new, now, |session| session.csrf.clone()), Some(csrf));
        assert_eq!(sessions.rotate(&old), None);
        sessions.close(&new);
        assert!(sessions.with(&new, now, |_| ()).is_none());
    }
}
