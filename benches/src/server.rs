//! Processes that are measured from outside: the release binary, and the bare server to compare it with.

use crate::Outcome;
use crate::http::{Connection, get};
use crate::stopwatch::Stopwatch;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The application that codes are issued to.
pub(crate) const CLIENT: &str = "bank";
pub(crate) const CALLBACK: &str = "http://localhost:3000/callback";
pub(crate) const AUDIENCE: &str = "http://localhost:3000";
pub(crate) const DISCOVERY: &str = "/.well-known/openid-configuration";

const START: Duration = Duration::from_secs(20);
const STOP: Duration = Duration::from_secs(5);

/// Builds the binary that is measured.
pub(crate) fn build() -> Outcome<()> {
    let built = Command::new("cargo").args(["build", "--release", "--quiet", "--package", "stepgate"]).status()?;
    if built.success() { Ok(()) } else { Err("the binary does not build".into()) }
}

/// Cargo's target folder: this program lies in `release` in it.
pub(crate) fn target() -> Outcome<PathBuf> {
    let program = std::env::current_exe()?;
    Ok(program.ancestors().nth(2).ok_or("not where cargo puts programs")?.to_owned())
}

/// A folder for the run, on the file system that the databases are measured on; removed at the end.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn make() -> Outcome<Self> {
        let path = target()?.join(format!("bench/run-{}", std::process::id()));
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    /// An empty folder in it.
    pub(crate) fn place(&self, name: &str) -> Outcome<PathBuf> {
        let path = self.0.join(name);
        if path.exists() {
            fs::remove_dir_all(&path)?;
        }
        fs::create_dir(&path)?;
        Ok(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left of it lies in the target folder and hurts nobody.
        drop(fs::remove_dir_all(&self.0));
    }
}

/// What is started.
#[derive(Clone, Copy)]
pub(crate) enum Kind<'a> {
    /// `stepgate serve`, with configuration and data in this folder.
    Serve(&'a Path),
    /// `stepgate demo`, with its data in this folder.
    Demo(&'a Path),
    /// axum with nothing behind it: see [`crate::floor`].
    Floor,
}

/// A process of ours, stopped when dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) port: u16,
}

impl Server {
    /// Starts a process, and waits for its first answer with 200. Logs are formatted and go to `/dev/null`.
    pub(crate) fn start(kind: Kind<'_>) -> Outcome<(Self, Duration)> {
        let port = free_port()?;
        let mut command = command(kind, port)?;
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let watch = Stopwatch::start();
        let mut server = Self { child: command.spawn()?, port };
        loop {
            if Connection::open(port).and_then(|mut c| c.exchange(&get(port, DISCOVERY))).is_ok_and(|a| a.status == 200)
            {
                return Ok((server, watch.elapsed()));
            }
            match server.child.try_wait()? {
                Some(status) => return Err(format!("the server ended by itself: {status}").into()),
                None if watch.elapsed() > START => return Err("the server did not answer".into()),
                None => std::thread::sleep(Duration::from_micros(200)),
            }
        }
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    fn stop(&mut self) -> Outcome<()> {
        Command::new("kill").args(["-TERM", &self.pid().to_string()]).status()?;
        let watch = Stopwatch::start();
        while self.child.try_wait()?.is_none() {
            if watch.elapsed() > STOP {
                self.child.kill()?;
                self.child.wait()?;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Err(error) = self.stop() {
            crate::say(format_args!("process {} could not be stopped: {error}", self.pid()));
        }
    }
}

fn command(kind: Kind<'_>, port: u16) -> Outcome<Command> {
    let mut command = match kind {
        Kind::Serve(_) | Kind::Demo(_) => Command::new(target()?.join("release/stepgate")),
        Kind::Floor => Command::new(std::env::current_exe()?),
    };
    match kind {
        Kind::Serve(folder) => {
            fs::write(folder.join("stepgate.toml"), configuration(port))?;
            command.arg("serve").current_dir(folder);
        }
        Kind::Demo(folder) => {
            let bank = free_port()?.to_string();
            command.args(["demo", "--port", &port.to_string(), "--bank-port", &bank, "--data-dir"]).arg(folder);
        }
        Kind::Floor => {
            command.args(["floor", &port.to_string()]);
        }
    }
    Ok(command)
}

fn configuration(port: u16) -> String {
    format!(
        r#"issuer = "{issuer}"
listen = "127.0.0.1:{port}"
data = "data"
[[client]]
id = "{CLIENT}"
redirect_uris = ["{CALLBACK}"]
audience = "{AUDIENCE}"
scopes = ["openid", "accounts:read", "payments:write"]
consent = "first-party"
[[rule]]
client = "{CLIENT}"
require = ["basic"]
[[rule]]
scope = "payments:write"
require = ["phr"]
max_age = "15m"
"#,
        issuer = issuer(port)
    )
}

/// The issuer of a server that was started by [`Kind::Serve`].
pub(crate) fn issuer(port: u16) -> String {
    format!("http://localhost:{port}")
}

/// The database of a server that was started by [`Kind::Serve`].
pub(crate) fn database(folder: &Path) -> PathBuf {
    folder.join("data/stepgate.db")
}

/// A port that nobody had a moment ago.
fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
