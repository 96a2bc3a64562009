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
