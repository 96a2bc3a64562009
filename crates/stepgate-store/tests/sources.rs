//! What the sources must not say.

#![expect(clippy::unwrap_used, reason = "helpers of tests; clippy knows only the functions that carry #[test]")]

use std::fs;
use std::path::Path;

/// Every line of the crate, with its file.
fn lines() -> Vec<(String, String)> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = fs::read_to_string(&path).unwrap();
                found.extend(text.lines().map(|line| (path.display().to_string(), line.trim().to_owned())));
            }
        }
    }
    assert!(found.len() > 1000, "the sources were not found");
    found
}

/// Secrets come in as hashes: whatever is named like one is never text or bytes.
#[test]
fn no_operation_takes_a_secret_in_clear() {
    const SECRETS: [&str; 9] =
        ["token", "code", "cookie", "handle", "ticket", "secret", "verifier", "browser", "challenge"];
    for (file, line) in lines() {
        let Some((name, kind)) = line.strip_prefix("pub ").and_then(|field| field.split_once(": ")) else { continue };
        // `code_challenge` goes through the browser's address bar: it is no secret (RFC 7636 §4.3).
        let is_secret = SECRETS.iter().any(|secret| name.ends_with(secret)) && name != "pkce_challenge";
        assert!(!is_secret || !(kind.contains("String") || kind.contains("u8")), "{file}: {line}");
    }
}

/// H10: a statement is a constant that the test of all statements knows.
#[test]
fn no_operation_carries_sql_of_its_own() {
    for (file, line) in lines().into_iter().filter(|(file, _)| !file.contains("sqlite")) {
        assert!(!line.contains("execute(\"") && !line.contains("rows(\""), "{file}: {line}");
    }
}

/// Evidence and assurance are read back in one place.
#[test]
fn only_the_row_decoder_makes_evidence_and_assurance() {
    let makers =
        lines().into_iter().filter(|(_, line)| line.contains("from_ceremony(") || line.contains("from_record("));
    let files: Vec<_> = makers.map(|(file, _)| file).collect();
    assert_eq!(files.len(), 2);
    assert!(files.iter().all(|file| file.ends_with("decode.rs")), "{files:?}");
}

/// H08: no operation that writes is without its fail points.
#[test]
fn h08_every_operation_that_writes_is_failed_at_each_statement() {
    let stories = include_str!("conformance/atomicity.rs");
    let mut writing = 0;
    let mut operation = String::new();
    for (_, line) in lines() {
        if let Some(name) = line.strip_prefix("impl Operation for ") {
            name.trim_end_matches(" {").clone_into(&mut operation);
        } else if line.ends_with("ACCESS: Access = Access::Write;") {
            let is_named = stories.split(|c: char| !c.is_alphanumeric()).any(|word| word == operation);
            assert!(is_named, "{operation} is not in the stories of atomicity");
            writing += 1;
        }
    }
    assert!(writing > 30, "the operations were not found");
}

/// H08: what a half-done step left behind would be seen.
#[test]
fn h08_every_table_is_compared() {
    let comparison = include_str!("conformance/failing.rs");
    let schema =
        [include_str!("../migrations/sqlite/0001.sql"), include_str!("../migrations/sqlite/0002.sql")].concat();
    let tables: Vec<_> = schema.split("CREATE TABLE ").skip(1).filter_map(|rest| rest.split(' ').next()).collect();
    assert_eq!(tables.len(), 18);
    for table in tables {
        assert!(comparison.contains(&format!("FROM {table} ")), "{table}");
    }
}
