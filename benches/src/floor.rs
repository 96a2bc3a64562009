//! The least that an HTTP server costs: axum with nothing behind it, in a process of its own.

use crate::Outcome;
use crate::server::DISCOVERY;
use axum::Router;
use axum::extract::Form;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::serve::ListenerExt as _;
use serde::Serialize;
use std::collections::BTreeMap;
use std::net::Ipv4Addr;

pub(crate) const GET: &str = "/get";
pub(crate) const POST: &str = "/post";

/// As long as a token response: some 700 bytes.
#[derive(Serialize)]
struct Tokens {
    access_token: String,
    token_type: &'static str,
    expires_in: u32,
    scope: &'static str,
}

/// Answers until it is stopped.
pub(crate) fn serve(port: u16) -> Outcome<()> {
    let app =
        Router::new().route(DISCOVERY, get(async || "{}")).route(GET, get(async || "ok")).route(POST, post(token));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
        Ok(axum::serve(listener, app).await?)
    })
}

async fn token(Form(form): Form<BTreeMap<String, String>>) -> impl IntoResponse {
    let scope = if form.contains_key("grant_type") { "openid accounts:read payments:write" } else { "" };
    let tokens = Tokens { access_token: "a".repeat(600), token_type: "Bearer", expires_in: 300, scope };
    let body = serde_json::to_vec(&tokens).unwrap_or_default();
    ([(CONTENT_TYPE, "application/json")], body)
}
