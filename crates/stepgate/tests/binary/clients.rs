//! `stepgate client …`

use crate::process::{Folder, Provider, get, printed, request_of, run};

const ADD: &str = "stepgate client add shop --redirect-uri https://shop.example.com/callback";

fn folder(name: &str) -> Folder {
    let folder = Folder::new(name);
    assert!(run("stepgate init", &folder.0).status.success());
    folder
}

/// What a command prints that goes well.
fn told(line: &str, folder: &Folder) -> String {
    let output = run(line, &folder.0);
    assert!(output.status.success(), "{line}: {}", printed(&output));
    printed(&output)
}

/// What a command prints that does not.
fn refused(line: &str, folder: &Folder) -> String {
    let output = run(line, &folder.0);
    assert!(!output.status.success(), "{line}: {}", printed(&output));
    // The lines of an error are broken to fit the terminal.
    printed(&output).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_client_is_added_with_its_secret_shown_once_and_its_block() {
    let folder = folder("client-add");
    let added = told(ADD, &folder);
    let secret = added.lines().find_map(|line| line.strip_prefix("  ")).unwrap();
    assert!(secret.starts_with("sgc_") && secret.len() == 53, "{added}");
    let block = added.split("\n\n").nth(1).unwrap();
    let shown = told("stepgate client show shop", &folder);
    assert_eq!(shown.trim(), block.trim());
    assert!(!shown.contains(secret), "{shown}");
    for line in ["id = \"shop\"", "redirect_uris = [\"https://shop.example.com/callback\"]", "\"payments:write\""] {
        assert!(block.contains(line), "{line}\n{block}");
    }
}

/// The block that a command prints goes into the file, and means the same there.
#[test]
fn the_block_is_the_configuration_of_the_client() {
    let (one, other) = (folder("client-block"), folder("client-file"));
    let line = format!("{ADD} --name Shop --public --first-party --scope openid --audience urn:api --default-acr phr");
    let block = told(&line, &one).split("\n\n").nth(1).unwrap().to_owned();
    let file = other.0.join("stepgate.toml");
    std::fs::write(&file, std::fs::read_to_string(&file).unwrap() + "\n" + &block).unwrap();
    assert_eq!(told("stepgate client show shop", &other), told("stepgate client show shop", &one));
    let listed = |folder| told("stepgate client list", folder);
    assert!(listed(&one).contains("database") && !listed(&other).contains("database"));
}

#[test]
fn a_client_is_checked_as_in_the_configuration() {
    let folder = folder("client-wrong");
    let table = [
        ("--redirect-uri http://shop.example.com/cb", "in the clear"),
        ("--redirect-uri /cb", "no absolute URI"),
        ("--redirect-uri https://shop.example.com/#f", "fragment"),
        ("--redirect-uri javascript:alert(1)", "no scheme to redirect to"),
        ("--redirect-uri https://shop.example.com/cb --scope pay", "every request would be refused"),
        ("--redirect-uri https://shop.example.com/cb --default-acr prh", "defined acr values: urn:stepgate:basic"),
    ];
    for (options, part) in table {
        let shown = refused(&format!("stepgate client add shop {options}"), &folder);
        assert!(shown.contains(part), "{options}: {shown}");
    }
    assert!(!told("stepgate client list", &folder).contains("shop"));
}

#[test]
fn an_id_is_given_once() {
    let folder = folder("client-twice");
    told(ADD, &folder);
    assert!(refused(ADD, &folder).contains("in the database already"));
    let configured = refused("stepgate client add app --redirect-uri https://app.example.com/cb", &folder);
    assert!(configured.contains("in stepgate.toml already"), "{configured}");
}

#[test]
fn b27_a_client_is_disabled_where_it_stands() {
    let folder = folder("client-disable");
    told(ADD, &folder);
    told("stepgate client disable shop", &folder);
    assert!(told("stepgate client show shop", &folder).contains("enabled = false"));
    told("stepgate client enable shop", &folder);
    assert!(!told("stepgate client show shop", &folder).contains("enabled"));
    let configured = refused("stepgate client disable app", &folder);
    assert!(configured.contains("`enabled = false`"), "{configured}");
    assert!(refused("stepgate client disable nobody", &folder).contains("stepgate client list"));
}

#[test]
fn b27_a_running_provider_knows_at_once() {
    let provider = Provider::start("client-live", "");
    let request = request_of("shop", "https%3A%2F%2Fshop.example.com%2Fcallback");
    let status = || get(provider.port, &request).unwrap()[9..12].to_owned();
    assert_eq!(status(), "400", "nobody knows it");
    told(ADD, &provider.folder);
    assert_eq!(status(), "303");
    told("stepgate client disable shop", &provider.folder);
    assert_eq!(status(), "400");
    told("stepgate client enable shop", &provider.folder);
    assert_eq!(status(), "303");
}

/// What the provider has no key for yet is made at the next start.
#[test]
fn a_client_may_want_another_signature() {
    let folder = folder("client-rs256");
    assert!(refused(&format!("{ADD} --id-token-signed-response-alg HS256"), &folder).contains("there are: ES256"));
    let added = told(&format!("{ADD} --id-token-signed-response-alg EdDSA"), &folder);
    assert!(added.contains("start it again") && added.contains("id_token_signed_response_alg = \"EdDSA\""), "{added}");
    let provider = Provider::serve(folder, "");
    assert!(get(provider.port, "/jwks").unwrap().contains("Ed25519"));
    let request = request_of("shop", "https%3A%2F%2Fshop.example.com%2Fcallback");
    assert!(get(provider.port, &request).unwrap().starts_with("HTTP/1.1 303"));
}
