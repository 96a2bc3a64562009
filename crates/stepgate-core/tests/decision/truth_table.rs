//! Every class of request against every class of evidence. The cells are written by hand from the design, never printed by
//! the code.
//!
//! A cell is the `acr` that may be asserted, or why not: `in` nobody is signed in, `low` level too low, `old` too old,
//! `each` asked each time; `!none` refused for want of an authenticator, `!unk` refused for want of a known level.

use crate::world::{EVERY_METHOD, GUARD, at_provider, claims, levels, requirement, word};
use stepgate_core::{Decision, Reach, decide};

/// Columns, by age in seconds. The request is 60 s old: -30 was made for it, -120 before it, -1200 is past what `phr` allows.
const SESSIONS: [&str; 13] = [
    "nobody",
    "password-120",
    "password-1200",
    "password-1200 totp-120",
    "passkey-120",
    "passkey-1200",
    "passkey-30",
    "passkey~120",
    "security-key-120",
    "security-key-1200",
    "security-key^120",
    "password-1200 security-key-30",
    "password-1200 totp-120 security-key-120",
];

const AT_THE_PROVIDER: &str = "
                                 nobody pwd   -old  +totp pk   -old -new  -uv  sk    -old  ^sync pw+sk pw+totp+sk
any                            | in    basic basic mfa   phr   mfa  phr   low  phrh  hwk   phr   phrh  phrh
any max 300                    | in    basic old   mfa   phr   old  phr   low  phrh  old   phr   phrh  phrh
any max 0                      | in    each  each  each  each  each phr   low  each  each  each  phrh  each
prefer -                       | in    basic basic mfa   phr   mfa  phr   low  phrh  hwk   phr   phrh  phrh
prefer phr                     | in    basic basic mfa   phr   mfa  phr   low  phr   hwk   phr   phr   phr
prefer phr max 300             | in    basic old   mfa   phr   old  phr   low  phr   old   phr   phr   phr
need -                         | !unk  !unk  !unk  !unk  !unk  !unk !unk  !unk !unk  !unk  !unk  !unk  !unk
need basic                     | in    basic basic basic basic basic basic low basic basic basic basic basic
need phr                       | in    low   low   low   phr   old  phr   low  phr   old   phr   phr   phr
need phr max 3600              | in    low   low   low   phr   old  phr   low  phr   old   phr   phr   phr
need phr max 60                | in    low   low   low   old   old  phr   low  old   old   old   phr   old
need phr max 0                 | in    low   low   low   each  each phr   low  each  each  each  phr   each
need phrh                      | in    low   low   low   low   low  low   low  phrh  old   low   phrh  phrh
need mfa                       | in    low   low   mfa   mfa   mfa  mfa   low  mfa   mfa   mfa   mfa   mfa
need otp                       | !none low   low   otp   low   low  low   low  low   low   low   low   otp
need hwk                       | in    low   low   low   low   low  low   low  hwk   hwk   low   hwk   hwk
need aal3                      | in    low   low   low   low   low  low   low  low   low   low   old   old
need aal3 max 0                | in    low   low   low   low   low  low   low  low   low   low   each  each
need phr,phrh                  | in    low   low   low   phr   old  phr   low  phr   old   phr   phr   phr
need phrh,phr                  | in    low   low   low   phr   old  phr   low  phrh  old   phr   phrh  phrh
any floor phr                  | in    low   low   low   phr   old  phr   low  phrh  old   phr   phrh  phrh
any floor basic max 0          | in    each  each  each  each  each phr   low  each  each  each  phrh  each
any floor -                    | !unk  !unk  !unk  !unk  !unk  !unk !unk  !unk !unk  !unk  !unk  !unk  !unk
any floor otp,hwk              | in    low   low   mfa   low   low  low   low  phrh  hwk   low   phrh  phrh
any floor otp floor hwk        | !none low   low   low   low   low  low   low  low   low   low   low   phrh
prefer basic floor phr         | in    low   low   low   phr   old  phr   low  phr   old   phr   phr   phr
prefer phrh floor phr          | in    low   low   low   phr   old  phr   low  phrh  old   phr   phrh  phrh
need basic floor phr           | in    low   low   low   phr   old  phr   low  phr   old   phr   phr   phr
need phr floor phr             | in    low   low   low   phr   old  phr   low  phr   old   phr   phr   phr
need phr floor phr max 60      | in    low   low   low   old   old  phr   low  old   old   old   phr   old
need phr max 0 floor phr       | in    low   low   low   each  each phr   low  each  each  each  phr   each
need phrh floor phr            | in    low   low   low   low   low  low   low  phrh  old   low   phrh  phrh
need otp floor hwk             | !none low   low   low   low   low  low   low  low   low   low   low   otp
";

