//! Operations, and the transaction they run in.

use crate::error::StoreError;
use crate::value::{Row, Value};

/// Whether an operation changes anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It only reads, and may run beside others.
    Read,
    /// It writes.
    Write,
}

/// One protocol step: its input is `self`, its transaction is `tx`.
///
/// The body awaits nothing but `tx`. It returns `Ok` for every outcome that is to be kept, a detected replay among them, and
/// `Err` only where nothing of it may be kept.
pub trait Operation: Send + 'static {
    /// What it answers.
    type Out: Send + 'static;
    /// Whether it writes.
    const ACCESS: Access;

    /// Runs the statements.
    ///
    /// # Errors
    /// [`StoreError`]: the transaction is rolled back.
    fn run(self, tx: &mut impl Tx) -> impl Future<Output = Result<Self::Out, StoreError>> + Send;
}

/// A transaction of some engine.
///
/// A statement is a constant with `$1`, `$2`, … for its parameters, in the SQL that SQLite and PostgreSQL share: `BIGINT`, text
/// and blobs; `RETURNING`; `ON CONFLICT`; `IS NOT DISTINCT FROM`. Parameters are only ever bound.
pub trait Tx: Send {
    /// Runs a statement that returns no rows, and tells how many rows it changed.
    fn execute(&mut self, sql: &'static str, params: &[Value]) -> impl Future<Output = Result<u64, StoreError>> + Send;

    /// Runs a statement and returns its rows.
    fn rows(
        &mut self,
        sql: &'static str,
        params: &[Value],
    ) -> impl Future<Output = Result<Vec<Row>, StoreError>> + Send;
}
