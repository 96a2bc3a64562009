use crate::BoxFuture;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use stepgate_core::Timestamp;

/// The memory of ceremonies that may be used once (`max_age=0`): of [`Access::ceremony`](crate::Access::ceremony), not of `jti`,
/// which changes with every refresh.
///
/// Where a resource has more than one process, they must share it; best is the transaction of the action itself.
pub trait OneUse: Send + Sync + 'static {
    /// Marks `ceremony` as used and answers whether this was the first time, in one step: of twenty calls at once, one gets `true`.
    /// It is remembered until `until`; after that no guard takes its tokens in any case.
    ///
    /// # Errors
    /// [`NotRemembered`], where the memory is full or out of reach. The call is denied.
    fn consume<'a>(
        &'a self,
        ceremony: &'a str,
        until: Timestamp,
        now: Timestamp,
    ) -> BoxFuture<'a, Result<bool, NotRemembered>>;
}

/// The use of a ceremony could not be written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the use of the ceremony could not be remembered")]
pub struct NotRemembered;

/// The memory of one process, bounded. Nothing is forgotten before its time: when it is full, calls are denied.
#[derive(Debug)]
pub struct InMemoryOneUse {
    used: Mutex<HashMap<String, Timestamp>>,
    capacity: usize,
}

impl InMemoryOneUse {
    /// Remembers at most `capacity` ceremonies at a time.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self { used: Mutex::default(), capacity }
    }

    fn consume_now(&self, ceremony: &str, until: Timestamp, now: Timestamp) -> Result<bool, NotRemembered> {
        // The map is whole between any two statements, so that a panic elsewhere does not spoil it.
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if used.contains_key(ceremony) {
            return Ok(false);
        }
        if used.len() >= self.capacity {
            used.retain(|_, until| *until >= now);
        }
        if used.len() >= self.capacity {
            return Err(NotRemembered);
        }
        used.insert(ceremony.to_owned(), until);
        Ok(true)
    }
}

impl Default for InMemoryOneUse {
    /// 100 000 ceremonies: a thousand approved actions a second.
    fn default() -> Self {
        Self::new(100_000)
    }
}

impl OneUse for InMemoryOneUse {
    fn consume<'a>(
        &'a self,
        ceremony: &'a str,
        until: Timestamp,
        now: Timestamp,
    ) -> BoxFuture<'a, Result<bool, NotRemembered>> {
        Box::pin(std::future::ready(self.consume_now(ceremony, until, now)))
    }
}
