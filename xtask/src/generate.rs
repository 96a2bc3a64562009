//! `cargo xtask gen`: the one generated thing that is kept in the repository, the bank's copy of the browser SDK.
//!
//! The bank embeds it when it is compiled, so that `cargo run` needs no Node.js. The check builds the SDK afresh and
//! compares.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::command::Command;
use crate::root;

const SDK: &str = "sdk/browser";
const BUILT: &str = "sdk/browser/dist";
const VENDORED: &str = "examples/bank/assets/sdk";

/// Builds the SDK and writes the bank's copy of it.
///
/// # Errors
/// When the build fails; `npm ci` in `sdk/browser` comes first.
pub fn write() -> Result<(), String> {
    Command::new("npm", &["run", "--silent", "vendor"]).within(SDK).run()
}

/// Builds the SDK and compares the bank's copy with it.
///
/// # Errors
/// When the build fails or a file differs; names the files.
pub fn check() -> Result<(), String> {
    Command::new("npm", &["run", "--silent", "build"]).within(SDK).run()?;
    let stale = stale(&scripts(&root().join(BUILT))?, &scripts(&root().join(VENDORED))?);
    if stale.is_empty() {
        return Ok(());
    }
    Err(format!("{VENDORED} is not what {SDK} builds: {}. Run `cargo xtask gen`", stale.join(", ")))
}

/// JavaScript files of a folder by name.
fn scripts(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut files = BTreeMap::new();
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|e| format!("{}: {e}", folder.display()))?.path();
        let Some(name) = path.file_name().and_then(|n| n.to_str()).filter(|n| n.ends_with(".js")) else { continue };
        files.insert(name.to_owned(), fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?);
    }
    Ok(files)
}

fn stale(built: &BTreeMap<String, Vec<u8>>, vendored: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let names: BTreeSet<&String> = built.keys().chain(vendored.keys()).collect();
    names.into_iter().filter(|name| built.get(*name) != vendored.get(*name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::stale;

    fn folder(files: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn names_files_that_changed_are_missing_or_left_over() {
        let built = folder(&[("same.js", "1"), ("changed.js", "2"), ("new.js", "3")]);
        let vendored = folder(&[("same.js", "1"), ("changed.js", "1"), ("removed.js", "4")]);
        assert_eq!(stale(&built, &vendored), ["changed.js", "new.js", "removed.js"]);
        assert!(stale(&built, &built).is_empty());
    }
}
