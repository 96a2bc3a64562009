//! What a provider's documents may not be, and what becomes of the keys that were known before (H02).

use crate::jwks::is_taken;
use crate::log;
use crate::world::{ISSUER, JWKS_URL, METADATA_URL, NOW, Provider, World, changed, metadata};
use serde_json::{Value, json};
use stepgate_guard::FetchError;

/// A key set with `stranger`'s good key, and `others` beside it.
fn beside(stranger: &Provider, others: &[Value]) -> String {
    let mut keys = vec![serde_json::to_value(stranger.key.public_jwk()).unwrap()];
    keys.extend_from_slice(others);
    json!({ "keys": keys }).to_string()
}

/// The name it is refused under, its media type, and the answer.
type Poison = (&'static str, &'static str, Result<(u16, String), FetchError>);

/// Everything that must not be taken. Wherever it can, it brings a good key of somebody else's: one that is taken would show.
fn documents(stranger: &Provider) -> Vec<Poison> {
    let (json, good) = ("application/json", stranger.jwks());
    let own = |member: &str, value: Value| {
        let mut jwk = serde_json::to_value(stranger.key.public_jwk()).unwrap();
        jwk[member] = value;
        Ok((200, json!({ "keys": [jwk] }).to_string()))
    };
    let oct = json!({ "kty": "oct", "k": "AAAA", "kid": "symmetric" });
    let unusable: Vec<_> = (0..100).map(|n| json!({ "kty": "EC", "crv": "P-521", "kid": n.to_string() })).collect();
    vec![
        ("fetch_media_type", "text/html; charset=utf-8", Ok((200, "<html>maintenance</html>".to_owned()))),
        ("fetch_media_type", "text/html", Ok((200, good.clone()))),
        ("fetch_media_type", "text/plain", Ok((200, good.clone()))),
        ("fetch_media_type", "application/octet-stream", Ok((200, good.clone()))),
        ("fetch_media_type", "", Ok((200, good.clone()))),
        ("fetch_status", json, Ok((302, good.clone()))),
        ("fetch_status", json, Ok((404, good.clone()))),
        ("fetch_status", json, Ok((203, good.clone()))),
        ("fetch_status", json, Ok((500, String::new()))),
        ("fetch_timeout", json, Err(FetchError::Timeout)),
        ("fetch_too_long", json, Err(FetchError::TooLong)),
        ("json_not_an_object", json, Ok((200, "<html>maintenance</html>".to_owned()))),
        ("json_not_an_object", json, Ok((200, format!("[{good}]")))),
        ("json_too_long", json, Ok((200, format!("{good}{}", " ".repeat(10 << 20))))),
        ("json_duplicate_member", json, Ok((200, good.replacen("{\"keys\":", "{\"keys\":[],\"keys\":", 1)))),
        ("json_too_deep", json, Ok((200, format!("{{\"keys\":{}", "[".repeat(30_000))))),
        ("jwks_no_usable_key", json, Ok((200, json!({ "keys": [] }).to_string()))),
        ("jwks_too_many_keys", json, Ok((200, beside(stranger, &unusable)))),
        ("jwks_private_key", json, Ok((200, beside(stranger, &[oct])))),
        ("jwks_private_key", json, own("d", "AAAA".into())),
        ("jwks_private_key", json, own("k", "AAAA".into())),
        ("jwks_private_key", json, own("p", "AAAA".into())),
        (
            "jwks_duplicate_kid",
            json,
            Ok((200, beside(stranger, &[serde_json::to_value(stranger.key.public_jwk()).unwrap()]))),
        ),
    ]
}

#[tokio::test]
async fn h02_a_bad_document_leaves_the_old_keys_and_is_told_as_a_warning() {
    let stranger = Provider::new();
    for (name, media_type, answer) in documents(&stranger) {
        let world = World::new();
        assert!(is_taken(&world, &world.provider, NOW).await);
        world.wire.answer_as(JWKS_URL, media_type, answer);
        log::start();
        for at in [NOW + 300, NOW + 600] {
            assert!(is_taken(&world, &world.provider, at).await, "{name} {media_type}");
            assert!(!is_taken(&world, &stranger, at).await, "{name} {media_type}");
        }
        assert_eq!(world.guard.last_error().map(|error| error.name()), Some(name), "{media_type}");
        let warnings = log::take();
        let told = warnings.iter().filter(|event| {
            event["level"] == "WARN" && event["fields"]["error"] == name && event["fields"]["issuer"] == ISSUER
        });
        assert!(told.count() >= 2, "{name}: {warnings:?}");
    }
}

/// And the way back: the first good document is taken, whatever came before it.
#[tokio::test]
async fn h02_a_good_document_is_taken_after_bad_ones() {
    let (world, rotated) = (World::new(), Provider::new());
    assert!(is_taken(&world, &world.provider, NOW).await);
    world.wire.answer_as(JWKS_URL, "text/html", Ok((200, rotated.jwks())));
    assert!(!is_taken(&world, &rotated, NOW + 300).await);
    world.wire.answer_as(JWKS_URL, "Application/JWK-Set+JSON; charset=utf-8", Ok((200, rotated.jwks())));
    assert!(is_taken(&world, &world.provider, NOW + 400).await, "the refresh goes on behind it");
    assert!(is_taken(&world, &rotated, NOW + 401).await);
    assert!(!is_taken(&world, &world.provider, NOW + 402).await);
    assert_eq!(world.guard.last_error(), None);
}

/// H02: the metadata are the issuer's own, and so is what they point at.
#[tokio::test]
async fn h02_metadata_of_another_issuer_are_refused() {
    let changes = [
        json!({ "issuer": "https://evil.example" }),
        json!({ "issuer": "https://id.example.com/" }),
        json!({ "jwks_uri": "http://id.example.com/jwks" }),
        json!({ "jwks_uri": "http://127.0.0.1/jwks" }),
        json!({ "jwks_uri": "file:///etc/passwd" }),
        json!({ "jwks_uri": null }),
        json!({ "token_endpoint": "http://evil.example/token" }),
        json!({ "stepgate_levels": [{ "acr": "phr" }, { "acr": "phr" }] }),
        json!({ "stepgate_levels": [{ "acr": "phr", "max_age": -1 }] }),
        json!({ "stepgate_levels": "phr" }),
    ];
    for change in changes {
        let world = World::new();
        world.wire.answer(METADATA_URL, Ok((200, changed(metadata(), change.clone()).to_string())));
        assert!(!world.guard.ready().await, "{change}");
        assert_eq!(world.wire.times_asked(JWKS_URL), 0, "{change}");
    }
}

/// Without old keys a bad document is no keys: nobody gets in.
#[tokio::test]
async fn h02_a_cold_start_on_a_bad_document_lets_nobody_in() {
    let stranger = Provider::new();
    for (name, media_type, answer) in documents(&stranger) {
        let world = World::new();
        world.wire.answer_as(JWKS_URL, media_type, answer);
        assert!(!is_taken(&world, &stranger, NOW).await, "{name} {media_type}");
        assert!(!is_taken(&world, &world.provider, NOW + 60).await, "{name} {media_type}");
        assert!(!world.guard.ready().await);
    }
}
