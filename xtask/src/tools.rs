//! What the tests need beside Rust: Node.js with npm, a Chromium, and Python with a few packages.

mod python;

use std::path::{Path, PathBuf};

use crate::command::{Command, find};

pub use python::python;

/// The oldest Node.js that still gets security fixes and has the test runner that the scripts use.
const OLDEST_NODE: u32 = 20;

/// Names under which distributions install the browser.
const CHROMIUM: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Makes sure that Node.js and npm are there and new enough.
///
/// # Errors
/// Says which one is missing and where to get it.
pub fn node() -> Result<(), String> {
    const HOW: &str = "install Node.js 20 or newer with npm, from https://nodejs.org or your distribution";
    if find("node").is_none() {
        return Err(format!("node was not found in PATH: {HOW}"));
    }
    if find("npm").is_none() {
        return Err(format!("npm was not found in PATH: {HOW}"));
    }
    let version = Command::new("node", &["--version"]).output()?;
    match major(&version) {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => Err(format!("node is {}: {HOW}", version.trim())),
    }
}

/// The browser for the end-to-end tests: `$STEPGATE_CHROMIUM`, else what `PATH` has; as root on Debian it is installed.
///
/// # Errors
/// Gives the command that installs it.
pub fn chromium() -> Result<PathBuf, String> {
    if let Some(named) = std::env::var_os("STEPGATE_CHROMIUM").map(PathBuf::from) {
        return if named.is_file() {
            Ok(named)
        } else {
            Err(format!("STEPGATE_CHROMIUM is `{}`, which is not a file", named.display()))
        };
    }
    if let Some(installed) = installed() {
        return Ok(installed);
    }
    const ELSEWHERE: &str =
        "no Chromium was found: install Chromium or Chrome and set STEPGATE_CHROMIUM to its program file";
    apt_get(&["chromium"], ELSEWHERE)?;
    installed().ok_or_else(|| "chromium was installed, and is still not in PATH".to_owned())
}

fn installed() -> Option<PathBuf> {
    CHROMIUM.iter().find_map(|name| find(name))
}

/// Installs packages as root on Debian; anybody else is told `missing`, and the command that does it there.
fn apt_get(packages: &[&str], missing: &str) -> Result<(), String> {
    let command = format!("apt-get update && apt-get install -y --no-install-recommends {}", packages.join(" "));
    if !Path::new("/etc/debian_version").exists() || Command::new("id", &["-u"]).output()?.trim() != "0" {
        return Err(format!("{missing}. On Debian or Ubuntu: sudo sh -c '{command}'"));
    }
    println!("{missing}; running: {command}");
    Command::new("sh", &["-c", &command]).env("DEBIAN_FRONTEND", "noninteractive").run()
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn reads_the_major_version_of_node() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("v9.11.2"), Some(9));
        assert_eq!(major("20.1.0"), None);
        assert_eq!(major(""), None);
    }
}
