//! What every answer carries: policy, framing, caching, cookies, hosts, origins.

use crate::http::{Answer, Call, between};
use crate::owner::page_of;
use crate::passkey::Passkey;
use crate::world::World;

/// Every page there is, by name.
async fn every_page(world: &World) -> Vec<(&'static str, Answer)> {
    let mut pages = interaction_pages(world).await;
    let mut stranger = world.browser();
    let ticket = world.ticket("carol").await;
    let mut signed_in = world.browser();
    signed_in.sign_in(&world.bank().ask(), "alice").await;
    pages.extend(account_pages(world).await);
    pages.extend([
        ("home", stranger.visit("/").await),
        ("home signed in", signed_in.visit("/").await),
        ("not found", stranger.visit("/nowhere").await),
        ("request error", stranger.visit("/authorize?client_id=nobody").await),
        ("not this browser", stranger.visit("/interaction/AAAAAAAAAAAAAAAAAAAAAA").await),
        ("enrol", stranger.visit(&format!("/enrol/{ticket}")).await),
        ("enrol expired", stranger.visit("/enrol/x").await),
        ("logout confirm", signed_in.visit("/logout").await),
        ("signed out", stranger.visit("/logout").await),
        ("forged", stranger.post("/interaction/x/password", &[("csrf", "x")]).await),
    ]);
    pages
}

/// The account page and everything below it that can be looked at.
async fn account_pages(world: &World) -> Vec<(&'static str, Answer)> {
    let mut browser = world.browser();
    browser.sign_in(&world.bank().ask(), "alice").await;
    let mut pages = Vec::new();
    for path in
        ["/account", "/account/passkeys/add", "/account/totp/add", "/account/recovery-codes", "/account/password"]
    {
        pages.push((path, browser.at_account(path, "alice").await));
    }
    pages.push(("method", browser.visit(&page_of(&Passkey::of("alice"))).await));
    pages.push(("no such method", browser.visit("/account/methods/x").await));
    pages
}

async fn interaction_pages(world: &World) -> Vec<(&'static str, Answer)> {
    let (bank, shop) = (world.bank(), world.client("shop"));
    let (mut alice, mut carol) = (world.browser(), world.browser());
    let login = alice.open(&bank.ask()).await;
    let wrong = alice.submit(&login, "/password", &[("login", "alice"), ("password", "wrong")]).await;
    alice.with_password(&login, "alice").await;
    carol.sign_in(&bank.ask(), "carol").await;
    let challenge = alice.open(&bank.ask().acr("phr")).await;
    vec![
        ("answered", alice.visit(login.base()).await),
        ("login", login),
        ("wrong password", wrong),
        ("unreachable", carol.open(&bank.ask().acr("phr")).await),
        ("subject mismatch", alice.with_passkey(&challenge, "bob").await),
        ("challenge", challenge),
        ("consent", alice.open(&shop.ask()).await),
    ]
}

fn directive<'p>(policy: &'p str, name: &str) -> &'p str {
    let found = policy.split(';').map(str::trim).find_map(|part| part.strip_prefix(name));
    found.unwrap_or_else(|| panic!("no {name} in {policy}")).trim()
}

#[tokio::test]
async fn f01_no_page_of_ours_can_be_framed_or_kept() {
    let world = World::new().await;
    let pages = every_page(&world).await;
    assert_eq!(pages.len(), 24);
    for (name, page) in pages {
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"), "{name}: {page:?}");
        let policy = page.header("content-security-policy").unwrap();
        assert_eq!(directive(policy, "frame-ancestors"), "'none'", "{name}");
        assert_eq!(directive(policy, "default-src"), "'none'", "{name}");
        assert_eq!(directive(policy, "base-uri"), "'none'", "{name}");
        let expected = [
            ("x-frame-options", "DENY"),
            ("cache-control", "no-store"),
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ];
        for (header, value) in expected {
            assert_eq!(page.header(header), Some(value), "{name}: {header}");
        }
    }
}

