//! For server-rendered apps, which keep the user's session themselves and look at the ID token instead of an access token.
//!
//! [`Client::begin`] sends the browser to the provider, [`Client::finish`] reads what it brings back, and before every
//! sensitive action [`requirement_met`] says whether the [`IdToken`] of the session is still enough, or which
//! [`StepUp`](crate::StepUp) to begin.

mod callback;
mod client;
mod exchange;
mod id_token;
mod step_up;

pub use callback::CallbackError;
pub use client::{Client, ClientConfig, Pending, SignedIn};
pub use id_token::{ExpectedIdToken, IdToken, verify_id_token};
pub use step_up::{Acr, Unmet, requirement_met};
