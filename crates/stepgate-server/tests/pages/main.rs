//! The pages, rendered in every state: structure, escaping, and what the content security policy relies on.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod account_states;
mod contract;
mod hostile;
mod languages;
mod markup;
mod states;
mod structure;
mod style;
