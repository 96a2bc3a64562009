//! The crates of this checkout know only whom they may know, and the check finds one that does not.

use xtask::tidy::{Dependency, Kind, Package, arrows, names, workspace};

fn package(name: &str, dependencies: Vec<Dependency>) -> Package {
    Package { name: name.to_owned(), folder: format!("/w/crates/{name}").into(), dependencies }
}

fn on(name: &str, kind: Kind, features: &[&str]) -> Dependency {
    Dependency { on: name.to_owned(), kind, features: features.iter().map(|f| (*f).to_owned()).collect() }
}

fn refused(from: &str, dependency: Dependency) -> bool {
    !arrows::violations(&[package(from, vec![dependency])]).is_empty()
}

#[test]
fn this_workspace_has_only_the_arrows_of_its_architecture() {
    let workspace = workspace().unwrap();
    assert!(workspace.packages.len() >= 12, "cargo metadata shows every member");
    assert_eq!(arrows::violations(&workspace.packages), Vec::<String>::new());
    assert_eq!(names::violations(&workspace.packages), Vec::<String>::new());
}

#[test]
fn an_arrow_that_the_table_does_not_have_is_refused() {
    for (from, to) in [
        ("stepgate-core", "stepgate-protocol"),
        ("stepgate-protocol", "stepgate-store"),
        ("stepgate-webauthn", "stepgate-store"),
        ("stepgate-store", "stepgate-protocol"),
        ("stepgate-server", "stepgate-guard"),
        ("stepgate-guard", "stepgate-server"),
        ("stepgate-guard", "stepgate-store"),
        ("stepgate-bank", "stepgate-protocol"),
        ("stepgate-admin", "stepgate-server"),
        ("stepgate-server", "stepgate"),
        ("stepgate", "stepgate-bench"),
        ("stepgate", "xtask"),
        ("xtask", "stepgate-core"),
    ] {
        assert!(refused(from, on(to, Kind::Product, &[])), "{from} on {to}");
        assert!(refused(from, on(to, Kind::Tests, &[])), "{from} on {to}, in tests");
    }
}

#[test]
fn the_arrows_of_the_architecture_are_allowed() {
    for (from, to) in [
        ("stepgate-protocol", "stepgate-core"),
        ("stepgate-server", "stepgate-webauthn"),
        ("stepgate-guard", "stepgate-protocol"),
        ("stepgate-bank", "stepgate-guard"),
        ("stepgate", "stepgate-bank"),
        ("stepgate-oracles", "stepgate-webauthn"),
        ("stepgate-bench", "stepgate-server"),
    ] {
        assert!(!refused(from, on(to, Kind::Product, &[])), "{from} on {to}");
        assert!(!refused(from, on(to, Kind::Tests, &[])), "{from} on {to}, in tests");
    }
}

#[test]
fn a_crate_without_a_row_is_refused() {
    assert!(!arrows::violations(&[package("stepgate-new", Vec::new())]).is_empty());
}

#[test]
fn the_software_authenticator_stays_out_of_what_users_run() {
    let soft_key = |kind| on("stepgate-webauthn", kind, &["soft-key"]);
    for name in ["stepgate-server", "stepgate"] {
        assert!(refused(name, soft_key(Kind::Product)), "{name}");
        assert!(!refused(name, soft_key(Kind::Tests)), "{name}, in tests");
    }
    assert!(!refused("stepgate-bench", soft_key(Kind::Product)));
    assert!(!refused("stepgate-webauthn", soft_key(Kind::Tests)), "its own integration tests");
}
