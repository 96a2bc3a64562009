//! How many tests ran, read from what the test runners print.

use std::fmt;

/// Tests that passed and tests that failed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Tests that ran and passed.
    pub passed: u64,
    /// Tests that ran and failed, or were cut off by their time limit.
    pub failed: u64,
}

impl Tally {
    /// Adds what one line of output reports; any other line changes nothing.
    ///
    /// Cargo: `test result: ok. 3 passed; 0 failed; …`, once per test binary. Node: `# pass 3` (TAP) or `ℹ pass 3`,
    /// once per run; a test that node cancels at its time limit is neither passed nor failed there, and failed here.
    pub fn read(&mut self, line: &str) {
        if let Some(result) = line.strip_prefix("test result: ") {
            self.passed += number_before(result, " passed");
            self.failed += number_before(result, " failed");
        } else if let Some(summary) = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ ")) {
            match summary.split_once(' ') {
                Some(("pass", n)) => self.passed += n.parse().unwrap_or(0),
                Some(("fail" | "cancelled", n)) => self.failed += n.parse().unwrap_or(0),
                _ => {}
            }
        }
    }

    /// Adds another count.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

fn number_before(text: &str, unit: &str) -> u64 {
    let before = text.split_once(unit).map_or("", |(before, _)| before);
    before.rsplit(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::Tally;

    fn count(output: &str) -> Tally {
        let mut tally = Tally::default();
        output.lines().for_each(|line| tally.read(line));
        tally
    }

    #[test]
    fn cargo_reports_once_per_binary() {
        let output = "running 2 tests\ntest a ... ok\n\
            test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
            test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n";
        assert_eq!(count(output), Tally { passed: 15, failed: 2 });
    }

    #[test]
    fn node_reports_in_both_of_its_formats() {
        let tap = "ok 1 - signs in\n# tests 4\n# suites 1\n# pass 3\n# fail 1\n# cancelled 0\n# skipped 0\n";
        assert_eq!(count(tap), Tally { passed: 3, failed: 1 });
        let spec = "✔ signs in (2ms)\nℹ tests 3\nℹ pass 2\nℹ fail 0\nℹ cancelled 1\n";
        assert_eq!(count(spec), Tally { passed: 2, failed: 1 });
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(count("# pass the salt\n12 passed, 0 failed\ntest result: unknown\n"), Tally::default());
    }

    #[test]
    fn closes_with_one_line() {
        assert_eq!(Tally { passed: 7, failed: 0 }.to_string(), "7 passed, 0 failed");
    }
}