/// One token each: `acr` and the age of its `auth_time`.
const AT_A_GUARD: &str = "
                  basic-10 mfa-10 phr-10 phr-60 phr-61 phr-330 phr-331 phr-930 phr-931 phrh-10 otp-10 hwk-10 aal3-10 phr+30 phr+31 loa9-10
need -          | !unk     !unk   !unk   !unk   !unk   !unk    !unk    !unk    !unk    !unk    !unk   !unk   !unk    !unk   !unk   !unk
need basic      | ok       ok     ok     ok     ok     ok      ok      ok      ok      ok      low    ok     ok      ok     ok     low
need basic max 300 | ok    low    ok     ok     ok     ok      old     old     old     ok      low    ok     ok      ok     old    low
need mfa        | low      ok     ok     ok     ok     ok      ok      ok      ok      ok      low    ok     ok      ok     old    low
need phr        | low      low    ok     ok     ok     ok      ok      ok      old     ok      low    ok     ok      ok     old    low
need phr max 300 | low     low    ok     ok     ok     ok      old     old     old     ok      low    ok     ok      ok     old    low
need phr max 0  | low      low    ok     ok     each   each    each    each    each    ok      low    ok     ok      ok     each   low
need phrh       | low      low    low    low    low    low     low     low     low     ok      low    ok     ok      low    low    low
need otp        | low      low    low    low    low    low     low     low     low     low     ok     low    low     low    low    low
need aal3       | low      low    low    low    low    low     low     low     low     low     low    low    ok      low    low    low
need otp,phr    | low      low    ok     ok     ok     ok      ok      ok      old     ok      ok     ok     ok      ok     old    low
";

/// `wanted | session | authenticators of the user | decision | next ceremonies`
const NEXT: &str = "
need phr            | password-120                  | passkey                | low   | passkey
need phr            | password-120                  | security-key           | low   | passkey
need phr            | password-120                  | password totp          | !none |
need phr            | nobody                        | password totp          | !none |
need phr            | passkey~120                   | passkey                | low   | passkey
need phr            | passkey-1200                  | passkey                | old   | passkey
need phrh           | passkey-30                    | passkey                | !none |
need phrh,phr       | password-120                  | passkey                | low   | passkey
need phrh,phr       | password-120                  | security-key           | low   | security-key passkey
need mfa            | nobody                        | password totp          | in    | password
need mfa            | nobody                        | password totp passkey  | in    | password passkey
need mfa            | nobody                        | password               | !none |
need mfa            | password-120                  | password totp          | low   | totp
need mfa            | totp-120                      | password totp          | low   | password
need mfa max 0      | password-1200 totp-120        | password totp          | each  | totp
need aal3           | password-1200 security-key-30 | password security-key  | old   | password
need aal3 max 0     | password-120 security-key-120 | password security-key  | each  | password
need aal3           | password-30                   | password passkey       | !none |
need basic          | recovery-code-10              | password               | low   | password
need basic          | upstream:corp-10              | password passkey       | low   | password passkey
any                 | nobody                        | totp                   | !none |
any                 | nobody                        | password totp          | in    | password
any                 | nobody                        |                        | !none |
need otp floor hwk  | totp-30                       | totp security-key      | low   | security-key
need -              | password-30                   | password               | !unk  |
";

