//! Ids, names and addresses that the endpoints, the end-to-end tests and people rely on.

use crate::markup::{inner, tags};
use crate::states::{ALL, CODES, EITHER, PASSKEY, PASSWORD, TOTP, Texts, challenge, demo_passkey, every, html, login};
use stepgate_core::Method;
use stepgate_server::page::challenge::Challenge;
use stepgate_server::page::interaction::{Unusable, WhyNot};
use stepgate_server::page::problem::Problem;
use stepgate_server::page::shell::{Mode, Shell};

fn page(name: &str) -> String {
    every(Texts::PLAIN).into_iter().find(|(n, _)| *n == name).unwrap_or_else(|| panic!("no state {name}")).1
}

fn has_id(html: &str, id: &str) -> bool {
    tags(html).iter().any(|tag| tag.attribute("id") == Some(id))
}

#[test]
fn each_page_has_its_buttons() {
    let table: [(&str, &[&str]); 16] = [
        ("login-either", &["passkey-submit", "login-submit", "cancel-submit"]),
        ("login-password", &["login-submit", "cancel-submit"]),
        ("challenge-passkey", &["passkey-submit", "cancel-submit", "not-you-submit", "support-id"]),
        ("challenge-password", &["login-submit", "cancel-submit", "not-you-submit"]),
        ("challenge-all", &["passkey-submit", "totp-submit", "login-submit", "recovery-code-submit", "other-ways"]),
        ("challenge-totp", &["totp-code", "totp-submit", "cancel-submit", "not-me-submit"]),
        ("challenge-wrong-recovery-code", &["recovery-code", "recovery-code-submit", "problem"]),
        ("not-me", &["heading", "sign-out"]),
        ("challenge-demo", &["passkey-submit", "demo-passkey-submit", "demo-passkey", "cancel-submit"]),
        ("unreachable", &["cancel-submit", "not-you-submit", "not-me-submit"]),
        ("consent", &["consent-allow", "consent-deny", "cancel-submit", "not-me-submit"]),
        ("enrol-ready", &["enrol-submit"]),
        ("enrol-done", &["back"]),
        ("logout-confirm", &["logout-confirm", "logout-cancel"]),
        ("error", &["back", "next"]),
        ("home", &["heading"]),
    ];
    for (name, ids) in table {
        let html = page(name);
        for id in ids {
            assert!(has_id(&html, id), "{name}: {id}");
        }
    }
}

#[test]
fn forms_post_where_the_endpoints_are() {
    let either = page("login-either");
    for action in ["/interaction/abc/password", "/interaction/abc/passkey", "/interaction/abc/cancel"] {
        assert!(either.contains(&format!("action=\"{action}\"")), "{action}");
    }
    assert!(either.contains("data-passkey=\"get\" data-options=\"/interaction/abc/passkey/options\""));
    assert!(page("consent").contains("action=\"/interaction/abc/consent\""));
    assert!(page("logout-confirm").contains("action=\"/logout/confirm\""));
    let enrol = page("enrol-ready");
    assert!(
        enrol.contains("action=\"/enrol/ticket\"")
            && enrol.contains("data-passkey=\"create\" data-options=\"/enrol/ticket/options\"")
    );
    for name in ["csrf", "credential", "name"] {
        assert!(tags(&enrol).iter().any(|t| t.name == "input" && t.attribute("name") == Some(name)), "{name}");
    }
}

#[test]
fn only_what_satisfies_the_requirement_is_offered() {
    for (offer, passkey, password) in [(PASSKEY, true, false), (PASSWORD, false, true), (EITHER, true, true)] {
        for html in [html(&login(Texts::PLAIN, offer, None)), html(&challenge(Texts::PLAIN, offer))] {
            assert_eq!(has_id(&html, "passkey-submit"), passkey, "{offer:?}");
            assert_eq!(has_id(&html, "login-submit"), password, "{offer:?}");
            assert_eq!(html.contains("/assets/passkey."), passkey, "{offer:?}");
        }
    }
}

