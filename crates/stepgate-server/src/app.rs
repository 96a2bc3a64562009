//! The route table. Discovery is derived from these paths; nothing else names them.

use crate::endpoint::{
    account, assets, authorize, cancel, ceremony, consent, discovery, enrol, home, interaction, introspect, jwks,
    logout, revoke, token, userinfo,
};
use crate::middleware;
use crate::provider::Provider;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;

/// The paths of the endpoints.
pub mod path {
    /// Authorization endpoint (RFC 6749 §3.1).
    pub const AUTHORIZE: &str = "/authorize";
    /// Token endpoint (RFC 6749 §3.2).
    pub const TOKEN: &str = "/token";
    /// UserInfo endpoint (OpenID Connect Core §5.3).
    pub const USERINFO: &str = "/userinfo";
    /// Introspection endpoint (RFC 7662 §2).
    pub const INTROSPECT: &str = "/introspect";
    /// Revocation endpoint (RFC 7009 §2).
    pub const REVOKE: &str = "/revoke";
    /// End-session endpoint (OpenID Connect RP-Initiated Logout §2).
    pub const LOGOUT: &str = "/logout";
    /// Public keys.
    pub const JWKS: &str = "/jwks";
    /// OpenID Connect Discovery §4.
    pub const OPENID_CONFIGURATION: &str = "/.well-known/openid-configuration";
    /// RFC 8414 §3.
    pub const OAUTH_METADATA: &str = "/.well-known/oauth-authorization-server";

    /// Unsafe methods here act on no cookie.
    pub(crate) const COOKIELESS: [&str; 6] = [AUTHORIZE, LOGOUT, TOKEN, USERINFO, INTROSPECT, REVOKE];
    /// Anybody's page may read these.
    pub(crate) const PUBLIC: [&str; 3] = [JWKS, OPENID_CONFIGURATION, OAUTH_METADATA];
    /// Pages of registered applications may call these.
    pub(crate) const FOR_CLIENT_ORIGINS: [&str; 3] = [TOKEN, USERINFO, REVOKE];
}

/// Bodies are forms and passkey answers; none comes near this.
const BODY_BYTES: usize = 64 * 1024;

/// The account page. Those that change how somebody signs in are the ones that ask for a standing; a test counts them.
fn account_routes() -> Router<Provider> {
    use account::{activity, export, keys, method, overview, password, preferences, recovery_codes, sessions, totp};
    Router::new()
        .route("/account", get(overview::get))
        .route("/account/data", get(export::get))
        .route("/account/language", post(preferences::language))
        .route("/account/theme", post(preferences::theme))
        .route("/account/activity/{seq}/not-me", post(activity::not_me))
        .route("/account/sessions/end-others", post(sessions::end_others))
        .route("/account/sessions/{id}/end", post(sessions::end))
        .route("/account/passkeys/add", get(keys::passkey).post(keys::add_passkey))
        .route("/account/passkeys/add/options", post(keys::passkey_options))
        .route("/account/security-keys/add", get(keys::security_key).post(keys::add_security_key))
        .route("/account/security-keys/add/options", post(keys::security_key_options))
        .route("/account/methods/{id}", get(method::get))
        .route("/account/methods/{id}/rename", post(method::rename))
        .route("/account/methods/{id}/confirm", post(method::confirm))
        .route("/account/methods/{id}/remove", post(method::remove))
        .route("/account/methods/{id}/undo", post(method::undo))
        .route("/account/totp/add", get(totp::get).head(home::no_head).post(totp::post))
        .route("/account/recovery-codes", get(recovery_codes::get).post(recovery_codes::post))
        .route("/account/password", get(password::get).post(password::post))
}

/// The provider as a service.
pub fn app(provider: Provider) -> Router {
    Router::new()
        .route("/", get(home::get))
        .route("/healthz", get(home::health))
        .route("/assets/{name}", get(assets::get))
        .route(path::OPENID_CONFIGURATION, get(discovery::get))
        .route(path::OAUTH_METADATA, get(discovery::get))
        .route(path::JWKS, get(jwks::get))
        .route(path::AUTHORIZE, get(authorize::get).head(home::no_head).post(authorize::post))
        .route(path::TOKEN, post(token::post))
        .route(path::USERINFO, get(userinfo::answer).post(userinfo::answer))
        .route(path::INTROSPECT, post(introspect::post))
        .route(path::REVOKE, post(revoke::post))
        .route(path::LOGOUT, get(logout::get).post(logout::post))
        .route("/logout/{id}", post(logout::confirm))
        .route("/interaction/{id}", get(interaction::get).head(home::no_head))
        .route("/interaction/{id}/password", post(ceremony::password))
        .route("/interaction/{id}/totp", post(ceremony::totp))
        .route("/interaction/{id}/recovery-code", post(ceremony::recovery_code))
        .route("/interaction/{id}/passkey/options", post(ceremony::passkey_options))
        .route("/interaction/{id}/passkey", post(ceremony::passkey))
        .route("/interaction/{id}/consent", post(consent::post))
        .route("/interaction/{id}/cancel", post(cancel::post))
        .route("/interaction/{id}/not-me", post(cancel::not_me))
        .route("/enrol/{ticket}", get(enrol::get).post(enrol::post))
        .route("/enrol/{ticket}/options", post(enrol::options))
        .merge(account_routes())
        .fallback(home::not_found)
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(CatchPanicLayer::custom(middleware::answer_panic))
        .layer(from_fn(middleware::refuse_tokens_in_urls))
        .layer(from_fn_with_state(provider.clone(), middleware::cors))
        .layer(from_fn_with_state(provider.clone(), middleware::check_origin))
        .layer(from_fn_with_state(provider.clone(), middleware::check_host))
        .layer(from_fn_with_state(provider.clone(), middleware::identify))
        .with_state(provider)
}
