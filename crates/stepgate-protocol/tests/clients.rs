//! What is registered about a client, and how it proves itself.
#![expect(clippy::unwrap_used, reason = "tests")]

use data_encoding::BASE64;
use stepgate_protocol::client::{AcrValues, Client, ClientAuth, Clients, Consent, Pkce};
use stepgate_protocol::hash::Sha256;
use stepgate_protocol::params::Params;
use stepgate_protocol::token::{Presented, TokenError, authenticate};

fn client(secret: &str, redirect_uris: &[&str]) -> Client {
    Client {
        id: "shop".to_owned(),
        name: "The shop".to_owned(),
        auth: ClientAuth::Secret(Sha256::of(secret.as_bytes())),
        redirect_uris: redirect_uris.iter().map(ToString::to_string).collect(),
        post_logout_redirect_uris: Vec::new(),
        scopes: vec!["openid".to_owned()],
        audience: "https://api.example.com".to_owned(),
        consent: Consent::Ask,
        acr_values: AcrValues::Necessary,
        pkce: Pkce::Required,
    }
}

/// C23: `Origin: null` is what every sandboxed page sends.
#[test]
fn an_application_with_a_scheme_of_its_own_has_no_origin() {
    let uris = ["com.example.app:/callback", "https://app.example.com:8443/callback", "http://localhost:3000/callback"];
    let origins: Vec<_> = client("x", &uris).origins().collect();
    assert_eq!(origins, ["https://app.example.com:8443", "http://localhost:3000"]);
}

fn basic(kept: &str, sent: &str) -> Result<(), TokenError> {
    let clients: Clients = [client(kept, &[])].into_iter().collect();
    let header = format!("Basic {}", BASE64.encode(format!("shop:{sent}").as_bytes()));
    let presented = Presented::parse(Some(&header), &Params::parse(b"")).unwrap();
    authenticate(&presented, &clients).map(drop)
}

/// RFC 6749 §2.3.1 has the secret form-encoded; many clients send it as it is.
#[test]
fn a_secret_is_read_whole_encoded_or_not() {
    let secret = "pad=&ded/==";
    assert_eq!(basic(secret, "pad%3D%26ded%2F%3D%3D"), Ok(()));
    assert_eq!(basic(secret, secret), Ok(()));
    assert_eq!(basic("two words", "two+words"), Ok(()));
    for wrong in ["pad", "pad=", "pad=&ded/=", "pad=&ded/==="] {
        assert_eq!(basic(secret, wrong), Err(TokenError::Client), "{wrong}");
    }
    assert_eq!(basic("pad", "pad=x"), Err(TokenError::Client), "nothing is cut off");
}
