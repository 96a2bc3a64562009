//! The page: its files, its configuration, and the demo's clock.

mod files;

use crate::clock::DemoClock;
use crate::level::{self, Level};
use crate::reply::{Body, Problem};
use crate::rule::SCOPE;
use crate::{Settings, Timestamp};
use axum::extract::State;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

pub(crate) fn routes(settings: &Settings) -> Router {
    let config = Config::new(settings);
    Router::new()
        .route("/demo/clock", get(clock))
        .route("/demo/wait", post(wait))
        .with_state(settings.clock.clone())
        .route("/config.json", get(async move || Json(config)))
        .merge(files::routes())
}

/// What the page must know: who signs its users in, and under which name it is known there.
#[derive(Clone, Serialize)]
struct Config {
    issuer: String,
    client_id: String,
    redirect_uri: String,
    post_logout_redirect_uri: String,
    scope: &'static str,
    levels: [&'static Level; 4],
}

impl Config {
    fn new(settings: &Settings) -> Self {
        let Settings { issuer, origin, client_id, .. } = settings;
        Self {
            issuer: issuer.clone(),
            client_id: client_id.clone(),
            redirect_uri: format!("{origin}/callback"),
            post_logout_redirect_uri: format!("{origin}/"),
            scope: SCOPE,
            levels: level::ALL,
        }
    }
}

/// The time, in milliseconds since 1970.
#[derive(Serialize)]
struct Now {
    now_ms: i64,
}

#[derive(Deserialize)]
struct Wait {
    seconds: u32,
}

fn now(now: Timestamp) -> Json<Now> {
    Json(Now { now_ms: now.millis() })
}

/// `GET /demo/clock`
async fn clock(State(clock): State<DemoClock>) -> Json<Now> {
    now(clock.now())
}

/// `POST /demo/wait`
async fn wait(State(clock): State<DemoClock>, Body(wait): Body<Wait>) -> Result<Json<Now>, Problem> {
    Ok(now(clock.wait(wait.seconds)?))
}
