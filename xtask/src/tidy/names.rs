//! What a crate may be called.

use super::Package;

/// Names that say nothing about who uses the crate.
const EMPTY: [&str; 7] = ["common", "util", "utils", "helper", "helpers", "types", "misc"];

/// Crates whose name says nothing, or is not the name of their folder under `crates/`.
#[must_use]
pub fn violations(packages: &[Package]) -> Vec<String> {
    packages.iter().flat_map(of_package).collect()
}

fn of_package(package: &Package) -> Vec<String> {
    let name = package.name.as_str();
    let mut found = Vec::new();
    if name.split('-').any(|word| EMPTY.contains(&word)) {
        found.push(format!("`{name}`: name a crate after its reader, not `{}`", EMPTY.join("`, `")));
    }
    let in_crates = package.folder.parent().is_some_and(|parent| parent.ends_with("crates"));
    if in_crates && !package.folder.ends_with(name) {
        found.push(format!("`{name}`: its folder `{}` has another name", package.folder.display()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Package, violations};

    fn package(name: &str, folder: &str) -> Package {
        Package { name: name.to_owned(), folder: folder.into(), dependencies: Vec::new() }
    }

    #[test]
    fn refuses_names_that_say_nothing() {
        for name in ["stepgate-common", "stepgate-types", "utils"] {
            assert_eq!(violations(&[package(name, &format!("/w/crates/{name}"))]).len(), 1, "{name}");
        }
    }

    #[test]
    fn folder_and_crate_have_one_name() {
        assert_eq!(violations(&[package("stepgate-core", "/w/crates/core")]).len(), 1);
        assert!(violations(&[package("stepgate-core", "/w/crates/stepgate-core")]).is_empty());
        assert!(violations(&[package("stepgate-bank", "/w/examples/bank")]).is_empty());
    }
}
