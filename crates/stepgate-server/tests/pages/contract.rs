//! Ids, names and addresses that the endpoints, the end-to-end tests and people rely on.

use crate::markup::{inner, tags};
use crate::states::{Texts, challenge, demo_passkey, every, html, login};
use stepgate_core::Method;
use stepgate_server::page::challenge::Challenge;
use stepgate_server::page::interaction::{Offer, Unusable, WhyNot};
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
    let table: [(&str, &[&str]); 12] = [
        ("login-either", &["passkey-submit", "login-submit", "cancel-submit"]),
        ("login-password", &["login-submit", "cancel-submit"]),
        ("challenge-passkey", &["passkey-submit", "cancel-submit", "not-you-submit", "support-id"]),
        ("challenge-password", &["login-submit", "cancel-submit", "not-you-submit"]),
        ("challenge-demo", &["passkey-submit", "demo-passkey-submit", "demo-passkey", "cancel-submit"]),
        ("unreachable", &["cancel-submit", "not-you-submit"]),
        ("consent", &["consent-allow", "consent-deny", "cancel-submit"]),
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
    for (offer, passkey, password) in
        [(Offer::Passkey, true, false), (Offer::Password, false, true), (Offer::Either, true, true)]
    {
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
    let html = html(&challenge(Texts::PLAIN, Offer::Password));
    let field = tags(&html).into_iter().find(|t| t.attribute("name") == Some("login")).unwrap();
    assert_eq!((field.attribute("value"), field.attribute("readonly")), (Some("alice@example.com"), Some("")));
}

#[test]
fn other_ways_open_by_themselves_only_for_a_mistake_inside() {
    let open = |problem| {
        let html = html(&Challenge { problem, ..challenge(Texts::PLAIN, Offer::Either) });
        html.contains("<details id=\"other-ways\" open>")
    };
    assert!(open(Some(Problem::NoMatch { tries_left: None })));
    assert!(!open(Some(Problem::PasskeyRefused)));
    assert!(!open(None));
    assert!(!has_id(&html(&challenge(Texts::PLAIN, Offer::Passkey)), "other-ways"));
    let unusable = [Unusable { method: &Method::Totp, reason: WhyNot::NotSetUp }];
    assert!(has_id(&html(&Challenge { unusable: &unusable, ..challenge(Texts::PLAIN, Offer::Passkey) }), "other-ways"));
}

#[test]
fn the_demo_key_is_only_where_a_passkey_would_do() {
    let with_demo =
        |offer| html(&Challenge { demo_passkey: Some(demo_passkey("aGFuZGxl")), ..challenge(Texts::PLAIN, offer) });
    assert!(with_demo(Offer::Passkey).contains("private_jwk"));
    assert!(!with_demo(Offer::Password).contains("private_jwk"));
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
    let base = challenge(Texts::PLAIN, Offer::Passkey);
    let shell = Shell { help: None, mode: Mode::Live, ..base.shell };
    let html = html(&Challenge { shell, ..base });
    assert!(html.contains("Need help? Ask the people who run this service"));
}
