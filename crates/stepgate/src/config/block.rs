//! A client as it is written in the file.

use stepgate_protocol::authorize::ResponseMode;
use stepgate_protocol::client::{AcrValues, Client, ClientAuth, Consent, Pkce, RefreshAcr};
use stepgate_protocol::jwt::Algorithm;

/// The `[[client]]` block that means this client. What is as it would be anyway is left out, except scopes and audience, which
/// depend on the rest of the file.
pub(crate) fn block(client: &Client) -> String {
    let mut lines = vec!["[[client]]".to_owned()];
    let mut put = |key: &str, value: toml::Value| lines.push(format!("{key} = {value}"));
    put("id", client.id.clone().into());
    put("name", client.name.clone().into());
    put("redirect_uris", client.redirect_uris.clone().into());
    if !client.post_logout_redirect_uris.is_empty() {
        put("post_logout_redirect_uris", client.post_logout_redirect_uris.clone().into());
    }
    if let ClientAuth::Secret(hash) = &client.auth {
        put("secret_sha256", data_encoding::HEXLOWER.encode(hash.bytes()).into());
    }
    put("scopes", client.scopes.clone().into());
    put("audience", client.audience.clone().into());
    for (key, value) in choices(client) {
        put(key, value);
    }
    lines.push(String::new());
    lines.join("\n")
}

/// Every key that has a default of its own, where the client has something else.
fn choices(client: &Client) -> Vec<(&'static str, toml::Value)> {
    let modes = |modes: &[ResponseMode]| -> Vec<_> { modes.iter().map(|mode| mode.as_str()).collect() };
    let table: [(bool, &str, toml::Value); 11] = [
        (client.consent == Consent::FirstParty, "consent", "first-party".into()),
        (client.acr_values == AcrValues::Voluntary, "acr_values", "voluntary".into()),
        (client.pkce == Pkce::Optional, "pkce", "optional".into()),
        (
            client.id_token_signed_response_alg != Algorithm::ES256,
            "id_token_signed_response_alg",
            client.id_token_signed_response_alg.as_str().into(),
        ),
        (!client.default_acr_values.is_empty(), "default_acr_values", client.default_acr_values.clone().into()),
        (client.default_max_age.is_some(), "default_max_age", i64::from(client.default_max_age.unwrap_or(0)).into()),
        (client.require_auth_time, "require_auth_time", true.into()),
        (client.response_modes != [ResponseMode::Query], "response_modes", modes(&client.response_modes).into()),
        (client.refresh_acr == RefreshAcr::Lower, "refresh_acr", "lower".into()),
        (!client.share_elevation, "share_elevation", false.into()),
        (!client.enabled, "enabled", false.into()),
    ];
    table.into_iter().filter(|(differs, _, _)| *differs).map(|(_, key, value)| (key, value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use stepgate_protocol::hash::Sha256;

    fn read_back(client: &Client) -> Client {
        let config =
            Config::parse("stepgate.toml", &format!("issuer = \"https://a.example\"\n{}", block(client))).unwrap();
        (**config.clients.find(&client.id).unwrap()).clone()
    }

    #[test]
    fn what_is_written_is_what_is_read() {
        let plain = Client::new("plain", ClientAuth::None, "https://api.example");
        assert_eq!(read_back(&plain), plain);
        let odd = Client {
            name: "Ada's \"app\" \\ €\n".to_owned(),
            redirect_uris: vec!["https://app.example/cb?x='1'".to_owned(), "com.example.app:/cb".to_owned()],
            post_logout_redirect_uris: vec!["https://app.example/".to_owned()],
            consent: Consent::FirstParty,
            acr_values: AcrValues::Voluntary,
            pkce: Pkce::Optional,
            enabled: false,
            id_token_signed_response_alg: Algorithm::RS256,
            default_acr_values: vec!["phr".to_owned()],
            default_max_age: Some(0),
            require_auth_time: true,
            response_modes: ResponseMode::ALL.to_vec(),
            refresh_acr: RefreshAcr::Lower,
            share_elevation: false,
            ..Client::new("odd", ClientAuth::Secret(Sha256::of(b"secret")), "https://api.example")
        };
        assert_eq!(read_back(&odd), odd);
    }
}
