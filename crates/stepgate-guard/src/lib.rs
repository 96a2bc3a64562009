//! Step-up for resource servers and relying parties: is this token enough for this call, and if not, what would be?
//!
//! This crate issues nothing, keeps no session and speaks to nobody but the provider, for its keys. It takes JWT access
//! tokens (RFC 9068) of one issuer, in the `Authorization` header, as bearer tokens; opaque and key-bound ones are refused.
//! When in doubt it denies.
//!
//! A resource server says what a call needs, and the guard answers the rest of RFC 9470:
//! ```no_run
//! use axum::{Router, routing::{get, post}};
//! use stepgate_guard::{Guard, GuardLayer, Require};
//!
//! # async fn transfer() {}
//! # async fn balance() {}
//! # async fn api() -> Result<Router, Box<dyn std::error::Error>> {
//! let guard = Guard::discover("https://id.example.com", "https://api.example.com").await?;
//! let transfer_needs = Require::acr(["phr"]).max_age(300).scope("payments:write");
//! let balance_needs = Require::token().scope("accounts:read");
//! let api = Router::new()
//!     .route("/transfers", post(transfer).layer(GuardLayer::new(guard.clone(), transfer_needs)))
//!     .route("/balance", get(balance).layer(GuardLayer::new(guard, balance_needs)));
//! # Ok(api)
//! # }
//! ```
//! ```text
//! HTTP/1.1 401 Unauthorized
//! WWW-Authenticate: Bearer error="insufficient_user_authentication", …, acr_values="phr", max_age="300"
//! ```
//! Where the requirement depends on the request, a handler asks [`Guard::check`] with the request's headers. Server-rendered
//! apps use [`rp`]. All of it rests on the pure function [`verify::verify`] and on [`stepgate_core::decide()`], the same
//! decision that the provider makes.
//!
//! Levels decay here as they do at the provider: its metadata say how old a level may be and what it covers
//! (`stepgate_levels`). With another provider, a token must have one of the required `acr` values itself.

mod access;
mod bearer;
mod claims;
mod clock;
mod denied;
pub mod fetch;
mod guard;
mod layer;
mod one_use;
mod provider;
mod require;
pub mod rp;
pub mod verify;

pub use access::Access;
pub use clock::{Clock, system_clock};
pub use denied::{Denied, StepUp, TokenFault};
#[cfg(feature = "http-client")]
pub use fetch::HttpFetch;
pub use fetch::{Fetch, FetchError};
pub use guard::{Guard, GuardBuilder};
pub use layer::{GuardLayer, Guarded};
pub use one_use::{InMemoryOneUse, NotRemembered, OneUse};
pub use provider::{DiscoveryError, ProviderError};
pub use require::Require;
pub use stepgate_core::{Levels, MaxAge, Reason, Timestamp};

/// A future behind a pointer, so that traits with async methods can be used as trait objects.
pub type BoxFuture<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The README's ten lines must compile.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
