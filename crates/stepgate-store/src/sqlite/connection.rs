//! One connection, with its prepared statements.

use crate::error::StoreError;
use crate::operation::{Access, Tx};
use crate::value::{Row, Value};
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, params_from_iter};
use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// More than there are statements, so that none is ever prepared twice.
const STATEMENTS: usize = 256;

#[derive(Debug)]
pub(super) struct Connection {
    sqlite: rusqlite::Connection,
    /// The statements as SQLite reads them. `$1` is a *name* there, numbered by where it first stands; `?1` is a number.
    texts: HashMap<&'static str, String>,
}

impl Connection {
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        let connection = Self::new(rusqlite::Connection::open(path)?)?;
        connection.sqlite.pragma_update(None, "journal_mode", "WAL")?;
        Ok(connection)
    }

    pub(super) fn in_memory() -> Result<Self, StoreError> {
        Self::new(rusqlite::Connection::open_in_memory()?)
    }

    fn new(sqlite: rusqlite::Connection) -> Result<Self, StoreError> {
        sqlite.busy_timeout(BUSY_TIMEOUT)?;
        // FULL: a commit that was answered survives a power cut.
        sqlite.pragma_update(None, "synchronous", "FULL")?;
        sqlite.pragma_update(None, "foreign_keys", true)?;
        // Plans that do not look at bound values; otherwise a join is planned anew at each execution.
        sqlite.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        sqlite.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(Self { sqlite, texts: HashMap::new() })
    }

    /// Makes every write of this connection fail.
    pub(super) fn read_only(self) -> Result<Self, StoreError> {
        self.sqlite.pragma_update(None, "query_only", true)?;
        Ok(self)
    }

    /// Begins a transaction. One that an earlier failure left open is rolled back first.
    pub(super) fn begin(&mut self, access: Access) -> Result<(), StoreError> {
        if self.is_in_transaction() {
            self.rollback()?;
        }
        match access {
            Access::Read => self.change("BEGIN DEFERRED", &[]).map(drop),
            Access::Write => self.change("BEGIN IMMEDIATE", &[]).map(drop),
        }
    }

    pub(super) fn commit(&mut self) -> Result<(), StoreError> {
        self.change("COMMIT", &[]).map(drop)
    }

    pub(super) fn rollback(&mut self) -> Result<(), StoreError> {
        self.change("ROLLBACK", &[]).map(drop)
    }

    /// SQLite itself rolls back after a full disk or a failed read.
    pub(super) fn is_in_transaction(&self) -> bool {
        !self.sqlite.is_autocommit()
    }

    /// Runs statements without parameters.
    pub(super) fn script(&self, sql: &str) -> Result<(), StoreError> {
        Ok(self.sqlite.execute_batch(sql)?)
    }

    pub(super) fn change(&mut self, sql: &'static str, params: &[Value]) -> Result<u64, StoreError> {
        let changed = self.prepare(sql)?.execute(params_from_iter(params.iter().map(Bound)))?;
        u64::try_from(changed).map_err(|_| StoreError::Corrupt("a count out of range"))
    }

    pub(super) fn query(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        let mut statement = self.prepare(sql)?;
        let width = statement.column_count();
        let mut found = statement.query(params_from_iter(params.iter().map(Bound)))?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let columns = (0..width).map(|column| value(row.get_ref(column)?)).collect::<Result<_, StoreError>>()?;
            rows.push(Row::new(columns));
        }
        Ok(rows)
    }

    pub(super) fn prepare(&mut self, sql: &'static str) -> Result<CachedStatement<'_>, StoreError> {
        let text = self.texts.entry(sql).or_insert_with(|| sql.replace('$', "?"));
        Ok(self.sqlite.prepare_cached(text)?)
    }
}

impl Tx for Connection {
    async fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<u64, StoreError> {
        self.change(sql, params)
    }

    async fn rows(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.query(sql, params)
    }
}

struct Bound<'a>(&'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::I64(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Blob(bytes) => ValueRef::Blob(bytes),
            Value::Null => ValueRef::Null,
        }))
    }
}

fn value(column: ValueRef<'_>) -> Result<Value, StoreError> {
    match column {
        ValueRef::Integer(number) => Ok(Value::I64(number)),
        ValueRef::Text(bytes) => {
            let text = String::from_utf8(bytes.to_vec()).map_err(|_| StoreError::Corrupt("text is not UTF-8"))?;
            Ok(Value::Text(text))
        }
        ValueRef::Blob(bytes) => Ok(Value::Blob(bytes.to_vec())),
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Real(_) => Err(StoreError::Corrupt("a floating-point number")),
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Engine(error.to_string())
    }
}
