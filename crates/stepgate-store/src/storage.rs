//! The store: runs operations on an engine.

use crate::error::StoreError;
use crate::operation::Operation;
use crate::sqlite::Sqlite;
use std::path::Path;

/// A store. Clones share it.
#[derive(Clone, Debug)]
pub struct Storage {
    sqlite: Sqlite,
}

impl Storage {
    /// Opens the SQLite database at `path`, makes it where there is none (file 0600, folders 0700), and brings its schema up to
    /// date. Blocks for as long as that takes.
    ///
    /// # Errors
    /// [`StoreError::File`], [`StoreError::Engine`], or [`StoreError::NewerSchema`].
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self { sqlite: Sqlite::open(path)? })
    }

    /// An empty store that lives as long as its last clone, for tests.
    ///
    /// # Errors
    /// [`StoreError::Engine`]
    pub fn in_memory() -> Result<Self, StoreError> {
        Ok(Self { sqlite: Sqlite::in_memory()? })
    }

    /// Runs one operation as one transaction, and answers when what it wrote is durable. An operation that was sent runs even
    /// where nobody waits for its answer any more.
    ///
    /// # Errors
    /// [`StoreError`]: nothing of the operation was kept. After [`StoreError::Closed`] that is not certain.
    pub async fn run<O: Operation>(&self, operation: O) -> Result<O::Out, StoreError> {
        self.sqlite.run(operation).await
    }
}
