//! Attacks that the decision itself answers, under their numbers in the threat table.

use crate::world;
use crate::world::{
    EVERY_METHOD, GUARD, NOW, PROVIDER, at_provider, claims, evidence, levels, requirement, usable, word,
};
use stepgate_core::{Age, Decision, Levels, Method, Moment, Reach, Requirement, decide};

fn decided(wanted: &str, session: &str) -> String {
    word(&at_provider(wanted, session, EVERY_METHOD), |allowed| allowed.record().acr.to_string())
}

/// B06: somebody else's passkey rule was satisfied by any sign-in of the last minute.
#[test]
fn b06_recency_is_not_strength() {
    for just_now in ["password-1", "totp-1", "recovery-code-1", "upstream:corp-1", "password-1 totp-1", "passkey~1"] {
        assert_eq!(decided("need phr max 300", just_now), "low", "{just_now}");
        assert_eq!(decided("need phr max 0", just_now), "low", "{just_now}");
    }
    assert_eq!(decided("need phr max 300", "passkey-400 password-1"), "old");
    assert_eq!(decided("need mfa max 300", "totp-400 password-1"), "old");
}

/// B05: `acr` follows from the evidence alone; what is asserted dates from the factor that earned it.
#[test]
fn b05_a_fresh_password_does_not_redate_a_passkey() {
    let Decision::Allow(assurance) = at_provider("need phr", "passkey-800 password-1", EVERY_METHOD) else {
        panic!("a passkey of 800 s ago is phr");
    };
    assert_eq!(assurance.record().auth_time, NOW.plus(-800));
    assert_eq!(assurance.record().amr, ["pop", "swk", "user"]);
}

/// B20: an `acr` that nobody can reach is refused, not asked for again and again.
#[test]
fn b20_an_impossible_level_is_refused() {
    assert_eq!(decided("need -", "security-key-1"), "!unk");
    assert_eq!(word(&at_provider("need phrh", "passkey-1", "password passkey"), |_| String::new()), "!none");
    let levels = levels();
    let unknown = decide(&levels, &requirement(&levels, "need -"), &claims("phrh-1"), Reach::Unknown, GUARD);
    assert_eq!(word(&unknown, |_| String::new()), "!unk");
}

/// H12: what is asked for decides, and asking for nothing that is known is a no; nor is a floor without levels a yes.
#[test]
fn h12_an_empty_list_of_levels_denies() {
    for wanted in ["need -", "any floor -", "need phr floor -", "prefer phr floor -"] {
        assert_eq!(decided(wanted, "security-key-1"), "!unk", "{wanted}");
    }
}

/// H14: with the clock set back by an hour, ceremonies of that hour lie in the future. They count for nothing: not for a
/// level that decays, not for `max_age=0`, and not for one that does not decay.
#[test]
fn h14_a_clock_set_back_extends_nothing() {
    let levels = levels();
    let session = [evidence(Method::Passkey, NOW.plus(3600), true, false)];
    let moment = Moment::Provider { now: NOW, requested_at: NOW };
    for wanted in ["need phr", "need phr max 0", "need basic", "any floor phr"] {
        let decision = decide(
            &levels,
            &requirement(&levels, wanted),
            &session[..],
            Reach::Usable(&[Method::Passkey.into()]),
            moment,
        );
        assert_eq!(word(&decision, |_| "allowed".to_owned()), "low", "{wanted}");
    }
}

/// "At or after the creation of the request", to the millisecond.
#[test]
fn a_ceremony_in_the_instant_of_the_request_was_made_for_it() {
    let levels = levels();
    for (early, expected) in [(0, "phr"), (1, "each")] {
        let at = stepgate_core::Timestamp::from_millis(NOW.millis() - 60_000 - early);
        let session = [evidence(Method::Passkey, at, true, false)];
        let asked = requirement(&levels, "need phr max 0");
        let decision = decide(&levels, &asked, &session[..], Reach::Unknown, PROVIDER);
        assert_eq!(word(&decision, |allowed| allowed.record().acr.to_string()), expected);
    }
}

/// Another node of the same provider may be a few seconds ahead.
#[test]
fn h14_nodes_may_differ_by_five_seconds() {
    let levels = levels();
    let moment = Moment::Provider { now: NOW, requested_at: NOW };
    let at = |millis| stepgate_core::Timestamp::from_millis(NOW.millis() + millis);
    for (ahead, expected) in [(5_000, "phr"), (5_001, "low")] {
        let session = [evidence(Method::Passkey, at(ahead), true, false)];
        let decision = decide(&levels, &requirement(&levels, "need phr max 0"), &session[..], Reach::Unknown, moment);
        assert_eq!(word(&decision, |allowed| allowed.record().acr.to_string()), expected);
    }
}

/// B08: an authenticator that was enrolled at a lower level counts as that level, whatever it is.
#[test]
fn b08_an_authenticator_counts_as_the_level_it_was_enrolled_at() {
    let table = [
        ("need basic", "passkey<basic-1", "basic"),
        ("need phr", "passkey<basic-1", "low"),
        ("need mfa", "passkey<basic-1", "low"),
        ("any", "passkey<basic-1", "basic"),
        // What it was enrolled under is enough, and everything that level covers.
        ("need mfa", "passkey<mfa-1", "mfa"),
        ("need phr", "passkey<mfa-1", "low"),
        ("need phr", "security-key<phr-1", "phr"),
        ("need phrh", "security-key<phr-1", "low"),
        ("need mfa", "password-1 totp<basic-1", "low"),
        // Levels stand side by side: `otp` covers nothing but itself.
        ("need basic", "passkey<otp-1", "low"),
        // An older ceremony of an authenticator that counts in full is not hidden by a newer one that does not.
        ("need phr", "passkey-100 passkey<basic-1", "phr"),
        ("need basic", "passkey<gone-1", "low"),
    ];
    for (wanted, session, expected) in table {
        assert_eq!(decided(wanted, session), expected, "{wanted} by {session}");
    }
}

