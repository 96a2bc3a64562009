//! What resource servers and applications can look up: introspection, userinfo, discovery.

use crate::http::Call;
use crate::relying_party::Tokens;
use crate::world::World;

async fn tokens(world: &World, scope: &str) -> Tokens {
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask().with("scope", scope);
    let answer = browser.sign_in(&ask, "alice").await;
    bank.tokens(&ask, &answer).await
}

#[tokio::test]
async fn c17_only_the_audience_with_a_secret_may_look_into_a_token() {
    let world = World::new().await;
    let tokens = tokens(&world, "openid accounts:read").await;
    let seen = world.client("ledger").introspect(&tokens.access).await;
    for name in ["sub", "acr", "amr", "auth_time", "scope", "exp", "iat", "jti", "aud", "iss", "client_id"] {
        assert_eq!(seen[name], tokens.claims[name], "{name}");
    }
    assert_eq!((&seen["active"], &seen["token_type"]), (&true.into(), &"Bearer".into()));
    assert_eq!(world.client("shop").introspect(&tokens.access).await.to_string(), r#"{"active":false}"#);
    let public = world.bank().call("/introspect", &[("token", &tokens.access)]).await;
    assert_eq!(public.refusal(), (401, "invalid_client".into()));
    assert_eq!(world.send(Call::post("/introspect").form(&[("token", &tokens.access)])).await.status, 401);
    let nothing = world.client("ledger").call("/introspect", &[]).await;
    assert_eq!(nothing.refusal(), (400, "invalid_request".into()));
}

#[tokio::test]
async fn c17_anything_else_is_inactive() {
    let world = World::new().await;
    let (tokens, ledger) = (tokens(&world, "openid").await, world.client("ledger"));
    let (head, signature) = tokens.access.rsplit_once('.').unwrap();
    let forged = format!("{head}.{}", signature.chars().rev().collect::<String>());
    for token in [tokens.refresh.as_str(), &forged, "x", "a.b.c", &"y".repeat(10_000)] {
        assert_eq!(ledger.introspect(token).await.to_string(), r#"{"active":false}"#);
    }
    world.pass(299);
    assert_eq!(ledger.introspect(&tokens.access).await["active"], true);
    world.pass(1);
    assert_eq!(ledger.introspect(&tokens.access).await["active"], false);
}

#[tokio::test]
async fn c18_an_id_token_opens_nothing() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask();
    let answer = browser.sign_in(&ask, "alice").await;
    let body = bank.redeem(&ask, &bank.code(&ask, &answer)).await.json();
    let id_token = body["id_token"].as_str().unwrap();
    assert_eq!(bank.userinfo(id_token).await.refusal(), (401, "invalid_token".into()));
    let posted = world.send(Call::post("/userinfo").form(&[("access_token", id_token)])).await;
    assert_eq!(posted.refusal(), (401, "invalid_token".into()));
    assert_eq!(world.client("ledger").introspect(id_token).await["active"], false);
}

#[tokio::test]
async fn c23_userinfo_answers_the_token_in_the_header() {
    let world = World::new().await;
    let (profile, plain) = (tokens(&world, "openid profile").await, tokens(&world, "openid").await);
    let bank = world.bank();
    let info = bank.userinfo(&profile.access).await.json();
    let expected = serde_json::json!({ "sub": "user-alice", "name": "alice in full", "preferred_username": "alice" });
    assert_eq!(info, expected);
    assert_eq!(bank.userinfo(&plain.access).await.json(), serde_json::json!({ "sub": "user-alice" }));

    let (none, invalid) = ("Bearer", r#"Bearer error="invalid_token""#);
    for (call, expected) in [
        (Call::get("/userinfo"), none),
        (Call::post("/userinfo").form(&[("access_token", "")]), none),
        (Call::post("/userinfo").form(&[("access_token", "x")]), invalid),
        (Call::get("/userinfo").header("authorization", format!("Basic {}", plain.access)), invalid),
        (Call::get("/userinfo").header("authorization", "Bearer"), invalid),
    ] {
        let answer = world.send(call).await;
        assert_eq!((answer.status.as_u16(), answer.header("www-authenticate")), (401, Some(expected)));
    }
    world.pass(300);
    assert_eq!(bank.userinfo(&plain.access).await.status, 401);
}

/// OpenID Connect Core §5.3.1 has the token posted, RFC 6750 §2 wants it in one place.
#[tokio::test]
async fn c23_a_posted_token_is_answered_and_two_are_not() {
    let world = World::new().await;
    let token = tokens(&world, "openid").await.access;
    let form = |fields: &[(&str, &str)]| Call::post("/userinfo").form(fields);
    let posted = world.send(form(&[("access_token", &token)])).await;
    assert_eq!((posted.status.as_u16(), posted.json()), (200, serde_json::json!({ "sub": "user-alice" })));
    let bearer = format!("Bearer {token}");
    let two = [
        form(&[("access_token", &token)]).header("authorization", &bearer),
        form(&[("access_token", &token), ("access_token", &token)]),
    ];
    for call in two {
        let answer = world.send(call).await;
        assert_eq!(answer.refusal(), (400, "invalid_request".into()));
        assert_eq!(answer.header("www-authenticate"), Some(r#"Bearer error="invalid_request""#));
    }
    // What is no form is not read as one.
    let body = format!("access_token={token}").into_bytes();
    let plain = Call { body, ..Call::post("/userinfo").header("content-type", "text/plain") };
    assert_eq!(world.send(plain).await.status, 401);
}

#[tokio::test]
async fn c22_a_token_in_a_url_is_refused_wherever_it_is_sent() {
    let world = World::new().await;
    let (token, ledger) = (tokens(&world, "openid").await.access, world.client("ledger"));
    let paths = ["/userinfo", "/token", "/introspect", "/revoke", "/authorize", "/logout", "/jwks", "/", "/nowhere"];
    for path in paths {
        for name in ["access_token", "access%5Ftoken", "x=1&access_token"] {
            let target = format!("{path}?{name}={token}");
            let post = Call::post(&target).form(&[("token", "x")]).header("sec-fetch-site", "same-origin");
            for call in [Call::get(&target), post] {
                let answer = world.send(call).await;
                assert_eq!(answer.refusal(), (400, "invalid_request".into()), "{path} {name}");
                assert!(!answer.body.contains(&token));
            }
        }
    }
    let header =
        Call::get(format!("/userinfo?access_token={token}")).header("authorization", format!("Bearer {token}"));
    assert_eq!(world.send(header).await.status, 400);
    assert_eq!(ledger.introspect(&token).await["active"], true, "the token itself is as it was");
}

#[tokio::test]
async fn what_discovery_advertises_is_there() {
    let world = World::new().await;
    let metadata = world.send(Call::get("/.well-known/openid-configuration")).await.json();
    assert_eq!(metadata, world.send(Call::get("/.well-known/oauth-authorization-server")).await.json());
    assert_eq!(metadata["issuer"], world.issuer);
    let mut endpoints = 0;
    for (name, value) in metadata.as_object().unwrap() {
        if let Some(path) = value.as_str().and_then(|url| url.strip_prefix(&format!("{}/", world.issuer))) {
            assert!(name.ends_with("_endpoint") || name == "jwks_uri", "{name}");
            let status = world.send(Call::post(format!("/{path}"))).await.status.as_u16();
            let got = world.send(Call::get(format!("/{path}"))).await.status.as_u16();
            assert!(![404, 405].contains(&status) || ![404, 405].contains(&got), "{name}: {status} {got}");
            endpoints += 1;
        }
    }
    assert_eq!(endpoints, 7);
    let levels = ["urn:stepgate:basic", "urn:stepgate:mfa", "phr", "phrh", "urn:stepgate:recovery"];
    assert_eq!(metadata["acr_values_supported"], serde_json::json!(levels));
}

#[tokio::test]
async fn discovery_publishes_what_covers_what() {
    let world = World::new().await;
    let metadata = world.send(Call::get("/.well-known/openid-configuration")).await.json();
    let expected = serde_json::json!([
        { "acr": "urn:stepgate:basic", "covers": [] },
        { "acr": "urn:stepgate:mfa", "max_age": 28800, "covers": [], "covers_undated": ["urn:stepgate:basic"] },
        { "acr": "phr", "max_age": 900, "covers": ["urn:stepgate:basic", "urn:stepgate:mfa"] },
        { "acr": "phrh", "max_age": 300, "covers": ["urn:stepgate:basic", "urn:stepgate:mfa", "phr"] },
        { "acr": "urn:stepgate:recovery", "max_age": 900, "covers": [], "covers_undated": ["urn:stepgate:basic"] },
    ]);
    assert_eq!(metadata["stepgate_levels"], expected);
}

#[tokio::test]
async fn what_discovery_says_of_requests_is_enforced() {
    let world = World::new().await;
    let metadata = world.send(Call::get("/.well-known/openid-configuration")).await.json();
    let list = |name: &str| {
        metadata[name].as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        (list("response_types_supported"), list("response_modes_supported")),
        (vec!["code".to_owned()], vec!["query".to_owned(), "fragment".to_owned(), "form_post".to_owned()])
    );
    assert_eq!(list("code_challenge_methods_supported"), ["S256"]);
    assert_eq!(list("id_token_signing_alg_values_supported"), ["ES256"]);
    let bank = world.bank();
    for prompt in list("prompt_values_supported") {
        let ask = bank.ask().with("prompt", &prompt);
        let answer = world.browser().open(&ask).await;
        let refused = answer.location().is_some_and(|location| location.contains("invalid_request"));
        assert!(!refused, "{prompt}");
    }
    for scope in list("scopes_supported") {
        let answer = world.browser().open(&bank.ask().with("scope", &format!("openid {scope}"))).await;
        assert_eq!(answer.status, 200, "{scope}");
    }
}
