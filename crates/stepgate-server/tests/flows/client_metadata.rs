//! What a client registers about its requests and its tokens.

use crate::http::Call;
use crate::relying_party::{Ask, RelyingParty};
use crate::world::{BASIC, World, public};
use data_encoding::BASE64URL_NOPAD;
use serde_json::Value;
use stepgate_protocol::client::{AcrValues, Client};
use stepgate_protocol::jwt::Algorithm;

/// What the header of a JWT says.
fn header(token: &Value) -> Value {
    let (header, _) = token.as_str().unwrap().split_once('.').unwrap();
    serde_json::from_slice(&BASE64URL_NOPAD.decode(header.as_bytes()).unwrap()).unwrap()
}

#[tokio::test]
async fn each_client_gets_the_signature_it_registered_on_its_id_tokens() {
    let wanted =
        [("rs", Algorithm::RS256), ("ps", Algorithm::PS256), ("ed", Algorithm::EdDSA), ("es", Algorithm::ES256)];
    let clients = wanted.map(|(id, algorithm)| Client { id_token_signed_response_alg: algorithm, ..public(id) });
    let world = World::with_clients(clients).await;
    let mut kids = std::collections::BTreeSet::new();
    for (id, algorithm) in wanted {
        let (mut browser, client) = (world.browser(), world.client(id));
        let ask = client.ask();
        let answer = browser.sign_in(&ask, "alice").await;
        let answer = client.redeem(&ask, &client.code(&ask, &answer)).await;
        let (body, tokens) = (answer.json(), client.read(&answer).await);
        assert_eq!(header(&body["id_token"])["alg"], algorithm.as_str());
        assert_eq!(header(&body["access_token"])["alg"], "ES256", "{id}");
        kids.insert(header(&body["id_token"])["kid"].as_str().unwrap().to_owned());
        // Refreshed ones too, and either is a hint.
        let refreshed = client.refresh(&tokens.refresh, None).await.json();
        assert_eq!(header(&refreshed["id_token"])["alg"], algorithm.as_str());
        let hint = client.ask().with("id_token_hint", refreshed["id_token"].as_str().unwrap());
        assert!(client.silently(&mut browser, hint).await.is_ok());
    }
    let keys = world.send(Call::get("/jwks")).await.json();
    let published = keys["keys"].as_array().unwrap();
    assert_eq!((kids.len(), published.len()), (4, 4), "a key has one algorithm");
    assert!(published.iter().all(|key| key["d"].is_null() && kids.contains(key["kid"].as_str().unwrap())));
    let metadata = world.send(Call::get("/.well-known/openid-configuration")).await.json();
    let advertised = metadata["id_token_signing_alg_values_supported"].as_array().unwrap();
    assert_eq!(advertised.len(), 4);
    assert!(wanted.iter().all(|(_, algorithm)| advertised.contains(&algorithm.as_str().into())));
}

async fn signed_in(client: Client, name: &str) -> (World, crate::browser::Browser, RelyingParty) {
    let id = client.id.clone();
    let world = World::with_clients([client]).await;
    let (mut browser, client) = (world.browser(), world.client(&id));
    browser.sign_in(&world.bank().ask(), name).await;
    (world, browser, client)
}

#[tokio::test]
async fn a_registered_max_age_stands_where_none_is_sent() {
    let client = Client { default_max_age: Some(60), require_auth_time: true, ..public("strict") };
    let (world, mut browser, client) = signed_in(client, "alice").await;
    world.pass(60);
    let tokens = client.silently(&mut browser, client.ask()).await.unwrap();
    assert_eq!(tokens.id["auth_time"], world.now().seconds() - 60);
    world.pass(1);
    assert_eq!(client.silently(&mut browser, client.ask()).await.unwrap_err(), "login_required");
    // OpenID Connect Dynamic Client Registration §2: what is sent overrides it, a longer one too.
    assert!(client.silently(&mut browser, client.ask().with("max_age", "3600")).await.is_ok());
    assert_eq!(client.silently(&mut browser, client.ask().with("max_age", "5")).await.unwrap_err(), "login_required");
    assert!(browser.open(&client.ask().with("prompt", "login")).await.offers("password"));
}

#[tokio::test]
async fn a_registered_max_age_of_0_asks_each_time() {
    let client = Client { default_max_age: Some(0), ..public("strict") };
    let (world, mut browser, client) = signed_in(client, "alice").await;
    world.pass(1);
    assert_eq!(client.silently(&mut browser, client.ask()).await.unwrap_err(), "login_required");
    let ask = client.ask();
    let page = browser.open(&ask).await;
    let answer = browser.with_password(&page, "alice").await;
    assert_eq!(client.tokens(&ask, &answer).await.id["auth_time"], world.now().seconds());
}

/// Who asks for what, and what comes back without a page.
type Row = (&'static str, fn(Ask) -> Ask, Result<&'static str, &'static str>);

/// `default_acr_values` means what `acr_values` means for the client; the request overrides it, the floor does not move.
#[tokio::test]
async fn registered_acr_values_stand_where_none_are_sent() {
    let table: [(AcrValues, Vec<Row>); 2] = [
        (
            AcrValues::Necessary,
            vec![
                ("alice", |ask| ask, Err("interaction_required")),
                ("carol", |ask| ask, Err("unmet_authentication_requirements")),
                ("alice", |ask| ask.acr(BASIC), Ok(BASIC)),
                ("alice", |ask| ask.acr(" "), Err("interaction_required")),
                ("alice", |ask| ask.essential(BASIC), Ok(BASIC)),
                ("alice", |ask| ask.acr(BASIC).with("scope", "openid payments:write"), Err("interaction_required")),
            ],
        ),
        (
            AcrValues::Voluntary,
            vec![
                ("alice", |ask| ask, Ok(BASIC)),
                ("carol", |ask| ask, Ok(BASIC)),
                ("carol", |ask| ask.essential("phr"), Err("unmet_authentication_requirements")),
            ],
        ),
    ];
    for (acr_values, rows) in table {
        for (name, change, expected) in rows {
            let client = Client { default_acr_values: vec!["phr".to_owned()], acr_values, ..public("strict") };
            let (_, mut browser, client) = signed_in(client, name).await;
            let got = client.silently(&mut browser, change(client.ask())).await;
            let got = got.as_ref().map(|tokens| tokens.id["acr"].as_str().unwrap()).map_err(String::as_str);
            assert_eq!(got, expected, "{acr_values:?} {name} {:?}", change(client.ask()).params);
        }
    }
}

#[tokio::test]
async fn languages_are_a_wish_and_refuse_nothing() {
    let world = World::new().await;
    let bank = world.bank();
    let many = ["en"; 3].join(" ") + &(0..50).map(|n| format!(" x-{n}")).collect::<String>();
    let table = [
        ("cs-CZ en", vec!["cs-CZ", "en"]),
        ("", vec![]),
        ("en <script> ../x \u{202e} de", vec!["en", "de"]),
        (&"a".repeat(36), vec![]),
        (&many, vec!["en", "x-0", "x-1", "x-2", "x-3", "x-4", "x-5", "x-6", "x-7", "x-8"]),
    ];
    for (sent, kept) in table {
        let page = world.browser().open(&bank.ask().with("ui_locales", sent)).await;
        let stored = world.stored(page.interaction()).await.unwrap();
        let snapshot: Value = serde_json::from_str(&stored.snapshot).unwrap();
        assert_eq!(snapshot["Code"]["request"]["ui_locales"], serde_json::json!(kept), "{sent}");
    }
}
