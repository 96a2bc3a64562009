//! Tokens signed with a real key, a provider behind a fake wire, a clock that the test moves.

#![expect(clippy::unwrap_used, reason = "clippy takes the shared actors of an integration test for library code")]

mod challenge;
mod http_fetch;
mod jwks;
mod layer;
mod levels;
mod one_use;
mod rp;
mod token;
mod world;
