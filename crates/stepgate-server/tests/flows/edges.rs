//! The edges of HTTP: methods, spellings of paths, hosts named twice, and what even the least answer carries.

use crate::http::{Answer, Call};
use crate::world::World;
use stepgate_server::page::assets;

/// One answer of each kind that is not a page of ours: assets, documents, errors that no handler made.
async fn every_other_answer(world: &World) -> Vec<(String, Answer)> {
    let id = "A".repeat(22);
    let ours = |call: Call| call.header("sec-fetch-site", "same-origin");
    let mut calls = vec![
        Call::get("/healthz"),
        Call::get("/jwks"),
        Call::get("/.well-known/openid-configuration"),
        Call::get("/userinfo"),
        Call::get("/interaction/%ff"),
        Call::get("/").header("host", "evil.example"),
        Call::post("/token"),
        Call::post("/introspect"),
        Call::post("/nowhere"),
        Call::new("OPTIONS", "/token"),
        Call::new("HEAD", "/authorize"),
        Call::new("PUT", "/token"),
        ours(Call::new("DELETE", format!("/interaction/{id}"))),
        ours(Call::post(format!("/interaction/{id}/password")).form(&[("x", &*"x".repeat(70_000))])),
    ];
    calls.extend(assets::all().map(|asset| Call::get(asset.path())));
    let mut answers = Vec::new();
    for call in calls {
        answers.push((format!("{} {}", call.method, call.target), world.send(call).await));
    }
    answers
}

