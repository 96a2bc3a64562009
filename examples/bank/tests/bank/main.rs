//! The bank from outside: a provider on this machine that signs what a test wants, and requests to the app.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that meets the unexpected has failed")]

mod access;
mod page;
mod transfers;
mod world;
