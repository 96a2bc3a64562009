//! A relying party: out to the provider, back, and the ID token of the session against what an action needs.

use crate::world::{ISSUER, JWKS_URL, NOW, Provider, TestClock, Wire, changed};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use stepgate_guard::rp::{Acr, CallbackError, Client, ClientConfig, IdToken, Pending, Unmet, requirement_met};
use stepgate_guard::{FetchError, ProviderError, Require, StepUp, Timestamp, TokenFault};
use stepgate_protocol::jwt::Typ;
use stepgate_protocol::pkce::CodeChallenge;
use url::Url;

const TOKEN_URL: &str = "https://id.example.com/token";

struct App {
    provider: Provider,
    wire: Wire,
    clock: TestClock,
    client: Client,
}

impl App {
    fn new() -> Self {
        let (provider, clock) = (Provider::new(), TestClock::new());
        let wire = Wire::to(&provider);
        let config = ClientConfig {
            issuer: ISSUER.to_owned(),
            client_id: "admin:1".to_owned(),
            client_secret: "p w+1".to_owned(),
            redirect_uri: Url::parse("https://admin.example.com/callback?from=id").unwrap(),
            scope: "openid".to_owned(),
        };
        let client = Client::new(config, wire.clone(), clock.clock()).unwrap();
        Self { provider, wire, clock, client }
    }

