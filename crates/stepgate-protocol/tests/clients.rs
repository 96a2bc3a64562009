//! What is registered about a client, and how it proves itself.
#![expect(clippy::unwrap_used, reason = "tests")]

use data_encoding::BASE64;
use stepgate_protocol::client::{Client, ClientAuth};
use stepgate_protocol::hash::Sha256;
use stepgate_protocol::params::Params;
use stepgate_protocol::token::{Presented, TokenError};

fn client(secret: &str, redirect_uris: &[&str]) -> Client {
    Client {
        redirect_uris: redirect_uris.iter().map(ToString::to_string).collect(),
        ..Client::new("shop", ClientAuth::Secret(Sha256::of(secret.as_bytes())), "https://api.example.com")
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
    let header = format!("Basic {}", BASE64.encode(format!("shop:{sent}").as_bytes()));
    let presented = Presented::parse(Some(&header), &Params::parse(b"")).unwrap();
    presented.prove(&client(kept, &[]))
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
