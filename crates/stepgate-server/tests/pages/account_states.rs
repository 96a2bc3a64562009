//! The states of the account's pages, as `states` has those of the others.

use crate::states::{CSRF, Texts, html, live};
use stepgate_core::Timestamp;
use stepgate_server::page::account::device::Device;
use stepgate_server::page::account::happening::{Done, What};
use stepgate_server::page::account::method::{MethodPage, Removal, Stage};
use stepgate_server::page::account::notice::{Notice, NoticePage};
use stepgate_server::page::account::overview::{Happening, Kind, Level, Limit, Method, Overview, Password, Session};
use stepgate_server::page::account::password::{PasswordPage, PasswordProblem};
use stepgate_server::page::account::qr::Qr;
use stepgate_server::page::account::recovery_codes::RecoveryCodesPage;
use stepgate_server::page::account::register::Register;
use stepgate_server::page::account::totp::{OtpAuth, TotpPage, TotpProblem};
use stepgate_server::page::account::when::When;

const AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

pub(crate) fn when(seconds: i64) -> When {
    When { at: Timestamp::from_seconds(1_800_000_000 + seconds), now: Timestamp::from_seconds(1_800_000_000) }
}

fn method(t: Texts<'_>, id: &str, kind: Kind) -> Method {
    Method {
        id: id.to_owned(),
        name: t.account.to_owned(),
        kind,
        added: when(-90_000),
        used: None,
        limit: None,
        removed: None,
    }
}

fn limit(t: Texts<'_>) -> Limit {
    Limit { level: t.other.to_owned(), until: when(200_000) }
}

fn session(t: Texts<'_>, id: &str, is_this: bool) -> Session {
    let levels = [None, Some(when(300))].map(|until| Level { name: t.other.to_owned(), until });
    Session {
        id: id.to_owned(),
        is_this,
        device: if is_this { Device::of(Some(AGENT)) } else { Device::default() },
        began: when(-7000),
        seen: when(-60),
        levels: if is_this { levels.to_vec() } else { Vec::new() },
    }
}

fn happening(t: Texts<'_>, seq: i64, what: What) -> Happening {
    let app = (what == What::AppOpened).then(|| t.client.to_owned());
    Happening { seq, what, at: when(-seq), app, device: Device::of(Some(AGENT)), is_here: seq == 1 }
}

/// Name and HTML of every state.
pub(crate) fn every(t: Texts<'_>) -> Vec<(&'static str, String)> {
    [overviews(t), methods(t), additions(t), rest(t)].concat()
}

fn overviews(t: Texts<'_>) -> Vec<(&'static str, String)> {
    let keys = [
        Method { used: Some(when(-5)), ..method(t, "synced", Kind::Synced) },
        Method { limit: Some(limit(t)), ..method(t, "bound", Kind::DeviceBound) },
        Method { removed: Some(when(100_000)), ..method(t, "attested", Kind::SecurityKey) },
        method(t, "demo", Kind::Demo),
    ];
    let activity =
        [happening(t, 1, What::StepUp), happening(t, 2, What::AppOpened), happening(t, 3, What::PasswordWrong)];
    let empty = Overview {
        shell: live(t),
        csrf: CSRF,
        account: t.account,
        done: None,
        keys: &[],
        apps: &[],
        removed: &[],
        security_keys: false,
        recovery_codes: 0,
        password: Password::Absent,
        sessions: &[session(t, "s1", true)],
        activity: &activity[..1],
    };
    let full = Overview {
        shell: live(t),
        csrf: CSRF,
        account: t.account,
        done: Some(Done::Added),
        keys: &keys,
        apps: &[method(t, "app", Kind::App)],
        removed: &[Method { removed: Some(when(-60)), ..method(t, "gone", Kind::Synced) }],
        security_keys: true,
        recovery_codes: 9,
        password: Password::Set(Some(when(-3600))),
        sessions: &[session(t, "s1", true), session(t, "s2", false)],
        activity: &activity,
    };
    vec![("account-empty", html(&empty)), ("account", html(&full))]
}

