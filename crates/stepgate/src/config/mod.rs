//! `stepgate.toml`: read, checked as a whole, and reported with file, line and column.

mod age;
mod block;
pub(crate) mod check;
mod file;
mod problem;

pub(crate) use block::block;
pub(crate) use problem::{ConfigError, Problem};

use crate::serve::Limits;
use check::ClientDefaults;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use stepgate_core::Policy;
use stepgate_core::session::Lifetime;
use stepgate_protocol::client::{Client, Clients};
use stepgate_server::Issuer;
use stepgate_webauthn::RegistrationPolicy;

/// A configuration that holds together.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) issuer: Issuer,
    pub(crate) listen: SocketAddr,
    pub(crate) data: PathBuf,
    pub(crate) policy: Policy,
    pub(crate) clients: Clients,
    pub(crate) client_defaults: ClientDefaults,
    pub(crate) lifetime: Lifetime,
    pub(crate) security_keys: Option<RegistrationPolicy>,
    pub(crate) limits: Limits,
}

impl Config {
    /// Reads and checks a file.
    pub(crate) fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
        Self::parse(&path.display().to_string(), &text)
    }

    /// Checks a text; `name` is what error messages call it.
    pub(crate) fn parse(name: &str, text: &str) -> Result<Self, ConfigError> {
        let file = toml::from_str(text).map_err(|error| {
            ConfigError::wrong(
                name,
                text,
                vec![Problem::at(error.span(), "not what stepgate.toml looks like", error.message())],
            )
        })?;
        // What it names lies beside it.
        let folder = Path::new(name).parent().unwrap_or(Path::new(""));
        check::check(file, folder).map_err(|problems| ConfigError::wrong(name, text, problems))
    }

    /// Checks one `[[client]]` block as if it stood in this file.
    pub(crate) fn check_client(&self, block: &str) -> Result<Client, ConfigError> {
        let name = "the client";
        let file: file::ClientFile = toml::from_str(block).map_err(|error| {
            ConfigError::wrong(name, block, vec![Problem::at(error.span(), "no client", error.message())])
        })?;
        let mut report = check::Report::default();
        let clients = check::clients(&file.client, &self.client_defaults, Some(self.policy.levels()), &mut report);
        match clients.iter().next() {
            Some(client) if report.0.is_empty() => Ok(Client::clone(client)),
            Some(_) | None => Err(ConfigError::wrong(name, block, report.0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"
issuer = "https://id.example.com"

[level.otp]
acr = "urn:example:otp"
any = ["password + totp"]
max_age = "8h"

[level.basic]
acr = "urn:example:basic"
any = ["password", "passkey"]

[[client]]
id = "bank"
redirect_uris = ["https://bank.example.com/callback"]

[[rule]]
scope = "payments:write"
require = ["otp"]
max_age = "5m"
"#;

    fn problems(text: &str) -> Vec<String> {
        match Config::parse("stepgate.toml", text) {
            Ok(config) => panic!("accepted: {config:?}"),
            Err(error) => error.lines(),
        }
    }

    #[test]
    fn a_file_is_a_policy_and_its_clients() {
        let config = Config::parse("stepgate.toml", GOOD).unwrap();
        let levels: Vec<_> = config.policy.levels().iter().map(|level| level.name.to_string()).collect();
        assert_eq!(levels, ["otp", "basic"], "in the order of the file");
        let scopes = &config.clients.find("bank").unwrap().scopes;
        assert_eq!(scopes, &["openid", "profile", "payments:write"], "a scope that a rule speaks of can be asked for");
        assert_eq!(config.policy.floors("bank", &["payments:write"]).len(), 1);
    }

    #[test]
    fn every_mistake_has_its_line_and_a_way_out() {
        let table = [
            ("issuer = \"http://id.example.com\"", 1, "must use https"),
            ("issuer = 3", 1, "invalid type"),
            ("issuer = \"https://a.example\"\nisuer = 1", 2, "unknown field `isuer`"),
            ("issuer = \"https://a.example\"\n[security_keys]\nroots = []", 3, "no root"),
            ("issuer = \"https://a.example\"\n[security_keys]\nroots = [\"missing.pem\"]", 3, "No such file"),
            ("issuer = \"https://a.example\"\n[security_keys]\nroots = [\"Cargo.toml\"]", 3, "certificate"),
            ("issuer = \"https://a.example\"\n[security_keys]\nroots = []\ndeny = [\"yubikey\"]", 4, "model"),
            ("issuer = \"https://a.example\"\n[level.x]\nacr = \"x y\"\nany = [\"password\"]", 3, "acr"),
            (
                "issuer = \"https://a.example\"\n[level.x]\nacr = \"x\"\nany = [\"pasword\"]",
                4,
                "no such method `pasword`",
            ),
            ("issuer = \"https://a.example\"\n[level.x]\nacr = \"x\"\nany = []", 4, "at least one"),
            (
                "issuer = \"https://a.example\"\n[level.x]\nacr = \"x\"\nany = [\"password\"]\nmax_age = \"5 parsecs\"",
                5,
                "5m",
            ),
            ("issuer = \"https://a.example\"\n[[client]]\nid = \"a\"\nredirect_uris = [\"/cb\"]", 4, "absolute"),
            (
                "issuer = \"https://a.example\"\n[[client]]\nid = \"a\"\nredirect_uris = [\"http://b.example/cb\"]",
                4,
                "in the clear",
            ),
            (
                "issuer = \"https://a.example\"\n[[client]]\nid = \"a\"\nredirect_uris = []\nscopes = [\"pay\"]",
                5,
                "refused",
            ),
            (
                "issuer = \"https://a.example\"\n[[client]]\nid = \"a\"\nredirect_uris = [\"https://b.example/#f\"]",
                4,
                "fragment",
            ),
            (
                "issuer = \"https://a.example\"\n[[client]]\nid = \"a\"\nredirect_uris = []\n[[client]]\nid = \"a\"\nredirect_uris = []",
                6,
                "two clients",
            ),
            (
                "issuer = \"https://a.example\"\n[[client]]\nid = \"a\"\nredirect_uris = []\nsecret_sha256 = \"abc\"",
                5,
                "64 hexadecimal",
            ),
            ("issuer = \"https://a.example\"\n[[client]]\nid = \"a b\"\nredirect_uris = []", 3, "no client id"),
            ("issuer = \"https://a.example\"\n[[rule]]\nscope = \"pay\"\nrequire = [\"strnog\"]", 4, "no such level"),
            ("issuer = \"https://a.example\"\n[[rule]]\nclient = \"nobody\"\nrequire = [\"phr\"]", 3, "no such client"),
            ("issuer = \"https://a.example\"\n[[rule]]\nrequire = [\"phr\"]", 3, "client or scope"),
            ("issuer = \"https://a.example\"\n[limits]\nconnections = 0", 3, "nobody could connect"),
            ("issuer = \"https://a.example\"\n[limits]\nconnections_per_ip = 0", 3, "nobody could connect"),
            ("issuer = \"https://a.example\"\n[limits]\nconnections = -1", 3, "invalid value"),
        ];
        for (text, line, part) in table {
            let found = problems(text);
            assert!(
                found.iter().any(|p| p.starts_with(&format!("stepgate.toml:{line}:")) && p.contains(part)),
                "{text}\n{found:#?}"
            );
        }
    }

    #[test]
    fn every_key_of_a_client_is_checked() {
        let table = [
            ("id_token_signed_response_alg = \"HS256\"", "no signature algorithm"),
            ("id_token_signed_response_alg = \"none\"", "there are: ES256, RS256, PS256, EdDSA"),
            ("default_acr_values = [\"phr\", \"prh\"]", "no level has the acr `prh`"),
            ("default_max_age = \"soon\"", "no age"),
            ("require_auth_time = \"yes\"", "expected a boolean"),
            ("response_modes = []", "no answer could be delivered"),
            ("response_modes = [\"query\", \"web_message\"]", "there are: query, fragment, form_post"),
            ("refresh_acr = \"raise\"", "\"keep\" or \"lower\""),
            ("share_elevation = 1", "expected a boolean"),
            ("enabled = \"no\"", "expected a boolean"),
            ("id_token_signing_alg = \"ES256\"", "unknown field"),
        ];
        for (line, part) in table {
            let text = format!("issuer = \"https://a.example\"\n[[client]]\nid = \"a\"\nredirect_uris = []\n{line}");
            let found = problems(&text);
            assert!(
                found.len() == 1 && found[0].starts_with("stepgate.toml:5:") && found[0].contains(part),
                "{found:?}"
            );
        }
    }

    /// NIST SP 800-63B-4 §2.2: two factors, or one that is itself two.
    #[test]
    fn what_is_only_possessed_never_stands_alone() {
        let level = |any: &str| format!("issuer = \"https://a.example\"\n[level.x]\nacr = \"x\"\nany = [{any}]");
        for alone in ["\"totp\"", "\"password + totp\", \"totp\"", "\"totp + recovery-code\""] {
            let found = problems(&level(alone));
            assert!(found.len() == 1 && found[0].contains("SP 800-63B"), "{alone}: {found:?}");
        }
        let strong = ["\"passkey\", \"recovery-code\"", "\"password + totp\", \"password + recovery-code\""];
        for instead in strong {
            let found = problems(&level(instead));
            assert!(found.len() == 1 && found[0].contains("level of its own"), "{instead}: {found:?}");
        }
        for fine in [
            "\"totp + password\"",
            "\"password\", \"recovery-code\"",
            "\"recovery-code\"",
            "\"password + recovery-code\"",
        ] {
            assert!(Config::parse("stepgate.toml", &level(fine)).is_ok(), "{fine}");
        }
    }

    #[test]
    fn all_mistakes_are_told_at_once() {
        let text = "issuer = \"http://id.example.com\"\n[[rule]]\nscope = \"a\"\nrequire = [\"x\"]\n[[rule]]\nscope = \"b\"\nrequire = [\"y\"]";
        assert_eq!(problems(text).len(), 3);
    }
}
