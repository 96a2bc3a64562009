//! A provider with seven levels, and short texts for everything a decision takes.
//!
//! Times are seconds relative to now; the request was created 60 s ago.

use std::sync::Arc;
use stepgate_core::evidence::Ceremony;
use stepgate_core::level::{Age, Level};
use stepgate_core::{
    Asserted, Assurance, CredentialId, Decision, Evidence, Floor, Levels, MaxAge, Method, Moment, Reach, Reason,
    Requirement, SubjectId, Timestamp, Usable, Wanted, decide,
};

pub(crate) const NOW: Timestamp = Timestamp::from_seconds(1_800_000_000);
pub(crate) const PROVIDER: Moment = Moment::Provider { now: NOW, requested_at: Timestamp::from_seconds(1_799_999_940) };
pub(crate) const GUARD: Moment = Moment::Guard { now: NOW };
pub(crate) const EVERY_METHOD: &str = "password totp passkey security-key";

pub(crate) fn level(name: &str, any: &[&str], max_age: Option<u32>, age: Age) -> Level {
    Level {
        name: Arc::from(name),
        acr: Arc::from(name),
        any: any.iter().map(|set| set.parse().unwrap()).collect(),
        max_age: max_age.map(MaxAge::seconds),
        age,
    }
}

/// `otp` and `hwk` stand side by side; `hwk` and `phrh` are one predicate that decays differently.
pub(crate) fn levels() -> Levels {
    Levels::new(vec![
        level("basic", &["password", "passkey"], None, Age::Last),
        level("mfa", &["password + totp", "passkey"], Some(8 * 3600), Age::Last),
        level("phr", &["passkey"], Some(900), Age::Last),
        level("phrh", &["security-key"], Some(300), Age::Last),
        level("otp", &["totp"], None, Age::Last),
        level("hwk", &["security-key"], None, Age::Last),
        level("aal3", &["password + security-key"], Some(300), Age::All),
    ])
    .unwrap()
}

pub(crate) fn ceremony(method: Method, at: Timestamp) -> Ceremony {
    let credential = method.needs_user_verification().then(|| CredentialId::new(method.to_string()));
    Ceremony {
        subject: SubjectId::new("alice"),
        user_verified: method.needs_user_verification(),
        device_bound: method == Method::SecurityKey,
        method,
        credential,
        at,
        ceiling: None,
        only_for: None,
    }
}

#[expect(clippy::disallowed_methods, reason = "no ceremony takes place in a test of core")]
pub(crate) fn proven(ceremony: Ceremony) -> Evidence {
    Evidence::from_ceremony(ceremony)
}

pub(crate) fn evidence(method: Method, at: Timestamp, user_verified: bool, device_bound: bool) -> Evidence {
    proven(Ceremony { user_verified, device_bound, ..ceremony(method, at) })
}

/// `passkey totp<basic`: the methods of a user, the TOTP enrolled at level `basic`.
pub(crate) fn usable(text: &str) -> Vec<Usable> {
    let one = |word: &str| match word.split_once('<') {
        None => Usable::from(word.parse::<Method>().unwrap()),
        Some((method, ceiling)) => Usable { method: method.parse().unwrap(), ceiling: Some(Arc::from(ceiling)) },
    };
    text.split_whitespace().map(one).collect()
}

/// `password-120 passkey-30`: a password 120 s ago and a passkey 30 s ago. `passkey~30` was not user-verified,
/// `security-key^30` can leave its device, `passkey<basic-30` was enrolled at level `basic`, `passkey@shop-30` was for `shop` only.
pub(crate) fn session(text: &str) -> Vec<Evidence> {
    let one = |word: &str| {
        let (word, ceiling) = marked(word, '<');
        let (word, only_for) = marked(&word, '@');
        let cut = word.rfind(['-', '~', '^']).unwrap();
        let (method, age) = word.split_at(cut);
        let method: Method = method.parse().unwrap();
        let at = NOW.plus(-age[1..].parse::<i64>().unwrap());
        let made = ceremony(method, at);
        proven(Ceremony {
            user_verified: made.user_verified && !age.starts_with('~'),
            device_bound: made.device_bound && !age.starts_with('^'),
            ceiling,
            only_for,
            ..made
        })
    };
    text.split_whitespace().filter(|word| *word != "nobody").map(one).collect()
}