fn methods(t: Texts<'_>) -> Vec<(&'static str, String)> {
    let capped = Method { limit: Some(limit(t)), ..method(t, "bound", Kind::DeviceBound) };
    let leaving = Method { removed: Some(when(100_000)), ..method(t, "bound", Kind::DeviceBound) };
    let removed = Method { removed: Some(when(-60)), ..method(t, "bound", Kind::DeviceBound) };
    let page = |method: &Method, stage| {
        html(&MethodPage { shell: live(t), csrf: CSRF, base: "/account/methods/bound", method, stage })
    };
    let removal = Removal {
        is_last_strong: false,
        is_last_way_in: false,
        wait_s: None,
        may_confirm: true,
        may_rename: true,
        is_unticked: false,
    };
    let by_code = Removal { wait_s: Some(259_200), may_confirm: false, may_rename: false, ..removal };
    let unticked = Removal { is_last_strong: true, is_unticked: true, ..removal };
    vec![
        ("method", page(&capped, Stage::InUse(removal))),
        ("method-by-recovery-code", page(&capped, Stage::InUse(by_code))),
        ("method-unticked", page(&capped, Stage::InUse(unticked))),
        ("method-last-way-in", page(&capped, Stage::InUse(Removal { is_last_way_in: true, ..removal }))),
        ("method-leaving", page(&leaving, Stage::Leaving { may_stop: true })),
        ("method-leaving-by-recovery-code", page(&leaving, Stage::Leaving { may_stop: false })),
        ("method-removed", page(&removed, Stage::Removed)),
    ]
}

fn additions(t: Texts<'_>) -> Vec<(&'static str, String)> {
    let register = |base, security_key, limit| {
        html(&Register { shell: live(t), csrf: CSRF, base, account: t.account, security_key, limit })
    };
    let uri = "otpauth://totp/id.example.com:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=id.example.com";
    let app = |problem| {
        html(&TotpPage {
            shell: live(t),
            csrf: CSRF,
            id: "app",
            uri: OtpAuth::of(uri),
            qr: Qr::of(uri),
            spelled: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
            name: Some(t.account),
            problem,
        })
    };
    vec![
        ("register-passkey", register("/account/passkeys/add", false, Some(limit(t)))),
        ("register-security-key", register("/account/security-keys/add", true, None)),
        ("app", app(None)),
        ("app-wrong-code", app(Some(TotpProblem::WrongCode { left: 3 }))),
        ("app-locked", app(Some(TotpProblem::Locked { wait_s: 250 }))),
    ]
}

fn rest(t: Texts<'_>) -> Vec<(&'static str, String)> {
    let password = |is_set, problem| {
        html(&PasswordPage { shell: live(t), csrf: CSRF, account: t.account, is_set, least: 15, problem })
    };
    let codes = |left, codes: &[String]| {
        html(&RecoveryCodesPage { shell: live(t), csrf: CSRF, account: t.account, left, codes })
    };
    let ten: Vec<_> = (0..10).map(|n| format!("ABCD-EFGH-IJKL-MN{n:02}")).collect();
    let notice = |notice| html(&NoticePage { shell: live(t), notice });
    vec![
        ("password", password(true, None)),
        ("password-first", password(false, None)),
        ("password-short", password(true, Some(PasswordProblem::TooShort))),
        ("password-common", password(true, Some(PasswordProblem::Common))),
        ("codes", codes(3, &[])),
        ("codes-shown", codes(10, &ten)),
        ("notice-recovery-code", notice(Notice::NotByRecoveryCode)),
        ("notice-last-way-in", notice(Notice::LastWayIn)),
        ("notice-gone", notice(Notice::Gone)),
        ("notice-not-recognised", notice(Notice::NotRecognised)),
    ]
}
