//! What cannot be a level, a set or a policy.

use crate::world::{EVERY_METHOD, GUARD, at_provider, claims, level, levels, requirement, usable};
use stepgate_core::level::{Age, Level, MethodSet, MethodSetError};
use stepgate_core::levels::{Coverage, LevelsError, Published};
use stepgate_core::policy::PolicyError;
use stepgate_core::{Decision, Levels, MaxAge, Method, Policy, Reach, Rule, Target, decide};

#[test]
fn a_set_is_read_as_it_is_written() {
    for text in ["password", "password + totp", "password + totp + security-key", "upstream:corp + passkey"] {
        assert_eq!(text.parse::<MethodSet>().unwrap().to_string(), text);
    }
    let loose: MethodSet = "password+totp ".parse().unwrap();
    assert_eq!(
        (loose.to_string().as_str(), loose.last(), loose.is_single()),
        ("password + totp", &Method::Totp, false)
    );
}

/// By the value it is published under, which is what logs and pages tell.
#[test]
fn a_level_is_told_by_its_acr() {
    let named = Level { acr: "urn:example:otp".into(), ..level("otp", &["totp"], None, Age::Last) };
    assert_eq!(named.to_string(), "urn:example:otp");
}

/// A guard applies the decay of the level that was met, which need not be the one that the token names.
#[test]
fn a_claim_is_accepted_at_the_level_that_was_asked_for() {
    let levels = levels();
    let needed = requirement(&levels, "need mfa");
    let decided = decide(&levels, &needed, &claims("phr-30"), Reach::Unknown, GUARD);
    let Decision::Allow(accepted) = decided else { unreachable!("{decided:?}") };
    assert_eq!((accepted.level(), accepted.asserted()), ("mfa", &claims("phr-30")));
}

/// Two wishes that a floor raises to one level are one wish.
#[test]
fn a_level_is_asked_for_once() {
    let decided = at_provider("need basic,mfa floor phr", "password-120", EVERY_METHOD);
    let Decision::Challenge(challenge) = decided else { unreachable!("{decided:?}") };
    assert_eq!(challenge.acr_values, ["phr".into()]);
}

/// A resource server that knows what its user has: claims say nothing of factors, so each of a set is asked for.
#[test]
fn claims_are_raised_by_a_whole_set() {
    let levels = levels();
    let needed = requirement(&levels, "need otp");
    let reach = usable("password totp");
    let decided = decide(&levels, &needed, &claims("basic-30"), Reach::Usable(&reach), GUARD);
    let Decision::Challenge(challenge) = decided else { unreachable!("{decided:?}") };
    assert_eq!(challenge.methods, [Method::Totp]);
}

#[test]
fn what_is_no_set_is_refused() {
    for text in
        ["", " ", "+", "password +", "+ totp", "pasword", "Passkey", "password totp", "upstream:", "passkey, totp"]
    {
        assert!(matches!(text.parse::<MethodSet>(), Err(MethodSetError::Method(_))), "{text}");
    }
    assert_eq!("totp + password + totp".parse::<MethodSet>(), Err(MethodSetError::Repeated(Method::Totp)));
}

/// One touch of a security key would have been asserted as two factors.
#[test]
fn a_set_takes_a_ceremony_for_each_method() {
    for text in ["passkey + security-key", "security-key + passkey", "passkey + totp + security-key"] {
        assert_eq!(
            text.parse::<MethodSet>(),
            Err(MethodSetError::Implied(Method::SecurityKey, Method::Passkey)),
            "{text}"
        );
    }
}

#[test]
fn an_acr_is_a_value_that_every_header_can_carry() {
    for acr in ["", "0", "a b", "a\"b", "a\\b", "é", "a\tb", "a\r\nb", "\u{7f}"] {
        let refused = Levels::new(vec![level(acr, &["password"], None, Age::Last)]);
        assert_eq!(refused.unwrap_err(), LevelsError::Acr(acr.into()), "{acr:?}");
    }
    for acr in ["00", "phr", "urn:stepgate:basic", "https://id.example.com/acr/1?x=y"] {
        assert!(Levels::new(vec![level(acr, &["password"], None, Age::Last)]).is_ok(), "{acr}");
    }
}

