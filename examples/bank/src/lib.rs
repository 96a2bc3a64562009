//! Piggy Bank, the demo: an API behind [`stepgate_guard`], and a page in the browser that steps up when the API asks for more.
//!
//! It signs nobody in and issues no token; it knows its users by the `sub` of verified access tokens, and keeps their
//! accounts in memory. It is no model of a bank, only of where the guard sits in one.
//!
//! Read it in this order:
//! 1. `rule`: what each action needs, as data. This is all the policy that the bank has.
//! 2. `api`: the routes. Where the rule is fixed, a [`GuardLayer`](stepgate_guard::GuardLayer) stands before the handler; a
//!    transfer asks [`Guard::check`](stepgate_guard::Guard::check), because its rule depends on amount and payee.
//! 3. `explain`: says in a sentence why a call was let through or not. Only a demo needs that.
//! 4. `ledger`: accounts and transfers; knows nothing of tokens.
//!
//! `assets/` is the page. The rest is what any web app has: `page` serves the files, `shield` sets the security headers,
//! `reply` has the errors.

mod amount;
mod api;
mod bank;
mod clock;
mod explain;
mod iban;
mod ledger;
mod level;
mod page;
mod reply;
mod rule;
mod shield;

pub use clock::{DemoClock, TooFar};
pub use stepgate_guard::{Clock, ProviderError, Timestamp};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use bank::Bank;
use reply::Problem;
use shield::Shield;

/// The longest body that a call may have, in bytes.
const MAX_BODY_LEN: usize = 4 * 1024;

/// Where the bank stands, and whom it trusts.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The provider, as its tokens name it: `http://localhost:8080`.
    pub issuer: String,
    /// Scheme, host and port of the bank itself: `http://localhost:8081`. Also the audience of its access tokens.
    pub origin: String,
    /// The page's name at the provider. Its redirect URI is `{origin}/callback`, its post-logout redirect URI `{origin}/`.
    pub client_id: String,
    /// The clock that provider and bank share.
    pub clock: DemoClock,
}

/// The bank's routes. The provider need not run yet: its keys are fetched at the first call that brings a token.
///
/// # Errors
/// [`ProviderError`], where issuer or origin is no URL that is allowed, or the system has no root certificates.
#[expect(clippy::needless_pass_by_value, reason = "an app is made once, from settings that nobody else needs")]
pub fn app(settings: Settings) -> Result<Router, ProviderError> {
    let (bank, shield) = (Bank::new(&settings)?, Shield::new(&settings)?);
    let routes = api::routes(&bank).merge(page::routes(&settings)).fallback(async || Problem::NotFound);
    Ok(shield.around(routes.layer(DefaultBodyLimit::max(MAX_BODY_LEN))))
}
