//! Where we send a browser, and where nobody makes us send it. `World::send` checks the same of every answer of every story.

use crate::http::{Call, encode};
use crate::log;
use crate::world::{BASIC, World};
use std::collections::BTreeSet;

const ELSEWHERE: [&str; 8] = [
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https://evil.example/",
    "https://bank.example.com@evil.example/",
    "javascript:alert(1)//evil",
    "\t//evil.example",
];
const NAMES: [&str; 8] =
    ["return_to", "next", "rd", "redirect", "continue", "target_link_uri", "redirect_uri", "post_logout_redirect_uri"];

#[tokio::test]
async fn a03_no_parameter_of_any_name_leads_anywhere() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in(&world.bank().ask(), "alice").await;
    for target in ELSEWHERE {
        let query = encode(&NAMES.map(|name| (name, target)));
        for path in ["/", "/login", "/logout", "/authorize", "/interaction/x", "/enrol/x", "/nowhere", "/assets/x"] {
            for call in [Call::get(format!("{path}?{query}")), Call::post(path).form(&NAMES.map(|name| (name, target)))]
            {
                let answer = browser.send(call.header("sec-fetch-site", "same-origin")).await;
                let own =
                    answer.location().is_none_or(|to| to.starts_with("/authorize?") || to.starts_with("/logout?"));
                assert!(own && !answer.body.contains("evil"), "{path} {target}: {answer:?}");
                assert_eq!(answer.header("refresh"), None);
            }
        }
    }
}

/// Paths that a server may rewrite, and browsers read as another host.
#[tokio::test]
async fn a03_a_path_that_looks_like_a_host_is_no_redirect() {
    let world = World::new().await;
    for path in [
        "//evil.example",
        "//evil.example/..",
        "/%2f%2fevil.example",
        "/%5cevil.example",
        "/.//evil.example",
        "/@evil.example/",
    ] {
        let answer = world.send(Call::get(path)).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (404, None), "{path}");
        assert!(!answer.body.contains("evil"), "{path}");
    }
}

#[tokio::test]
async fn a04_an_error_redirect_goes_to_the_registered_address_and_says_our_words_only() {
    let world = World::new().await;
    let (bank, canary) = (world.bank(), "https://evil.example/CANARY");
    let names =
        ["scope", "response_type", "response_mode", "prompt", "max_age", "claims", "acr_values", "id_token_hint"];
    let more = ["code_challenge_method", "request", "request_uri"];
    for name in names.into_iter().chain(more) {
        for prompt in [None, Some("none")] {
            let ask = bank.ask().with(name, canary);
            let ask =
                if name == "prompt" { ask } else { prompt.map_or(ask.clone(), |prompt| ask.with("prompt", prompt)) };
            let answer = world.browser().open(&ask).await;
            // `error` also checks the address, `state` and `iss`.
            bank.error(&ask, &answer);
            let location = answer.location().unwrap();
            let query = location.split_once('?').unwrap().1;
            let sent: BTreeSet<_> =
                form_urlencoded::parse(query.as_bytes()).map(|(name, _)| name.into_owned()).collect();
            assert_eq!(sent, ["error", "error_description", "iss", "state"].map(str::to_owned).into(), "{name}");
            assert!(!location.contains("CANARY"), "{name}: {location}");
        }
    }
}

/// There is no other way to become an application than the operator's configuration (docs/decisions: whose address we trust).
#[tokio::test]
async fn a04_every_application_is_one_that_the_operator_registered() {
    let world = World::new().await;
    let metadata = world.send(Call::get("/.well-known/openid-configuration")).await.json();
    for name in ["registration_endpoint", "client_id_metadata_document_supported"] {
        assert!(metadata.get(name).is_none(), "{name}");
    }
    for path in ["/register", "/connect/register", "/clients", "/reg"] {
        let answer = world.send(Call::post(path).header("origin", &world.issuer)).await;
        assert_eq!(answer.status, 404, "{path}");
    }
    log::start();
    let ask = world.bank().ask().with("redirect_uri", "https://evil.example/cb");
    let strangers =
        ["https://evil.example/client.json", "redirect_uri:https://evil.example/cb", "BANK", "bank ", "bank\0", ""];
    for stranger in strangers {
        for ask in [ask.clone(), ask.clone().silently()] {
            let answer = world.browser().open(&ask.with("client_id", stranger)).await;
            assert_eq!((answer.page_error(), answer.location()), ((400, "unknown_client"), None), "{stranger}");
            assert!(!answer.body.contains("evil"), "{stranger}");
        }
    }
    let known = world.browser().open(&ask.silently()).await;
    assert_eq!((known.page_error(), known.location()), ((400, "redirect_uri_mismatch"), None));
    let text = log::take();
    let told = |failure: &str| text.matches(&format!("\"failure\":\"{failure}\"")).count();
    assert_eq!((told("unknown_client"), told("redirect_uri_mismatch")), (2 * strangers.len(), 1));
}

/// Signing out is asked for whoever sent the browser here: an ID token is no secret and does not expire (docs/decisions).
#[tokio::test]
async fn f08_a_hint_spares_nobody_the_question() {
    let world = World::new().await;
    let (mut alice, mut bob, bank) = (world.browser(), world.browser(), world.bank());
    let own = bank.hint(&mut alice, "alice").await;
    let others = bank.hint(&mut bob, "bob").await;
    let bye = ("post_logout_redirect_uri", "https://bank.example.com/bye");
    for hint in [&own, &others] {
        let asked = alice.visit(&format!("/logout?{}", encode(&[("id_token_hint", hint.as_str()), bye]))).await;
        assert!(asked.status == 200 && asked.body.contains("Sign out?"), "{asked:?}");
        assert!(
            asked.body.contains("alice") && !asked.body.contains("bob"),
            "whoever is signed in here is who signs out"
        );
        assert_eq!(bank.level(&mut alice).await, BASIC);
    }
    assert_eq!(world.count("session_ended").await, 0);
}

/// RP-Initiated Logout §4: what we did not issue is no hint, and the one who sends it leads nobody anywhere.
#[tokio::test]
async fn f08_a_forged_hint_leads_nobody_back() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let hint = bank.hint(&mut browser, "alice").await;
    let (head, signature) = hint.rsplit_once('.').unwrap();
    let forged = format!("{head}.{}{signature}", if signature.starts_with('A') { "B" } else { "A" });
    let forged = &forged[..hint.len()];
    let bye = ("post_logout_redirect_uri", "https://bank.example.com/bye");
    let query = encode(&[("id_token_hint", forged), ("client_id", "bank"), bye]);
    let asked = browser.visit(&format!("/logout?{query}")).await;
    assert!(asked.status == 200 && !asked.body.contains("bank.example.com"), "{asked:?}");
    let answer = browser.post(asked.actions()[0], &[("csrf", asked.csrf())]).await;
    assert_eq!((answer.status.as_u16(), answer.location(), browser.session()), (200, None, None));
    // With nobody signed in either.
    assert_eq!(browser.visit(&format!("/logout?{query}")).await.location(), None);
}
