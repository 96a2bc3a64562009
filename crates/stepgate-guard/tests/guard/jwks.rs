//! Keys: when they are fetched, when they are not, and what an outage changes (H01, R13).

use crate::world::{JWKS_URL, METADATA_URL, NOW, Provider, World, access_claims, changed, metadata};
use data_encoding::BASE64URL_NOPAD;
use serde_json::json;
use stepgate_guard::{Denied, FetchError, Require, TokenFault};
use stepgate_protocol::jwt::{JwtError, Typ};

/// Whether a token that `provider` makes at this time is taken.
pub(crate) async fn is_taken(world: &World, provider: &Provider, at: i64) -> bool {
    world.clock.set(at);
    let claims = changed(access_claims(), json!({ "iat": at, "exp": at + 300, "auth_time": at }));
    let token = provider.key.sign(Typ::AccessToken, &claims).unwrap();
    let taken = world.call_with(&token, &Require::acr(["phr"])).await.is_ok();
    settle().await;
    taken
}

/// Lets refreshes in the background come to their end.
async fn settle() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}

fn with_random_kid(n: u32) -> String {
    let header = json!({ "alg": "ES256", "typ": "at+jwt", "kid": format!("random-{n}") }).to_string();
    format!("{}.e30.{}", BASE64URL_NOPAD.encode(header.as_bytes()), BASE64URL_NOPAD.encode(&[1; 64]))
}

#[tokio::test]
async fn young_keys_are_not_fetched_again() {
    let world = World::new();
    for at in [NOW, NOW + 1, NOW + 299] {
        assert!(is_taken(&world, &world.provider, at).await);
    }
    assert_eq!((world.wire.times_asked(METADATA_URL), world.wire.times_asked(JWKS_URL)), (1, 1));
    assert!(is_taken(&world, &world.provider, NOW + 300).await);
    assert_eq!(world.wire.times_asked(JWKS_URL), 2);
}

#[tokio::test]
async fn a_hundred_cold_calls_fetch_once() {
    let world = std::sync::Arc::new(World::new());
    let calls: Vec<_> = (0..100)
        .map(|_| {
            let world = std::sync::Arc::clone(&world);
            tokio::spawn(async move { world.call(json!({}), &Require::token()).await.is_ok() })
        })
        .collect();
    for call in calls {
        assert!(call.await.unwrap());
    }
    assert_eq!(world.wire.times_asked(JWKS_URL), 1);
}

#[tokio::test]
async fn a_new_key_is_found_when_a_token_names_it() {
    let world = World::new();
    assert!(is_taken(&world, &world.provider, NOW).await);
    let rotated = Provider::new();
    world.wire.answer(JWKS_URL, Ok((200, rotated.jwks())));
    assert!(!is_taken(&world, &rotated, NOW + 29).await);
    assert!(is_taken(&world, &rotated, NOW + 30).await);
    assert!(!is_taken(&world, &world.provider, NOW + 31).await);
    assert_eq!(world.wire.times_asked(JWKS_URL), 2);
}

/// H01: 10^5 random key ids in 60 s cause at most two fetches; how long a denial takes is measured by the benchmarks.
#[tokio::test]
async fn h01_kid_flood() {
    let world = World::new();
    assert!(is_taken(&world, &world.provider, NOW).await);
    for n in 0..100_000_u32 {
        world.clock.set(NOW + i64::from(n) * 60 / 100_000);
        let denied = world.call_with(&with_random_kid(n), &Require::token()).await.unwrap_err();
        assert_eq!(denied, Denied::InvalidToken(TokenFault::Jwt(JwtError::UnknownKid)));
    }
    assert_eq!(world.wire.times_asked(JWKS_URL), 2);
    assert!(is_taken(&world, &world.provider, NOW + 60).await);
}

