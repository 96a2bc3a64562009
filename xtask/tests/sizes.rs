//! Files and functions of this checkout stay within their limits.

use xtask::tidy::sizes;

#[test]
fn every_file_and_function_is_within_its_limit() {
    assert_eq!(sizes::violations(&xtask::root()).unwrap(), Vec::<String>::new());
}
