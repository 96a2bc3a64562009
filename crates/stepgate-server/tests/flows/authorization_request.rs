//! What an authorization request must look like, and where its answer may go.

use crate::http::{Call, encode};
use crate::world::{BASIC, World};

/// Each reads as `https://bank.example.com/callback` to some parser.
const LOOKALIKES: [&str; 22] = [
    "https://bank.example.com/callback/../x",
    "https://bank.example.com/callback%2f..",
    "https://bank.example.com/callback%252e",
    "https://bank.example.com@evil.example/callback",
    "https://bank.example.com\\@evil.example/callback",
    "http://localhost:80@evil.example/callback",
    "https://BANK.example.com/callback",
    "HTTPS://bank.example.com/callback",
    "https://bank.example.com:443/callback",
    "https://bank.example.com./callback",
    "https://bank.example.com/callback/",
    "https://bank.example.com/callback?a=b",
    "https://bank.example.com/callback#f",
    "https://bank.example.com/call\tback",
    " https://bank.example.com/callback",
    "https://b\u{430}nk.example.com/callback",
    "https://bank.example.com.evil.example/callback",
    "http://bank.example.com/callback",
    "//bank.example.com/callback",
    "https://bank.example.com/callback\0",
    "javascript:alert(1)//https://bank.example.com/callback",
    "*",
];

#[tokio::test]
async fn a01_a_redirect_uri_is_compared_byte_for_byte() {
    let world = World::new().await;
    let ask = world.bank().ask();
    for uri in LOOKALIKES {
        let answer = world.browser().open(&ask.clone().with("redirect_uri", uri)).await;
        assert_eq!(answer.page_error(), (400, "redirect_uri_mismatch"), "{uri}");
        assert_eq!(answer.location(), None, "{uri}");
        assert!(!answer.body.contains("evil") && !answer.body.contains("alert(1)"), "{uri} is reflected");
    }
    let page = world.browser().open(&ask.without("redirect_uri")).await;
    assert_eq!(page.page_error(), (400, "redirect_uri_mismatch"));
}

#[tokio::test]
async fn a02_a_parameter_is_sent_once() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    for name in ["client_id", "redirect_uri", "state"] {
        let page = browser.open(&bank.ask().also(name, "bank")).await;
        assert_eq!((page.page_error(), page.location()), ((400, "repeated_parameter"), None), "{name}");
    }
    for name in ["scope", "nonce", "acr_values", "max_age", "prompt", "code_challenge", "claims", "unknown"] {
        let ask = bank.ask().without(name).also(name, "openid").also(name, "openid");
        assert_eq!(bank.error(&ask, &browser.open(&ask).await), "invalid_request", "{name}");
    }
    let both = Call::post(bank.ask().url()).form(&[("max_age", "0")]);
    assert_eq!(browser.send(both).await.page_error(), (400, "malformed_form"));
}

#[tokio::test]
async fn a03_no_link_of_ours_leads_where_a_parameter_says() {
    let world = World::new().await;
    for target in ["//evil.example", "/\\evil.example", "https:evil.example", "https://evil.example/"] {
        for path in ["/", "/login", "/logout", "/interaction/x"] {
            let query = encode(&[("return_to", target), ("next", target), ("post_logout_redirect_uri", target)]);
            let answer = world.browser().send(Call::get(format!("{path}?{query}"))).await;
            assert_eq!(answer.location(), None, "{path} {target}");
            assert!(!answer.body.contains("evil"), "{path} {target}");
        }
    }
}

#[tokio::test]
async fn a04_an_error_goes_to_the_application_only_once_client_and_address_hold() {
    let world = World::new().await;
    let bank = world.bank();
    let ask = bank.ask().with("scope", "openid everything");
    assert_eq!(bank.error(&ask, &world.browser().open(&ask).await), "invalid_scope");
    let stranger = world.browser().open(&ask.with("client_id", "stranger")).await;
    assert_eq!((stranger.page_error(), stranger.location()), ((400, "unknown_client"), None));
}

