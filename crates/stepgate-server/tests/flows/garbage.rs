//! Whatever arrives: no 5xx, no panic, no session.

use crate::http::{Answer, Call};
use crate::world::World;
use proptest::collection::vec;
use proptest::prelude::*;
use std::sync::LazyLock;

const ROUTES: [&str; 21] = [
    "/",
    "/authorize",
    "/token",
    "/userinfo",
    "/introspect",
    "/revoke",
    "/logout",
    "/logout/{id}",
    "/jwks",
    "/healthz",
    "/.well-known/openid-configuration",
    "/assets/{id}",
    "/interaction/{id}",
    "/interaction/{id}/password",
    "/interaction/{id}/passkey",
    "/interaction/{id}/passkey/options",
    "/interaction/{id}/consent",
    "/interaction/{id}/cancel",
    "/enrol/{id}",
    "/enrol/{id}/options",
    "/{id}",
];
const NAMES: [&str; 29] = [
    "client_id",
    "redirect_uri",
    "response_type",
    "response_mode",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
    "prompt",
    "max_age",
    "acr_values",
    "claims",
    "login_hint",
    "request",
    "request_uri",
    "csrf",
    "login",
    "credential",
    "name",
    "decision",
    "grant_type",
    "code",
    "code_verifier",
    "refresh_token",
    "client_secret",
    "token",
    "access_token",
    "post_logout_redirect_uri",
];
/// What is right somewhere, and so leads further in.
const KNOWN: [&str; 22] = [
    "bank",
    "shop",
    "https://bank.example.com/callback",
    "https://bank.example.com/bye",
    "code",
    "query",
    "openid",
    "openid payments:write",
    "S256",
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    "none",
    "login",
    "0",
    "300",
    "phr",
    r#"{"id_token":{"acr":{"essential":true,"values":["phr"]}}}"#,
    "{csrf}",
    "alice",
    "allow",
    "authorization_code",
    "refresh_token",
    r#"{"id":"AA","rawId":"AA","type":"public-key","response":{}}"#,
];

/// One world for all cases, with a browser in the middle of a step-up.
struct Stage {
    runtime: tokio::runtime::Runtime,
    world: World,
    cookies: String,
    page: Answer,
}

static STAGE: LazyLock<Stage> = LazyLock::new(|| {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (world, cookies, page) = runtime.block_on(async {
        let world = World::new().await;
        let (mut browser, bank) = (world.browser(), world.bank());
        browser.sign_in(&bank.ask(), "alice").await;
        let page = browser.open(&bank.ask().acr("phr")).await;
        let cookies: Vec<_> = browser.jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        (world, cookies.join("; "), page)
    });
    Stage { runtime, world, cookies, page }
});

fn garbage() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => proptest::sample::select(&KNOWN[..]).prop_map(str::to_owned),
        2 => ".{0,40}",
        1 => "[ -~]{0,200}",
        1 => (0_usize..30_000).prop_map(|length| "9".repeat(length)),
        1 => (0_usize..3_000).prop_map(|depth| "[{\"a\":".repeat(depth)),
        1 => Just("\0\r\n\u{202e}\u{feff}".to_owned()),
    ]
}

fn fields() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    vec((proptest::sample::select(&NAMES[..]), garbage()), 0..10)
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    let form = fields().prop_map(|fields| crate::http::encode(&fields).into_bytes());
    // With the page's own token, which opens the way to what lies behind it.
    let own = fields().prop_map(|fields| {
        let own = [("csrf", "{csrf}".to_owned())];
        crate::http::encode(&[&own[..], &fields].concat()).into_bytes()
    });
    prop_oneof![2 => form, 3 => own, 1 => vec(any::<u8>(), 0..200), 1 => Just(vec![b'a'; 70_000])]
}

fn header() -> impl Strategy<Value = (&'static str, Vec<u8>)> {
    let names = ["authorization", "cookie", "content-type", "origin", "x-forwarded-for", "accept"];
    (proptest::sample::select(names.to_vec()), vec(prop_oneof![32_u8..=126, 128_u8..=255], 0..60))
}

fn call() -> impl Strategy<Value = (Call, Vec<(&'static str, Vec<u8>)>, bool)> {
    let route = proptest::sample::select(&ROUTES[..]);
    let id = prop_oneof![3 => Just("{own}".to_owned()), 1 => "[!-~]{1,50}", 1 => Just("%ff%00%2f..".to_owned())];
    let query = prop_oneof![3 => fields().prop_map(|f| crate::http::encode(&f)), 1 => "[!-~]{0,100}"];
    let method = proptest::sample::select(&["GET", "POST", "POST", "PUT", "HEAD", "OPTIONS"][..]);
    (route, id, query, method, body(), vec(header(), 0..3), any::<bool>()).prop_map(
        |(route, id, query, method, body, headers, ours)| {
            let target = format!("{}?{query}", route.replace("{id}", &id));
            (Call { body, ..Call::new(method, target) }, headers, ours)
        },
    )
}

/// Fills in what is only known once the stage is set.
fn staged(call: Call, ours: bool) -> Call {
    let stage = &*STAGE;
    let encoded = crate::http::encode(&[("", "{csrf}")]);
    let body = match String::from_utf8(call.body) {
        Ok(text) => text.replace(&encoded[1..], stage.page.csrf()).into_bytes(),
        Err(raw) => raw.into_bytes(),
    };
    let target = call.target.replace("{own}", stage.page.interaction());
    let call = Call { body, target, ..call }.header("content-type", "application/x-www-form-urlencoded");
    if ours { call.header("cookie", &stage.cookies).header("sec-fetch-site", "same-origin") } else { call }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, max_global_rejects: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn h11_nothing_that_arrives_is_a_5xx_or_a_panic((call, headers, ours) in call()) {
        let call = staged(call, ours);
        // What is no URI does not get past any HTTP server.
        prop_assume!(axum::http::Uri::try_from(&call.target).is_ok());
        let answer = STAGE.runtime.block_on(STAGE.world.send_with(call.clone(), headers));
        prop_assert!(answer.status.as_u16() < 500, "{:?} -> {:?}", call, answer);
        for cookie in answer.headers.get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            prop_assert!(!cookie.contains("session=") || cookie.contains("Max-Age=0"), "{:?} -> {}", call, cookie);
        }
        prop_assert!(!answer.location().is_some_and(|location| location.contains("/callback?code=")), "{:?}", answer);
    }
}