/// `a<b-1` is `a-1`, marked `b`.
fn marked(word: &str, mark: char) -> (String, Option<Arc<str>>) {
    match word.split_once(mark) {
        None => (word.to_owned(), None),
        Some((before, after)) => {
            let (value, age) = after.split_at(after.rfind(['-', '~', '^']).unwrap());
            (format!("{before}{age}"), Some(Arc::from(value)))
        }
    }
}

/// `phr-30`, `phr+30`: a token with that `acr`, authenticated 30 s ago, or 30 s from now.
pub(crate) fn claims(text: &str) -> Asserted {
    let (acr, age) = text.split_at(text.rfind(['-', '+']).unwrap());
    Asserted { acr: Arc::from(acr), auth_time: NOW.plus(age.parse().unwrap()) }
}

/// `need phr,phrh max 300 floor otp,hwk max 0`; `-` names no level.
pub(crate) fn requirement<'l>(levels: &'l Levels, text: &str) -> Requirement<'l> {
    let mut parts = text.split(" floor ");
    let (asked, max_age) = aged(parts.next().unwrap());
    let floors: Vec<_> = parts.map(|floor| floor_of(levels, floor)).collect();
    let wanted = match asked.split_once(' ') {
        None => Wanted::Any,
        Some(("prefer", names)) => Wanted::Prefer(named(levels, names)),
        Some(("need", names)) => Wanted::Need(named(levels, names)),
        Some(other) => unreachable!("{other:?}"),
    };
    Requirement::new(levels, wanted, max_age, &floors)
}

fn floor_of<'l>(levels: &'l Levels, text: &str) -> Floor<'l> {
    let (names, max_age) = aged(text);
    Floor { any_of: named(levels, names), max_age, source: Arc::from("scope payments:write") }
}

fn aged(text: &str) -> (&str, Option<MaxAge>) {
    text.split_once(" max ").map_or((text, None), |(rest, age)| (rest, Some(MaxAge::seconds(age.parse().unwrap()))))
}

fn named<'l>(levels: &'l Levels, names: &str) -> Vec<&'l Level> {
    names.split(',').filter(|name| *name != "-").map(|name| levels.by_name(name).unwrap()).collect()
}

/// Decides at the provider for a user who has the methods of `reach`.
pub(crate) fn at_provider(wanted: &str, session_text: &str, reach: &str) -> Decision<Assurance> {
    let levels = levels();
    let requirement = requirement(&levels, wanted).asked_by("bank");
    decide(&levels, &requirement, &session(session_text)[..], Reach::Usable(&usable(reach)), PROVIDER)
}

/// How the tables write a decision: the asserted `acr`, or the reason in one word.
pub(crate) fn word<P>(decision: &Decision<P>, allowed: impl Fn(&P) -> String) -> String {
    match decision {
        Decision::Allow(proof) => allowed(proof),
        Decision::Challenge(challenge) => reason(&challenge.reason).to_owned(),
        Decision::Refuse(refusal) => format!("!{}", reason(&refusal.reason)),
    }
}

fn reason(reason: &Reason) -> &'static str {
    match reason {
        Reason::NotSignedIn => "in",
        Reason::LevelTooLow { .. } => "low",
        Reason::TooOld { .. } => "old",
        Reason::AskedEachTime { .. } => "each",
        Reason::NotShared { .. } => "theirs",
        Reason::NoCredential { .. } => "none",
        Reason::UnknownLevel => "unk",
    }
}
