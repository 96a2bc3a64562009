use crate::denied::Denied;
use http::HeaderMap;
use http::header::AUTHORIZATION;

/// The bearer token of a request (RFC 6750 §2.1).
///
/// Only the header is looked at: a token in the query ends up in logs and histories (RFC 9700 §4.3.2), one in the body
/// belongs to whoever wrote the form.
pub(crate) fn token(headers: &HeaderMap) -> Result<&str, Denied> {
    let mut fields = headers.get_all(AUTHORIZATION).iter();
    let Some(field) = fields.next() else { return Err(Denied::NoToken) };
    if fields.next().is_some() {
        return Err(Denied::Malformed);
    }
    let text = field.to_str().map_err(|_| Denied::Malformed)?;
    let (scheme, rest) = text.split_once(' ').unwrap_or((text, ""));
    // RFC 9110 §11.1: the scheme is compared without regard to case.
    if !scheme.eq_ignore_ascii_case("Bearer") {
        return Err(Denied::NoToken);
    }
    let token = rest.trim_start_matches(' ');
    if token.is_empty() || token.contains([' ', ',', '\t']) { Err(Denied::Malformed) } else { Ok(token) }
}