#[tokio::test]
async fn f02_scripts_run_by_a_nonce_that_is_never_the_same() {
    let world = World::new().await;
    let mut nonces = std::collections::BTreeSet::new();
    for (name, page) in every_page(&world).await {
        let policy = page.header("content-security-policy").unwrap();
        let nonce = between(directive(policy, "script-src"), "'nonce-", "'").unwrap().to_owned();
        assert_eq!(directive(policy, "script-src"), format!("'nonce-{nonce}' 'strict-dynamic'"), "{name}");
        for script in page.body.split("<script ").skip(1) {
            let inert = script.starts_with("type=\"application/json\"");
            assert!(inert || script.contains(&format!("nonce=\"{nonce}\"")), "{name}: {script}");
        }
        assert!(nonces.insert(nonce), "{name}");
    }
}

#[tokio::test]
async fn f03_forms_lead_to_us_and_to_the_one_validated_origin() {
    let world = World::new().await;
    let returning = ["login", "wrong password", "unreachable", "challenge"];
    for (name, page) in every_page(&world).await {
        let expected = match name {
            name if returning.contains(&name) => "'self' https://bank.example.com",
            "consent" => "'self' https://shop.example.com",
            _ => "'self'",
        };
        assert_eq!(directive(page.header("content-security-policy").unwrap(), "form-action"), expected, "{name}");
    }
    let mut browser = world.browser();
    browser.sign_in(&world.bank().ask(), "alice").await;
    let leaving = browser.open_logout("bank").await;
    let policy = leaving.header("content-security-policy").unwrap();
    assert_eq!(directive(policy, "form-action"), "'self' https://bank.example.com");
}

#[tokio::test]
async fn f06_a_page_loads_nothing_from_anybody_else() {
    let world = World::new().await;
    for (name, page) in every_page(&world).await {
        for mark in [" src=\"", "<link rel=\"icon\" type=\"image/svg+xml\" href=\"", "<link rel=\"stylesheet\" href=\""]
        {
            for path in page.body.split(mark).skip(1).filter_map(|rest| rest.split('"').next()) {
                let asset = world.send(Call::get(path)).await;
                assert!(path.starts_with("/assets/") && asset.status == 200, "{name}: {path}");
                assert_eq!(asset.header("cache-control"), Some("public, max-age=31536000, immutable"));
            }
        }
    }
}

#[tokio::test]
async fn f04_cookies_are_bound_to_this_host() {
    let table = [
        ("https://id.example.com", "__Host-stepgate-", "; Path=/; Secure; HttpOnly; SameSite=Lax"),
        ("http://localhost:8080", "stepgate-", "; Path=/; HttpOnly; SameSite=Lax"),
    ];
    for (issuer, prefix, attributes) in table {
        let world = World::at(issuer).await;
        let (mut browser, bank) = (world.browser(), world.bank());
        let first = browser.send(Call::get(bank.ask().url())).await;
        let page = browser.visit(first.location().unwrap()).await;
        let fields = [("csrf", page.csrf()), ("login", "alice"), ("password", &crate::world::password("alice"))];
        let call = Call::post(page.action("/password")).form(&fields).header("sec-fetch-site", "same-origin");
        let signed_in = browser.send(call).await;
        for (answer, name) in [(first, "browser"), (signed_in, "session")] {
            let cookie = answer.header("set-cookie").unwrap();
            let value = cookie.strip_prefix(&format!("{prefix}{name}=")).unwrap().strip_suffix(attributes).unwrap();
            assert_eq!(value.len(), 43, "{cookie}");
        }
    }
}

