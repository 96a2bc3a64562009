//! The one decision: a truth table by hand, properties by machine, and the threats that core itself answers.

#![expect(clippy::unwrap_used, reason = "clippy takes the shared actors of an integration test for library code")]

mod levels;
mod properties;
mod threats;
mod truth_table;
mod world;
