//! `[[client]]`

use super::{Report, choice, max_age};
use crate::config::file::{ClientEntry, RuleEntry};
use data_encoding::HEXLOWER_PERMISSIVE;
use serde_spanned::Spanned;
use std::collections::BTreeSet;
use stepgate_core::{Levels, MaxAge};
use stepgate_protocol::authorize::ResponseMode;
use stepgate_protocol::client::{AcrValues, Client, ClientAuth, Clients, Consent, Pkce, RefreshAcr};
use stepgate_protocol::hash::Sha256;
use stepgate_protocol::jwt::Algorithm;
use url::Url;

/// What a client is given that does not say otherwise.
#[derive(Clone, Debug)]
pub(crate) struct ClientDefaults {
    /// `openid`, `profile`, and every scope that a rule speaks of.
    pub(crate) scopes: Vec<String>,
    /// The issuer.
    pub(crate) audience: String,
}

impl ClientDefaults {
    pub(super) fn new(issuer: &str, rules: &[RuleEntry]) -> Self {
        let scoped = rules.iter().filter_map(|rule| rule.scope.as_ref()).map(|scope| scope.get_ref().as_str());
        Self {
            scopes: ["openid", "profile"].into_iter().chain(scoped).map(str::to_owned).collect(),
            audience: issuer.trim_end_matches('/').to_owned(),
        }
    }
}

/// Without levels, which were wrong themselves, what names a level is not looked at.
pub(in crate::config) fn clients(
    entries: &[ClientEntry],
    defaults: &ClientDefaults,
    levels: Option<&Levels>,
    report: &mut Report,
) -> Clients {
    let mut ids = BTreeSet::new();
    entries
        .iter()
        .map(|entry| {
            if !ids.insert(entry.id.get_ref()) {
                let what = format!("two clients are called `{}`", entry.id.get_ref());
                report.add(&entry.id, what, "give each an id of its own");
            }
            let client = client(entry, defaults, report);
            Client { default_acr_values: default_acr_values(entry, levels, report), ..client }
        })
        .collect()
}

fn client(entry: &ClientEntry, defaults: &ClientDefaults, report: &mut Report) -> Client {
    let (id, auth) = (id(entry, report), auth(entry.secret_sha256.as_ref(), report));
    let audience = entry.audience.clone().unwrap_or_else(|| defaults.audience.clone());
    let necessary = [("necessary", AcrValues::Necessary), ("voluntary", AcrValues::Voluntary)];
    let blank = Client::new(id, auth.clone(), audience);
    Client {
        name: entry.name.clone().unwrap_or_else(|| blank.name.clone()),
        redirect_uris: uris(&entry.redirect_uris, report),
        post_logout_redirect_uris: uris(&entry.post_logout_redirect_uris, report),
        scopes: scopes(entry, defaults, report),
        consent: choice(entry.consent.as_ref(), [("ask", Consent::Ask), ("first-party", Consent::FirstParty)], report),
        acr_values: choice(entry.acr_values.as_ref(), necessary, report),
        pkce: pkce(entry, &auth, report),
        enabled: entry.enabled.unwrap_or(true),
        id_token_signed_response_alg: algorithm(entry.id_token_signed_response_alg.as_ref(), report),
        default_max_age: max_age(entry.default_max_age.as_ref(), report).map(MaxAge::as_seconds),
        require_auth_time: entry.require_auth_time,
        response_modes: response_modes(entry.response_modes.as_ref(), report),
        refresh_acr: choice(
            entry.refresh_acr.as_ref(),
            [("keep", RefreshAcr::Keep), ("lower", RefreshAcr::Lower)],
            report,
        ),
        share_elevation: entry.share_elevation.unwrap_or(true),
        ..blank
    }
}

/// RFC 6749 appendix A.1 allows any visible ASCII; what is left out here would have to be quoted somewhere.
fn id(entry: &ClientEntry, report: &mut Report) -> String {
    let id = entry.id.get_ref();
    let fits = |c: char| c.is_ascii_alphanumeric() || "-._~:/@".contains(c);
    if id.is_empty() || id.len() > 200 || !id.chars().all(fits) {
        report.add(&entry.id, "no client id", "use 1 to 200 letters, digits and - . _ ~ : / @");
    }
    id.clone()
}

