//! `[level.<name>]`

use super::{Report, max_age};
use crate::config::file::LevelEntry;
use serde_spanned::Spanned;
use std::collections::BTreeMap;
use std::sync::Arc;
use stepgate_core::{Age, Level, Levels, MaxAge, Method, MethodSet};

pub(super) fn levels(entries: BTreeMap<String, LevelEntry>, report: &mut Report) -> Option<Levels> {
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
            Ok(set) => {
                if is_only_possessed(&set) {
                    report.add(
                        text,
                        "a code proves possession of a device and nothing else (NIST SP 800-63B-4 §2.2)",
                        "add \"password + \" in front",
                    );
                }
                any.push((text, set));
            }
            Err(error) => report.add(text, error.to_string(), "join methods that are needed together with ` + `"),
        }
    }
    refuse_recovery_instead(&any, report);
    let any = any.into_iter().map(|(_, set)| set).collect();
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

/// A one-time password without anything that its owner knows or is. A recovery code alone is what it is, and named as such.
fn is_only_possessed(set: &MethodSet) -> bool {
    let possessed = |method: &Method| matches!(method, Method::Totp | Method::RecoveryCode);
    set.methods().all(possessed) && set.methods().any(|method| *method == Method::Totp)
}

/// A recovery code lets a user back in; it does not stand in for two factors. A level whose other alternatives are that strong
/// would be that of a sheet of paper.
fn refuse_recovery_instead(any: &[(&Spanned<String>, MethodSet)], report: &mut Report) {
    let recovers = |set: &MethodSet| set.methods().any(|method| *method == Method::RecoveryCode);
    let is_strong = |set: &MethodSet| {
        !set.is_single() || set.methods().all(|method| matches!(method, Method::Passkey | Method::SecurityKey))
    };
    let mut others = any.iter().filter(|(_, set)| !recovers(set)).peekable();
    if others.peek().is_none() || !others.all(|(_, set)| is_strong(set)) {
        return;
    }
    for (written, _) in any.iter().filter(|(_, set)| recovers(set)) {
        report.add(
            written,
            "a recovery code does not replace two factors",
            "give recovery a level of its own, with an acr of its own",
        );
    }
}

/// `basic`, `mfa`, `phr`, `phrh` (OpenID EAP ACR Values 1.0 for the last two), and `recovery`, for whoever has lost what the others
/// take: it covers no more than a password does.
pub(crate) fn built_in() -> Option<Levels> {
    let table: [(&str, &str, &[&str], Option<u32>); 5] = [
        ("basic", "urn:stepgate:basic", &["password", "passkey"], None),
        ("mfa", "urn:stepgate:mfa", &["password + totp", "passkey"], Some(8 * 3600)),
        ("phr", "phr", &["passkey"], Some(15 * 60)),
        ("phrh", "phrh", &["security-key"], Some(5 * 60)),
        ("recovery", "urn:stepgate:recovery", &["password + recovery-code"], Some(15 * 60)),
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
