//! The writer: many operations, one commit.

use super::connection::Connection;
use super::job::{Job, Ran};
use crate::error::StoreError;
use crate::operation::Access;
use std::iter;
use std::sync::mpsc::Receiver;

/// Operations per commit, at most: bounds how long the first of them waits.
const BATCH: usize = 512;

pub(super) fn serve(mut connection: Connection, queue: &Receiver<Box<dyn Job>>) {
    while let Ok(first) = queue.recv() {
        commit(&mut connection, iter::once(first).chain(queue.try_iter()).take(BATCH));
    }
}

/// Runs a batch in one transaction and answers all of it after the commit. If the transaction is lost, nothing of it was kept
/// and nobody is told otherwise.
fn commit(connection: &mut Connection, batch: impl Iterator<Item = Box<dyn Job>>) {
    let mut ran = Vec::new();
    let mut transaction = connection.begin(Access::Write);
    for job in batch {
        match transaction {
            Ok(()) => transaction = in_savepoint(connection, job, &mut ran),
            Err(ref error) => job.refuse(error.clone()),
        }
    }
    let committed = transaction.and_then(|()| connection.commit());
    if let Err(error) = &committed {
        tracing::error!(%error, operations = ran.len(), "the transaction was lost");
        // A rollback that fails as well is tried again before the next transaction.
        drop(connection.is_in_transaction().then(|| connection.rollback()));
    }
    for job in ran {
        job.answer(&committed);
    }
}

/// Runs one operation so that its failure undoes it alone.
///
/// # Errors
/// The whole transaction is lost.
fn in_savepoint(connection: &mut Connection, job: Box<dyn Job>, ran: &mut Vec<Box<dyn Ran>>) -> Result<(), StoreError> {
    if let Err(error) = connection.change("SAVEPOINT operation", &[]) {
        job.refuse(error.clone());
        return Err(error);
    }
    let job = job.run(connection);
    let is_kept = job.is_kept();
    ran.push(job);
    if !connection.is_in_transaction() {
        return Err(StoreError::Engine("the database rolled the transaction back".to_owned()));
    }
    if !is_kept {
        connection.change("ROLLBACK TO operation", &[])?;
    }
    connection.change("RELEASE operation", &[]).map(drop)
}
