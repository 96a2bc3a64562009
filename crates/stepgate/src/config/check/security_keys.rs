//! `[security_keys]`

use super::Report;
use crate::config::file::SecurityKeysEntry;
use serde_spanned::Spanned;
use std::path::Path;
use stepgate_webauthn::{Aaguid, AaguidPolicy, AttestationPolicy, RegistrationPolicy, TrustAnchors};

/// What a security key must be. `folder` is where the configuration lies.
pub(super) fn security_keys(
    entry: Option<&Spanned<SecurityKeysEntry>>,
    folder: &Path,
    report: &mut Report,
) -> Option<RegistrationPolicy> {
    let entry = entry?.get_ref();
    if entry.roots.get_ref().is_empty() {
        report.add(
            &entry.roots,
            "no root: no security key could ever be added",
            "name a file with the maker's root certificate, or leave [security_keys] out",
        );
    }
    let mut anchors = TrustAnchors::new(entry.version.as_deref().unwrap_or("configured"));
    for root in entry.roots.get_ref() {
        let path = folder.join(root.get_ref());
        let read = match std::fs::read(&path) {
            Ok(pem) => anchors.clone().with_pem(&pem).map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        match read {
            Ok(more) => anchors = more,
            Err(why) => report.add(root, why, format!("put a root certificate (PEM) at {}", path.display())),
        }
    }
    let models = AaguidPolicy::default().denying(aaguids(&entry.deny, report));
    let models = match &entry.allow {
        Some(allow) => models.allowing(aaguids(allow, report)),
        None => models,
    };
    Some(RegistrationPolicy::security_key(AttestationPolicy::Require(anchors)).with_models(models))
}

fn aaguids(written: &[Spanned<String>], report: &mut Report) -> Vec<Aaguid> {
    let one = |text: &Spanned<String>| {
        let parsed = text.get_ref().parse().ok();
        if parsed.is_none() {
            report.add(text, "no model of authenticator", "write its AAGUID: 2fc0579f-8113-47ea-b116-bb5a8db9202a");
        }
        parsed
    };
    written.iter().filter_map(one).collect()
}
