//! An operation on its way: asked, then run, then answered. Its types are known only to itself; the threads see traits.

use super::connection::Connection;
use crate::error::StoreError;
use crate::operation::Operation;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use tokio::sync::oneshot;

/// Waits to be run.
pub(super) trait Job: Send {
    /// Runs it in the transaction of `connection`.
    fn run(self: Box<Self>, connection: &mut Connection) -> Box<dyn Ran>;

    /// Answers without running it.
    fn refuse(self: Box<Self>, error: StoreError);
}

/// Was run, and waits for its transaction to end.
pub(super) trait Ran {
    /// Whether what it did is to stay.
    fn is_kept(&self) -> bool;

    /// Answers, now that the transaction was committed or lost.
    fn answer(self: Box<Self>, committed: &Result<(), StoreError>);
}

type Caller<O> = oneshot::Sender<Result<<O as Operation>::Out, StoreError>>;

pub(super) struct Asked<O: Operation> {
    pub(super) operation: O,
    pub(super) caller: Caller<O>,
}

struct Outcome<O: Operation> {
    outcome: Result<O::Out, StoreError>,
    caller: Caller<O>,
}

impl<O: Operation> Job for Asked<O> {
    fn run(self: Box<Self>, connection: &mut Connection) -> Box<dyn Ran> {
        let Self { operation, caller } = *self;
        Box::new(Outcome::<O> { outcome: poll_once(operation, connection), caller })
    }

    fn refuse(self: Box<Self>, error: StoreError) {
        answer::<O>(self.caller, Err(error));
    }
}

impl<O: Operation> Ran for Outcome<O> {
    fn is_kept(&self) -> bool {
        self.outcome.is_ok()
    }

    fn answer(self: Box<Self>, committed: &Result<(), StoreError>) {
        let Self { outcome, caller } = *self;
        answer::<O>(caller, outcome.and_then(|out| committed.clone().map(|()| out)));
    }
}

/// A caller that has gone does not want its answer.
fn answer<O: Operation>(caller: Caller<O>, outcome: Result<O::Out, StoreError>) {
    drop(caller.send(outcome));
}

/// Statements are answered on the spot here, so a body that waits waits for something else, which never comes. A panic costs
/// the operation, not the thread; the transaction it left is put right by its savepoint.
fn poll_once<O: Operation>(operation: O, connection: &mut Connection) -> Result<O::Out, StoreError> {
    let polled = catch_unwind(AssertUnwindSafe(|| {
        let mut context = Context::from_waker(Waker::noop());
        match pin!(operation.run(connection)).poll(&mut context) {
            Poll::Ready(outcome) => outcome,
            Poll::Pending => Err(StoreError::Pending),
        }
    }));
    polled.unwrap_or(Err(StoreError::Panicked))
}
