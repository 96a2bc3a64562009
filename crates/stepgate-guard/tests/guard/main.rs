//! Tokens signed with a real key, a provider behind a fake wire, a clock that the test moves.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy takes the shared actors of an integration test for library code"
)]

mod challenge;
#[cfg(feature = "http-client")]
mod http_fetch;
mod jwks;
mod layer;
mod levels;
mod log;
mod one_use;
mod poisoning;
mod rp;
mod token;
mod world;