#[tokio::test]
async fn f04_a_cookie_that_comes_twice_is_believed_in_neither_form() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let page = browser.open(&bank.ask()).await;
    let own = &browser.jar["__Host-stepgate-browser"];
    let name = "__Host-stepgate-browser";
    for tossed in [format!("{name}={own}; {name}={}", "A".repeat(43)), format!("{name}=x; {name}={own}")] {
        let answer = world.send(Call::get(page.base()).header("cookie", tossed)).await;
        assert_eq!(answer.page_error(), (400, "not_this_browser"));
    }
    // The unprefixed name, which any subdomain could set, is not read here.
    let lookalike = format!("stepgate-browser={own}");
    let answer = world.send(Call::get(page.base()).header("cookie", lookalike)).await;
    assert_eq!(answer.page_error(), (400, "not_this_browser"));
    assert_eq!(browser.visit(page.base()).await.status, 200);
}

#[tokio::test]
async fn f05_what_changes_something_does_not_answer_to_get() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let page = browser.open(&bank.ask()).await;
    for path in ["password", "passkey", "passkey/options", "consent", "cancel"] {
        let query = format!("{}/{path}?csrf={}&login=alice&password=x", page.base(), page.csrf());
        for method in ["GET", "HEAD", "OPTIONS"] {
            assert_eq!(browser.send(Call::new(method, &query)).await.status, 405, "{method} {path}");
        }
    }
    for path in ["/token", "/introspect", "/revoke", "/logout/x"] {
        assert_eq!(browser.send(Call::get(path)).await.status, 405, "{path}");
    }
    assert!(browser.visit(page.base()).await.offers("password"));
}

#[tokio::test]
async fn f07_another_host_is_answered_with_nothing() {
    let world = World::new().await;
    let hosts =
        ["evil.example", "id.example.com.evil.example", "id.example.com:8443", "id.example.com.", "127.0.0.1", ""];
    for host in hosts {
        for path in ["/", "/authorize?client_id=bank", "/.well-known/openid-configuration", "/nowhere"] {
            let forwarded = Call::get(path).header("host", host).header("x-forwarded-host", "id.example.com");
            let answer = world.send(forwarded).await;
            assert_eq!((answer.status.as_u16(), answer.body.as_str()), (421, "unknown_host"), "{host} {path}");
            assert_eq!((answer.location(), answer.header("set-cookie")), (None, None));
        }
    }
    let absolute = Call::get("https://evil.example/.well-known/openid-configuration").header("host", "evil.example");
    assert_eq!(world.send(absolute).await.status, 421);
    let ours = Call::get("/.well-known/openid-configuration").header("x-forwarded-host", "evil.example");
    assert!(!world.send(ours).await.body.contains("evil"));
    assert_eq!(world.send(Call::get("/healthz").header("host", "ID.example.com")).await.status, 200);
}

#[tokio::test]
async fn c23_only_registered_origins_may_read_from_a_browser() {
    let world = World::new().await;
    let allow = |answer: &Answer| answer.header("access-control-allow-origin").map(str::to_owned);
    let calls = [
        Call::post("/token"),
        Call::get("/userinfo"),
        Call::new("OPTIONS", "/token"),
        Call::new("OPTIONS", "/userinfo"),
        Call::post("/revoke"),
        Call::new("OPTIONS", "/revoke"),
    ];
    for call in calls {
        let bank = world.send(call.clone().header("origin", "https://bank.example.com")).await;
        assert_eq!(allow(&bank).as_deref(), Some("https://bank.example.com"), "{call:?}");
        assert_eq!((bank.header("vary"), bank.header("access-control-allow-credentials")), (Some("origin"), None));
        for foreign in ["https://evil.example", "null", "https://bank.example.com:8443", "http://bank.example.com"] {
            let answer = world.send(call.clone().header("origin", foreign)).await;
            assert_eq!((allow(&answer), answer.header("vary")), (None, Some("origin")), "{call:?} {foreign}");
        }
    }
    for path in ["/authorize", "/introspect", "/logout", "/", "/interaction/x"] {
        let answer = world.send(Call::get(path).header("origin", "https://bank.example.com")).await;
        assert_eq!(allow(&answer), None, "{path}");
    }
    for path in ["/jwks", "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"] {
        let answer = world.send(Call::get(path).header("origin", "https://anybody.example")).await;
        assert_eq!(allow(&answer).as_deref(), Some("*"), "{path}");
    }
}
