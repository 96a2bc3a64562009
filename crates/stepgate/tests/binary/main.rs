//! `stepgate` from outside: its commands, what it prints, and how it bears those who mean harm.
#![expect(clippy::unwrap_used, reason = "clippy takes the helpers of an integration test for library code")]

mod clients;
mod process;
mod readme;
mod slow_peers;
mod users;
