//! The binary as a process of its own, and the folder that it runs in.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

/// An empty folder that goes away.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("stepgate-test-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A server that ends with the test.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub(crate) fn command(line: &str, folder: &Path) -> Command {
    let mut words = line.split_whitespace();
    assert_eq!(words.next(), Some("stepgate"), "{line}");
    let mut command = Command::new(env!("CARGO_BIN_EXE_stepgate"));
    command.args(words).current_dir(folder).stdin(Stdio::null());
    command
}

pub(crate) fn run(line: &str, folder: &Path) -> Output {
    command(line, folder).output().unwrap()
}

pub(crate) fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// One request, answered and closed; none while nobody listens.
pub(crate) fn get(port: u16, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    Some(answer)
}

pub(crate) fn patiently(port: u16, path: &str) -> String {
    (0..100)
        .find_map(|_| {
            std::thread::sleep(Duration::from_millis(100));
            get(port, path)
        })
        .unwrap()
}

/// An authorization request, complete; `redirect_uri` is encoded already.
pub(crate) fn request_of(client: &str, redirect_uri: &str) -> String {
    format!(
        "/authorize?response_type=code&client_id={client}&redirect_uri={redirect_uri}&scope=openid&state=s&nonce=n\
         &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
    )
}

/// `stepgate serve`.
pub(crate) struct Provider {
    pub(crate) port: u16,
    _running: Running,
    pub(crate) folder: Folder,
}

impl Provider {
    /// `stepgate serve` with what `stepgate init` writes, and `more`.
    pub(crate) fn start(name: &str, more: &str) -> Self {
        let folder = Folder::new(name);
        assert!(run("stepgate init", &folder.0).status.success());
        Self::serve(folder, more)
    }

    /// The same, where `init` was run and more was done.
    pub(crate) fn serve(folder: Folder, more: &str) -> Self {
        let (port, config) = (free_port(), folder.0.join("stepgate.toml"));
        let written = std::fs::read_to_string(&config).unwrap().replace("8080", &port.to_string());
        std::fs::write(&config, written + more).unwrap();
        let mut serve = command("stepgate serve", &folder.0);
        let running = Running(serve.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
        assert!(patiently(port, "/healthz").starts_with("HTTP/1.1 200"));
        Self { port, _running: running, folder }
    }
}
