//! JSON in text columns. Text and lists of text are all there is.

use crate::error::StoreError;
use serde_json::Value;

/// A JSON array of strings.
pub(crate) fn list(items: &[impl AsRef<str>]) -> String {
    Value::from_iter(items.iter().map(AsRef::as_ref)).to_string()
}

/// A JSON object of strings.
pub(crate) fn object(members: &[(&str, &str)]) -> String {
    Value::from_iter(members.iter().copied()).to_string()
}

/// The strings of a JSON array.
pub(crate) fn strings(text: &str) -> Result<Vec<String>, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::Corrupt("not a JSON array of strings"))
}
