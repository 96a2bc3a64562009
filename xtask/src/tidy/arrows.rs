//! Which crate may know which other.
//!
//! The table is the architecture: core ← protocol, webauthn, store, side by side; those four ← server; core and
//! protocol ← guard ← the examples; everything ← the binary and the measurements; nothing ← this crate.

use super::{Dependency, Kind, Package};

/// Every crate of the product with the crates that it may depend on, in tests as well.
const ALLOWED: [(&str, &[&str]); 8] = [
    ("stepgate-core", &[]),
    ("stepgate-protocol", &["stepgate-core"]),
    ("stepgate-webauthn", &["stepgate-core"]),
    ("stepgate-store", &["stepgate-core"]),
    ("stepgate-server", &["stepgate-core", "stepgate-protocol", "stepgate-webauthn", "stepgate-store"]),
    ("stepgate-guard", &["stepgate-core", "stepgate-protocol"]),
    ("stepgate-bank", &["stepgate-guard"]),
    ("stepgate-admin", &["stepgate-guard"]),
];

/// May depend on any row of [`ALLOWED`]; nobody may depend on them.
const MAY_ALL: [&str; 3] = ["stepgate", "stepgate-bench", "stepgate-oracles"];

/// Depends on nothing of the workspace.
const MAY_NONE: [&str; 1] = ["xtask"];

/// A software authenticator, for tests: what users run must be unable to make a passkey's signature.
const SOFT_KEY: &str = "soft-key";
const SOFT_KEY_IN_PRODUCT: [&str; 2] = ["stepgate-bench", "stepgate-oracles"];

/// Every dependency that the table does not allow, as a sentence.
#[must_use]
pub fn violations(packages: &[Package]) -> Vec<String> {
    packages.iter().flat_map(of_package).collect()
}

fn of_package(package: &Package) -> Vec<String> {
    let name = package.name.as_str();
    if !is_known(name) {
        return vec![format!(
            "`{name}` has no row in the table of arrows (xtask/src/tidy/arrows.rs): who uses it alone?"
        )];
    }
    package.dependencies.iter().filter_map(|dependency| of_dependency(name, dependency)).collect()
}

fn of_dependency(name: &str, dependency: &Dependency) -> Option<String> {
    let on = dependency.on.as_str();
    if !may_depend(name, on) && !is_own_test_feature(name, dependency) {
        return Some(format!("`{name}` may not depend on `{on}`"));
    }
    let soft_key = dependency.features.iter().any(|feature| feature == SOFT_KEY);
    if soft_key && dependency.kind == Kind::Product && !SOFT_KEY_IN_PRODUCT.contains(&name) {
        return Some(format!("`{name}` may switch on `{on}/{SOFT_KEY}` in its dev-dependencies only"));
    }
    None
}

fn is_known(name: &str) -> bool {
    row(name).is_some() || MAY_ALL.contains(&name) || MAY_NONE.contains(&name)
}

fn may_depend(name: &str, on: &str) -> bool {
    match row(name) {
        Some(allowed) => allowed.contains(&on),
        None => MAY_ALL.contains(&name) && row(on).is_some(),
    }
}

/// A crate's integration tests reach its own optional features by naming the crate in its dev-dependencies.
fn is_own_test_feature(name: &str, dependency: &Dependency) -> bool {
    name == dependency.on && dependency.kind == Kind::Tests
}

fn row(name: &str) -> Option<&'static [&'static str]> {
    ALLOWED.iter().find(|(package, _)| *package == name).map(|(_, allowed)| *allowed)
}
