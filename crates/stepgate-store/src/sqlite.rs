//! SQLite: one thread writes, a few read.
//!
//! 1. The writer takes the operations that wait, runs each in a savepoint of one transaction, commits, and only then answers
//!    any of them: one fsync serves them all.
//! 2. Readers have connections of their own, which refuse to write. A database in memory has only the writer.
//! 3. Bodies of operations never wait here, so each is polled once.
//! 4. Queues are bounded; whoever finds one full is told so at once.

mod connection;
mod file;
mod job;
mod migrate;
mod reader;
mod writer;

use crate::error::StoreError;
use crate::operation::{Access, Operation};
use connection::Connection;
use job::{Asked, Job};
use std::path::Path;
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::thread;
use tokio::sync::oneshot;

/// At 80,000 operations a second, a full queue is some 13 ms of work.
const QUEUE: usize = 1024;
const READERS: usize = 2;

type Queue = SyncSender<Box<dyn Job>>;

#[derive(Clone, Debug)]
pub(crate) struct Sqlite {
    writer: Queue,
    readers: Option<Queue>,
}

impl Sqlite {
    pub(crate) fn open(path: &Path) -> Result<Self, StoreError> {
        file::create(path)?;
        let mut writing = Connection::open(path)?;
        migrate::migrate(&mut writing)?;
        let reading = (0..READERS).map(|_| Connection::open(path)?.read_only()).collect::<Result<Vec<_>, _>>()?;
        let (readers, queue) = sync_channel(QUEUE);
        reader::spawn(reading, queue)?;
        Ok(Self { writer: spawn_writer(writing)?, readers: Some(readers) })
    }

    pub(crate) fn in_memory() -> Result<Self, StoreError> {
        let mut writing = Connection::in_memory()?;
        migrate::migrate(&mut writing)?;
        Ok(Self { writer: spawn_writer(writing)?, readers: None })
    }

    pub(crate) async fn run<O: Operation>(&self, operation: O) -> Result<O::Out, StoreError> {
        let queue = match (O::ACCESS, &self.readers) {
            (Access::Read, Some(readers)) => readers,
            (Access::Read, None) | (Access::Write, _) => &self.writer,
        };
        let (caller, answer) = oneshot::channel();
        queue.try_send(Box::new(Asked { operation, caller })).map_err(|refused| match refused {
            TrySendError::Full(_) => StoreError::Busy,
            TrySendError::Disconnected(_) => StoreError::Closed,
        })?;
        answer.await.unwrap_or(Err(StoreError::Closed))
    }
}

fn spawn_writer(connection: Connection) -> Result<Queue, StoreError> {
    let (sender, queue) = sync_channel(QUEUE);
    spawn("store-writer", move || writer::serve(connection, &queue))?;
    Ok(sender)
}

/// Threads end when the last clone of the store is gone and their queue is empty.
fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> Result<(), StoreError> {
    let spawned = thread::Builder::new().name(name.to_owned()).spawn(body);
    spawned.map(drop).map_err(|error| StoreError::Engine(format!("no thread: {error}")))
}

#[cfg(test)]
mod tests {
    use super::connection::Connection;
    use super::migrate;
    use std::collections::BTreeSet;

    const STATEMENTS: [&[&str]; 20] = [
        crate::attempts::STATEMENTS,
        crate::audit::STATEMENTS,
        crate::challenges::STATEMENTS,
        crate::clients::STATEMENTS,
        crate::codes::STATEMENTS,
        crate::consents::STATEMENTS,
        crate::credentials::REMOVAL_STATEMENTS,
        crate::credentials::STATEMENTS,
        crate::grants::STATEMENTS,
        crate::passkeys::STATEMENTS,
        crate::recovery_codes::STATEMENTS,
        crate::refresh::STATEMENTS,
        crate::requests::STATEMENTS,
        crate::sessions::OVERVIEW_STATEMENTS,
        crate::sessions::STATEMENTS,
        crate::settle::STATEMENTS,
        crate::sweep::STATEMENTS,
        crate::tickets::STATEMENTS,
        crate::totps::STATEMENTS,
        crate::users::STATEMENTS,
    ];

    /// H10: constant texts, every value bound, nothing left unnumbered.
    #[test]
    fn every_statement_prepares_and_numbers_its_parameters() {
        let mut connection = Connection::in_memory().unwrap();
        migrate::migrate(&mut connection).unwrap();
        for sql in STATEMENTS.into_iter().flatten() {
            let bound = connection.prepare(sql).unwrap().parameter_count();
            let numbers: BTreeSet<usize> = sql
                .split('$')
                .skip(1)
                .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap())
                .collect();
            assert_eq!(numbers, (1..=bound).collect(), "{sql}");
            assert!(!sql.contains('\''), "a value stands in the text: {sql}");
        }
    }

    /// No deletion by expiry reads a table from end to end, nor does anything that a request waits for.
    #[test]
    fn every_statement_finds_its_rows_by_index() {
        let mut connection = Connection::in_memory().unwrap();
        migrate::migrate(&mut connection).unwrap();
        for sql in STATEMENTS.into_iter().flatten().filter(|sql| sql.contains(" WHERE ")) {
            let explained = format!("EXPLAIN QUERY PLAN {sql}").leak();
            let unbound = vec![crate::Value::Null; connection.prepare(sql).unwrap().parameter_count()];
            for mut row in connection.query(explained, &unbound).unwrap() {
                let step = (row.i64().unwrap(), row.i64().unwrap(), row.i64().unwrap(), row.text().unwrap()).3;
                assert!(!step.starts_with("SCAN"), "{step}: {sql}");
            }
        }
    }

    /// A plan that depends on bound values is made anew at each execution: it cost a sixth of the token endpoint.
    #[test]
    fn a_statement_is_planned_once() {
        let mut connection = Connection::in_memory().unwrap();
        migrate::migrate(&mut connection).unwrap();
        for sql in STATEMENTS.into_iter().flatten().filter(|sql| sql.starts_with("SELECT")) {
            let bound = connection.prepare(sql).unwrap().parameter_count();
            for value in [1, 2, 3] {
                connection.query(sql, &vec![crate::Value::I64(value); bound]).unwrap();
            }
            let again = connection.prepare(sql).unwrap().get_status(rusqlite::StatementStatus::RePrepare);
            assert_eq!(again, 0, "{sql}");
        }
    }

    #[test]
    fn a_migrated_database_is_left_as_it_is() {
        let mut connection = Connection::in_memory().unwrap();
        migrate::migrate(&mut connection).unwrap();
        migrate::migrate(&mut connection).unwrap();
        let mut versions = connection.query("SELECT COUNT(*) FROM schema_version", &[]).unwrap();
        assert_eq!(versions[0].i64().unwrap(), 2);
    }
}
