//! How long a file and a function may be. The aims are lower (`CONTRIBUTING.md`); these are the limits.

use std::fs;
use std::path::Path;

use super::sources;

const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 80;

/// Every file and function beyond its limit, as a sentence.
///
/// # Errors
/// When a source file cannot be read.
pub fn violations(root: &Path) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    for path in sources::files(root)? {
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        found.extend(of_file(&name, &text));
    }
    Ok(found)
}

fn of_file(name: &str, text: &str) -> Vec<String> {
    let lines = without_inline_tests(text);
    let mut found = Vec::new();
    if lines.len() > FILE_LINES {
        found.push(format!("{name}: {} lines, the limit is {FILE_LINES}", lines.len()));
    }
    if Path::new(name).extension().is_some_and(|extension| extension == "rs") {
        found.extend(long_functions(name, &lines));
    }
    found
}

/// Tests beside the code are good and do not make the code longer; rustfmt leaves their `cfg` at the margin.
fn without_inline_tests(text: &str) -> Vec<&str> {
    text.lines().take_while(|line| *line != "#[cfg(test)]").collect()
}

fn long_functions(name: &str, lines: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(function) = function_name(line) else { continue };
        let length = length(lines.get(at..).unwrap_or_default());
        if length > FUNCTION_LINES {
            found.push(format!("{name}:{}: `{function}` has {length} lines, the limit is {FUNCTION_LINES}", at + 1));
        }
    }
    found
}

/// The name, when a function begins on this line of formatted code.
fn function_name(line: &str) -> Option<&str> {
    const BEFORE: [&str; 7] = ["pub", "pub(crate)", "pub(super)", "const", "async", "default", "fn"];
    let (before, after) = line.split_once("fn ")?;
    let only_qualifiers = before.split_whitespace().all(|word| BEFORE.contains(&word));
    let end = after.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    (only_qualifiers && end > 0).then(|| after.get(..end)).flatten()
}

/// Lines from a function's first to its last. Formatted code closes it with a brace under its first letter; a body on
/// the first line, or none (a trait's), makes it one line long.
fn length(lines: &[&str]) -> usize {
    let Some(first) = lines.first() else { return 0 };
    let indent = first.len() - first.trim_start().len();
    let ends = |line: &&str| {
        let own_level = line.len() - line.trim_start().len() == indent;
        own_level && (line.ends_with('}') || line.ends_with(';'))
    };
    lines.iter().position(ends).map_or(lines.len(), |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::{function_name, of_file};

    fn function(signature: &str, lines: usize) -> String {
        format!("{signature} {{\n{}}}\n", "    work();\n".repeat(lines - 2))
    }

    #[test]
    fn a_file_of_401_lines_is_too_long() {
        assert!(of_file("a.rs", &"//\n".repeat(400)).is_empty());
        assert_eq!(of_file("a.rs", &"//\n".repeat(401)), ["a.rs: 401 lines, the limit is 400"]);
    }

    #[test]
    fn inline_tests_do_not_count() {
        let text = format!("{}#[cfg(test)]\nmod tests {{\n{}}}\n", "//\n".repeat(390), "    //\n".repeat(200));
        assert!(of_file("a.rs", &text).is_empty());
    }

    #[test]
    fn a_function_of_81_lines_is_too_long() {
        assert!(of_file("a.rs", &function("fn short()", 80)).is_empty());
        let text =
            format!("{}\n{}", function("fn short()", 80), function("pub(crate) async fn long<T>(\n    x: T,\n)", 81));
        assert_eq!(of_file("a.rs", &text), ["a.rs:82: `long` has 83 lines, the limit is 80"]);
    }

    #[test]
    fn declarations_and_one_liners_are_one_line() {
        let text = format!("trait T {{\n    fn a(&self);\n    fn b() {{}}\n}}\n{}", function("fn c()", 80));
        assert!(of_file("a.rs", &text).is_empty());
    }

    #[test]
    fn knows_where_a_function_begins() {
        assert_eq!(function_name("    pub const fn level(self) -> Level {"), Some("level"));
        assert_eq!(function_name("    // calls fn once"), None);
        assert_eq!(function_name("    work: impl Fn(u8) -> u8,"), None);
        assert_eq!(function_name("type F = fn (u8);"), None);
    }
}
