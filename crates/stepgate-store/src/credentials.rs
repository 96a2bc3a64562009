//! What passkeys and one-time password devices have in common: how far they count, and until when.

use crate::error::StoreError;
use crate::value::Row;
use stepgate_core::Timestamp;

/// How far a credential counts that was registered at a lower level than it could reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ceiling {
    /// The `acr` of the level it counts as at most.
    pub acr: String,
    /// When it begins to count for all it is.
    pub until: Timestamp,
}

impl Ceiling {
    /// The `acr`, as long as it applies.
    #[must_use]
    pub fn at(&self, now: Timestamp) -> Option<&str> {
        (now < self.until).then_some(self.acr.as_str())
    }
}

/// Whether a credential can be used that is removed from this moment on.
pub(crate) fn is_usable(removed_at: Option<Timestamp>, now: Timestamp) -> bool {
    removed_at.is_none_or(|removed| now < removed)
}

/// Reads the columns `ceiling` and `ceiling_until`.
pub(crate) fn ceiling(row: &mut Row) -> Result<Option<Ceiling>, StoreError> {
    match (row.opt_text()?, row.opt_time()?) {
        (Some(acr), Some(until)) => Ok(Some(Ceiling { acr, until })),
        (None, None) => Ok(None),
        (Some(_), None) | (None, Some(_)) => Err(StoreError::Corrupt("half a ceiling")),
    }
}