/// The flood does not hide a rotation for longer than a minute.
#[tokio::test]
async fn h01_a_rotation_is_found_in_spite_of_a_flood() {
    let world = World::new();
    assert!(is_taken(&world, &world.provider, NOW).await);
    for second in 0..=30 {
        world.clock.set(NOW + second);
        assert!(world.call_with(&with_random_kid(1), &Require::token()).await.is_err());
    }
    let rotated = Provider::new();
    world.wire.answer(JWKS_URL, Ok((200, rotated.jwks())));
    assert!(!is_taken(&world, &rotated, NOW + 89).await);
    assert!(is_taken(&world, &rotated, NOW + 90).await);
}

/// R13: 24 hours without the provider: known keys go on, unknown ones are 401, and then it is over.
#[tokio::test]
async fn r13_a_day_without_the_provider() {
    let world = World::new();
    assert!(is_taken(&world, &world.provider, NOW).await);
    world.wire.answer(METADATA_URL, Err(FetchError::Connection));
    let (day, stranger) = (24 * 3600, Provider::new());
    for at in (600..day).step_by(600) {
        assert!(is_taken(&world, &world.provider, NOW + at).await, "{at}");
        assert!(!is_taken(&world, &stranger, NOW + at).await, "{at}");
    }
    assert!(!is_taken(&world, &world.provider, NOW + day).await);
    let denied = world.call(json!({}), &Require::token()).await.unwrap_err();
    assert_eq!(denied, Denied::Unavailable);
    world.wire.answer(METADATA_URL, Ok((200, metadata().to_string())));
    assert!(is_taken(&world, &world.provider, NOW + day + 60).await);
}

#[tokio::test]
async fn a_cold_start_without_the_provider_is_not_ready_and_retries_with_growing_gaps() {
    let world = World::new();
    world.wire.answer(METADATA_URL, Err(FetchError::Connection));
    assert_eq!(world.call(json!({}), &Require::token()).await.unwrap_err(), Denied::Unavailable);
    // 1, 2, 4, 8, 16 and then every 30 s, however often it is called.
    for second in 0..=121 {
        world.clock.set(NOW + second);
        assert!(!world.guard.ready().await);
    }
    assert_eq!(world.wire.times_asked(METADATA_URL), 1 + 5 + 3);
    world.wire.answer(METADATA_URL, Ok((200, metadata().to_string())));
    world.clock.set(NOW + 151);
    assert!(world.guard.ready().await);
    assert_eq!(world.guard.last_error(), None);
}

/// A caller that hangs up does not take the refresh with it.
#[tokio::test]
async fn a_refresh_outlives_its_caller() {
    let world = World::new();
    tokio::select! {
        biased;
        ready = world.guard.ready() => unreachable!("answered at once: {ready}"),
        () = std::future::ready(()) => {}
    }
    settle().await;
    assert_eq!(world.wire.times_asked(JWKS_URL), 1);
    assert!(world.guard.ready().await);
    assert_eq!(world.wire.times_asked(JWKS_URL), 1);
}

#[tokio::test]
async fn levels_follow_the_provider() {
    let world = World::new();
    assert!(world.call(json!({}), &Require::acr(["mfa"])).await.is_ok());
    let alone = json!({ "stepgate_levels": [{ "acr": "phr" }, { "acr": "mfa" }] });
    world.wire.answer(METADATA_URL, Ok((200, changed(metadata(), alone).to_string())));
    world.clock.set(NOW + 300);
    assert!(world.call(json!({ "exp": NOW + 600 }), &Require::acr(["mfa"])).await.is_ok());
    settle().await;
    assert!(world.call(json!({ "exp": NOW + 600 }), &Require::acr(["mfa"])).await.is_err());
}

#[tokio::test]
async fn a_clock_set_back_refreshes_what_was_known() {
    let world = World::new();
    assert!(is_taken(&world, &world.provider, NOW).await);
    assert!(is_taken(&world, &world.provider, NOW - 7200).await);
    assert_eq!(world.wire.times_asked(JWKS_URL), 2);
}