#[test]
fn no_level_and_two_of_a_name_are_refused() {
    let phr = || level("phr", &["passkey"], None, Age::Last);
    assert_eq!(Levels::new(vec![]).unwrap_err(), LevelsError::Empty);
    assert_eq!(Levels::new(vec![phr(), phr()]).unwrap_err(), LevelsError::Repeated("phr".into()));
    let mut alias = phr();
    alias.name = "other".into();
    assert_eq!(Levels::new(vec![phr(), alias]).unwrap_err(), LevelsError::Repeated("phr".into()));
}

#[test]
fn coverage_follows_from_the_predicates() {
    let levels = levels();
    let stated = [
        ("mfa", "basic", Coverage::Undated),
        ("basic", "mfa", Coverage::No),
        ("phr", "mfa", Coverage::Dated),
        ("phrh", "phr", Coverage::Dated),
        ("phr", "phrh", Coverage::No),
        ("phrh", "hwk", Coverage::Dated),
        ("hwk", "phrh", Coverage::Dated),
        ("otp", "hwk", Coverage::No),
        ("hwk", "otp", Coverage::No),
        ("mfa", "otp", Coverage::No),
        ("aal3", "basic", Coverage::Dated),
        ("hwk", "aal3", Coverage::No),
        ("loa9", "basic", Coverage::No),
        ("basic", "loa9", Coverage::No),
    ];
    for (held, wanted, coverage) in stated {
        assert_eq!(levels.coverage(held, wanted), coverage, "{held} covers {wanted}");
    }
}

#[test]
fn published_coverage_is_taken_as_stated_and_no_further() {
    let published = |name: &str, covers: &[(&str, Coverage)]| Published {
        level: level(name, &[], Some(900), Age::Last),
        covers: covers.iter().map(|(acr, coverage)| ((*acr).to_owned(), *coverage)).collect(),
    };
    let levels = Levels::published(vec![
        published("phr", &[("mfa", Coverage::Undated), ("elsewhere", Coverage::Dated)]),
        published("mfa", &[("basic", Coverage::Dated)]),
        published("basic", &[]),
    ])
    .unwrap();
    assert_eq!(levels.coverage("phr", "mfa"), Coverage::Undated);
    assert_eq!(levels.coverage("phr", "basic"), Coverage::No);
    assert_eq!(levels.coverage("phr", "elsewhere"), Coverage::No);
    assert_eq!(levels.by_acr("phr").unwrap().max_age, Some(MaxAge::seconds(900)));
}

#[test]
fn a_rule_names_levels_that_exist() {
    let rule = |require: &[&str]| Rule {
        target: Target::Scope("payments:write".to_owned()),
        require: require.iter().map(ToString::to_string).collect(),
        max_age: None,
    };
    let unknown = Policy::new(levels(), vec![rule(&["phr", "prh"])]).unwrap_err();
    assert_eq!(unknown.to_string(), "the rule for scope payments:write requires unknown level `prh`");
    assert!(matches!(Policy::new(levels(), vec![rule(&[])]), Err(PolicyError::Empty(_))));
}

#[test]
fn floors_come_from_every_rule_that_speaks_of_the_request_once_and_in_order() {
    let scope = |name: &str| Target::Scope(name.to_owned());
    let targets =
        [scope("payments:write"), scope("accounts:read"), Target::Client("bank".to_owned()), scope("payments:write")];
    let rules = targets.map(|target| Rule { target, require: vec!["phr".to_owned()], max_age: None });
    let policy = Policy::new(levels(), rules.to_vec()).unwrap();
    let sources = |client: &str, scopes: &[&str]| {
        policy.floors(client, scopes).iter().map(|floor| floor.source.to_string()).collect::<Vec<_>>()
    };
    let payments = "scope payments:write";
    assert_eq!(sources("bank", &["payments:write", "openid"]), [payments, "client bank", payments]);
    assert_eq!(sources("shop", &["payments:write", "payments:write"]), [payments, payments]);
    assert_eq!(sources("bank", &["accounts:read", "payments:write"]).len(), 4);
    assert!(sources("shop", &["openid"]).is_empty());
}
