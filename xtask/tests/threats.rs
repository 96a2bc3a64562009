//! `docs/threats.md` says what is proven; the tests' names must agree.

#![expect(clippy::unwrap_used, reason = "clippy takes the helpers of an integration test for library code")]

use std::collections::BTreeSet;
use std::path::Path;

const FOLDERS: [&str; 4] = ["crates", "examples", "oracles", "e2e"];

/// Every `a17_` that begins the name of a test.
fn tested(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !matches!(name.as_str(), "node_modules" | "output") {
            tested(&path, found);
        } else if name.ends_with(".rs") {
            collect(&std::fs::read_to_string(&path).unwrap(), "fn ", found);
        } else if name.ends_with(".test.mjs") {
            let text = std::fs::read_to_string(&path).unwrap();
            collect(&text, "it(\"", found);
            collect(&text, "test(\"", found);
        }
    }
}

fn collect(text: &str, before: &str, found: &mut BTreeSet<String>) {
    for rest in text.split(before).skip(1) {
        if let Some((id, _)) = rest.split_once('_').filter(|(id, _)| is_id(&id.to_uppercase())) {
            found.insert(id.to_uppercase());
        }
    }
}

fn is_id(text: &str) -> bool {
    matches!(text.as_bytes(), [b'A'..=b'H', b'0'..=b'9', b'0'..=b'9'])
}

/// `(id, status)` of every row.
fn rows(page: &str) -> Vec<(String, String)> {
    page.lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ");
            let (id, status) = (cells.next()?, cells.last()?);
            is_id(id).then(|| (id.to_owned(), status.to_owned()))
        })
        .collect()
}

#[test]
fn a_row_is_built_where_a_test_has_its_number() {
    let root = xtask::root();
    let mut found = BTreeSet::new();
    for folder in FOLDERS {
        tested(&root.join(folder), &mut found);
    }
    let rows = rows(&std::fs::read_to_string(root.join("docs/threats.md")).unwrap());
    assert!(rows.len() > 100, "{} rows", rows.len());
    for (id, status) in &rows {
        let expected = match status.as_str() {
            "built" | "partly" => true,
            "not built" => false,
            other => panic!("{id} is {other}"),
        };
        assert_eq!(found.contains(id), expected, "{id} is said to be {status}");
    }
    let known: BTreeSet<_> = rows.into_iter().map(|(id, _)| id).collect();
    assert_eq!(found.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new(), "tests of rows that do not exist");
}