    async fn begin(&self, more: &[(&'static str, String)]) -> (BTreeMap<String, String>, Pending) {
        let mut counter = 0;
        let draw = |bytes: &mut [u8]| {
            counter += 1;
            bytes.fill(counter);
        };
        let (url, pending) = self.client.begin(more, draw).await.unwrap();
        assert!(url.as_str().starts_with("https://id.example.com/authorize?"));
        (url.query_pairs().into_owned().collect(), pending)
    }

    /// The provider will redeem the next code for this ID token.
    fn will_sign_in(&self, nonce: &str, changes: Value) {
        let claims = json!({ "iss": ISSUER, "aud": "admin:1", "sub": "alice", "iat": NOW, "exp": NOW + 300, "nonce": nonce,
            "acr": "phr", "auth_time": NOW - 10, "amr": ["pop"] });
        let id_token = self.provider.key.sign(Typ::IdToken, &changed(claims, changes)).unwrap();
        let answer = json!({ "access_token": "at", "token_type": "bearer", "expires_in": 300, "id_token": id_token });
        self.wire.answer(TOKEN_URL, Ok((200, answer.to_string())));
    }

    async fn signed_in(&self, changes: Value) -> Result<IdToken, CallbackError> {
        let (sent, pending) = self.begin(&[]).await;
        self.will_sign_in(&sent["nonce"], changes);
        let query = format!("code=c-1&state={}&iss=https%3A%2F%2Fid.example.com", sent["state"]);
        self.client.finish(&query, &pending).await.map(|signed_in| signed_in.id_token)
    }
}

#[tokio::test]
async fn the_browser_is_sent_away_with_everything_that_protects_it() {
    let app = App::new();
    let (sent, pending) = app.begin(&[]).await;
    let fixed = [
        ("response_type", "code"),
        ("client_id", "admin:1"),
        ("redirect_uri", "https://admin.example.com/callback?from=id"),
        ("scope", "openid"),
        ("code_challenge_method", "S256"),
    ];
    for (name, value) in fixed {
        assert_eq!(sent[name], value);
    }
    assert_eq!((sent["state"].len(), sent["nonce"].len(), sent.len()), (43, 43, 8));
    assert_ne!(sent["state"], sent["nonce"]);
    let kept: Value = serde_json::to_value(&pending).unwrap();
    let challenge = CodeChallenge::of_verifier(kept["verifier"].as_str().unwrap()).unwrap();
    assert_eq!(sent["code_challenge"], challenge.as_str());
    assert!(!format!("{pending:?} {:?}", app.client).contains(&sent["state"]));
}

#[tokio::test]
async fn a_code_becomes_an_id_token() {
    let app = App::new();
    let id_token = app.signed_in(json!({})).await.unwrap();
    assert_eq!((id_token.subject(), id_token.acr()), ("alice", Some("phr")));
    assert_eq!(id_token.auth_time(), Some(Timestamp::from_seconds(NOW - 10)));
    let asked = app.wire.last_asked();
    // `admin%3A1:p+w%2B1`: both halves are encoded before they are joined.
    assert_eq!(asked.headers()["authorization"], "Basic YWRtaW4lM0ExOnArdyUyQjE=");
    let form: BTreeMap<String, String> = form_urlencoded::parse(asked.body()).into_owned().collect();
    assert_eq!((form["grant_type"].as_str(), form["code"].as_str()), ("authorization_code", "c-1"));
    assert_eq!(form["redirect_uri"], "https://admin.example.com/callback?from=id");
}

#[tokio::test]
async fn an_answer_to_somebody_else_is_refused() {
    let app = App::new();
    let (sent, pending) = app.begin(&[]).await;
    app.will_sign_in(&sent["nonce"], json!({}));
    let state = &sent["state"];
    let iss = "iss=https%3A%2F%2Fid.example.com";
    let table = [
        (format!("code=c&{iss}"), CallbackError::State),
        (format!("code=c&state=x&{iss}"), CallbackError::State),
        (format!("error=access_denied&state=x&{iss}"), CallbackError::State),
        (format!("code=c&state={state}"), CallbackError::Issuer),
        (format!("code=c&state={state}&iss=https%3A%2F%2Fevil.example"), CallbackError::Issuer),
        (format!("code=c&code=d&state={state}&{iss}"), CallbackError::Malformed),
        (format!("code=c&state={state}&state={state}&{iss}"), CallbackError::Malformed),
        (format!("state={state}&{iss}"), CallbackError::Malformed),
        (format!("code=&state={state}&{iss}"), CallbackError::Malformed),
        (format!("code=c&error=x&state={state}&{iss}"), CallbackError::Malformed),
        (
            format!("error=unmet_authentication_requirements&state={state}&{iss}"),
            CallbackError::Refused("unmet_authentication_requirements".to_owned()),
        ),
        (format!("error=%1b%5b31m%0d%0ax&state={state}&{iss}"), CallbackError::Refused("31mx".to_owned())),
    ];
    for (query, expected) in table {
        assert_eq!(app.client.finish(&query, &pending).await.unwrap_err(), expected, "{query}");
    }
    assert_eq!(app.wire.times_asked(TOKEN_URL), 0);
}

#[tokio::test]
async fn an_id_token_for_another_request_or_party_is_refused() {
    let table = [
        (json!({ "nonce": "other" }), TokenFault::Nonce),
        (json!({ "nonce": null }), TokenFault::Nonce),
        (json!({ "aud": "bank" }), TokenFault::Audience),
        (json!({ "aud": ["admin:1", "bank"] }), TokenFault::Audience),
        (json!({ "azp": "bank" }), TokenFault::Audience),
        (json!({ "iss": "https://evil.example" }), TokenFault::Issuer),
        (json!({ "exp": NOW - 30 }), TokenFault::Expired),
        (json!({ "iat": NOW + 31 }), TokenFault::NotYet),
        (json!({ "sub": "" }), TokenFault::Subject),
        (json!({ "acr": ["phr"] }), TokenFault::Authentication),
        (json!({ "auth_time": "now" }), TokenFault::Authentication),
    ];
    for (changes, expected) in table {
        let app = App::new();
        assert_eq!(app.signed_in(changes.clone()).await.unwrap_err(), CallbackError::IdToken(expected), "{changes}");
    }
    let app = App::new();
    assert!(app.signed_in(json!({ "aud": ["bank", "admin:1"], "azp": "admin:1" })).await.is_ok());
}

#[tokio::test]
async fn the_token_endpoint_may_refuse_or_fail() {
    let table = [
        (
            Ok((400, json!({ "error": "invalid_grant" }).to_string())),
            CallbackError::Refused("invalid_grant".to_owned()),
        ),
        (Ok((500, "oops".to_owned())), CallbackError::TokenResponse),
        (Ok((200, json!({ "access_token": "a", "token_type": "Bearer" }).to_string())), CallbackError::TokenResponse),
        (
            Ok((200, json!({ "access_token": "a", "token_type": "DPoP", "id_token": "i" }).to_string())),
            CallbackError::TokenResponse,
        ),
        (Err(FetchError::Timeout), CallbackError::Provider(ProviderError::Fetch(FetchError::Timeout))),
    ];
    for (answer, expected) in table {
        let app = App::new();
        let (sent, pending) = app.begin(&[]).await;
        app.wire.answer(TOKEN_URL, answer);
        let query = format!("code=c-1&state={}&iss=https%3A%2F%2Fid.example.com", sent["state"]);
        assert_eq!(app.client.finish(&query, &pending).await.unwrap_err(), expected);
    }
}

#[tokio::test]
async fn a_rotated_key_is_found_at_the_callback() {
    let mut app = App::new();
    app.begin(&[]).await;
    app.provider = Provider::new();
    app.wire.answer(JWKS_URL, Ok((200, app.provider.jwks())));
    app.clock.set(NOW + 30);
    assert!(app.signed_in(json!({})).await.is_ok());
}

#[tokio::test]
async fn an_action_needs_what_the_session_has_or_says_what_to_ask_for() {
    let app = App::new();
    let levels = app.client.levels().await.unwrap().unwrap();
    let id_token = app.signed_in(json!({ "acr": "mfa" })).await.unwrap();
    let now = Timestamp::from_seconds(NOW);
    assert_eq!(requirement_met(&id_token, &Require::acr(["mfa"]), Some(&levels), now), Ok(()));
    let require = Require::acr(["phr"]).max_age(0);
    let Err(Unmet::StepUp(step_up)) = requirement_met(&id_token, &require, Some(&levels), now) else {
        panic!("mfa is no phr");
    };
    let (sent, _) = app.begin(&step_up.authorization_parameters(Acr::Values)).await;
    assert_eq!((sent["acr_values"].as_str(), sent["max_age"].as_str()), ("phr", "0"));
    let (sent, _) = app.begin(&step_up.authorization_parameters(Acr::Essential)).await;
    let claims: Value = serde_json::from_str(&sent["claims"]).unwrap();
    assert_eq!(claims, json!({ "id_token": { "acr": { "essential": true, "values": ["phr"] } } }));
    assert!(!sent.contains_key("acr_values"));
    let impossible = requirement_met(&id_token, &Require::acr(["gold"]), Some(&levels), now);
    assert_eq!(impossible, Err(Unmet::Unsatisfiable));
}

#[tokio::test]
async fn a_level_decays_in_the_session_of_the_app_as_well() {
    let app = App::new();
    let levels = app.client.levels().await.unwrap();
    let id_token = app.signed_in(json!({ "auth_time": NOW })).await.unwrap();
    let met = |after| {
        let now = Timestamp::from_seconds(NOW + after);
        requirement_met(&id_token, &Require::acr(["phr"]), levels.as_ref(), now)
    };
    assert_eq!(met(930), Ok(()));
    assert!(matches!(met(931), Err(Unmet::StepUp(StepUp { max_age: None, .. }))));
}
