//! The provider's levels, as far as the bank speaks of them.

use serde::Serialize;

/// One level. The page reads them from `/config.json`.
#[derive(Debug, Serialize)]
pub(crate) struct Level {
    /// What it is called here.
    pub(crate) name: &'static str,
    /// What tokens call it.
    pub(crate) acr: &'static str,
    /// Seconds after which it decays by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    max_age: Option<u32>,
    /// In a sentence: "you have a passkey".
    #[serde(skip)]
    pub(crate) method: &'static str,
}

pub(crate) static BASIC: Level =
    Level { name: "basic", acr: "urn:stepgate:basic", max_age: None, method: "a password" };
pub(crate) static MFA: Level =
    Level { name: "mfa", acr: "urn:stepgate:mfa", max_age: Some(8 * 3600), method: "a second factor" };
pub(crate) static PHR: Level = Level { name: "phr", acr: "phr", max_age: Some(900), method: "a passkey" };
pub(crate) static PHRH: Level = Level { name: "phrh", acr: "phrh", max_age: Some(300), method: "a security key" };

/// Every level, the weakest first.
pub(crate) static ALL: [&Level; 4] = [&BASIC, &MFA, &PHR, &PHRH];

/// The level that tokens call `acr`.
pub(crate) fn by_acr(acr: &str) -> Option<&'static Level> {
    ALL.into_iter().find(|level| level.acr == acr)
}
