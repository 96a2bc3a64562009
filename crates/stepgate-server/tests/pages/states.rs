//! Every page in every state, with one text in every place that a user, a client or an operator fills.

use crate::account_states::when;
use askama::Template;
use stepgate_core::Method;
use stepgate_server::page::challenge::{Challenge, Rule, Transaction, Why};
use stepgate_server::page::consent::{Consent, Scope};
use stepgate_server::page::demo::{DemoPasskey, DemoUser, PrivateJwk};
use stepgate_server::page::enrol::{Enrol, Ready, State};
use stepgate_server::page::error::ErrorPage;
use stepgate_server::page::home::Home;
use stepgate_server::page::href::{Href, Link};
use stepgate_server::page::interaction::{Interaction, Offer, Unusable, WhyNot};
use stepgate_server::page::login::Login;
use stepgate_server::page::logout_confirm::LogoutConfirm;
use stepgate_server::page::not_me::NotMe;
use stepgate_server::page::problem::Problem;
use stepgate_server::page::shell::{Mode, Shell, Theme};
use stepgate_server::page::signed_out::SignedOut;
use stepgate_server::page::unreachable::Unreachable;
use stepgate_server::page::words::{Locale, Message, Words};

/// The texts that come from outside, and the language around them.
#[derive(Clone, Copy)]
pub(crate) struct Texts<'a> {
    pub(crate) locale: Locale,
    pub(crate) client: &'a str,
    pub(crate) account: &'a str,
    pub(crate) action: &'a str,
    pub(crate) other: &'a str,
}

impl<'a> Texts<'a> {
    /// As people see them.
    pub(crate) const PLAIN: Texts<'static> = Texts {
        locale: Locale::En,
        client: "Acme Bank",
        account: "alice@example.com",
        action: "sending 250.00 EUR to Jana Nováková",
        other: "shows a step-up",
    };

    /// The same text everywhere.
    pub(crate) const fn all(text: &'a str) -> Self {
        Self { locale: Locale::En, client: text, account: text, action: text, other: text }
    }
}

const NOTHING: Offer =
    Offer { passkey: false, only_security_key: false, totp: false, password: false, recovery_code: false };
pub(crate) const PASSKEY: Offer = Offer { passkey: true, ..NOTHING };
pub(crate) const PASSWORD: Offer = Offer { password: true, ..NOTHING };
pub(crate) const EITHER: Offer = Offer { passkey: true, ..PASSWORD };
pub(crate) const TOTP: Offer = Offer { totp: true, ..NOTHING };
pub(crate) const ALL: Offer = Offer { totp: true, recovery_code: true, ..EITHER };
pub(crate) const CODES: Offer = Offer { totp: true, recovery_code: true, ..NOTHING };

pub(crate) const NONCE: &str = "bm9uY2Utbm9uY2U=";
pub(crate) const CSRF: &str = "csrf-token";

fn shell(t: Texts<'_>, mode: Mode) -> Shell<'static> {
    let (issuer, help) = match mode {
        Mode::Live => ("https://id.example.com", Href::parse("https://example.com/help")),
        Mode::Demo => ("http://localhost:8081", None),
    };
    let words = Words::of(t.locale);
    Shell { nonce: NONCE, issuer, request_id: "01JD3Z8Q4K", help, mode, words, theme: Theme::System }
}

/// The frame on a live server.
pub(crate) fn live(t: Texts<'_>) -> Shell<'static> {
    shell(t, Mode::Live)
}

fn interaction<'a>(t: Texts<'a>) -> Interaction<'a> {
    Interaction { base: "/interaction/abc", csrf: CSRF, client: t.client, valid_s: 600 }
}

pub(crate) fn login<'a>(t: Texts<'a>, offer: Offer, problem: Option<Problem>) -> Login<'a> {
    Login {
        shell: shell(t, Mode::Live),
        interaction: interaction(t),
        offer,
        login: t.account,
        problem,
        demo_users: &[],
    }
}

