//! Rules about the source itself.

use std::path::{Path, PathBuf};

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every source file of every crate, without comments and inline tests, by its path below `crates/`.
fn sources() -> Vec<(String, String)> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut files = Vec::new();
    for entry in std::fs::read_dir(crates).unwrap() {
        rust_files(&entry.unwrap().path().join("src"), &mut files);
    }
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        let name = path.strip_prefix(crates).unwrap().to_string_lossy().into_owned();
        (name, lines.collect::<Vec<_>>().join("\n"))
    };
    files.iter().map(read).collect()
}

/// One of them, by its path below `crates/`.
pub(crate) fn source(name: &str) -> String {
    sources().into_iter().find(|(known, _)| known == name).unwrap().1
}

/// The files that contain `call`, each as often as it does.
pub(crate) fn call_sites(call: &str) -> Vec<String> {
    let mut sites: Vec<_> =
        sources().into_iter().flat_map(|(name, code)| vec![name; code.matches(call).count()]).collect();
    sites.sort();
    sites
}

#[test]
fn b05_evidence_is_made_by_ceremonies_and_read_back_by_the_store() {
    assert_eq!(
        call_sites("from_ceremony("),
        ["stepgate-core/src/evidence.rs", "stepgate-server/src/ceremony/mod.rs", "stepgate-store/src/decode.rs"]
    );
    assert_eq!(call_sites("from_record("), ["stepgate-core/src/assurance.rs", "stepgate-store/src/decode.rs"]);
}

#[test]
fn b05_one_place_signs_tokens() {
    assert_eq!(call_sites(".sign(Typ::"), ["stepgate-protocol/src/issue.rs"; 2]);
    // Under another spelling either: nothing but the keys themselves calls anything of that name.
    let keys = ["stepgate-protocol/src/issue.rs", "stepgate-protocol/src/jwt/signing_key.rs"];
    let others: Vec<_> = call_sites(".sign(")
        .into_iter()
        .filter(|site| !keys.contains(&site.as_str()) && !site.contains("soft_key"))
        .collect();
    assert_eq!(others, Vec::<String>::new());
    assert_eq!(call_sites("issue::tokens("), ["stepgate-server/src/endpoint/token.rs"]);
}