/// B08: nobody is asked for an authenticator whose answer would not count.
#[test]
fn b08_nobody_is_asked_for_what_cannot_reach_the_level() {
    let word = |reach| word(&at_provider("need phr", "password-1", reach), |_| String::new());
    assert_eq!(word("password passkey<basic"), "!none");
    assert_eq!(word("password passkey<basic passkey"), "low");
    assert_eq!(word("password passkey<gone"), "!none");
}

/// B09: what has to be proved before the authenticators of an account are changed is the most that the account can reach.
#[test]
fn b09_the_most_an_account_can_reach() {
    let levels = levels();
    let names = |reach| levels.maximal(&usable(reach)).iter().map(|level| level.name.to_string()).collect::<Vec<_>>();
    assert_eq!(names("password"), ["basic"]);
    assert_eq!(names("password passkey"), ["phr"]);
    assert_eq!(names("password passkey<basic"), ["basic"]);
    // `otp` and `mfa` stand side by side: either will do.
    assert_eq!(names("password totp"), ["mfa", "otp"]);
    assert_eq!(names("password totp<basic"), ["basic"]);
    assert_eq!(names("password passkey security-key"), ["aal3"]);
    assert_eq!(names("recovery-code"), [""; 0]);
}

/// B15: a level ends when it is old, by the limit of the level itself, however fresh everything else is.
#[test]
fn b15_an_elevation_ends_with_its_window() {
    for (session, expected) in [("passkey-900", "phr"), ("passkey-901", "old"), ("passkey-901 password-1", "old")] {
        assert_eq!(decided("need phr", session), expected, "{session}");
    }
    assert_eq!(decided("any", "password-1000 passkey-901"), "mfa");
    assert_eq!(decided("any", "password-30000 passkey-29000"), "basic");
}

/// B17: a ceremony that confirmed one action at one client is no client's `max_age`, and no level's own limit elsewhere.
#[test]
fn b17_a_ceremony_for_one_client_is_recent_for_no_other() {
    let table = [
        ("need phr", "passkey@shop-10", "theirs"),
        ("need phr max 300", "passkey@shop-10", "theirs"),
        ("need basic max 300", "passkey@shop-10", "theirs"),
        ("need phr max 0", "passkey@shop-10", "theirs"),
        ("need phr max 300", "passkey@bank-10", "phr"),
        ("need phr max 300", "passkey@shop-400", "old"),
        // Who is signed in is no secret between clients.
        ("need basic", "passkey@shop-10", "basic"),
        ("any", "passkey@shop-10", "basic"),
        // A ceremony of everybody's is taken where there is one.
        ("need phr max 300", "passkey-200 passkey@shop-10", "phr"),
        ("need phr max 300", "passkey-400 passkey@shop-10", "theirs"),
        // Only the factor whose age counts has to be this client's.
        ("need mfa", "password@shop-20 totp-10", "mfa"),
        ("need mfa", "password-20 totp@shop-10", "theirs"),
        ("need aal3", "password@shop-20 security-key-10", "theirs"),
    ];
    for (wanted, session, expected) in table {
        assert_eq!(decided(wanted, session), expected, "{wanted} by {session}");
    }
}

/// E03: nobody begins with a code, in whatever order the operator named the factors.
#[test]
fn e03_a_code_never_comes_first() {
    for set in ["totp + password", "password + totp", "recovery-code + password"] {
        let levels = Levels::new(vec![world::level("two", &[set], None, Age::Last)]).unwrap();
        let usable = usable("password totp recovery-code");
        let two = levels.by_name("two").unwrap();
        let first = |session: &str| {
            let asked = Requirement::any_of(&levels, vec![two], None);
            match decide(&levels, &asked, &world::session(session)[..], Reach::Usable(&usable), PROVIDER) {
                Decision::Challenge(challenge) => challenge.methods,
                other => panic!("{set}: {other:?}"),
            }
        };
        assert_eq!(first("nobody"), [Method::Password], "{set}");
        assert_ne!(first("password-1"), [Method::Password], "{set}");
    }
    assert_eq!(word(&at_provider("need otp", "nobody", "totp"), |_| String::new()), "!none");
}

/// A floor beside the requested level that the user cannot reach is told at once, not after a ceremony for the other.
#[test]
fn nobody_is_asked_in_vain() {
    let decision = at_provider("need otp floor hwk", "password-1", "password totp");
    assert_eq!(word(&decision, |_| String::new()), "!none");
}

/// A wish is no condition, but it says where to begin.
#[test]
fn a_wished_level_is_offered_first() {
    let Decision::Challenge(challenge) = at_provider("prefer phr", "nobody", "password passkey") else {
        panic!("nobody is signed in");
    };
    assert_eq!(challenge.methods, [Method::Passkey, Method::Password]);
}
