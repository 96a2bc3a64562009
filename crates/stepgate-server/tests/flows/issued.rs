//! Everything secret that a provider gave out in the course of a test.

use crate::http::{Answer, between};

/// Names of members whose values let somebody in.
const MEMBERS: [&str; 3] = ["access_token", "id_token", "refresh_token"];

/// The secrets in one answer: tokens in JSON, codes in redirects and posted forms, values of cookies.
pub(crate) fn secrets(answer: &Answer) -> Vec<String> {
    let mut found = Vec::new();
    if let Ok(body) = serde_json::from_str::<serde_json::Value>(&answer.body) {
        found.extend(MEMBERS.iter().filter_map(|name| body[name].as_str().map(str::to_owned)));
    }
    let location = answer.location().unwrap_or_default();
    let (_, query) = location.split_once(['?', '#']).unwrap_or_default();
    let codes = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == "code");
    found.extend(codes.map(|(_, code)| code.into_owned()));
    found.extend(between(&answer.body, "name=\"code\" value=\"", "\"").map(str::to_owned));
    let cookies = answer.headers.get_all("set-cookie").into_iter().filter_map(|cookie| cookie.to_str().ok());
    let values = cookies.filter_map(|cookie| between(cookie, "=", ";")).filter(|value| !value.is_empty());
    found.extend(values.map(str::to_owned));
    found
}
