//! Protocol steps as operations, each one transaction.
//!
//! This crate decides nothing, hashes nothing and reads no clock. It never sees a token, code, cookie or ticket in clear: what
//! comes in is a [`Hash`](struct@Hash). It knows no protocol either; a replay, a reuse or a lost race is an outcome that its caller
//! turns into an answer, after the transaction that revoked what had to be revoked was committed.
//!
//! An [`Operation`] is a value: its input, its SQL and its outcome, written once over [`Tx`]. [`Storage::run`] runs it as one
//! transaction, its audit row included, and answers when it is durable.

#[macro_use]
mod macros;

pub mod attempts;
pub mod audit;
pub mod challenges;
pub mod clients;
pub mod codes;
pub mod consents;
pub mod credentials;
#[macro_use]
mod decode;
mod error;
pub mod grants;
mod hash;
mod json;
mod operation;
pub mod passkeys;
pub mod recovery_codes;
pub mod refresh;
pub mod requests;
pub mod sessions;
pub mod settle;
mod sqlite;
mod storage;
pub mod sweep;
pub mod tickets;
pub mod totps;
pub mod users;
mod value;

pub use error::StoreError;
pub use hash::Hash;
pub use operation::{Access, Operation, Tx};
pub use storage::Storage;
pub use value::{Row, Value};
