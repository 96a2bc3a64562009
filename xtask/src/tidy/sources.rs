//! The source files that people wrote.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders with code in them.
const FOLDERS: [&str; 7] = ["crates", "examples", "sdk", "xtask", "benches", "oracles", "e2e"];

/// Installed, built or copied, not written here. `sdk` is also the bank's copy of the built SDK.
const NOT_OURS: [&str; 5] = ["node_modules", "target", "dist", "output", "assets/sdk"];

const EXTENSIONS: [&str; 5] = ["rs", "ts", "js", "mjs", "py"];

/// Every source file under the top of the checkout.
///
/// # Errors
/// When a folder cannot be read.
pub(super) fn files(root: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = FOLDERS.iter().map(|f| root.join(f)).filter(|f| f.is_dir()).collect();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))? {
            let path = entry.map_err(|e| format!("{}: {e}", folder.display()))?.path();
            if NOT_OURS.iter().any(|name| path.ends_with(name)) || path.is_symlink() {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| EXTENSIONS.iter().any(|known| e == *known)) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
