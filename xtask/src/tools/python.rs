//! A Python with the packages that the end-to-end tests name, in a folder of its own under `target/`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{Command, find};
use crate::root;

/// The oldest Python that the pinned packages run on.
const OLDEST: (u32, u32) = (3, 11);
/// Every package with its version and the hashes of its files.
const REQUIREMENTS: &str = "e2e/python/requirements.txt";
/// A copy of the requirements, written when all of them are installed.
const INSTALLED: &str = "requirements.txt";

/// Makes the environment in `folder` unless it has these very packages already, and gives its interpreter.
///
/// # Errors
/// Says what to install; or the command that failed, where the packages could not be had.
pub fn python(folder: &Path) -> Result<PathBuf, String> {
    let interpreter = folder.join("bin/python");
    let wanted = fs::read_to_string(root().join(REQUIREMENTS)).map_err(|e| format!("{REQUIREMENTS}: {e}"))?;
    if interpreter.is_file() && fs::read_to_string(folder.join(INSTALLED)).is_ok_and(|installed| installed == wanted) {
        return Ok(interpreter);
    }
    let base = base()?;
    let (base, into, made) = (base.to_string_lossy(), folder.to_string_lossy(), interpreter.to_string_lossy());
    Command::new(&base, &["-m", "venv", "--clear", &into]).run()?;
    // Only what was built beforehand: no package may run code of its own while it is installed.
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    let pinned = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--requirement", REQUIREMENTS];
    Command::new(&made, &install).args(&pinned).run()?;
    fs::write(folder.join(INSTALLED), wanted).map_err(|e| format!("{into}: {e}"))?;
    Ok(interpreter)
}

/// A Python that can make environments; as root on Debian it is installed.
fn base() -> Result<PathBuf, String> {
    let reason = match suitable() {
        Ok(python) => return Ok(python),
        Err(reason) => reason,
    };
    super::apt_get(&["python3", "python3-venv"], &reason)?;
    suitable()
}

fn suitable() -> Result<PathBuf, String> {
    let how = format!("install Python {}.{} or newer with its venv module", OLDEST.0, OLDEST.1);
    let python = find("python3").ok_or_else(|| format!("python3 was not found in PATH: {how}"))?;
    let name = python.to_string_lossy();
    let version = Command::new(&name, &["--version"]).output()?;
    if parse(&version).is_none_or(|version| version < OLDEST) {
        return Err(format!("python3 is {}: {how}", version.trim()));
    }
    // Debian ships venv without the part that puts pip in it.
    Command::new(&name, &["-c", "import venv, ensurepip"])
        .output()
        .map_err(|_| format!("python3 has no venv or no ensurepip: {how}"))?;
    Ok(python)
}

/// `Python 3.11.2` → (3, 11)
fn parse(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim().strip_prefix("Python ")?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{OLDEST, parse};

    #[test]
    fn reads_the_version_of_python() {
        assert_eq!(parse("Python 3.11.2\n"), Some((3, 11)));
        assert_eq!(parse("Python 3.14.0rc1"), Some((3, 14)));
        assert_eq!(parse("3.11.2"), None);
        assert!(parse("Python 3.9.18").is_some_and(|version| version < OLDEST));
    }
}