#[test]
fn the_challenge_reads_in_order() {
    let html = page("challenge-demo");
    let order = [
        "<bdi>Acme Bank</bdi> needs to confirm it is you before <bdi>sending 250.00 EUR to Jana Nováková</bdi>.",
        "Signed in as <bdi>alice@example.com</bdi>",
        "Not you?",
        "You signed in with a password; this needs a passkey.",
        "What is this?",
        "After that we will not ask again for 5 minutes.",
        "Confirm with your passkey",
        "DEMO ONLY",
        "Try another way",
        "<button type=\"button\" disabled>Password</button> <span class=\"small\">not strong enough for this</span>",
        "Cancel and go back to <bdi>Acme Bank</bdi>",
        "This page is valid for 10 minutes",
        "Support id",
        "You are at <bdi>localhost:8081</bdi>",
    ];
    let mut from = 0;
    for part in order {
        from += html[from..].find(part).unwrap_or_else(|| panic!("`{part}` is missing or out of order"));
    }
}

#[test]
fn not_you_is_the_cancel_form() {
    let html = page("challenge-passkey");
    let not_you = tags(&html).into_iter().find(|t| t.attribute("id") == Some("not-you-submit")).unwrap();
    assert_eq!(not_you.attribute("form"), Some("cancel"));
}

#[test]
fn the_account_of_a_challenge_cannot_be_typed_over() {
    let html = html(&challenge(Texts::PLAIN, PASSWORD));
    let field = tags(&html).into_iter().find(|t| t.attribute("name") == Some("login")).unwrap();
    assert_eq!((field.attribute("value"), field.attribute("readonly")), (Some("alice@example.com"), Some("")));
}

#[test]
fn other_ways_open_by_themselves_only_for_a_mistake_inside() {
    let open = |problem| {
        let html = html(&Challenge { problem, ..challenge(Texts::PLAIN, EITHER) });
        html.contains("<details id=\"other-ways\" data-usable open>")
    };
    assert!(open(Some(Problem::NoMatch { tries_left: None })));
    assert!(page("challenge-code-used").contains("<details id=\"other-ways\" data-usable open>"));
    assert!(!open(Some(Problem::PasskeyRefused)));
    assert!(!open(None));
    assert!(!has_id(&html(&challenge(Texts::PLAIN, PASSKEY)), "other-ways"));
    let unusable = [Unusable { method: &Method::Totp, reason: WhyNot::NotSetUp }];
    assert!(has_id(&html(&Challenge { unusable: &unusable, ..challenge(Texts::PLAIN, PASSKEY) }), "other-ways"));
}

#[test]
fn the_demo_key_is_only_where_a_passkey_would_do() {
    let with_demo =
        |offer| html(&Challenge { demo_passkey: Some(demo_passkey("aGFuZGxl")), ..challenge(Texts::PLAIN, offer) });
    assert!(with_demo(PASSKEY).contains("private_jwk"));
    assert!(!with_demo(PASSWORD).contains("private_jwk"));
    assert!(!page("challenge-passkey").contains("private_jwk"));
}

#[test]
fn a_transaction_is_shown_in_full_with_its_digest() {
    let html = page("challenge-transaction");
    let facts = inner(&html, "<dl", "</dl>");
    for text in ["Amount", "250.00 EUR", "DE89 3704 0044 0532 0130 00"] {
        assert!(facts.contains(text), "{text}");
    }
    assert!(
        html.contains(
            "What you see is what is signed. Digest: <code>47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU</code>"
        )
    );
    assert!(html.contains("Your confirmation counts for this one action."));
}

#[test]
fn main_sentences_carry_no_codes() {
    let error = page("error");
    assert!(error.contains("<main data-error=\"invalid_redirect_uri\">"));
    let before_operators = error.split("For the people who run this service").next().unwrap();
    assert_eq!(before_operators.matches("invalid_redirect_uri").count(), 1, "in the attribute only");
    let challenge = page("challenge-passkey");
    assert!(!inner(&challenge, "<p class=\"why\"", "</p>").contains("phr"));
}

#[test]
fn states_that_scripts_look_for() {
    for (name, state) in [
        ("enrol-ready", "ready"),
        ("enrol-done", "done"),
        ("enrol-used", "used"),
        ("enrol-expired", "expired"),
        ("unreachable", "unreachable"),
        ("not-me", "not-me"),
    ] {
        assert!(page(name).contains(&format!("<main data-state=\"{state}\">")), "{name}");
    }
    let done = page("enrol-done");
    assert!(done.contains(">Passkey added</h1>") && done.contains("Go back to your app and try again."));
}

