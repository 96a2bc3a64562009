//! `stepgate` from outside: its commands, what it prints, and how it bears those who mean harm.
#![expect(clippy::unwrap_used, reason = "clippy takes the helpers of an integration test for library code")]

mod process;
mod readme;
mod slow_peers;