fn scopes(entry: &ClientEntry, defaults: &ClientDefaults, report: &mut Report) -> Vec<String> {
    let Some(written) = &entry.scopes else { return defaults.scopes.clone() };
    if !written.get_ref().iter().any(|scope| scope == "openid") {
        report.add(written, "every request would be refused", "name \"openid\" among the scopes");
    }
    written.get_ref().clone()
}

fn pkce(entry: &ClientEntry, auth: &ClientAuth, report: &mut Report) -> Pkce {
    let pkce = choice(entry.pkce.as_ref(), [("required", Pkce::Required), ("optional", Pkce::Optional)], report);
    if let (Pkce::Optional, ClientAuth::None, Some(written)) = (pkce, auth, &entry.pkce) {
        report.add(written, "a public client must use PKCE", "give it a secret, or leave this line out");
    }
    pkce
}

fn default_acr_values(entry: &ClientEntry, levels: Option<&Levels>, report: &mut Report) -> Vec<String> {
    for acr in &entry.default_acr_values {
        if let Some(levels) = levels.filter(|levels| !levels.iter().any(|level| *level.acr == **acr.get_ref())) {
            let defined: Vec<_> = levels.iter().map(|level| level.acr.to_string()).collect();
            let what = format!("no level has the acr `{}`", acr.get_ref());
            report.add(acr, what, format!("defined acr values: {}", defined.join(", ")));
        }
    }
    entry.default_acr_values.iter().map(|acr| acr.get_ref().clone()).collect()
}

fn algorithm(written: Option<&Spanned<String>>, report: &mut Report) -> Algorithm {
    let Some(written) = written else { return Algorithm::ES256 };
    Algorithm::parse(written.get_ref()).unwrap_or_else(|| {
        let all = Algorithm::ALL.map(Algorithm::as_str).join(", ");
        report.add(written, "no signature algorithm for ID tokens", format!("there are: {all}"));
        Algorithm::ES256
    })
}

fn response_modes(written: Option<&Spanned<Vec<Spanned<String>>>>, report: &mut Report) -> Vec<ResponseMode> {
    let Some(written) = written else { return vec![ResponseMode::Query] };
    if written.get_ref().is_empty() {
        report.add(written, "no answer could be delivered", "leave this line out, or name \"query\"");
    }
    let mut modes = Vec::new();
    for mode in written.get_ref() {
        match ResponseMode::parse(mode.get_ref()) {
            Some(known) => modes.push(known),
            None => {
                let all = ResponseMode::ALL.map(ResponseMode::as_str).join(", ");
                report.add(mode, format!("no such response mode `{}`", mode.get_ref()), format!("there are: {all}"));
            }
        }
    }
    modes
}

fn auth(secret: Option<&Spanned<String>>, report: &mut Report) -> ClientAuth {
    let Some(written) = secret else { return ClientAuth::None };
    let decoded = HEXLOWER_PERMISSIVE.decode(written.get_ref().as_bytes()).unwrap_or_default();
    match <[u8; 32]>::try_from(decoded.as_slice()) {
        Ok(hash) => ClientAuth::Secret(Sha256::from_bytes(hash)),
        Err(_) => {
            report.add(written, "no SHA-256", "64 hexadecimal digits: printf %s \"$SECRET\" | sha256sum");
            ClientAuth::None
        }
    }
}

fn uris(written: &[Spanned<String>], report: &mut Report) -> Vec<String> {
    for uri in written {
        if let Err((what, help)) = check_uri(uri.get_ref()) {
            report.add(uri, what, help);
        }
    }
    written.iter().map(|uri| uri.get_ref().clone()).collect()
}

/// What is wrong with a URI to send browsers to, and what to do about it.
fn check_uri(uri: &str) -> Result<(), (String, &'static str)> {
    let wrong = |what: &str, help| Err((what.to_owned(), help));
    match Url::parse(uri) {
        Err(_) => wrong("no absolute URI", "write an absolute one: https://app.example.com/callback"),
        Ok(url) if url.fragment().is_some() => {
            wrong("a redirect URI has no fragment (RFC 6749 §3.1.2)", "leave out the fragment, from # on")
        }
        Ok(url) if matches!(url.scheme(), "javascript" | "data" | "file" | "blob") => {
            Err((format!("`{}` is no scheme to redirect to", url.scheme()), "use https"))
        }
        Ok(url) if url.scheme() == "http" && !matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]")) => {
            wrong("http sends the code in the clear", "use https; http is for your own machine only")
        }
        Ok(_) => Ok(()),
    }
}
