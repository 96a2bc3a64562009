//! The store: runs operations on an engine.

use crate::error::StoreError;
use crate::operation::Operation;
use std::path::Path;

/// A store. Clones share it.
#[derive(Clone, Debug)]
pub struct Storage {}

impl Storage {
    /// Opens the SQLite database at `path`, makes it where there is none, and brings its schema up to date.
    ///
    /// # Errors
    /// [`StoreError::File`], [`StoreError::Engine`], or [`StoreError::NewerSchema`].
    pub fn open(_path: &Path) -> Result<Self, StoreError> {
        Ok(Self {})
    }

    /// An empty store that lives as long as its last clone, for tests.
    ///
    /// # Errors
    /// [`StoreError::Engine`]
    pub fn in_memory() -> Result<Self, StoreError> {
        Ok(Self {})
    }

    /// Runs one operation as one transaction, and answers when what it wrote is durable.
    ///
    /// # Errors
    /// [`StoreError`]: nothing of the operation was kept, unless the answer was lost to [`StoreError::Closed`].
    pub async fn run<O: Operation>(&self, _operation: O) -> Result<O::Out, StoreError> {
        Err(StoreError::Closed)
    }
}
