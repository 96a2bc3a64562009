//! Readers: each operation sees one snapshot.

use super::connection::Connection;
use super::job::Job;
use crate::error::StoreError;
use crate::operation::Access;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};

/// Starts a thread per connection; they share the queue.
pub(super) fn spawn(connections: Vec<Connection>, queue: Receiver<Box<dyn Job>>) -> Result<(), StoreError> {
    let queue = Arc::new(Mutex::new(queue));
    for connection in connections {
        let queue = Arc::clone(&queue);
        super::spawn("store-reader", move || serve(connection, &queue))?;
    }
    Ok(())
}

fn serve(mut connection: Connection, queue: &Mutex<Receiver<Box<dyn Job>>>) {
    while let Some(job) = next(queue) {
        match connection.begin(Access::Read) {
            Ok(()) => {
                let ran = job.run(&mut connection);
                ran.answer(&connection.rollback());
            }
            Err(error) => job.refuse(error),
        }
    }
}

/// One idle reader waits for the next operation, the others for their turn to wait.
fn next(queue: &Mutex<Receiver<Box<dyn Job>>>) -> Option<Box<dyn Job>> {
    queue.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}
