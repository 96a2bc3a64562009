//! Which tokens are taken at all: B19, C01 to C05, C18.

use crate::world::{API, ISSUER, NOW, World, access_claims, bearer, challenge_of, changed};
use data_encoding::BASE64URL_NOPAD;
use http::HeaderValue;
use http::header::AUTHORIZATION;
use serde_json::{Value, json};
use stepgate_guard::{Denied, Require, TokenFault};
use stepgate_protocol::challenge::TokenErrorCode;
use stepgate_protocol::jwt::{JwtError, Typ};

async fn fault(world: &World, changes: Value) -> Option<TokenFault> {
    match world.call(changes.clone(), &Require::token()).await {
        Ok(_) => None,
        Err(Denied::InvalidToken(fault)) => Some(fault),
        Err(other) => panic!("{changes}: {other:?}"),
    }
}

#[tokio::test]
async fn what_a_good_token_says_is_handed_on() {
    let world = World::new();
    let access = world.call(json!({}), &Require::acr(["phr"]).scope("payments:write")).await.unwrap();
    assert_eq!((access.subject(), access.client_id(), access.jti()), ("alice", Some("bank"), Some("t-1")));
    assert_eq!((access.acr(), access.auth_time().unwrap().seconds()), (Some("phr"), NOW - 10));
    assert_eq!((access.amr().join(" ").as_str(), access.scope().count()), ("pop user", 2));
    assert_eq!(access.claims::<Value>().unwrap(), access_claims());
    assert!(
        access.has_scope("payments:write") && !access.has_scope("payments"),
        "{:?}",
        access.scope().collect::<Vec<_>>()
    );
    let shown = format!("{access:?}");
    assert!(shown.contains("Access") && !shown.contains("alice"), "{shown}");
}

#[tokio::test]
async fn b19_issuer_audience_and_subject_are_exact() {
    let world = World::new();
    let table = [
        (json!({ "iss": "https://id.example.com/" }), Some(TokenFault::Issuer)),
        (json!({ "iss": "https://evil.example" }), Some(TokenFault::Issuer)),
        (json!({ "aud": "https://api.example.com/" }), Some(TokenFault::Audience)),
        (json!({ "aud": ["https://other.example"] }), Some(TokenFault::Audience)),
        (json!({ "aud": ["https://other.example", API] }), None),
        (json!({ "sub": "" }), Some(TokenFault::Subject)),
        (json!({ "cnf": { "jkt": "x" } }), Some(TokenFault::KeyBound)),
    ];
    for (changes, expected) in table {
        assert_eq!(fault(&world, changes.clone()).await, expected, "{changes}");
    }
}

#[tokio::test]
async fn b19_times_have_thirty_seconds_of_leeway() {
    let world = World::new();
    let table = [
        (json!({ "exp": NOW - 29 }), None),
        (json!({ "exp": NOW - 30 }), Some(TokenFault::Expired)),
        (json!({ "nbf": NOW + 30 }), None),
        (json!({ "nbf": NOW + 31 }), Some(TokenFault::NotYet)),
        (json!({ "iat": NOW + 30 }), None),
        (json!({ "iat": NOW + 31 }), Some(TokenFault::NotYet)),
    ];
    for (changes, expected) in table {
        assert_eq!(fault(&world, changes.clone()).await, expected, "{changes}");
    }
}

/// C04: a claim of the wrong type is never an absent one.
#[tokio::test]
async fn c04_a_claim_of_the_wrong_type_is_a_fault() {
    let world = World::new();
    let wrong = [
        json!({ "exp": "9999999999" }),
        json!({ "exp": 1.5 }),
        json!({ "exp": -1 }),
        json!({ "nbf": [] }),
        json!({ "iat": "now" }),
        json!({ "aud": {} }),
        json!({ "aud": [] }),
        json!({ "scope": ["payments:write"] }),
        json!({ "jti": 7 }),
        json!({ "sub": 7 }),
        json!({ "client_id": {} }),
    ];
    for changes in wrong {
        let fault = fault(&world, changes.clone()).await;
        assert!(matches!(fault, Some(TokenFault::Jwt(JwtError::Claims(_)))), "{changes}: {fault:?}");
    }
    for missing in ["exp", "iss", "aud", "sub"] {
        let fault = fault(&world, json!({ missing: null })).await;
        assert!(matches!(fault, Some(TokenFault::Jwt(JwtError::Claims(_)))), "{missing}: {fault:?}");
    }
}

