//! Deep and huge inputs at every place that parses something: an answer, at once, and never a panic.

use crate::browser::Browser;
use crate::http::{Answer, Call};
use crate::passkey::Passkey;
use crate::relying_party::RelyingParty;
use crate::world::World;
use data_encoding::{BASE64, BASE64URL_NOPAD};
use serde_json::Value;

/// What nests as deep as a request line may be long, in the ways that JSON nests, and what is merely long.
fn deep() -> Vec<String> {
    vec![
        "[".repeat(15_000),
        "{\"a\":".repeat(4_000),
        format!("{}{}", "[".repeat(8_000), "]".repeat(8_000)),
        format!("{{{}\"z\":1}}", "\"a\":{},".repeat(2_500)),
        format!("{{\"id_token\":{{\"acr\":{{\"values\":[{}\"x\"]}}}}}}", "\"phr\",".repeat(3_000)),
        format!("{{\"n\":{}}}", "9".repeat(20_000)),
        format!("{{\"s\":\"{}\"}}", "\\u0000".repeat(3_000)),
        "\u{FEFF}{}".to_owned(),
    ]
}

/// Such a text as each part of a JWT.
fn tokens(text: &str) -> [String; 3] {
    let part = BASE64URL_NOPAD.encode(text.as_bytes());
    let header = BASE64URL_NOPAD.encode(br#"{"alg":"ES256","typ":"JWT"}"#);
    [format!("{part}.e30.AA"), format!("{header}.{part}.AA"), format!("{part}.{part}.AA")]
}

/// A step-up that waits for a passkey.
async fn waiting(world: &World) -> (Browser, RelyingParty, Answer) {
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let page = browser.open(&bank.ask().acr("phr")).await;
    (browser, bank, page)
}

#[tokio::test]
async fn h11_deep_json_in_a_request_is_an_error_of_that_request() {
    let world = World::new().await;
    let (mut browser, bank, _) = waiting(&world).await;
    for text in deep() {
        for name in ["claims", "id_token_hint", "acr_values", "prompt", "request"] {
            // `World::send` refuses a 5xx; what is no page of ours is an error that goes back.
            let answer = browser.send(Call::get(bank.ask().with(name, &text).url())).await;
            assert!([303, 400].contains(&answer.status.as_u16()), "{name}: {answer:?}");
            assert!(!answer.location().is_some_and(|to| to.contains("code=")), "{name}");
        }
        for token in tokens(&text) {
            assert_eq!(world.client("ledger").introspect(&token).await.to_string(), r#"{"active":false}"#);
            assert_eq!(bank.userinfo(&token).await.status, 401);
            let refused = bank.silently(&mut browser, bank.ask().with("id_token_hint", &token)).await;
            assert_eq!(refused.unwrap_err(), "invalid_request");
        }
        let basic = Call::post("/token").form(&[("grant_type", "x")]);
        let basic = basic.header("authorization", format!("Basic {}", BASE64.encode(text.as_bytes())));
        assert!([400, 401].contains(&world.send(basic).await.status.as_u16()));
    }
}

/// Bytes that nest, or promise more than they hold, as a CBOR or JSON reader would meet them.
fn nested() -> Vec<Vec<u8>> {
    let cbor = [vec![0x81; 20_000], vec![0xa1; 20_000], vec![0x9f; 20_000], vec![0xd8; 20_000]];
    let promises = [vec![0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], vec![0xbb, 0x7f, 0xff, 0xff, 0xff]];
    deep().into_iter().map(String::into_bytes).chain(cbor).chain(promises).collect()
}

/// An honest answer with one member replaced.
fn spoilt(mut honest: Value, member: &str, bytes: &[u8]) -> String {
    assert!(honest["response"][member].is_string(), "{member}");
    honest["response"][member] = BASE64URL_NOPAD.encode(bytes).into();
    honest.to_string()
}

#[tokio::test]
async fn h11_a_deep_assertion_leaves_the_page_as_it_was() {
    let world = World::new().await;
    let (mut browser, _, page) = waiting(&world).await;
    let alice = Passkey::of("alice");
    let mut answers = deep();
    for member in ["clientDataJSON", "authenticatorData", "signature", "userHandle"] {
        for bytes in nested() {
            // Each to a challenge of its own, so that it is read to the end.
            let ceremony = alice.ceremony(&world, &browser.options(&page).await);
            answers.push(spoilt(alice.key.assert(&ceremony).unwrap().to_json(), member, &bytes));
        }
    }
    for credential in answers {
        let answer = browser.submit(&page, "/passkey", &[("credential", &credential)]).await;
        assert!([400, 401].contains(&answer.status.as_u16()), "{credential:.200}: {answer:?}");
    }
    assert_eq!(world.count("step_up").await, 0);
    assert_eq!(browser.with_passkey(&page, "alice").await.status, 303);
}

#[tokio::test]
async fn h11_a_deep_registration_leaves_the_ticket_as_it_was() {
    let world = World::new().await;
    let (mut browser, ticket, carol) = (world.browser(), world.ticket("carol").await, Passkey::of("carol"));
    let path = format!("/enrol/{ticket}");
    let page = browser.visit(&path).await;
    let mut answers = deep();
    for member in ["clientDataJSON", "attestationObject"] {
        for bytes in nested() {
            let options = browser.post(&format!("{path}/options"), &[("csrf", page.csrf())]).await.json();
            let honest = serde_json::from_str(&carol.register(&carol.ceremony(&world, &options))).unwrap();
            answers.push(spoilt(honest, member, &bytes));
        }
    }
    for credential in answers {
        let answer = browser.submit(&page, &ticket, &[("credential", &credential), ("name", "x")]).await;
        assert_eq!(answer.status, 400, "{credential:.200}: {answer:?}");
    }
    assert_eq!(world.count("passkey_enrolled").await, 0);
    assert_eq!(browser.visit(&path).await.state(), Some("ready"));
}

/// As many pairs as fit into a body or a request line, the same name and different ones, and what only looks like pairs.
#[tokio::test]
async fn h11_a_form_of_pairs_without_end_is_read_once() {
    let world = World::new().await;
    let (mut browser, bank, page) = waiting(&world).await;
    let many: Vec<String> = (0..9_000).map(|n| format!("a{n}=")).collect();
    let floods = [
        "a&".repeat(32_000),
        "a=b&".repeat(16_000),
        many.join("&"),
        "&".repeat(65_000),
        "%".repeat(60_000),
        "=".repeat(60_000),
    ];
    for flood in floods {
        let body = format!("csrf={}&{}", page.csrf(), &flood[..flood.len().min(65_000)]).into_bytes();
        for path in ["/token", "/introspect", "/authorize", "/logout", page.action("/cancel"), "/enrol/x"] {
            let call = Call { body: body.clone(), ..Call::post(path) };
            let call = call
                .header("content-type", "application/x-www-form-urlencoded")
                .header("sec-fetch-site", "same-origin");
            let answer = browser.send(call).await;
            assert!([303, 400, 401].contains(&answer.status.as_u16()), "{path}: {}", answer.status);
            if page.action("/cancel") == path && answer.status == 303 {
                return assert!(!flood.starts_with("a&"), "a repeated name was taken");
            }
        }
        let url = format!("{}&{}", bank.ask().url(), &flood[..flood.len().min(60_000)]);
        let answer = browser.send(Call::get(url)).await;
        assert!([303, 400].contains(&answer.status.as_u16()), "{}", answer.status);
    }
}

/// More headers than the program's listener lets through, with as many cookies in each.
#[tokio::test]
async fn h11_headers_without_end_are_read_once() {
    let world = World::new().await;
    let (browser, bank, page) = waiting(&world).await;
    let own: Vec<_> = browser.jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let noise = "stepgate=1; ".repeat(500);
    for name in ["cookie", "authorization", "accept-language", "x-forwarded-for", "origin"] {
        let mut call = Call::get(page.base()).header("cookie", own.join("; "));
        for _ in 0..1_000 {
            call = call.header(name, noise.clone());
        }
        let answer = world.send(call).await;
        assert!(answer.offers("passkey"), "{name}: {}", answer.status);
    }
    let bearer = Call::get("/userinfo").header("authorization", format!("Bearer {}", "a.".repeat(30_000)));
    assert_eq!(world.send(bearer).await.status, 401);
    assert_eq!(bank.level(&mut world.browser()).await, "login_required");
}
