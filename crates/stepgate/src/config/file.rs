//! The file as it is written. Every field here is a key of `stepgate.toml`.

use serde::Deserialize;
use serde_spanned::Spanned;
use std::collections::BTreeMap;

/// `stepgate.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    /// The issuer: `https://id.example.com`, or `http://localhost:8080` on your own machine.
    pub(crate) issuer: Spanned<String>,
    /// Where to listen; `127.0.0.1:8080` unless said otherwise. TLS is for a proxy in front.
    pub(crate) listen: Option<Spanned<String>>,
    /// The folder for the database and the signing key; `data` unless said otherwise.
    pub(crate) data: Option<String>,
    /// Levels by name; without any, `basic`, `mfa`, `phr`, `phrh` and `recovery` are there.
    #[serde(default)]
    pub(crate) level: BTreeMap<String, LevelEntry>,
    /// Applications.
    #[serde(default)]
    pub(crate) client: Vec<ClientEntry>,
    /// Floors.
    #[serde(default)]
    pub(crate) rule: Vec<RuleEntry>,
    /// How long sessions live.
    #[serde(default)]
    pub(crate) session: SessionEntry,
    /// What a security key must be; without it there are none.
    pub(crate) security_keys: Option<Spanned<SecurityKeysEntry>>,
    /// What connections may cost.
    #[serde(default)]
    pub(crate) limits: LimitsEntry,
}

/// `[level.<name>]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LevelEntry {
    /// The `acr` value it is published under.
    pub(crate) acr: Spanned<String>,
    /// Alternatives, each a method or several joined by ` + `; the age of the last one counts.
    pub(crate) any: Spanned<Vec<Spanned<String>>>,
    /// When the level decays: `"15m"`, or seconds.
    pub(crate) max_age: Option<Spanned<AgeText>>,
    /// `"last"`, or `"all"` where the age of every factor counts.
    pub(crate) age: Option<Spanned<String>>,
}

/// `[[client]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClientEntry {
    /// `client_id`
    pub(crate) id: Spanned<String>,
    /// What users read; the id unless said otherwise.
    pub(crate) name: Option<String>,
    /// Compared byte for byte.
    pub(crate) redirect_uris: Vec<Spanned<String>>,
    /// Compared byte for byte.
    #[serde(default)]
    pub(crate) post_logout_redirect_uris: Vec<Spanned<String>>,
    /// SHA-256 of the client's secret, in hexadecimal (`printf %s "$SECRET" | sha256sum`); without it the client is public.
    pub(crate) secret_sha256: Option<Spanned<String>>,
    /// Scopes it may ask for; `openid`, `profile` and every scope that a rule names, unless said otherwise.
    pub(crate) scopes: Option<Spanned<Vec<String>>>,
    /// The `aud` of its access tokens; the issuer unless said otherwise.
    pub(crate) audience: Option<String>,
    /// `"first-party"` (nobody is asked), or `"ask"`, which is the default.
    pub(crate) consent: Option<Spanned<String>>,
    /// `"necessary"`, or `"voluntary"` for plain OpenID Connect.
    pub(crate) acr_values: Option<Spanned<String>>,
    /// `"required"`, or `"optional"` for a confidential client that cannot do PKCE.
    pub(crate) pkce: Option<Spanned<String>>,
    /// What its ID tokens are signed with: `"ES256"`, which is the default, `"RS256"`, `"PS256"` or `"EdDSA"`.
    pub(crate) id_token_signed_response_alg: Option<Spanned<String>>,
    /// `acr_values` of requests that send none.
    #[serde(default)]
    pub(crate) default_acr_values: Vec<Spanned<String>>,
    /// `max_age` of requests that send none: `"5m"`, or seconds; 0 asks each time.
    pub(crate) default_max_age: Option<Spanned<AgeText>>,
    /// Whether its ID tokens must have `auth_time`; they always do.
    #[serde(default)]
    pub(crate) require_auth_time: bool,
    /// `"query"`, `"fragment"` and `"form_post"`; `["query"]` unless said otherwise.
    pub(crate) response_modes: Option<Spanned<Vec<Spanned<String>>>>,
    /// Once a level has decayed, a refreshed token keeps its `acr` (`"keep"`), or has the `"lower"` one the session still meets.
    pub(crate) refresh_acr: Option<Spanned<String>>,
    /// Whether a step-up for another client counts for this one, and the other way round; `true` unless said otherwise.
    pub(crate) share_elevation: Option<bool>,
    /// `false` turns it away at every step.
    pub(crate) enabled: Option<bool>,
}

/// A text of clients alone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClientFile {
    pub(crate) client: Vec<ClientEntry>,
}

/// `[[rule]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleEntry {
    /// A scope, whoever asks for it.
    pub(crate) scope: Option<Spanned<String>>,
    /// A client, whatever it asks for.
    pub(crate) client: Option<Spanned<String>>,
    /// Names of levels, preferred first.
    pub(crate) require: Spanned<Vec<Spanned<String>>>,
    /// How old the evidence may be: `"5m"`, or seconds; 0 asks each time.
    pub(crate) max_age: Option<Spanned<AgeText>>,
}

/// `[security_keys]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SecurityKeysEntry {
    /// Files of certificates (PEM) that attestation must lead to, relative to the configuration.
    pub(crate) roots: Spanned<Vec<Spanned<String>>>,
    /// What the roots are called in the audit log; `configured` unless said otherwise.
    pub(crate) version: Option<String>,
    /// Models (AAGUID) that may be added; every one that the roots vouch for unless said otherwise.
    pub(crate) allow: Option<Vec<Spanned<String>>>,
    /// Models that may not.
    #[serde(default)]
    pub(crate) deny: Vec<Spanned<String>>,
}

/// `[session]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SessionEntry {
    /// From the sign-in; `"12h"` unless said otherwise.
    pub(crate) absolute: Option<Spanned<AgeText>>,
    /// From the last request; `"1h"` unless said otherwise.
    pub(crate) idle: Option<Spanned<AgeText>>,
}

/// `[limits]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LimitsEntry {
    /// Connections at a time, in all; 4096 unless said otherwise.
    pub(crate) connections: Option<Spanned<u32>>,
    /// Connections of one IPv4 address, or of one IPv6 network of 64 bits. Unless said otherwise 256, and without limit for this
    /// machine itself, because a proxy in front brings everybody. Say it where the proxy is another machine.
    pub(crate) connections_per_ip: Option<Spanned<u32>>,
}

/// `"15m"` or `900`
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum AgeText {
    /// Seconds.
    Seconds(u32),
    /// A number and `s`, `m`, `h` or `d`.
    Text(String),
}
