//! From what is written to what holds together. Every mistake is collected before any is reported.

use super::age;
use super::file::{AgeText, ClientEntry, File, LevelEntry, LimitsEntry, RuleEntry, SessionEntry};
use super::{Config, Problem};
use crate::serve::Limits;
use data_encoding::HEXLOWER_PERMISSIVE;
use serde_spanned::Spanned;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;
use std::sync::Arc;
use stepgate_core::session::Lifetime;
use stepgate_core::{Age, Level, Levels, MaxAge, MethodSet, Policy, Rule, Target};
use stepgate_protocol::client::{AcrValues, Client, ClientAuth, Clients, Consent, Pkce};
use stepgate_protocol::hash::Sha256;
use stepgate_server::Issuer;
use url::Url;

/// The mistakes found so far.
#[derive(Default)]
struct Report(Vec<Problem>);

impl Report {
    fn add<T>(&mut self, at: &Spanned<T>, what: impl Into<String>, help: impl Into<String>) {
        self.0.push(Problem::at(Some(at.span()), what, help));
    }
}

pub(super) fn check(file: File) -> Result<Config, Vec<Problem>> {
    let mut report = Report::default();
    let issuer = Issuer::parse(file.issuer.get_ref())
        .map_err(|error| report.add(&file.issuer, error.to_string(), "write it as https://id.example.com"))
        .ok();
    let listen = listen(file.listen.as_ref(), &mut report);
    let levels = levels(file.level, &mut report);
    let rules = rules(&file.rule, levels.as_ref(), &file.client, &mut report);
    let clients = clients(&file.client, &file.rule, file.issuer.get_ref(), &mut report);
    let lifetime = lifetime(&file.session, &mut report);
    let limits = limits(&file.limits, &mut report);
    let policy = levels.map(|levels| Policy::new(levels, rules));
    match (issuer, listen, policy) {
        (Some(issuer), Some(listen), Some(Ok(policy))) if report.0.is_empty() => {
            let data = file.data.unwrap_or_else(|| "data".to_owned()).into();
            Ok(Config { issuer, listen, data, policy, clients, lifetime, limits })
        }
        (_, _, Some(Err(error))) if report.0.is_empty() => {
            Err(vec![Problem::at(None, error.to_string(), "look at [[rule]]")])
        }
        _ => Err(report.0),
    }
}

fn listen(written: Option<&Spanned<String>>, report: &mut Report) -> Option<std::net::SocketAddr> {
    let Some(written) = written else { return Some(([127, 0, 0, 1], 8080).into()) };
    let parsed = written.get_ref().parse();
    parsed.map_err(|_| report.add(written, "no address to listen on", "write it as 127.0.0.1:8080")).ok()
}

fn levels(entries: BTreeMap<String, LevelEntry>, report: &mut Report) -> Option<Levels> {
    if entries.is_empty() {
        return built_in();
    }
    // TOML tables have no order of their own; the file has, and it breaks ties.
    let mut entries: Vec<_> = entries.into_iter().collect();
    entries.sort_by_key(|(_, entry)| entry.acr.span().start);
    let mistakes = report.0.len();
    let levels: Vec<_> = entries.iter().map(|(name, entry)| level(name, entry, report)).collect();
    if report.0.len() > mistakes {
        return None;
    }
    // Names are unique in TOML, so what is left to go wrong is an acr.
    Levels::new(levels)
        .map_err(|error| {
            let wrong =
                entries.iter().find(|(_, entry)| error.to_string().contains(&format!("`{}`", entry.acr.get_ref())));
            if let Some((_, entry)) = wrong.or(entries.first()) {
                report.add(
                    &entry.acr,
                    error.to_string(),
                    "give each level an acr of its own: a URI or a registered name",
                );
            }
        })
        .ok()
}

