//! The token request (RFC 6749 §3.2): who is asking, and which grant they present.

mod client_auth;
mod error;
mod request;

pub use client_auth::Presented;
pub use error::TokenError;
pub use request::{Redemption, Refresh, TokenRequest};
