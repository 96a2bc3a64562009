//! What tokens say, and for how long.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::sync::Arc;
use stepgate_core::assurance::Record;
use stepgate_core::level::{Age, Level};
use stepgate_core::{Assurance, Levels, MaxAge, Policy, Rule, SubjectId, Target, Timestamp};
use stepgate_protocol::client::{Client, ClientAuth};
use stepgate_protocol::issue::{Granted, IssueError, Issuer, tokens};
use stepgate_protocol::jwt::{Algorithm, SigningKey, SigningKeys};

const NOW: i64 = 1_800_000_000;

/// Scopes that need `phr`: within 200 s, each time, and as old as the level lets it be.
fn policy() -> Policy {
    let phr = Level {
        name: Arc::from("phr"),
        acr: Arc::from("phr"),
        any: vec!["passkey".parse().unwrap()],
        max_age: Some(MaxAge::seconds(250)),
        age: Age::Last,
    };
    let rule = |scope: &str, seconds: Option<u32>| Rule {
        target: Target::Scope(scope.to_owned()),
        require: vec!["phr".to_owned()],
        max_age: seconds.map(MaxAge::seconds),
    };
    let rules = vec![rule("pay", Some(200)), rule("each", Some(0)), rule("decays", None)];
    Policy::new(Levels::new(vec![phr]).unwrap(), rules).unwrap()
}

fn keys() -> SigningKeys {
    SigningKeys::new(SigningKey::generate().unwrap().1, Vec::new()).unwrap()
}

#[expect(clippy::disallowed_methods, reason = "no decision takes place in a test of what is made of one")]
fn assurance(auth_time: i64) -> Assurance {
    Assurance::from_record(Record {
        subject: SubjectId::new("alice"),
        acr: Arc::from("phr"),
        amr: vec![Cow::Borrowed("pop"), Cow::Borrowed("user")],
        auth_time: Timestamp::from_seconds(auth_time),
    })
}

fn client() -> Client {
    Client::new("bank", ClientAuth::None, "https://api.example.com")
}

fn issued(client: &Client, scope: &[&str], age: i64) -> Result<Value, IssueError> {
    let (keys, policy, assurance) = (keys(), policy(), assurance(NOW - age));
    let now = Timestamp::from_seconds(NOW);
    let issuer = Issuer { url: "https://id.example.com", keys: &keys, policy: &policy, now };
    let scope: Vec<String> = scope.iter().map(|name| (*name).to_owned()).collect();
    let granted = Granted { id: "g", session: "s", scope: &scope, assurance: &assurance, nonce: Some("n") };
    let tokens = tokens(&issuer, client, &granted, "t", Some("sgr_secret".to_owned()))?;
    let shown = format!("{tokens:?}");
    assert!(shown.contains("expires_in") && !shown.contains("sgr_secret") && !shown.contains("eyJ"), "{shown}");
    Ok(serde_json::to_value(&tokens).unwrap())
}

fn claims(token: &Value) -> Value {
    let body = token.as_str().unwrap().split('.').nth(1).unwrap();
    serde_json::from_slice(&BASE64URL_NOPAD.decode(body.as_bytes()).unwrap()).unwrap()
}

#[test]
fn tokens_say_who_how_strongly_and_when() {
    let answer = issued(&client(), &["openid", "profile"], 10).unwrap();
    assert_eq!(
        (&answer["token_type"], &answer["expires_in"], &answer["refresh_token"], &answer["scope"]),
        (&json!("Bearer"), &json!(300), &json!("sgr_secret"), &json!("openid profile"))
    );
    let common = json!({
        "iss": "https://id.example.com", "sub": "alice", "iat": NOW, "exp": NOW + 300, "acr": "phr", "amr": ["pop", "user"],
        "auth_time": NOW - 10, "sid": "s",
    });
    let with = |more: Value| {
        let mut all = common.clone();
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        all
    };
    assert_eq!(claims(&answer["id_token"]), with(json!({ "aud": "bank", "nonce": "n" })));
    let access = json!({
        "aud": "https://api.example.com", "client_id": "bank", "scope": "openid profile", "jti": "t", "grant_id": "g",
    });
    assert_eq!(claims(&answer["access_token"]), with(access));
}

/// Five minutes, and never longer than the floors of its scopes have freshness left.
#[test]
fn an_access_token_does_not_outlive_its_freshness() {
    let table = [
        (&["openid"][..], 10, 300),
        (&["openid", "pay"][..], 10, 190),
        (&["pay"][..], 199, 1),
        (&["pay"][..], 5_000, 1),
        (&["decays"][..], 10, 240),
        (&["decays", "pay"][..], 10, 190),
        (&["each"][..], 0, 60),
        (&["each", "pay"][..], 0, 60),
        // A ceremony that a clock dates in the future buys no more than five minutes.
        (&["decays"][..], -1_000, 300),
    ];
    for (scope, age, expected) in table {
        let answer = issued(&client(), scope, age).unwrap();
        let access = claims(&answer["access_token"]);
        let lives = access["exp"].as_i64().unwrap() - access["iat"].as_i64().unwrap();
        assert_eq!((lives, &answer["expires_in"]), (expected, &json!(expected)), "{scope:?} at {age}");
    }
}

#[test]
fn without_a_key_for_the_clients_algorithm_nothing_is_issued() {
    let client = Client { id_token_signed_response_alg: Algorithm::RS256, ..client() };
    assert_eq!(issued(&client, &["openid"], 10).unwrap_err(), IssueError::NoKey(Algorithm::RS256));
}
