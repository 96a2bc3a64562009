//! Peers that open much and finish nothing.

use crate::process::{Provider, get, request_of};
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

/// Of each kind of slow connection.
const MANY: usize = 150;
/// Where the application that `stepgate init` writes sends its users.
const CALLBACK: &str = "http%3A%2F%2Flocalhost%3A3000%2Fcallback";

impl Provider {
    /// A connection on which this much was sent.
    fn begin(&self, sent: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        // Far above what any answer takes; it ends a test that would hang.
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(sent.as_bytes()).unwrap();
        stream
    }

    /// A request with these headers.
    fn head(&self, headers: &str) -> String {
        format!("GET /healthz HTTP/1.1\r\nHost: localhost:{}\r\n{headers}\r\n", self.port)
    }

    /// The page that an application sends its users to.
    fn login_page(&self) -> String {
        let redirect = get(self.port, &request_of("app", CALLBACK)).unwrap();
        let header = |name| redirect.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        let cookie = header("set-cookie: ").split(';').next().unwrap();
        let request = self.head(&format!("Cookie: {cookie}\r\nConnection: close\r\n"));
        let mut page = String::new();
        self.begin(&request.replace("/healthz", header("location: "))).read_to_string(&mut page).unwrap();
        page
    }

    fn status(&self, sent: &str) -> String {
        status(&mut self.begin(sent))
    }
}

/// The status code of what comes back, empty where the connection is closed without an answer.
fn status(stream: &mut TcpStream) -> String {
    let mut answer = [0; 12];
    match stream.read_exact(&mut answer) {
        Ok(()) => String::from_utf8_lossy(&answer[9..]).into_owned(),
        Err(_) => String::new(),
    }
}

#[test]
fn h07_hundreds_of_slow_peers_do_not_keep_others_from_signing_in() {
    let provider = Provider::start("slow", "");
    let in_headers = "GET /healthz HTTP/1.1\r\nHost: localh";
    let in_body = "POST /token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\ngrant_type=";
    let in_chunks = "POST /token HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\ngrant_type=";
    let slow: Vec<_> =
        ["", in_headers, in_body, in_chunks].iter().flat_map(|sent| (0..MANY).map(|_| provider.begin(sent))).collect();
    assert!(get(provider.port, "/healthz").unwrap().starts_with("HTTP/1.1 200"));
    let page = provider.login_page();
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("name=\"password\""), "{page}");
    assert_eq!(slow.len(), 4 * MANY);
}

#[test]
fn h07_a_head_has_a_hundred_fields_and_16_kib() {
    let provider = Provider::start("heads", "");
    let fields = |count: usize| provider.head(&"X-A: 1\r\n".repeat(count - 1));
    assert_eq!((provider.status(&fields(100)), provider.status(&fields(101))), ("200".into(), "431".into()));
    let long = |bytes: usize| provider.head(&format!("X-A: {}\r\n", "a".repeat(bytes)));
    assert_eq!((provider.status(&long(15_000)), provider.status(&long(17_000))), ("200".into(), "431".into()));
    let endless = format!("GET /healthz HTTP/1.1\r\nX-A: {}", "a".repeat(17_000));
    assert_eq!(provider.status(&endless), "431", "it need not end to be too long");
}

#[test]
fn h07_a_body_has_64_kib() {
    let provider = Provider::start("bodies", "");
    let announced = "POST /token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 65537\r\n\r\n";
    assert_eq!(provider.status(announced), "413", "not a byte of it was needed");
    let chunk = format!("8000\r\n{}\r\n", "a".repeat(0x8000));
    let unannounced = "POST /token HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
    assert_eq!(provider.status(&format!("{unannounced}{chunk}{chunk}1\r\na\r\n")), "413");
}

/// `from` is another address of this machine; Linux answers for all of 127.0.0.0/8.
#[cfg(target_os = "linux")]
fn from(from: Ipv4Addr, port: u16) -> TcpStream {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let stream = runtime.block_on(async {
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.bind(SocketAddr::from((from, 0))).unwrap();
        socket.connect(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await.unwrap()
    });
    let stream = stream.into_std().unwrap();
    stream.set_nonblocking(false).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream
}

#[cfg(target_os = "linux")]
#[test]
fn h07_one_address_does_not_take_the_connections_of_another() {
    const SHARE: usize = 12;
    let provider = Provider::start("share", &format!("\n[limits]\nconnections_per_ip = {SHARE}\n"));
    let ask = |mut stream: TcpStream| {
        // A connection that was closed at once may refuse to take it, which is an answer as well.
        let _ = stream.write_all(provider.head("").as_bytes());
        status(&mut stream)
    };
    // The one that asked whether the server is up may not be counted out yet.
    let held = || (0..SHARE).map(|_| provider.begin(&provider.head(""))).collect::<Vec<_>>();
    let mut open = patient(|| {
        let mut open = held();
        open.iter_mut().all(|stream| status(stream) == "200").then_some(open)
    });
    for _ in 0..SHARE {
        assert_eq!(ask(provider.begin("")), "", "closed without an answer");
    }
    assert_eq!(ask(from(Ipv4Addr::new(127, 0, 0, 2), provider.port)), "200");
    open.truncate(SHARE - 1);
    patient(|| (ask(provider.begin("")) == "200").then_some(()));
}

/// Tries a hundred times, a moment apart.
#[cfg(target_os = "linux")]
fn patient<T>(attempt: impl Fn() -> Option<T>) -> T {
    let attempts = (0..100).find_map(|_| {
        std::thread::sleep(Duration::from_millis(100));
        attempt()
    });
    attempts.unwrap()
}