pub(crate) fn challenge<'a>(t: Texts<'a>, offer: Offer) -> Challenge<'a> {
    Challenge {
        shell: shell(t, Mode::Live),
        interaction: interaction(t),
        action: Some(t.action),
        transaction: None,
        account: t.account,
        why: Why::LevelTooLow { have_methods: &[Method::Password], wanted: &[Method::Passkey] },
        rule: Rule { level: t.other, acr: t.other, lasts_s: Some(300) },
        offer,
        unusable: &[],
        problem: None,
        code: "",
        demo_passkey: None,
    }
}

pub(crate) fn demo_passkey(text: &str) -> DemoPasskey<'_> {
    DemoPasskey {
        private_jwk: PrivateJwk {
            kty: "EC",
            crv: "P-256",
            x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
            d: "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI",
        },
        credential_id: "ZGVtbw",
        user_handle: text,
        rp_id: "localhost",
    }
}

impl Texts<'_> {
    /// The same in another language.
    pub(crate) const fn in_locale(self, locale: Locale) -> Self {
        Self { locale, ..self }
    }
}

/// Name and HTML of every state.
pub(crate) fn every(t: Texts<'_>) -> Vec<(&'static str, String)> {
    let account = crate::account_states::every(t);
    [logins(t), challenges(t), corrections(t), refusals(t), consents(t), enrolments(t), rest(t), account].concat()
}

fn logins(t: Texts<'_>) -> Vec<(&'static str, String)> {
    let users = [
        DemoUser { login: t.account, password: t.other, note: t.other },
        DemoUser { login: "nokey@example.com", password: "demo-password-nokey", note: "has no passkey" },
    ];
    let demo = Login { shell: shell(t, Mode::Demo), demo_users: &users, login: "", ..login(t, EITHER, None) };
    vec![
        ("login-password", html(&login(t, PASSWORD, None))),
        ("login-either", html(&login(t, EITHER, None))),
        ("login-passkey", html(&login(t, PASSKEY, None))),
        ("login-no-match", html(&login(t, EITHER, Some(Problem::NoMatch { tries_left: Some(3) })))),
        ("login-demo", html(&demo)),
    ]
}

fn challenges(t: Texts<'_>) -> Vec<(&'static str, String)> {
    let facts = [("Amount", "250.00 EUR"), ("To", t.other), ("Account", "DE89 3704 0044 0532 0130 00")];
    let unusable = [
        Unusable { method: &Method::Password, reason: WhyNot::NotStrongEnough },
        Unusable { method: &Method::SecurityKey, reason: WhyNot::NotSetUp },
        Unusable { method: &Method::RecoveryCode, reason: WhyNot::Locked },
    ];
    let upstream = [Method::Upstream(t.other.to_owned())];
    let transaction = Challenge {
        transaction: Some(Transaction { facts: &facts, digest: "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU" }),
        rule: Rule { level: "phr", acr: "phr", lasts_s: None },
        why: Why::AlwaysAsks,
        unusable: &unusable,
        ..challenge(t, PASSKEY)
    };
    let too_old = Challenge {
        why: Why::TooOld { age_s: 2285, limit_s: 300 },
        problem: Some(Problem::NoMatch { tries_left: None }),
        ..challenge(t, EITHER)
    };
    let demo = Challenge {
        shell: shell(t, Mode::Demo),
        demo_passkey: Some(demo_passkey(t.other)),
        unusable: &unusable,
        ..challenge(t, PASSKEY)
    };
    let upstream = Challenge {
        why: Why::LevelTooLow { have_methods: &upstream, wanted: &[Method::Passkey, Method::SecurityKey] },
        action: None,
        ..challenge(t, PASSKEY)
    };
    vec![
        ("challenge-passkey", html(&challenge(t, PASSKEY))),
        ("challenge-password", html(&challenge(t, PASSWORD))),
        ("challenge-either-problem", html(&too_old)),
        ("challenge-refused", html(&Challenge { problem: Some(Problem::PasskeyRefused), ..challenge(t, PASSKEY) })),
        ("challenge-transaction", html(&transaction)),
        ("challenge-upstream", html(&upstream)),
        ("challenge-demo", html(&demo)),
    ]
}