fn level(name: &str, entry: &LevelEntry, report: &mut Report) -> Level {
    if entry.any.get_ref().is_empty() {
        report.add(
            &entry.any,
            format!("level `{name}` cannot be reached"),
            "name at least one method, such as \"passkey\"",
        );
    }
    let mut any = Vec::new();
    for text in entry.any.get_ref() {
        match text.get_ref().parse::<MethodSet>() {
            Ok(set) => any.push(set),
            Err(error) => report.add(text, error.to_string(), "join methods that are needed together with ` + `"),
        }
    }
    let age = match entry.age.as_ref().map(|age| (age, age.get_ref().as_str())) {
        None | Some((_, "last")) => Age::Last,
        Some((_, "all")) => Age::All,
        Some((written, _)) => {
            report.add(written, "no such rule of age", "write \"last\" or \"all\"");
            Age::Last
        }
    };
    let max_age = max_age(entry.max_age.as_ref(), report);
    Level { name: Arc::from(name), acr: Arc::from(entry.acr.get_ref().as_str()), any, max_age, age }
}

/// `basic`, `mfa`, `phr` and `phrh` (OpenID EAP ACR Values 1.0 for the last two).
pub(crate) fn built_in() -> Option<Levels> {
    let table: [(&str, &str, &[&str], Option<u32>); 4] = [
        ("basic", "urn:stepgate:basic", &["password", "passkey"], None),
        ("mfa", "urn:stepgate:mfa", &["password + totp", "passkey"], Some(8 * 3600)),
        ("phr", "phr", &["passkey"], Some(15 * 60)),
        ("phrh", "phrh", &["security-key"], Some(5 * 60)),
    ];
    let levels = table.iter().map(|(name, acr, any, max_age)| Level {
        name: Arc::from(*name),
        acr: Arc::from(*acr),
        any: any.iter().filter_map(|set| set.parse().ok()).collect(),
        max_age: max_age.map(MaxAge::seconds),
        age: Age::Last,
    });
    Levels::new(levels.collect()).ok()
}

fn max_age(written: Option<&Spanned<AgeText>>, report: &mut Report) -> Option<MaxAge> {
    let written = written?;
    let seconds = age::seconds(written.get_ref());
    if seconds.is_none() {
        report.add(written, "no age", "write it as \"5m\", \"8h\", or in seconds");
    }
    seconds.map(MaxAge::seconds)
}

fn rules(entries: &[RuleEntry], levels: Option<&Levels>, clients: &[ClientEntry], report: &mut Report) -> Vec<Rule> {
    entries.iter().filter_map(|entry| rule(entry, levels, clients, report)).collect()
}

fn rule(entry: &RuleEntry, levels: Option<&Levels>, clients: &[ClientEntry], report: &mut Report) -> Option<Rule> {
    let target = match (&entry.scope, &entry.client) {
        (Some(scope), None) => Target::Scope(scope.get_ref().clone()),
        (None, Some(client)) => {
            if !clients.iter().any(|known| known.id.get_ref() == client.get_ref()) {
                report.add(client, format!("no such client `{}`", client.get_ref()), "name the id of a [[client]]");
            }
            Target::Client(client.get_ref().clone())
        }
        (Some(_), Some(_)) | (None, None) => {
            report.add(&entry.require, "a rule speaks of one thing", "give it a client or scope, not both");
            return None;
        }
    };
    if entry.require.get_ref().is_empty() {
        report.add(&entry.require, "the rule asks for nothing", "name at least one level");
    }
    for name in entry.require.get_ref() {
        if let Some(levels) = levels.filter(|levels| levels.by_name(name.get_ref()).is_none()) {
            let defined: Vec<_> = levels.iter().map(|level| level.name.to_string()).collect();
            report.add(
                name,
                format!("no such level `{}`", name.get_ref()),
                format!("defined levels: {}", defined.join(", ")),
            );
        }
    }
    let require = entry.require.get_ref().iter().map(|name| name.get_ref().clone()).collect();
    Some(Rule { target, require, max_age: max_age(entry.max_age.as_ref(), report) })
}

fn clients(entries: &[ClientEntry], rules: &[RuleEntry], issuer: &str, report: &mut Report) -> Clients {
    let mut ids = BTreeSet::new();
    let scoped = rules.iter().filter_map(|rule| rule.scope.as_ref()).map(|scope| scope.get_ref().as_str());
    let scopes: Vec<_> = ["openid", "profile"].into_iter().chain(scoped).collect();
    entries
        .iter()
        .map(|entry| {
            if !ids.insert(entry.id.get_ref()) {
                report.add(
                    &entry.id,
                    format!("two clients are called `{}`", entry.id.get_ref()),
                    "give each an id of its own",
                );
            }
            client(entry, &scopes, issuer, report)
        })
        .collect()
}

