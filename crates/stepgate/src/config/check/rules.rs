//! `[[rule]]`

use super::{Report, max_age};
use crate::config::file::{ClientEntry, RuleEntry};
use stepgate_core::{Levels, Rule, Target};

pub(super) fn rules(
    entries: &[RuleEntry],
    levels: Option<&Levels>,
    clients: &[ClientEntry],
    report: &mut Report,
) -> Vec<Rule> {
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
