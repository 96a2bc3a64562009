//! What can go wrong with the store itself. Outcomes of an operation, replays included, are not errors.

/// The operation was not run, or nothing of it was kept. The caller answers 503 and grants nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The queue is full; later may go better.
    #[error("the store has more waiting operations than it takes")]
    Busy,
    /// The engine has stopped.
    #[error("the store is closed")]
    Closed,
    /// The engine refused or failed; the text is for the operator.
    #[error("the database failed: {0}")]
    Engine(String),
    /// The file or its folder could not be made.
    #[error("the database file: {0}")]
    File(String),
    /// A row does not hold what its column promises.
    #[error("a row of the database cannot be read: {0}")]
    Corrupt(&'static str),
    /// The file was written by a later version of this program.
    #[error("the database has schema {found}, this program knows up to {known}")]
    NewerSchema {
        /// The version of the file.
        found: i64,
        /// The last version this program knows.
        known: i64,
    },
    /// The operation waited for something other than its transaction.
    #[error("an operation waited for something other than its transaction")]
    Pending,
    /// The operation panicked.
    #[error("an operation panicked")]
    Panicked,
}
