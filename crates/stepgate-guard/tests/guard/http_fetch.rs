//! The HTTP client, against a server on this machine (H02).

use axum::Router;
use axum::response::Redirect;
use axum::routing::get;
use bytes::Bytes;
use http::{Request, Response};
use stepgate_guard::fetch::{MAX_ANSWER_LEN, is_allowed};
use stepgate_guard::{Fetch as _, FetchError, Guard, HttpFetch};

/// Serves on a free port until the test ends.
async fn serve() -> String {
    let routes = Router::new()
        .route("/small", get(|| async { "small" }))
        .route("/long", get(|| async { "x".repeat(MAX_ANSWER_LEN) }))
        .route("/too-long", get(|| async { "x".repeat(MAX_ANSWER_LEN + 1) }))
        .route("/elsewhere", get(|| async { Redirect::temporary("/small") }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, routes).await });
    origin
}

async fn fetch(url: &str) -> Result<Response<Bytes>, FetchError> {
    HttpFetch::new().unwrap().fetch(Request::get(url).body(Bytes::new()).unwrap()).await
}

#[tokio::test]
async fn an_answer_is_read_up_to_its_limit() {
    let origin = serve().await;
    assert_eq!(fetch(&format!("{origin}/small")).await.unwrap().body(), "small");
    assert_eq!(fetch(&format!("{origin}/long")).await.unwrap().body().len(), MAX_ANSWER_LEN);
    assert_eq!(fetch(&format!("{origin}/too-long")).await.unwrap_err(), FetchError::TooLong);
}

#[tokio::test]
async fn h02_a_redirect_is_not_followed() {
    let answer = fetch(&format!("{}/elsewhere", serve().await)).await.unwrap();
    assert_eq!(answer.status(), 307);
}

/// Ten megabytes are promised; the guard hangs up after the first 64 KiB, and not when it has them all.
#[tokio::test]
async fn h02_a_huge_answer_is_not_read_to_its_end() {
    const HUGE: usize = 10 << 20;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        while stream.try_read(&mut [0; 1024]).is_err() {
            stream.readable().await.unwrap();
        }
        let mut left = format!("HTTP/1.1 200 OK\r\nContent-Length: {HUGE}\r\n\r\n").into_bytes();
        left.resize(left.len() + HUGE, b' ');
        let mut sent = 0;
        while sent < left.len() && stream.writable().await.is_ok() {
            match stream.try_write(&left[sent..]) {
                Ok(written) => sent += written,
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                Err(_) => break,
            }
        }
        sent
    });
    assert_eq!(fetch(&origin).await.unwrap_err(), FetchError::TooLong);
    assert!(server.await.unwrap() < HUGE);
}

#[tokio::test]
async fn nobody_there_is_an_error() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    assert_eq!(fetch(&origin).await.unwrap_err(), FetchError::Connection);
    assert!(Guard::discover(origin, "api").await.is_err());
}

#[tokio::test]
async fn the_client_speaks_plain_http_to_this_machine_only() {
    for url in ["http://192.0.2.1/", "http://id.example.com/", "http://localhost.example.com/"] {
        assert_eq!(fetch(url).await.unwrap_err(), FetchError::Url, "{url}");
    }
}

/// A server that accepts and never answers: five seconds of real time.
#[tokio::test]
async fn a_silent_server_is_given_up() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    assert_eq!(fetch(&origin).await.unwrap_err(), FetchError::Timeout);
    drop(listener);
}

#[test]
fn plain_http_is_for_this_machine_only() {
    for url in ["https://id.example.com", "http://127.8.9.1:80/x", "http://[::1]/", "http://localhost:1/"] {
        assert!(is_allowed(&url.parse().unwrap()), "{url}");
    }
    for url in [
        "http://id.example.com",
        "http://localhost.evil.example",
        "http://10.0.0.1",
        "http://[::2]/",
        "ftp://localhost",
    ] {
        assert!(!is_allowed(&url.parse().unwrap()), "{url}");
    }
}