/// The step-up page after a mistake, and with every way to confirm.
fn corrections(t: Texts<'_>) -> Vec<(&'static str, String)> {
    let after = |problem, offer| html(&Challenge { problem: Some(problem), code: t.other, ..challenge(t, offer) });
    let key = Offer { only_security_key: true, ..PASSKEY };
    vec![
        ("challenge-all", html(&challenge(t, ALL))),
        ("challenge-totp", html(&challenge(t, TOTP))),
        ("challenge-security-key", html(&challenge(t, key))),
        ("challenge-wrong-code", after(Problem::WrongCode { tries_left: Some(3) }, CODES)),
        ("challenge-code-used", after(Problem::CodeUsedBefore, ALL)),
        ("challenge-wrong-recovery-code", after(Problem::RecoveryCodeRefused { tries_left: Some(1) }, CODES)),
        ("challenge-locked", after(Problem::Locked { wait_s: 250 }, TOTP)),
    ]
}

fn refusals(t: Texts<'_>) -> Vec<(&'static str, String)> {
    let page = |mode, held_back| Unreachable {
        shell: shell(t, mode),
        interaction: interaction(t),
        action: Some(t.action),
        account: t.account,
        wanted: &[Method::Passkey],
        held_back,
    };
    let error = ErrorPage {
        shell: shell(t, Mode::Live),
        title: Message::value("This link does not work"),
        happened: Message::value(t.other),
        next: Message::value("Go back to the app that sent you here."),
        code: "invalid_redirect_uri",
        detail: t.other,
        back: Href::parse("https://bank.example.com/").map(|href| Link { href, text: Message::value(t.client) }),
    };
    let not_me = NotMe { shell: shell(t, Mode::Live), client: t.client, sign_out: Href::parse("/logout").unwrap() };
    let error_html = html(&error);
    let bare = ErrorPage { detail: "", back: None, ..error };
    vec![
        ("unreachable", html(&page(Mode::Live, None))),
        ("unreachable-held-back", html(&page(Mode::Live, Some(when(72 * 3600))))),
        ("unreachable-demo", html(&page(Mode::Demo, None))),
        ("not-me", html(&not_me)),
        ("error", error_html),
        ("error-bare", html(&bare)),
    ]
}

fn consents(t: Texts<'_>) -> Vec<(&'static str, String)> {
    let scopes = [
        Scope { name: "openid", description: None },
        Scope { name: "payments:write", description: Some(t.other) },
        Scope { name: t.other, description: None },
    ];
    vec![(
        "consent",
        html(&Consent {
            shell: shell(t, Mode::Live),
            interaction: interaction(t),
            account: t.account,
            scopes: &scopes,
        }),
    )]
}

fn enrolments(t: Texts<'_>) -> Vec<(&'static str, String)> {
    let page = |state| html(&Enrol { shell: shell(t, Mode::Live), state });
    let ready = Ready { base: "/enrol/ticket", csrf: CSRF, account: t.account, security_keys: false, problem: None };
    let back = Href::parse("https://bank.example.com/").map(|href| Link { href, text: Message::value(t.client) });
    vec![
        ("enrol-ready", page(State::Ready(ready))),
        ("enrol-ready-security-keys", page(State::Ready(Ready { security_keys: true, ..ready }))),
        ("enrol-problem", page(State::Ready(Ready { problem: Some(Problem::PasskeyRefused), ..ready }))),
        ("enrol-done", page(State::Done { back })),
        ("enrol-used", page(State::Used)),
        ("enrol-expired", page(State::Expired)),
    ]
}

fn rest(t: Texts<'_>) -> Vec<(&'static str, String)> {
    let stay = Href::parse("/").unwrap();
    let link = Link { href: Href::parse("http://localhost:8080/").unwrap(), text: Message::value(t.client) };
    let logout = LogoutConfirm {
        shell: shell(t, Mode::Live),
        action: "/logout/confirm",
        csrf: CSRF,
        account: t.account,
        client: Some(t.client),
        stay,
    };
    vec![
        ("logout-confirm", html(&logout)),
        ("signed-out", html(&SignedOut { shell: shell(t, Mode::Live), back: Some(link.clone()) })),
        ("home", html(&Home { shell: shell(t, Mode::Live), account: None, links: &[] })),
        ("home-demo", html(&Home { shell: shell(t, Mode::Demo), account: Some(t.account), links: &[link] })),
    ]
}

pub(crate) fn html(page: &impl Template) -> String {
    page.render().unwrap()
}