/// B19: where a level or an age is asked for, an unusable claim asks for a step-up, and never passes.
#[tokio::test]
async fn b19_unusable_authentication_claims_ask_for_a_step_up() {
    let world = World::new();
    let unusable = [
        json!({ "acr": null }),
        json!({ "auth_time": null }),
        json!({ "acr": 3 }),
        json!({ "acr": ["phr"] }),
        json!({ "acr": "" }),
        json!({ "acr": { "value": "phr" } }),
        json!({ "acr": "phr basic" }),
        json!({ "acr": "PHR" }),
        json!({ "auth_time": (NOW - 10).to_string() }),
        json!({ "auth_time": 1.0e300 }),
        json!({ "auth_time": -1 }),
        json!({ "auth_time": NOW + 31 }),
    ];
    for changes in unusable {
        let denied = world.call(changes.clone(), &Require::acr(["phr"]).max_age(300)).await.unwrap_err();
        assert_eq!(denied.status(), 401, "{changes}");
        let challenge = challenge_of(denied);
        assert_eq!(challenge.error, Some(TokenErrorCode::InsufficientUserAuthentication), "{changes}");
        assert_eq!((challenge.acr_values, challenge.max_age), (vec!["phr".to_owned()], Some(300)), "{changes}");
    }
}

#[tokio::test]
async fn a_malformed_acr_is_a_fault_even_where_none_is_needed() {
    let world = World::new();
    for changes in [json!({ "acr": 3 }), json!({ "auth_time": "x" }), json!({ "amr": "pop" })] {
        assert_eq!(fault(&world, changes).await, Some(TokenFault::Authentication));
    }
    assert_eq!(fault(&world, json!({ "acr": null, "auth_time": null, "amr": null })).await, None);
}

/// C03, C18: only an access token is one, whatever its claims.
#[tokio::test]
async fn c18_no_other_kind_of_token_is_taken() {
    let world = World::new();
    for typ in Typ::ALL.into_iter().filter(|typ| *typ != Typ::AccessToken) {
        let token = world.provider.key.sign(typ, &access_claims()).unwrap();
        let denied = world.call_with(&token, &Require::token()).await.unwrap_err();
        assert!(matches!(denied, Denied::InvalidToken(TokenFault::Jwt(_))), "{typ}: {denied:?}");
        assert_eq!(challenge_of(denied).error, Some(TokenErrorCode::InvalidToken));
    }
    let id_token = changed(access_claims(), json!({ "aud": "bank" }));
    let token = world.provider.key.sign(Typ::AccessToken, &id_token).unwrap();
    let denied = world.call_with(&token, &Require::token()).await.unwrap_err();
    assert_eq!(denied, Denied::InvalidToken(TokenFault::Audience));
}

/// C01, C02: the header chooses nothing.
#[tokio::test]
async fn c01_the_header_chooses_neither_algorithm_nor_key() {
    let world = World::new();
    let token = world.provider.access_token(json!({}));
    let kid = world.provider.key.kid().to_owned();
    let (_, rest) = token.split_once('.').unwrap();
    let headers = [
        json!({ "alg": "none", "typ": "at+jwt", "kid": kid }),
        json!({ "alg": "nOnE", "typ": "at+jwt", "kid": kid }),
        json!({ "alg": "HS256", "typ": "at+jwt", "kid": kid }),
        json!({ "alg": "RS256", "typ": "at+jwt", "kid": kid }),
        json!({ "alg": "ES256", "typ": "at+jwt", "kid": "../../x" }),
        json!({ "alg": "ES256", "typ": "at+jwt", "kid": "' OR 1=1" }),
        json!({ "alg": "ES256", "typ": "at+jwt", "kid": kid, "jku": "https://evil.example/jwks" }),
        json!({ "alg": "ES256", "typ": "at+jwt", "kid": kid, "jwk": world.provider.key.public_jwk() }),
        json!({ "alg": "ES256", "kid": kid }),
    ];
    for header in headers {
        let forged = format!("{}.{rest}", BASE64URL_NOPAD.encode(header.to_string().as_bytes()));
        let denied = world.call_with(&forged, &Require::token()).await.unwrap_err();
        assert!(matches!(denied, Denied::InvalidToken(TokenFault::Jwt(_))), "{header}: {denied:?}");
    }
    assert_eq!(world.wire.times_asked("https://evil.example/jwks"), 0);
}