fn client(entry: &ClientEntry, scopes: &[&str], issuer: &str, report: &mut Report) -> Client {
    let id = entry.id.get_ref();
    let auth = auth(entry.secret_sha256.as_ref(), report);
    let pkce = choice(entry.pkce.as_ref(), [("required", Pkce::Required), ("optional", Pkce::Optional)], report);
    if let (Pkce::Optional, ClientAuth::None, Some(written)) = (pkce, &auth, &entry.pkce) {
        report.add(written, "a public client must use PKCE", "give it a secret, or leave this line out");
    }
    if let Some(scopes) = entry.scopes.as_ref().filter(|scopes| !scopes.get_ref().iter().any(|scope| scope == "openid"))
    {
        report.add(scopes, "every request would be refused", "name \"openid\" among the scopes");
    }
    let audience = entry.audience.clone().unwrap_or_else(|| issuer.trim_end_matches('/').to_owned());
    Client {
        name: entry.name.clone().unwrap_or_else(|| id.clone()),
        redirect_uris: uris(&entry.redirect_uris, report),
        post_logout_redirect_uris: uris(&entry.post_logout_redirect_uris, report),
        scopes: entry
            .scopes
            .as_ref()
            .map(|own| own.get_ref().clone())
            .unwrap_or_else(|| scopes.iter().map(ToString::to_string).collect()),
        consent: choice(entry.consent.as_ref(), [("ask", Consent::Ask), ("first-party", Consent::FirstParty)], report),
        acr_values: choice(
            entry.acr_values.as_ref(),
            [("necessary", AcrValues::Necessary), ("voluntary", AcrValues::Voluntary)],
            report,
        ),
        pkce,
        ..Client::new(id, auth, audience)
    }
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
        match Url::parse(uri.get_ref()) {
            Err(_) => report.add(uri, "no absolute URI", "write an absolute one: https://app.example.com/callback"),
            Ok(url) if url.fragment().is_some() => {
                report.add(
                    uri,
                    "a redirect URI has no fragment (RFC 6749 §3.1.2)",
                    "leave out the fragment, from # on",
                );
            }
            Ok(url) if matches!(url.scheme(), "javascript" | "data" | "file" | "blob") => {
                report.add(uri, format!("`{}` is no scheme to redirect to", url.scheme()), "use https");
            }
            Ok(url)
                if url.scheme() == "http" && !matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]")) =>
            {
                report.add(uri, "http sends the code in the clear", "use https; http is for your own machine only");
            }
            Ok(_) => {}
        }
    }
    written.iter().map(|uri| uri.get_ref().clone()).collect()
}

/// One of two words, the first of which is the default.
fn choice<T: Copy>(written: Option<&Spanned<String>>, [first, second]: [(&str, T); 2], report: &mut Report) -> T {
    match written {
        Some(word) if word.get_ref() == second.0 => second.1,
        Some(word) if word.get_ref() != first.0 => {
            report.add(word, "no such choice", format!("write \"{}\" or \"{}\"", first.0, second.0));
            first.1
        }
        Some(_) | None => first.1,
    }
}

fn lifetime(entry: &SessionEntry, report: &mut Report) -> Lifetime {
    let default = Lifetime::default();
    let mut seconds =
        |written: Option<&Spanned<AgeText>>, default| max_age(written, report).map_or(default, MaxAge::as_seconds);
    let absolute = seconds(entry.absolute.as_ref(), default.absolute);
    Lifetime { absolute, idle: seconds(entry.idle.as_ref(), default.idle) }
}

fn limits(entry: &LimitsEntry, report: &mut Report) -> Limits {
    let mut number = |written: Option<&Spanned<u32>>| {
        let written = written?;
        let number = NonZeroU32::new(*written.get_ref());
        if number.is_none() {
            report.add(written, "nobody could connect", "write a number above 0, or leave this line out");
        }
        number
    };
    let default = Limits::default();
    let connections = number(entry.connections.as_ref()).unwrap_or(default.connections);
    Limits { connections, connections_per_ip: number(entry.connections_per_ip.as_ref()), ..default }
}
