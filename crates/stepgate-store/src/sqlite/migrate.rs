//! Migrations: numbered files, applied once each, in order.

use super::connection::Connection;
use crate::error::StoreError;
use crate::operation::Access;

/// Its place in the list, from 1, is a migration's number.
const MIGRATIONS: [&str; 1] = [include_str!("../../migrations/sqlite/0001.sql")];

/// Brings the schema up to date, in one transaction.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    connection.begin(Access::Write)?;
    match apply(connection) {
        Ok(()) => connection.commit(),
        Err(error) => {
            connection.rollback()?;
            Err(error)
        }
    }
}

fn apply(connection: &mut Connection) -> Result<(), StoreError> {
    connection.script("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY) STRICT")?;
    let mut rows = connection.query("SELECT MAX(version) FROM schema_version", &[])?;
    let found = rows.pop().map_or(Ok(None), |mut row| row.opt_i64())?.unwrap_or(0);
    let mut known = 0;
    for (version, script) in (1_i64..).zip(MIGRATIONS) {
        known = version;
        if version > found {
            connection.script(script)?;
            connection.change("INSERT INTO schema_version (version) VALUES ($1)", &[version.into()])?;
        }
    }
    if found > known { Err(StoreError::NewerSchema { found, known }) } else { Ok(()) }
}