#[test]
fn the_unreachable_page_says_who_can_help() {
    assert!(page("unreachable").contains("Ask an admin for an enrolment link"));
    assert!(page("unreachable-demo").contains("Look at the terminal that runs the demo"));
    assert!(!page("unreachable").contains("terminal"));
}

#[test]
fn the_frame_of_a_live_server_links_to_help() {
    let live = page("login-either");
    assert!(live.contains("<a href=\"https://example.com/help\">Get help</a>"));
    let base = challenge(Texts::PLAIN, PASSKEY);
    let shell = Shell { help: None, mode: Mode::Live, ..base.shell };
    let html = html(&Challenge { shell, ..base });
    assert!(html.contains("Need help? Ask the people who run this service"));
}

#[test]
fn a_wrong_code_comes_back_to_be_corrected_and_a_password_never() {
    let html = html(&Challenge {
        problem: Some(Problem::WrongCode { tries_left: Some(3) }),
        code: "123 456",
        ..challenge(Texts::PLAIN, CODES)
    });
    let field = |id: &str| tags(&html).into_iter().find(|t| t.attribute("id") == Some(id)).unwrap();
    let totp = field("totp-code");
    assert_eq!((totp.attribute("value"), totp.attribute("aria-invalid")), (Some("123 456"), Some("true")));
    assert_eq!((totp.attribute("inputmode"), totp.attribute("autocomplete")), (Some("numeric"), Some("one-time-code")));
    assert_eq!((totp.attribute("maxlength"), totp.attribute("pattern")), (None, None), "spaces may be pasted");
    assert_eq!(field("recovery-code").attribute("value"), Some(""));
    assert!(html.contains("That code did not match. 3 tries left."));
    for (name, page) in every(Texts::PLAIN) {
        for password in tags(&page).iter().filter(|t| t.attribute("type") == Some("password")) {
            assert_eq!(password.attribute("value"), None, "{name}");
        }
    }
}

#[test]
fn codes_post_to_their_own_ceremonies() {
    let all = html(&challenge(Texts::PLAIN, ALL));
    for ceremony in ["passkey", "totp", "password", "recovery-code", "cancel", "not-me"] {
        assert!(all.contains(&format!("action=\"/interaction/abc/{ceremony}\"")), "{ceremony}");
    }
    let (main, others) = all.split_once("<details id=\"other-ways\"").unwrap();
    assert!(main.contains("/passkey\"") && !main.contains("/totp\""));
    let order = ["/totp\"", "/password\"", "/recovery-code\""].map(|action| others.find(action).unwrap());
    assert!(order.is_sorted(), "strongest first");
}

#[test]
fn the_button_names_a_security_key_where_only_that_will_do() {
    assert!(page("challenge-security-key").contains("Confirm with your security key"));
    assert!(!page("challenge-passkey").contains("Confirm with your security key"));
}

#[test]
fn a_stranger_reads_the_same_whatever_was_wrong() {
    let after = |problem| html(&login(Texts::PLAIN, EITHER, Some(problem)));
    let unknown = after(Problem::NoMatch { tries_left: None });
    assert!(inner(&unknown, "<div class=\"problem\"", "</div>").contains("wait a few minutes"));
    for problem in [Problem::NoMatch { tries_left: Some(1) }, Problem::Locked { wait_s: 250 }, Problem::CodeUsedBefore]
    {
        assert_eq!(after(problem), unknown, "{problem:?}");
    }
}

#[test]
fn a_lock_tells_its_seconds_to_the_script() {
    let locked = page("challenge-locked");
    assert!(locked.contains("role=\"alert\" id=\"problem\" data-wait=\"250\""));
    assert!(locked.contains("Too many tries. You can try again in 4 minutes 10 seconds."));
    assert!(locked.contains("/assets/correction."));
    assert!(!html(&challenge(Texts::PLAIN, TOTP)).contains("/assets/correction."));
}

#[test]
fn autofill_is_offered_where_the_name_field_is() {
    for (offer, expected) in [(EITHER, true), (PASSKEY, false), (PASSWORD, false)] {
        let html = html(&login(Texts::PLAIN, offer, None));
        assert_eq!(html.contains(" data-autofill>"), expected, "{offer:?}");
        assert_eq!(html.contains("autocomplete=\"username webauthn\""), expected, "{offer:?}");
    }
    assert!(!page("challenge-all").contains("data-autofill"));
}
