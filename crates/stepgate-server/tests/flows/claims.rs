//! The `claims` parameter from somebody who means harm, threat A23.

use crate::http::Call;
use crate::world::{BASIC, World};

/// Padded with spaces to so many bytes.
fn of_length(length: usize) -> String {
    let claims = r#"{"id_token":{"acr":{"essential":true,"value":"urn:stepgate:basic"}}}"#;
    format!("{claims}{}", " ".repeat(length - claims.len()))
}

fn nested(depth: usize, open: &str, close: &str) -> String {
    format!("{}1{}", open.repeat(depth), close.repeat(depth))
}

#[tokio::test]
async fn a23_what_is_too_long_too_deep_or_said_twice_is_refused() {
    let world = World::new().await;
    let bank = world.bank();
    let bombs = [
        of_length(16 * 1024 + 1),
        nested(9, r#"{"a":"#, "}"),
        format!(r#"{{"a":{}}}"#, nested(5_000, "[", "]")),
        nested(8, r#"{"id_token":["#, "]}"),
        // Not closed: whoever recurses on the way in has done so before it is found out.
        r#"{"a":"#.repeat(2_000),
        format!(r#"{{"a":{}"#, "[".repeat(9_000)),
        r#"{"id_token":{"acr":{"value":"phr"}},"id_token":{}}"#.to_owned(),
        r#"{"id_token":{"acr":{"essential":true,"essential":false,"value":"phr"}}}"#.to_owned(),
        r#"{"id_token":{"acr":{"value":"phr"},"a\u0063r":null}}"#.to_owned(),
        r#"{"userinfo":{"x":{"y":1,"y":1}}}"#.to_owned(),
        "[]".to_owned(),
        "null".to_owned(),
        r#""{}""#.to_owned(),
        r#"{"id_token":{"acr":{"essential":"yes","value":"phr"}}}"#.to_owned(),
        r#"{"id_token":{"acr":{"value":"phr","values":["phr"]}}}"#.to_owned(),
        r#"{"id_token":{"acr":{"values":[1]}}}"#.to_owned(),
        r#"{} {}"#.to_owned(),
        "{\"id_token\":{}}\u{0}".to_owned(),
    ];
    for claims in bombs {
        let ask = bank.ask().with("claims", &claims);
        let answer = world.browser().open(&ask).await;
        let excerpt: String = claims.chars().take(60).collect();
        assert_eq!(bank.error(&ask, &answer), "invalid_request", "{excerpt}");
    }
    assert_eq!(world.send(Call::get("/healthz")).await.status, 200);
}

/// The limits are where they are said to be, and no closer.
#[tokio::test]
async fn a23_what_is_just_within_the_limits_is_read() {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let eight_deep =
        format!(r#"{{"userinfo":{},"id_token":{{"acr":{{"value":"{BASIC}"}}}}}}"#, nested(7, r#"{"a":"#, "}"));
    for claims in [of_length(16 * 1024), eight_deep, r#"{"id_token":null}"#.to_owned(), "{}".to_owned()] {
        let tokens = bank.silently(&mut browser, bank.ask().with("claims", &claims)).await.unwrap();
        assert_eq!(tokens.id["acr"], BASIC);
    }
}

/// A stack of 64 KiB is enough for any of it, so nothing recurses with the input.
#[test]
fn a23_depth_costs_no_stack() {
    use stepgate_protocol::json::{JsonError, Limits, parse};
    let thread = std::thread::Builder::new().stack_size(64 * 1024).spawn(|| {
        for depth in [5_000, 100_000] {
            let bomb = nested(depth, r#"{"a":"#, "}");
            let limits = Limits::bytes(bomb.len());
            assert_eq!(parse::<serde_json::Value>(bomb.as_bytes(), limits).unwrap_err(), JsonError::TooDeep);
        }
    });
    thread.unwrap().join().unwrap();
}
