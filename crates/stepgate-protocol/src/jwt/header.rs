use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};

/// Members that make a verifier do something else (`crit`, `b64`, `zip`) or fetch or trust another key (the rest).
/// A token that has one is refused, not read without it: whoever wrote it meant it to count (RFC 7515 §4.1.11).
const FORBIDDEN: [&str; 6] = ["crit", "b64", "zip", "jku", "x5u", "x5c"];

/// A JOSE header (RFC 7515 §4), not verified: what it says is compared, never obeyed.
///
/// Members that no rule here names (`cty`, `x5t`, …) are hints, and are ignored.
#[derive(Default)]
pub(super) struct UnverifiedHeader<'a> {
    pub(super) alg: Cow<'a, str>,
    pub(super) typ: Option<Cow<'a, str>>,
    pub(super) kid: Option<Cow<'a, str>>,
    pub(super) jwk: Option<Map<String, Value>>,
    pub(super) forbidden: Option<&'static str>,
}

impl<'de: 'a, 'a> Deserialize<'de> for UnverifiedHeader<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(HeaderVisitor)
    }
}

/// By hand, because a derived `Option<Cow<str>>` copies every string and takes `null` for absent.
struct HeaderVisitor;

impl<'de> Visitor<'de> for HeaderVisitor {
    type Value = UnverifiedHeader<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JOSE header")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut header = UnverifiedHeader::default();
        while let Some(Text(name)) = map.next_key()? {
            match name.as_ref() {
                "alg" => header.alg = map.next_value::<Text<'de>>()?.0,
                "typ" => header.typ = Some(map.next_value::<Text<'de>>()?.0),
                "kid" => header.kid = Some(map.next_value::<Text<'de>>()?.0),
                "jwk" => header.jwk = Some(map.next_value()?),
                other => {
                    if let Some(member) = FORBIDDEN.into_iter().find(|member| *member == other) {
                        header.forbidden = Some(member);
                    }
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(header)
    }
}

/// A string, borrowed where it has no escapes.
#[derive(serde::Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);
