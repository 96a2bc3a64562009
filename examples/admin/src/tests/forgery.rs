//! What somebody else's page or browser can do: nothing.

use crate::tests::world::{BASIC, Browser, Confirms};
use axum::http::StatusCode;
use axum::http::header::LOCATION;

const ACTIONS: [&str; 5] = ["/delete-tenant", "/grant-role", "/confirm", "/discard", "/sign-out"];
const FIELDS: [(&str, &str); 2] = [("tenant", "Acme"), ("person", "Jana Novak")];

#[tokio::test]
async fn forms_of_others_are_refused() {
    let mut alice = Browser::signed_in("alice", "phr").await;
    let away = alice.deletes("Acme").await;
    alice.comes_back(&away, Confirms("alice", "phr", 0)).await;
    let token = alice.csrf.clone();
    for forged in ["", "x", &token.replace('A', "B"), &Browser::signed_in("mallory", "phr").await.csrf] {
        for path in ACTIONS {
            forged.clone_into(&mut alice.csrf);
            assert_eq!(alice.post(path, &FIELDS).await.status, StatusCode::FORBIDDEN, "{path} {forged}");
        }
    }
    let page = alice.home().await;
    assert_eq!(page.element("confirm-action"), Some("Continue: delete tenant Acme"));
    assert!(page.text.contains("Acme") && page.text.contains("Auditors: none"));
}

#[tokio::test]
async fn without_a_session_nothing_is_done() {
    let mut nobody = Browser::new();
    for path in ACTIONS {
        let answer = nobody.post(path, &FIELDS).await;
        assert_eq!(
            (answer.status, &answer.headers[LOCATION]),
            (StatusCode::SEE_OTHER, &"/".parse().unwrap()),
            "{path}"
        );
    }
    let page = nobody.comes_back_with("code=c&state=s").await;
    assert!(page.element("sign-in").is_some() && !page.text.contains("Acme"));
    assert_eq!(nobody.codes_redeemed(), 0);
}

#[tokio::test]
async fn somebody_elses_answer_is_ignored_and_ours_still_counts() {
    let mut alice = Browser::signed_in("alice", BASIC).await;
    let away = alice.deletes("Acme").await;
    let codes = alice.codes_redeemed();
    for query in ["", "code=c", "code=c&state=x&iss=https%3A%2F%2Fid.example.com", "error=access_denied&state=x"] {
        let page = alice.comes_back_with(query).await;
        assert_eq!((page.element("message"), page.element("confirm-action")), (None, None), "{query}");
    }
    assert_eq!(alice.codes_redeemed(), codes);
    let back = alice.comes_back(&away, Confirms("alice", "phr", 0)).await;
    assert!(back.element("confirm-action").is_some());
}

#[tokio::test]
async fn an_answer_counts_once() {
    let mut alice = Browser::signed_in("alice", BASIC).await;
    let away = alice.deletes("Acme").await;
    alice.comes_back(&away, Confirms("alice", "phr", 0)).await;
    alice.post("/discard", &[]).await;
    let codes = alice.codes_redeemed();
    let again = alice.comes_back(&away, Confirms("alice", "phr", 0)).await;
    assert_eq!((again.element("confirm-action"), alice.codes_redeemed()), (None, codes));
}

#[tokio::test]
async fn a_session_changes_its_id_when_it_gains_something() {
    let mut alice = Browser::new();
    let away = alice.post("/sign-in", &[]).await;
    let planted = alice.cookie.clone();
    alice.comes_back(&away, Confirms("alice", BASIC, 0)).await;
    let signed_in = alice.cookie.clone();
    let away = alice.deletes("Acme").await;
    alice.comes_back(&away, Confirms("alice", "phr", 0)).await;
    let confirmed = alice.cookie.clone();
    for old in [planted, signed_in] {
        assert_ne!(old, confirmed);
        alice.cookie = old;
        assert!(alice.home().await.element("sign-in").is_some());
    }
    alice.cookie.clone_from(&confirmed);
    assert!(alice.home().await.element("confirm-action").is_some());
    alice.post("/sign-out", &[]).await;
    assert!(alice.home().await.element("sign-in").is_some());
}

#[tokio::test]
async fn every_answer_has_its_headers() {
    let mut alice = Browser::signed_in("alice", BASIC).await;
    for path in ["/", "/admin.css", "/callback", "/elsewhere"] {
        let headers = alice.get(path).await.headers;
        assert_eq!(
            headers["content-security-policy"],
            "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; \
             form-action 'self' https://id.example.com"
        );
        let others = ["x-content-type-options", "referrer-policy", "cache-control"].map(|name| &headers[name]);
        assert_eq!(others, ["nosniff", "no-referrer", "no-store"]);
    }
}
