//! The crates of this workspace and what they depend on, as `cargo metadata` tells it.

use std::path::PathBuf;

use serde_json::Value;

use crate::command::Command;

/// What the checks need to know of `cargo metadata`.
#[derive(Debug)]
pub struct Workspace {
    /// The members.
    pub packages: Vec<Package>,
    /// Where cargo puts what it builds.
    pub target_directory: PathBuf,
}

/// A member of the workspace.
#[derive(Debug)]
pub struct Package {
    /// The crate's name.
    pub name: String,
    /// The folder that holds its manifest.
    pub folder: PathBuf,
    /// Its dependencies on other members; crates from the registry are left out.
    pub dependencies: Vec<Dependency>,
}

/// One dependency on another member.
#[derive(Debug)]
pub struct Dependency {
    /// The crate depended on.
    pub on: String,
    /// Which build needs it.
    pub kind: Kind,
    /// The features that it switches on.
    pub features: Vec<String>,
}

/// The table of the manifest that a dependency stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `[dependencies]` and `[build-dependencies]`: becomes part of what users run.
    Product,
    /// `[dev-dependencies]`: tests and examples only.
    Tests,
}

/// Asks cargo about this checkout.
///
/// # Errors
/// When cargo fails or answers in a form that this does not know.
pub fn workspace() -> Result<Workspace, String> {
    let json = Command::new("cargo", &["metadata", "--no-deps", "--format-version", "1"]).output()?;
    let metadata: Value = serde_json::from_str(&json).map_err(|e| format!("cargo metadata: {e}"))?;
    parse(&metadata).ok_or_else(|| "cargo metadata: not the known form".to_owned())
}

fn parse(metadata: &Value) -> Option<Workspace> {
    let packages = list(metadata, "packages")?.iter().map(package).collect::<Option<_>>()?;
    Some(Workspace { packages, target_directory: text(metadata, "target_directory")?.into() })
}

fn package(value: &Value) -> Option<Package> {
    let manifest = PathBuf::from(text(value, "manifest_path")?);
    // A dependency with a path is a member: `path` is absent for what comes from a registry.
    let members = list(value, "dependencies")?.iter().filter(|d| d.get("path").is_some_and(Value::is_string));
    Some(Package {
        name: text(value, "name")?.to_owned(),
        folder: manifest.parent()?.to_path_buf(),
        dependencies: members.map(dependency).collect::<Option<_>>()?,
    })
}

fn dependency(value: &Value) -> Option<Dependency> {
    Some(Dependency {
        on: text(value, "name")?.to_owned(),
        kind: if value.get("kind")?.as_str() == Some("dev") { Kind::Tests } else { Kind::Product },
        features: list(value, "features")?.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
    })
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key)?.as_str()
}

fn list<'a>(value: &'a Value, key: &str) -> Option<&'a Vec<Value>> {
    value.get(key)?.as_array()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Kind, parse};

    #[test]
    fn keeps_members_and_leaves_the_registry_out() {
        let metadata = json!({
            "target_directory": "/t",
            "packages": [{ "name": "stepgate-guard", "manifest_path": "/w/crates/stepgate-guard/Cargo.toml", "dependencies": [
                { "name": "http", "kind": null, "features": [] },
                { "name": "stepgate-core", "kind": null, "features": [], "path": "/w/crates/stepgate-core" },
                { "name": "stepgate-webauthn", "kind": "dev", "features": ["soft-key"], "path": "/w/crates/stepgate-webauthn" },
            ]}],
        });
        let workspace = parse(&metadata).unwrap();
        let guard = &workspace.packages[0];
        assert!(guard.folder.ends_with("stepgate-guard"));
        let seen: Vec<_> = guard.dependencies.iter().map(|d| (d.on.as_str(), d.kind, d.features.len())).collect();
        assert_eq!(seen, [("stepgate-core", Kind::Product, 0), ("stepgate-webauthn", Kind::Tests, 1)]);
    }

    #[test]
    fn an_unknown_form_is_not_an_empty_workspace() {
        assert!(parse(&json!({ "packages": [{ "name": "x" }], "target_directory": "/t" })).is_none());
        assert!(parse(&json!({})).is_none());
    }
}
