//! A client as a JSON document.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::{Value, json};
use stepgate_protocol::authorize::ResponseMode;
use stepgate_protocol::client::{AcrValues, Client, ClientAuth, Consent, Pkce, RefreshAcr};
use stepgate_protocol::hash::Sha256;
use stepgate_protocol::jwt::Algorithm;

fn strings(values: &[&str]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}

/// Nothing in it is a default.
fn client() -> Client {
    Client {
        name: "The shop".to_owned(),
        redirect_uris: strings(&["https://shop.example.com/callback", "com.example.shop:/callback"]),
        post_logout_redirect_uris: strings(&["https://shop.example.com/bye"]),
        scopes: strings(&["openid", "orders"]),
        consent: Consent::FirstParty,
        acr_values: AcrValues::Voluntary,
        pkce: Pkce::Optional,
        id_token_signed_response_alg: Algorithm::PS256,
        default_acr_values: strings(&["phr", "urn:stepgate:basic"]),
        default_max_age: Some(0),
        require_auth_time: true,
        response_modes: vec![ResponseMode::FormPost, ResponseMode::Fragment],
        refresh_acr: RefreshAcr::Lower,
        share_elevation: false,
        ..Client::new("shop", ClientAuth::Secret(Sha256::of(b"secret")), "https://api.example.com")
    }
}

fn document() -> Value {
    serde_json::to_value(client()).unwrap()
}

fn read(document: &Value) -> Result<Client, String> {
    serde_json::from_str(&document.to_string()).map_err(|error| error.to_string())
}

#[test]
fn what_is_written_is_read_back() {
    assert_eq!(read(&document()).unwrap(), client());
    let plain = Client::new("bank", ClientAuth::None, "https://api.example.com");
    assert_eq!(read(&serde_json::to_value(&plain).unwrap()).unwrap(), plain);
}

/// RFC 7591 §2, OpenID Connect Dynamic Client Registration §2 and RP-Initiated Logout §3.1.
#[test]
fn members_are_named_as_the_standards_name_them() {
    let document = document();
    let expected = [
        ("client_id", json!("shop")),
        ("client_name", json!("The shop")),
        ("token_endpoint_auth_method", json!("client_secret_basic")),
        ("post_logout_redirect_uris", json!(["https://shop.example.com/bye"])),
        ("scope", json!("openid orders")),
        ("id_token_signed_response_alg", json!("PS256")),
        ("default_acr_values", json!(["phr", "urn:stepgate:basic"])),
        ("default_max_age", json!(0)),
        ("require_auth_time", json!(true)),
        ("response_modes", json!(["form_post", "fragment"])),
        ("stepgate_refresh_acr", json!("lower")),
    ];
    for (name, value) in expected {
        assert_eq!(document[name], value, "{name}");
    }
    assert!(!document.to_string().contains("\"secret\""));
}

#[test]
fn what_is_left_out_is_as_a_new_client_has_it() {
    let document = json!({
        "client_id": "bank", "token_endpoint_auth_method": "none", "redirect_uris": [],
        "stepgate_audience": "https://api.example.com",
    });
    assert_eq!(read(&document).unwrap(), Client::new("bank", ClientAuth::None, "https://api.example.com"));
}

#[test]
fn a_document_that_does_not_hold_together_is_no_client() {
    let table = [
        ("token_endpoint_auth_method", json!("none"), "do not go together"),
        ("token_endpoint_auth_method", json!("private_key_jwt"), "unknown variant"),
        ("stepgate_client_secret_sha256", Value::Null, "do not go together"),
        ("stepgate_client_secret_sha256", json!("ABCD"), "64 hexadecimal digits"),
        ("redirect_uris", json!(["https://shop.example.com/#x"]), "no URI to redirect to"),
        ("redirect_uris", json!(["http://shop.example.com/"]), "no URI to redirect to"),
        ("redirect_uris", json!(["javascript:alert(1)"]), "no URI to redirect to"),
        ("redirect_uris", json!(["/callback"]), "no URI to redirect to"),
        ("post_logout_redirect_uris", json!(["data:text/html,x"]), "no URI to redirect to"),
        ("scope", json!("orders"), "must contain openid"),
        ("id_token_signed_response_alg", json!("none"), "no signature algorithm"),
        ("id_token_signed_response_alg", json!("HS256"), "no signature algorithm"),
        ("id_token_signed_response_alg", json!("es256"), "no signature algorithm"),
        ("response_modes", json!([]), "must not be empty"),
        ("response_modes", json!(["query.jwt"]), "unknown variant"),
        ("default_max_age", json!(-1), "invalid value"),
        ("default_max_age", json!(1.5), "invalid type"),
        ("default_max_age", json!("60"), "invalid type"),
        ("stepgate_refresh_acr", json!("raise"), "unknown variant"),
        ("enabled", json!(true), "unknown field"),
        ("client_secret", json!("secret"), "unknown field"),
    ];
    for (name, value, part) in table {
        let mut document = document();
        document[name] = value.clone();
        let error = read(&document).unwrap_err();
        assert!(error.contains(part), "{name} = {value}: {error}");
    }
    let mut public = document();
    public["token_endpoint_auth_method"] = json!("none");
    public.as_object_mut().unwrap().remove("stepgate_client_secret_sha256");
    assert!(read(&public).unwrap_err().contains("must use PKCE"));
}

#[test]
fn http_is_for_this_machine() {
    let mut document = document();
    for uri in ["http://localhost:3000/cb", "http://127.0.0.1/cb", "http://[::1]:80/cb", "com.example.app:/cb"] {
        document["redirect_uris"] = json!([uri]);
        assert!(read(&document).is_ok(), "{uri}");
    }
}
