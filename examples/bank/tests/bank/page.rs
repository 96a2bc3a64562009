//! The page: files, configuration, clock, and what stands around them.

use crate::world::{NOW, World, request};
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::{Request, StatusCode};
use serde_json::json;

#[tokio::test]
async fn pages_and_files_come_with_type_and_headers() {
    let world = World::new().await;
    for (path, content_type, beginning) in [
        ("/", "text/html; charset=utf-8", "<!doctype html>"),
        ("/callback", "text/html; charset=utf-8", "<!doctype html>"),
        ("/callback?code=c&state=s", "text/html; charset=utf-8", "<!doctype html>"),
        ("/app.js", "text/javascript; charset=utf-8", "//"),
        ("/sdk/index.js", "text/javascript; charset=utf-8", ""),
        ("/bank.css", "text/css; charset=utf-8", ""),
        ("/piggy.svg", "image/svg+xml", "<svg"),
    ] {
        let answer = world.get(path, None).await;
        assert_eq!((answer.status, &answer.headers[CONTENT_TYPE]), (StatusCode::OK, &content_type.parse().unwrap()));
        assert!(answer.text.starts_with(beginning), "{path}");
        assert_eq!(answer.headers["cache-control"], "no-cache");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        assert_eq!(answer.headers["referrer-policy"], "no-referrer");
        let policy = format!(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' {}; \
             base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
            world.provider.issuer
        );
        assert_eq!(answer.headers["content-security-policy"], policy);
    }
    for path in ["/index.htm", "/assets/app.js", "/../Cargo.toml", "/api/other"] {
        assert_eq!(world.get(path, None).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn the_page_is_told_whom_to_ask() {
    let world = World::new().await;
    let answer = world.get("/config.json", None).await;
    assert_eq!(answer.headers["cache-control"], "no-store");
    let config = json!({
        "issuer": world.provider.issuer, "client_id": "bank", "scope": "openid profile accounts:read payments:write",
        "redirect_uri": "http://localhost:8081/callback", "post_logout_redirect_uri": "http://localhost:8081/",
        "levels": [
            { "name": "basic", "acr": "urn:stepgate:basic" },
            { "name": "mfa", "acr": "urn:stepgate:mfa", "max_age": 28800 },
            { "name": "phr", "acr": "phr", "max_age": 900 },
            { "name": "phrh", "acr": "phrh", "max_age": 300 },
        ],
    });
    assert_eq!(answer.json(), config);
}

#[tokio::test]
async fn the_clock_goes_ahead_and_levels_decay_by_it() {
    let world = World::new().await;
    let token = world.provider.token("phr", 0);
    let order = json!({ "payee": "jana", "amount": "20.00" });
    assert_eq!(world.get("/demo/clock", None).await.json(), json!({ "now_ms": NOW * 1000 }));
    assert_eq!(world.post("/api/transfers", Some(&token), &order).await.status, StatusCode::OK);
    let answer = world.post("/demo/wait", None, &json!({ "seconds": 360 })).await;
    assert_eq!(answer.json(), json!({ "now_ms": (NOW + 360) * 1000 }));
    let answer = world.post("/api/transfers", Some(&token), &order).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.sentence().ends_with("You have a passkey from 6 minutes ago."), "{}", answer.sentence());
}

#[tokio::test]
async fn the_clock_is_moved_by_our_page_only_and_not_far() {
    let world = World::new().await;
    for (content_type, body, status) in [
        ("text/plain", r#"{"seconds":360}"#, 415),
        ("application/x-www-form-urlencoded", "seconds=360", 415),
        ("application/json", r#"{"seconds":-1}"#, 400),
        ("application/json", r#"{"seconds":604801}"#, 400),
        ("application/json", "", 400),
    ] {
        let request = request("POST", "/demo/wait", None).header(CONTENT_TYPE, content_type);
        let answer = world.send(request.body(Body::from(body)).unwrap()).await;
        assert_eq!(answer.status, status, "{content_type} {body}");
        assert!(answer.json()["error_description"].is_string());
    }
    let long = json!({ "seconds": 1, "more": "x".repeat(5000) });
    assert_eq!(world.post("/demo/wait", None, &long).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(world.clock.now().seconds(), NOW);
}

#[tokio::test]
async fn other_names_that_lead_here_are_not_answered() {
    let world = World::new().await;
    for (host, status) in [
        (Some("localhost:8081"), StatusCode::OK),
        (Some("127.0.0.1:8081"), StatusCode::OK),
        (Some("LOCALHOST:8081"), StatusCode::OK),
        (Some("localhost"), StatusCode::MISDIRECTED_REQUEST),
        (Some("localhost:8080"), StatusCode::MISDIRECTED_REQUEST),
        (Some("rebind.example:8081"), StatusCode::MISDIRECTED_REQUEST),
        (Some("localhost:8081.example"), StatusCode::MISDIRECTED_REQUEST),
        (None, StatusCode::MISDIRECTED_REQUEST),
    ] {
        let mut request = Request::get("/config.json").body(Body::empty()).unwrap();
        if let Some(host) = host {
            request.headers_mut().insert(HOST, host.parse().unwrap());
        }
        assert_eq!(world.send(request).await.status, status, "{host:?}");
    }
}
