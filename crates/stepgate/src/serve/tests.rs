//! The limits in time, with little of it.

use super::*;
use axum::Extension;
use axum::body::Bytes;
use axum::routing::post;
use std::net::Ipv4Addr;
use stepgate_server::Peer;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

const SOON: Duration = Duration::from_millis(50);
/// Nothing here takes so long; it ends a test that would hang.
const FAR: Duration = Duration::from_secs(60);

struct Running {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

/// Serves an application that answers with the body it got and whom it got it from.
async fn start(limits: Limits) -> Running {
    let echo = |Extension(peer): Extension<Peer>, body: Bytes| async move {
        format!("{} sent {}", peer.0, String::from_utf8_lossy(&body))
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = watch::channel(false);
    let service = Service { listener, app: Router::new().route("/", post(echo)), limits };
    Running { address, stop, task: tokio::spawn(serve(service, stopped)) }
}

async fn begin(running: &Running, sent: &str) -> TcpStream {
    let mut stream = TcpStream::connect(running.address).await.unwrap();
    stream.write_all(sent.as_bytes()).await.unwrap();
    stream
}

/// Everything that comes until the connection is closed.
async fn rest(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    let read = tokio::time::timeout(FAR, stream.read_to_end(&mut answer)).await;
    read.expect("the connection stays open").unwrap();
    String::from_utf8(answer).unwrap()
}

const HEAD: &str = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n";

#[tokio::test]
async fn the_application_knows_whom_a_request_comes_from() {
    let running = start(Limits::default()).await;
    let answer = rest(begin(&running, &format!("{HEAD}Connection: close\r\n\r\nhello")).await).await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("127.0.0.1 sent hello"), "{answer}");
}

#[tokio::test]
async fn h07_a_head_that_does_not_end_ends_the_connection() {
    let running = start(Limits { header: SOON, ..Limits::default() }).await;
    for sent in ["", "POST / HTTP/1.1\r\nHost: lo"] {
        assert_eq!(rest(begin(&running, sent).await).await, "");
    }
}

#[tokio::test]
async fn h07_an_idle_connection_ends() {
    let running = start(Limits { header: SOON, ..Limits::default() }).await;
    let answer = rest(begin(&running, &format!("{HEAD}\r\nhello")).await).await;
    assert!(answer.starts_with("HTTP/1.1 200") && !answer.to_lowercase().contains("connection: close"), "{answer}");
}

#[tokio::test]
async fn h07_a_body_that_does_not_end_is_answered_and_ends_the_connection() {
    let running = start(Limits { body: SOON, ..Limits::default() }).await;
    let answer = rest(begin(&running, &format!("{HEAD}\r\nhell")).await).await;
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("connection: close"), "{answer}");
}

/// The time is for the whole body: a byte now and then does not buy more of it.
#[tokio::test]
async fn h07_a_body_that_trickles_is_no_better() {
    let running = start(Limits { body: SOON * 4, ..Limits::default() }).await;
    let stream = begin(&running, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n").await;
    let (mut reader, mut writer) = stream.into_split();
    let trickle = tokio::spawn(async move {
        while writer.write_all(b"a").await.is_ok() {
            tokio::time::sleep(SOON / 5).await;
        }
    });
    let mut status = [0; 12];
    tokio::time::timeout(FAR, reader.read_exact(&mut status)).await.expect("no answer").unwrap();
    assert_eq!(&status, b"HTTP/1.1 408");
    drop(reader);
    tokio::time::timeout(FAR, trickle).await.expect("the connection stays open").unwrap();
}

#[tokio::test]
async fn a_request_that_has_begun_is_answered_when_we_stop() {
    let running = start(Limits::default()).await;
    let (idle, mut begun) = (begin(&running, "").await, begin(&running, &format!("{HEAD}\r\nhel")).await);
    // The request is known to have begun once a later connection was served.
    rest(begin(&running, &format!("{HEAD}Connection: close\r\n\r\nhello")).await).await;
    running.stop.send(true).unwrap();
    begun.write_all(b"lo").await.unwrap();
    let answer = rest(begun).await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("sent hello"), "{answer}");
    assert_eq!(rest(idle).await, "");
    tokio::time::timeout(FAR, running.task).await.expect("it does not stop").unwrap();
}