/// `wanted | session | acr, age of auth_time, amr`
const ASSERTED: &str = "
any           | password-1200 passkey-30            | phr -30 pop swk user
need basic    | password-30                         | basic -30 pwd
prefer basic  | password-1200 passkey-30            | basic -30 pop swk user
need mfa      | password-1200 totp-120              | mfa -120 pwd otp mfa
need mfa      | password-30 totp-120                | mfa -120 pwd otp mfa
need mfa      | password-30 totp-120 passkey-1200   | mfa -120 pwd otp mfa
need mfa      | password-30 totp-1200 passkey-120   | mfa -120 pop swk user
need mfa      | password-30 passkey-120 totp-120    | mfa -120 pwd otp mfa
need phr      | security-key-120                    | phr -120 pop hwk user
need phr      | security-key-120 passkey-30         | phr -30 pop swk user
need phrh     | security-key-120 passkey-30         | phrh -120 pop hwk user
need aal3     | password-200 security-key-30        | aal3 -200 pwd pop hwk user mfa
need aal3     | security-key-200 password-30        | aal3 -200 pwd pop hwk user mfa
";

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| line.contains('|')).map(|line| line.split('|').map(str::trim).collect())
}

#[test]
fn the_provider_decides_on_evidence() {
    for row in rows(AT_THE_PROVIDER) {
        let expected: Vec<_> = row[1].split_whitespace().collect();
        let decided = SESSIONS.map(|session| {
            word(&at_provider(row[0], session, EVERY_METHOD), |allowed| allowed.record().acr.to_string())
        });
        assert_eq!(decided.to_vec(), expected, "{}", row[0]);
    }
}

#[test]
fn a_guard_decides_on_claims() {
    let tokens = AT_A_GUARD.lines().find(|line| !line.is_empty()).unwrap();
    let levels = levels();
    for row in rows(AT_A_GUARD) {
        let requirement = requirement(&levels, row[0]);
        let decided: Vec<_> = tokens
            .split_whitespace()
            .map(|token| decide(&levels, &requirement, &claims(token), Reach::Unknown, GUARD))
            .map(|decision| word(&decision, |_| "ok".to_owned()))
            .collect();
        assert_eq!(decided, row[1].split_whitespace().collect::<Vec<_>>(), "{}", row[0]);
    }
}

#[test]
fn a_challenge_names_the_ceremonies_that_lead_on() {
    for row in rows(NEXT) {
        let decision = at_provider(row[0], row[1], row[2]);
        let methods = match &decision {
            Decision::Challenge(challenge) => challenge.methods.iter().map(ToString::to_string).collect(),
            Decision::Allow(_) | Decision::Refuse(_) => Vec::new(),
        };
        assert_eq!(word(&decision, |_| "allowed".to_owned()), row[3], "{row:?}");
        assert_eq!(methods.join(" "), row[4], "{row:?}");
    }
}

#[test]
fn what_is_asserted_comes_from_one_set_of_evidence() {
    for row in rows(ASSERTED) {
        let decision = at_provider(row[0], row[1], EVERY_METHOD);
        let asserted = word(&decision, |allowed| {
            let record = allowed.record();
            format!("{} {} {}", record.acr, record.auth_time.seconds() - 1_800_000_000, record.amr.join(" "))
        });
        assert_eq!(asserted, row[2], "{row:?}");
    }
}

#[test]
fn a_challenge_carries_the_levels_and_the_age_that_were_asked_for() {
    let Decision::Challenge(challenge) = at_provider("need phrh,phr max 300 floor mfa max 60", "password-5", "passkey")
    else {
        panic!("not challenged");
    };
    assert_eq!(challenge.acr_values.iter().map(|acr| &**acr).collect::<Vec<_>>(), ["phrh", "phr"]);
    assert_eq!(challenge.max_age.map(stepgate_core::MaxAge::as_seconds), Some(60));
}

#[test]
fn every_reason_has_a_cell() {
    let cells: Vec<_> = [AT_THE_PROVIDER, AT_A_GUARD, NEXT].iter().flat_map(|t| t.split_whitespace()).collect();
    for word in ["in", "low", "old", "each", "!none", "!unk"] {
        assert!(cells.contains(&word), "{word}");
    }
}