#[tokio::test]
async fn a05_every_post_that_redirects_is_a_303() {
    let world = World::new().await;
    let (mut browser, bank, shop) = (world.browser(), world.bank(), world.client("shop"));
    let params = bank.ask().params;
    let fields: Vec<_> = params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let login = browser.post("/authorize", &fields).await;
    browser.with_password(&login, "alice").await;
    browser.confirm(&bank.ask().acr("phr"), "alice").await;
    world.pass(1);
    let page = browser.open(&bank.ask().acr("phr").with("max_age", "0")).await;
    browser.cancel(&page).await;
    let consent = browser.open(&shop.ask()).await;
    browser.submit(&consent, "/consent", &[("decision", "allow")]).await;
    let fields = [("client_id", "bank"), ("post_logout_redirect_uri", "https://bank.example.com/bye")];
    let confirm = browser.post("/logout", &fields).await;
    browser.post(confirm.actions()[0], &[("csrf", confirm.csrf())]).await;

    let last_segment = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    let seen: Vec<_> = browser.redirected_posts.iter().map(|(path, _)| last_segment(path)).collect();
    assert_eq!(seen[..6], ["authorize", "password", "passkey", "cancel", "consent", "logout"]);
    assert_eq!(seen.len(), 7);
    assert!(browser.redirected_posts.iter().all(|(_, status)| *status == 303), "{:?}", browser.redirected_posts);
}

#[tokio::test]
async fn a06_only_the_code_flow_and_only_the_modes_that_are_registered() {
    let world = World::new().await;
    let bank = world.bank();
    let table = [
        ("response_type", "token", "unsupported_response_type"),
        ("response_type", "id_token", "unsupported_response_type"),
        ("response_type", "code id_token", "unsupported_response_type"),
        ("response_mode", "fragment", "invalid_request"),
        ("response_mode", "form_post", "invalid_request"),
        ("request", "eyJhbGciOiJub25lIn0.e30.", "request_not_supported"),
        ("request_uri", "https://169.254.169.254/", "request_uri_not_supported"),
    ];
    for (name, value, error) in table {
        let ask = bank.ask().with(name, value);
        assert_eq!(bank.error(&ask, &world.browser().open(&ask).await), error, "{name}={value}");
    }
}

#[tokio::test]
async fn a07_every_answer_says_who_answers() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask();
    let success = browser.sign_in(&ask, "alice").await;
    assert_eq!(bank.param(&ask, &success, "iss").as_deref(), Some("https://id.example.com"));
    let ask = bank.ask().with("max_age", "-1");
    let failure = browser.open(&ask).await;
    assert_eq!(bank.param(&ask, &failure, "iss").as_deref(), Some("https://id.example.com"));
    let metadata = world.send(Call::get("/.well-known/openid-configuration")).await.json();
    assert_eq!(metadata["authorization_response_iss_parameter_supported"], true);
}

#[tokio::test]
async fn a08_a_stolen_code_is_worth_nothing_without_its_verifier() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let (ask, attackers) = (bank.ask(), bank.ask());
    let answer = browser.sign_in(&ask, "alice").await;
    let code = bank.code(&ask, &answer);
    assert_eq!(bank.redeem(&attackers, &code).await.refusal(), (400, "invalid_grant".into()));
    // Burnt: the right verifier comes too late.
    assert_eq!(bank.redeem(&ask, &code).await.refusal(), (400, "invalid_grant".into()));
}

#[tokio::test]
async fn a09_the_verifier_is_there_exactly_when_the_challenge_was() {
    let world = World::new().await;
    let (mut browser, shop) = (world.browser(), world.client("shop"));
    let with_challenge = shop.ask();
    let page = browser.sign_in(&with_challenge, "alice").await;
    let answer = browser.submit(&page, "/consent", &[("decision", "allow")]).await;
    let code = shop.code(&with_challenge, &answer);
    assert_eq!(shop.redeem_with(&code, None).await.refusal(), (400, "invalid_grant".into()));

    let without = shop.ask().without("code_challenge").without("code_challenge_method");
    let code = shop.code(&without, &browser.open(&without).await);
    assert_eq!(shop.redeem(&without, &code).await.refusal(), (400, "invalid_grant".into()));

    for ask in [shop.ask().with("code_challenge_method", "plain"), shop.ask().without("code_challenge_method")] {
        assert_eq!(shop.error(&ask, &browser.open(&ask).await), "invalid_request");
    }
    let public = world.bank().ask().without("code_challenge").without("code_challenge_method").acr(BASIC);
    assert_eq!(world.bank().error(&public, &browser.open(&public).await), "invalid_request");
}

#[tokio::test]
async fn a_look_ahead_uses_nothing_up() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let before = world.count("code_issued").await;
    let answer = browser.send(Call::new("HEAD", bank.ask().url())).await;
    assert_eq!((answer.status.as_u16(), world.count("code_issued").await), (405, before));
}