/// C05: one token has one spelling.
#[tokio::test]
async fn c05_a_token_altered_anywhere_is_refused() {
    let world = World::new();
    let token = world.provider.access_token(json!({}));
    let last = token.len() - 1;
    for altered in [format!("{token}="), format!("{token}."), token[..last].to_owned(), token.replacen('.', "..", 1)] {
        let denied = world.call_with(&altered, &Require::token()).await.unwrap_err();
        assert!(matches!(denied, Denied::InvalidToken(TokenFault::Jwt(_))), "{altered}");
    }
    let claims = changed(access_claims(), json!({ "padding": "x".repeat(9000) }));
    assert!(world.provider.key.sign(Typ::AccessToken, &claims).is_err());
    let denied = world.call_with(&"x".repeat(9000), &Require::token()).await.unwrap_err();
    assert_eq!(denied, Denied::InvalidToken(TokenFault::Jwt(JwtError::TooLong)));
}

#[tokio::test]
async fn another_providers_signature_is_wrong() {
    let (world, other) = (World::new(), World::new());
    let denied = world.call_with(&other.provider.access_token(json!({})), &Require::token()).await.unwrap_err();
    assert_eq!(denied, Denied::InvalidToken(TokenFault::Jwt(JwtError::UnknownKid)));
}

#[tokio::test]
async fn the_token_is_in_one_authorization_header() {
    let world = World::new();
    let token = world.provider.access_token(json!({}));
    let header = |value: &str| [(AUTHORIZATION, HeaderValue::from_str(value).unwrap())].into_iter().collect();
    let table = [
        (http::HeaderMap::new(), Some(Denied::NoToken)),
        (header("Basic YTpi"), Some(Denied::NoToken)),
        (header(&format!("bEARER  {token}")), None),
        (header("Bearer"), Some(Denied::Malformed)),
        (header("Bearer "), Some(Denied::Malformed)),
        (header(&format!("Bearer {token} {token}")), Some(Denied::Malformed)),
        (header(&format!("Bearer {token}, Bearer {token}")), Some(Denied::Malformed)),
    ];
    for (headers, expected) in table {
        assert_eq!(world.guard.check(&headers, &Require::token()).await.err(), expected, "{headers:?}");
    }
    let mut twice = bearer(&token);
    twice.append(AUTHORIZATION, HeaderValue::from_static("Bearer x"));
    assert_eq!(world.guard.check(&twice, &Require::token()).await.unwrap_err(), Denied::Malformed);
}

#[tokio::test]
async fn every_scope_is_needed() {
    let world = World::new();
    let require = Require::token().scope("payments:write").scope("admin");
    let denied = world.call(json!({}), &require).await.unwrap_err();
    assert_eq!(denied.status(), 403);
    let challenge = challenge_of(denied);
    assert_eq!(challenge.error, Some(TokenErrorCode::InsufficientScope));
    assert_eq!(challenge.scope.as_deref(), Some("payments:write admin"));
    for scope in [json!("payments:write2 admin"), json!("PAYMENTS:WRITE admin"), json!(""), Value::Null] {
        assert!(world.call(json!({ "scope": scope }), &require).await.is_err(), "{scope}");
    }
    assert!(world.call(json!({ "scope": "admin x payments:write" }), &require).await.is_ok());
}

#[test]
fn the_issuer_is_https_or_this_machine() {
    for issuer in
        ["http://id.example.com", "ftp://id.example.com", "id.example.com", "", "http://127.0.0.1.evil.example"]
    {
        let refused = stepgate_guard::Guard::builder(issuer, API).build_with(crate::world::Wire::default());
        assert!(refused.is_err(), "{issuer}");
    }
    for issuer in [ISSUER, "http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080"] {
        let built = stepgate_guard::Guard::builder(issuer, API).build_with(crate::world::Wire::default());
        assert!(built.is_ok(), "{issuer}");
    }
}