#[tokio::test]
async fn f09_every_answer_stands_alone() {
    let world = World::new().await;
    let answers = every_other_answer(&world).await;
    let statuses: std::collections::BTreeSet<_> = answers.iter().map(|(_, answer)| answer.status.as_u16()).collect();
    assert_eq!(statuses, [200, 204, 400, 401, 403, 405, 413, 421].into());
    for (name, answer) in answers {
        let public = ["jwks", ".well-known"].iter().any(|part| name.contains(part));
        let resource = if public { "cross-origin" } else { "same-origin" };
        let expected = [
            ("cross-origin-resource-policy", resource),
            ("cross-origin-opener-policy", "same-origin"),
            ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
            ("x-frame-options", "DENY"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
        ];
        for (header, value) in expected {
            assert_eq!(answer.header(header), Some(value), "{name}: {header}");
        }
        let kept = public || name.contains("/assets/");
        assert_eq!(answer.header("cache-control").unwrap().contains("public"), kept, "{name}");
    }
}

/// Nothing of ours is made to be looked at through a frame (OpenID Connect Session Management 1.0 is not served).
#[tokio::test]
async fn f09_there_is_no_session_iframe() {
    let world = World::new().await;
    let metadata = world.send(Call::get("/.well-known/openid-configuration")).await.json();
    assert!(metadata.get("check_session_iframe").is_none());
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask();
    let answer = browser.sign_in(&ask, "alice").await;
    assert_eq!(bank.param(&ask, &answer, "session_state"), None);
    // A redirect shows nothing; the policy there would cut an application's popup off from it.
    assert_eq!(answer.header("cross-origin-opener-policy"), None);
    assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
    for path in ["/check_session", "/session/check", "/connect/checksession"] {
        assert_eq!(browser.send(Call::get(path)).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn f05_a_method_that_a_path_does_not_have_is_refused_there() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let page = browser.open(&bank.ask().acr("phr")).await;
    let rows = world.audit().await.len();
    let interaction = page.base().to_owned();
    let paths = ["/", "/authorize", "/token", "/userinfo", "/introspect", "/logout", "/jwks", &interaction];
    for path in paths {
        for method in ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "BREW"] {
            let call = Call::new(method, path).header("x-http-method-override", "POST").header("origin", &world.issuer);
            assert_eq!(browser.send(call).await.status, 405, "{method} {path}");
        }
    }
    for path in [&interaction, "/authorize?client_id=bank"] {
        assert_eq!(browser.send(Call::new("HEAD", path)).await.status, 405, "a preview answers nothing: {path}");
    }
    assert_eq!(world.audit().await.len(), rows);
    assert!(browser.visit(&interaction).await.offers("passkey"));
}

/// A path has one spelling. Another one is no path, and no redirect to the right one either.
#[tokio::test]
async fn f05_another_spelling_of_a_path_is_another_path() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let page = browser.open(&bank.ask()).await;
    let base = page.base();
    let spellings = [
        "/authorize/",
        "/AUTHORIZE",
        "/%61uthorize",
        "//authorize",
        "/./authorize",
        "/x/../authorize",
        "/authorize;x=1",
        "/token/",
        "/%74oken",
        "/Token",
        "//token",
        "/logout/",
        "/.well-known//openid-configuration",
        "/jwks/",
        "/jwks%00",
    ];
    let below = ["/", "/password/", "/PASSWORD", "//password", "/%70assword", "/../x/password"]
        .map(|end| format!("{base}{end}"));
    for path in spellings.into_iter().map(str::to_owned).chain(below) {
        for call in [Call::get(&path), Call::post(&path).form(&[("csrf", page.csrf())])] {
            let answer = browser.send(call.header("sec-fetch-site", "same-origin")).await;
            assert!([404, 405].contains(&answer.status.as_u16()) && answer.location().is_none(), "{path}: {answer:?}");
        }
        // A cross-site POST is not let through by a spelling that only looks like an endpoint without cookies.
        let forged = browser.send(Call::post(&path).header("sec-fetch-site", "cross-site")).await;
        assert_eq!(forged.status, 403, "{path}");
    }
}

/// An id may be written with percent signs, as any text in a path; it is the same id, and its rules are the same.
#[tokio::test]
async fn f05_an_encoded_id_is_the_same_id() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let page = browser.open(&bank.ask()).await;
    let encoded: String = page.interaction().bytes().map(|byte| format!("%{byte:02X}")).collect();
    let path = format!("/interaction/{encoded}");
    assert_eq!(browser.visit(&path).await.base(), page.base());
    assert_eq!(world.browser().visit(&path).await.page_error(), (400, "not_this_browser"));
    let other = browser.open(&bank.ask()).await;
    let crossed = browser.post(&format!("{path}/cancel"), &[("csrf", other.csrf())]).await;
    assert_eq!(crossed.page_error(), (403, "forged_form"));
    for id in ["x%2f..%2f..%2flogout", "%2f%2fevil.example", "%5cevil", "x%0d%0alocation:%20x", "x%00", "%252e%252e"] {
        let twice = Call::post(format!("/interaction/{id}/password")).form(&[("csrf", "x"), ("csrf", "x")]);
        let answer = browser.send(twice.header("sec-fetch-site", "same-origin")).await;
        assert_eq!(answer.page_error(), (400, "malformed_form"), "{id}");
        let links = answer.body.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        assert!(
            links.into_iter().all(|link| link.starts_with("/interaction/") || link.starts_with("/assets/")),
            "{id}"
        );
    }
}

#[tokio::test]
async fn f07_a_second_name_for_the_host_must_be_ours_too() {
    let world = World::new().await;
    let path = "/.well-known/openid-configuration";
    let twice = |one: &str, two: &str| Call::get(path).header("host", one).header("host", two);
    let absolute = |to: &str, host: &str| Call::get(format!("https://{to}{path}")).header("host", host);
    let table = [
        (twice("id.example.com", "evil.example"), 421),
        (twice("evil.example", "id.example.com"), 421),
        (twice("id.example.com", ""), 421),
        (absolute("evil.example", "id.example.com"), 421),
        (absolute("id.example.com", "evil.example"), 421),
        (absolute("id.example.com@evil.example", "id.example.com"), 421),
        (absolute("id.example.com", "id.example.com"), 200),
    ];
    for (call, status) in table {
        assert_eq!(world.send(call.clone()).await.status, status, "{call:?}");
    }
}
