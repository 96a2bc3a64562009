//! The same responses, honest and hostile, before `stepgate-webauthn` and before webauthn-rs-core 0.6.2: both accept or both
//! refuse, except for the differences that [`STRICTER`] lists and explains. There is nothing that only we accept.
//! Attestation certificates have a file and a list of their own.
//!
//! Only ES256 is compared: webauthn-rs-core 0.6.2 cannot verify EdDSA (`SshPublicKeyEDUnsupported`), and the soft key makes no
//! RSA keys. For those two the specification's vectors stand alone.
#![cfg(test)]

#[path = "webauthn_support/attestation.rs"]
mod attestation;
#[path = "webauthn_support/cases.rs"]
mod cases;
#[path = "webauthn_support/verifiers.rs"]
mod verifiers;

use std::collections::{BTreeMap, BTreeSet};

use cases::Case;
use verifiers::{Verdicts, verdicts};

/// Where we refuse and webauthn-rs-core accepts: our name for it, and why ours is meant.
const STRICTER: [(&str, &str); 14] = [
    ("cross_origin", "it checks crossOrigin at registration only; §7.2 step 13 asks the same of an assertion"),
    ("top_origin_mismatch", "it does not know topOrigin (Level 3, §7.1 step 11, §7.2 step 14)"),
    (
        "origin_mismatch",
        "it compares parsed URLs without path, user name, default port and case; no browser sends these",
    ),
    ("base64url_malformed", "it accepts padding in `rawId`, which the JSON of §5.1 has not"),
    ("user_handle_mismatch", "it leaves userHandle to the caller; §7.2 step 6 is part of our verification"),
    ("user_handle_missing", "as above, for discoverable credentials"),
    ("credential_mismatch", "it ignores `id` and `rawId` at registration, the attested ID being another"),
    ("id_raw_id_mismatch", "it reads only `rawId` (GitLab issue 585333 was such a gap between the two)"),
    ("credential_type_mismatch", "it ignores `type`"),
    ("credential_not_discoverable", "it does not hold credProps.rk = false against a residentKey that was required"),
    ("credential_unexpected", "it reads attested credential data in an assertion, which §6.1 excludes, and ignores it"),
    ("authenticator_data_malformed", "it ignores bytes behind the authenticator data"),
    ("attestation_malformed", "it ignores the statement of `none`, which §8.7 says is empty"),
    ("public_key_malformed", "it ignores members of a key that §6.5.1 excludes"),
];

#[derive(Default)]
struct Tally {
    accepted: usize,
    refused: usize,
    stricter: BTreeMap<&'static str, usize>,
    unexplained: Vec<String>,
}

impl Tally {
    fn count(&mut self, case: &Case, Verdicts { ours, theirs }: Verdicts) {
        match (ours, theirs) {
            (Ok(()), Ok(())) => self.accepted += 1,
            (Err(_), Err(_)) => self.refused += 1,
            (Err(name), Ok(())) if STRICTER.iter().any(|(known, _)| *known == name) => {
                *self.stricter.entry(name).or_default() += 1;
            }
            (ours, theirs) => self.unexplained.push(format!("{}: {ours:?}, oracle: {theirs:?}", case.label)),
        }
    }

    fn of(cases: &[Case]) -> Self {
        let mut tally = Self::default();
        for case in cases {
            tally.count(case, verdicts(case));
        }
        eprintln!(
            "{} cases: {} accepted and {} refused by both, stricter: {:?}",
            cases.len(),
            tally.accepted,
            tally.refused,
            tally.stricter
        );
        assert!(tally.unexplained.is_empty(), "unexplained:\n{}", tally.unexplained.join("\n"));
        tally
    }
}

#[test]
fn honest_responses_are_accepted_by_both() {
    let cases = cases::honest();
    assert_eq!(Tally::of(&cases).accepted, cases.len());
}

#[test]
fn each_misbehaviour_gets_the_same_verdict_or_is_listed() {
    let tally = Tally::of(&cases::misbehaving());
    assert!(tally.refused >= 60, "{}", tally.refused);
    let seen: BTreeSet<_> = tally.stricter.keys().copied().collect();
    let listed: BTreeSet<_> = STRICTER.iter().map(|(name, _)| *name).collect();
    assert_eq!(seen, listed, "a listed difference that no case shows is not one");
}

/// Bytes changed behind the signature's back.
#[test]
fn changed_responses_are_refused_by_both() {
    let cases = cases::changed(400);
    assert_eq!(Tally::of(&cases).refused, cases.len());
}

/// Bytes changed, then signed: the signature holds, so that the parsers and the rules must agree.
#[test]
fn changed_and_resigned_responses_get_the_same_verdict() {
    let tally = Tally::of(&cases::resigned(1_500));
    assert!(tally.accepted >= 100 && tally.refused >= 500, "{} {}", tally.accepted, tally.refused);
}
