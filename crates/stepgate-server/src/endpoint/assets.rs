//! Style sheet, scripts and icon. Their names hold their hash, so they may be kept for ever.

use crate::page::assets;
use crate::provider::Provider;
use crate::reply::Failure;
use crate::visit::Visit;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// `GET /assets/{name}`
pub(crate) async fn get(State(provider): State<Provider>, visit: Visit, Path(name): Path<String>) -> Response {
    let Some(asset) = assets::find(&name) else { return Failure::NotFound.page(&provider, &visit) };
    let mut response = asset.bytes.into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    response
}
