//! From what is written to what holds together. Every mistake is collected before any is reported.

mod clients;
mod levels;
mod rules;
mod security_keys;

pub(crate) use clients::ClientDefaults;
pub(super) use clients::clients;
pub(crate) use levels::built_in;

use super::age;
use super::file::{AgeText, File, LimitsEntry, SessionEntry};
use super::{Config, Problem};
use crate::serve::Limits;
use serde_spanned::Spanned;
use std::num::NonZeroU32;
use std::path::Path;
use stepgate_core::session::Lifetime;
use stepgate_core::{MaxAge, Policy};
use stepgate_server::Issuer;

/// The mistakes found so far.
#[derive(Default)]
pub(super) struct Report(pub(super) Vec<Problem>);

impl Report {
    fn add<T>(&mut self, at: &Spanned<T>, what: impl Into<String>, help: impl Into<String>) {
        self.0.push(Problem::at(Some(at.span()), what, help));
    }
}

pub(super) fn check(file: File, folder: &Path) -> Result<Config, Vec<Problem>> {
    let mut report = Report::default();
    let issuer = Issuer::parse(file.issuer.get_ref())
        .map_err(|error| report.add(&file.issuer, error.to_string(), "write it as https://id.example.com"))
        .ok();
    let listen = listen(file.listen.as_ref(), &mut report);
    let levels = levels::levels(file.level, &mut report);
    let rules = rules::rules(&file.rule, levels.as_ref(), &file.client, &mut report);
    let client_defaults = ClientDefaults::new(file.issuer.get_ref(), &file.rule);
    let clients = clients(&file.client, &client_defaults, levels.as_ref(), &mut report);
    let lifetime = lifetime(&file.session, &mut report);
    let security_keys = security_keys::security_keys(file.security_keys.as_ref(), folder, &mut report);
    let limits = limits(&file.limits, &mut report);
    let policy = levels.map(|levels| Policy::new(levels, rules));
    match (issuer, listen, policy) {
        (Some(issuer), Some(listen), Some(Ok(policy))) if report.0.is_empty() => {
            let data = file.data.unwrap_or_else(|| "data".to_owned()).into();
            Ok(Config { issuer, listen, data, policy, clients, client_defaults, lifetime, security_keys, limits })
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

fn max_age(written: Option<&Spanned<AgeText>>, report: &mut Report) -> Option<MaxAge> {
    let written = written?;
    let seconds = age::seconds(written.get_ref());
    if seconds.is_none() {
        report.add(written, "no age", "write it as \"5m\", \"8h\", or in seconds");
    }
    seconds.map(MaxAge::seconds)
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
