//! `ui_locales` (OpenID Connect Core §3.1.2.1): no error, whatever it says.

use crate::params::{Params, Repeated, space_list};

/// Nobody reads more languages than that.
const MOST: usize = 10;
/// The longest language tag that anybody has to keep (RFC 5646 §4.4.1).
const LONGEST: usize = 35;

pub(super) fn read(params: &Params) -> Result<Vec<String>, Repeated> {
    let mut locales = space_list(params.one("ui_locales")?.unwrap_or_default());
    locales.retain(|tag| tag.len() <= LONGEST && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    locales.truncate(MOST);
    Ok(locales)
}
