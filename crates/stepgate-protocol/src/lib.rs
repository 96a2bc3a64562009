//! OAuth 2.0, OpenID Connect and JOSE as they are on the wire: parse, check, issue.
//!
//! This crate opens no socket, reads no clock, spawns nothing and awaits nothing. Bytes come in, values or bytes go out;
//! times and policies are arguments. Fetching keys, storing state and answering HTTP are for those who use it.

pub mod authorize;
pub mod challenge;
pub mod client;
pub mod error;
pub mod hash;
pub mod introspection;
pub mod issue;
pub mod json;
pub mod jwt;
pub mod metadata;
pub mod params;
pub mod pkce;
pub mod token;
