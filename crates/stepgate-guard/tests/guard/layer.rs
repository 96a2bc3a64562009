//! The tower layer, around an axum router as a user would have it.

use crate::world::{NOW, World};
use axum::Router;
use axum::body::Body;
use axum::extract::Extension;
use axum::routing::{get, post};
use http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use http::{Request, Response};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use stepgate_guard::{Access, GuardLayer, Require};
use tower::ServiceExt as _;

async fn whoami(Extension(access): Extension<Access>) -> String {
    format!("{} at {}", access.subject(), access.acr().unwrap_or("no level"))
}

fn api(world: &World) -> Router {
    let transfer = GuardLayer::new(world.guard.clone(), Require::acr(["phr"]).max_age(300).scope("payments:write"));
    Router::new()
        .route("/transfers", post(whoami).layer(transfer))
        .route("/me", get(whoami).layer(GuardLayer::new(world.guard.clone(), Require::token())))
        .route("/public", get(|| async { "hello" }))
}

async fn send(world: &World, method: &str, path: &str, token: Option<&str>) -> Response<Body> {
    let mut request = Request::builder().method(method).uri(path);
    if let Some(token) = token {
        request = request.header(AUTHORIZATION, format!("Bearer {token}"));
    }
    api(world).oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
}

async fn text(response: Response<Body>) -> String {
    String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

#[tokio::test]
async fn a_call_that_is_let_through_finds_who_it_is() {
    let world = World::new();
    let token = world.provider.access_token(json!({}));
    let answer = send(&world, "POST", "/transfers", Some(&token)).await;
    assert_eq!((answer.status().as_u16(), text(answer).await.as_str()), (200, "alice at phr"));
}

#[tokio::test]
async fn a_call_that_is_denied_does_not_reach_the_handler() {
    let world = World::new();
    let token = world.provider.access_token(json!({ "acr": "mfa", "auth_time": NOW - 5 }));
    let answer = send(&world, "POST", "/transfers", Some(&token)).await;
    assert_eq!(answer.status(), 401);
    let challenge = answer.headers()[WWW_AUTHENTICATE].to_str().unwrap().to_owned();
    assert!(challenge.contains("insufficient_user_authentication") && challenge.contains("acr_values=\"phr\""));
    let body: Value = serde_json::from_str(&text(answer).await).unwrap();
    assert_eq!(body["error"], "insufficient_user_authentication");
    assert_eq!(send(&world, "GET", "/me", Some(&token)).await.status(), 200);
}

#[tokio::test]
async fn a_token_in_the_query_is_not_looked_at() {
    let world = World::new();
    let token = world.provider.access_token(json!({}));
    let answer = send(&world, "GET", &format!("/me?access_token={token}"), None).await;
    assert_eq!((answer.status().as_u16(), &answer.headers()[WWW_AUTHENTICATE]), (401, &"Bearer".parse().unwrap()));
    assert_eq!(send(&world, "GET", "/public", None).await.status(), 200);
}

#[tokio::test]
async fn a_layered_service_serves_again_and_again() {
    let world = World::new();
    let token = world.provider.access_token(json!({}));
    let service = api(&world);
    for _ in 0..3 {
        let request = Request::get("/me").header(AUTHORIZATION, format!("Bearer {token}"));
        let answer = service.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(answer.status(), 200);
    }
}
