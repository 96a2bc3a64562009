//! `cargo xtask mutants`: does a test fail when a check is taken out? One change at a time, by cargo-mutants.
//!
//! It works on a copy of the checkout, one build at a time and at the lowest priority, since it takes long. What it leaves is in
//! `target/mutants/<subject>`. Survivors that are right to survive stand in `docs/mutants.md`, with the reason.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{Command, find};
use crate::tidy;

/// Code whose every check matters, and the packages whose tests must notice.
struct Subject {
    name: &'static str,
    package: &'static str,
    files: &'static [&'static str],
    tests: &'static [&'static str],
}

const SUBJECTS: [Subject; 4] = [
    Subject {
        name: "decide",
        package: "stepgate-core",
        files: &["crates/stepgate-core/src/**/*.rs"],
        tests: &["stepgate-core"],
    },
    Subject {
        name: "issue",
        package: "stepgate-protocol",
        files: &["crates/stepgate-protocol/src/issue.rs"],
        tests: &["stepgate-protocol"],
    },
    Subject {
        name: "webauthn",
        package: "stepgate-webauthn",
        files: &[
            "crates/stepgate-webauthn/src/{assertion,registration,policy,client_data,authenticator_data,relying_party}.rs",
        ],
        tests: &["stepgate-webauthn"],
    },
    Subject {
        name: "guard",
        package: "stepgate-guard",
        files: &["crates/stepgate-guard/src/{verify,claims,access,one_use,require,bearer}.rs"],
        tests: &["stepgate-guard"],
    },
];

/// Runs cargo-mutants on one subject, or on all of them, and lists what survived.
///
/// # Errors
/// When the subject is unknown, cargo-mutants cannot be installed, the tests fail without any change, or a change survives that
/// `docs/mutants.md` does not explain.
pub fn run(arguments: &[&str]) -> Result<(), String> {
    let chosen: Vec<_> = match arguments {
        [] => SUBJECTS.iter().collect(),
        [name] => SUBJECTS.iter().filter(|subject| subject.name == *name).collect(),
        _ => Vec::new(),
    };
    if chosen.is_empty() {
        return Err(format!("usage: cargo xtask mutants [{}]", SUBJECTS.map(|subject| subject.name).join("|")));
    }
    let target = tidy::workspace()?.target_directory;
    let tool = tool(&target)?;
    let mut unexplained = Vec::new();
    for subject in chosen {
        unexplained.extend(subject.mutate(&tool, &target)?);
    }
    if unexplained.is_empty() {
        return Ok(());
    }
    Err(format!("no test noticed, and docs/mutants.md does not say why:\n  {}", unexplained.join("\n  ")))
}

/// `cargo-mutants` from `PATH`, or installed beside what is built.
fn tool(target: &Path) -> Result<PathBuf, String> {
    if let Some(found) = find("cargo-mutants") {
        return Ok(found);
    }
    let root = target.join("tools");
    let installed = root.join("bin/cargo-mutants");
    if !installed.is_file() {
        println!("cargo-mutants was not found; installing it to {}", root.display());
        let arguments = ["install", "cargo-mutants", "--locked", "--root"];
        Command::new("cargo", &arguments).args(&[&root.to_string_lossy()]).run()?;
    }
    Ok(installed)
}

impl Subject {
    /// The changes that survived without an explanation.
    fn mutate(&self, tool: &Path, target: &Path) -> Result<Vec<String>, String> {
        let output = target.join("mutants").join(self.name);
        fs::create_dir_all(&output).map_err(|error| format!("{}: {error}", output.display()))?;
        let (tool, folder) = (tool.to_string_lossy(), output.to_string_lossy());
        let mut command = Command::new("nice", &["-n", "19", &tool, "mutants", "--package", self.package])
            .args(&["--jobs", "1", "--no-shuffle", "--colors", "never", "--output", &folder])
            .args(&["--timeout-multiplier", "3", "--minimum-test-timeout", "60"])
            // The copy that it works on has a target directory of its own.
            .without_env("CARGO_TARGET_DIR")
            .env("STEPGATE_MODEL_SEQUENCES", "100");
        for file in self.files {
            command = command.args(&["--file", file]);
        }
        for package in self.tests {
            command = command.args(&["--test-package", package]);
        }
        let outcome = command.run();
        let missed = output.join("mutants.out/missed.txt");
        // It fails when something survived, which is for the explanations to judge; without a list it could not even begin.
        let Ok(missed) = fs::read_to_string(&missed) else { return outcome.map(|()| Vec::new()) };
        let explained = fs::read_to_string(crate::root().join("docs/mutants.md")).map_err(|error| error.to_string())?;
        Ok(unexplained(&missed, &explained))
    }
}

/// Survivors that the page does not name. Lines move, so a survivor is known by its file and what was changed, not by its line.
fn unexplained(missed: &str, page: &str) -> Vec<String> {
    // In a table a bar is written with a backslash.
    let page = page.replace("\\|", "|");
    let lines = missed.lines().filter(|line| !line.trim().is_empty());
    lines.filter(|line| !page.contains(&format!("`{}`", without_line(line)))).map(str::to_owned).collect()
}

/// `src/a.rs:3:5: replace x with y` as `src/a.rs: replace x with y`.
fn without_line(survivor: &str) -> String {
    match survivor.split_once(": ") {
        Some((place, change)) => format!("{}: {change}", place.split(':').next().unwrap_or(place)),
        None => survivor.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::unexplained;

    #[test]
    fn a_survivor_is_explained_by_its_file_and_its_change() {
        let page = "| `src/a.rs: replace < with <= in f` | both refuse |\n| `src/a.rs: replace \\| with ^ in f` | other bits |\n";
        let missed = "src/a.rs:3:5: replace < with <= in f\nsrc/a.rs:9:5: replace < with == in f\nsrc/a.rs:4:1: replace | with ^ in f";
        assert_eq!(unexplained(missed, page), ["src/a.rs:9:5: replace < with == in f"]);
    }
}
