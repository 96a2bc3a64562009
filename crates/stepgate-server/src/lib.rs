//! The OpenID Provider over HTTP: routes, endpoints and pages.
//!
//! This crate decides nothing and knows no SQL: an endpoint parses, runs one operation, asks `stepgate_core::decide`, and
//! answers. It does not listen on a socket, read configuration or draw time and randomness by itself; the binary hands all of
//! that in.
//!
//! Begin with [`app`], the route table, and `endpoint::authorize`, where a step-up starts.

mod account;
mod app;
mod ceremony;
mod client_auth;
mod clock;
mod credentials;
mod demo;
mod endpoint;
mod hint;
mod interaction;
mod issuer;
mod middleware;
pub mod page;
mod password_pool;
mod password_rule;
mod provider;
mod reply;
mod seal;
mod secret;
mod throttle;
mod totp;
mod username;
mod visit;

pub use app::{app, path};
pub use ceremony::enrolment::TICKET_SECONDS;
pub use clock::{Clock, NoRandomness, Rng, SystemClock, SystemRng};
pub use demo::{Demo, DemoAccount, SoftPasskey};
pub use issuer::{Issuer, IssuerError};
pub use password_pool::hash_password;
pub use provider::{Provider, Settings, SettingsError};
pub use seal::{SealError, SealingKey};
pub use secret::{Kept, Secret};
pub use username::Username;
pub use visit::Peer;
