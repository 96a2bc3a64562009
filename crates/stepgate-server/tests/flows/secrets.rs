//! Secrets stay where they belong: not in logs, not in the audit log, not in the database.

use crate::http::Call;
use crate::log;
use crate::passkey::Passkey;
use crate::world::{LEDGER_SECRET, World, password};

/// Forges a line of log in whatever prints it as it is.
const FORGED: &str = "x\r\n{\"level\":\"INFO\",\"canary\":\"CANARY-FORGED\"}\u{1b}[31mCANARY-ANSI";

/// Sends secrets everywhere one can be sent, and names them all.
async fn leave_secrets_everywhere(world: &World) -> Vec<String> {
    let (mut browser, bank) = (world.browser(), world.bank());
    let mut secrets: Vec<String> = ["CANARY-FORGED", "CANARY-ANSI", LEDGER_SECRET].map(str::to_owned).to_vec();
    let ask = bank.ask().with("login_hint", FORGED).with("state", FORGED).with("nonce", "CANARY-NONCE");
    let page = browser.open(&ask).await;
    for (login, typed) in [("alice", "CANARY-WRONG"), (FORGED, "CANARY-TYPED"), ("CANARY-LOGIN", "x")] {
        browser.submit(&page, "/password", &[("login", login), ("password", typed)]).await;
    }
    secrets.extend(["CANARY-WRONG", "CANARY-TYPED", "CANARY-LOGIN", "CANARY-NONCE"].map(str::to_owned));
    secrets.extend([password("alice"), page.csrf().to_owned(), browser.jar["__Host-stepgate-browser"].clone()]);
    let answer = browser.with_password(&page, "alice").await;
    let code = bank.code(&ask, &answer);
    secrets.extend([browser.session().unwrap().clone(), code.clone(), ask.verifier.clone()]);
    let tokens = bank.tokens(&ask, &answer).await;
    let refreshed = bank.read(&bank.refresh(&tokens.refresh, None).await).await;
    bank.redeem(&ask, &code).await;
    bank.refresh("CANARY-REFRESH", None).await;
    world.client("ledger").introspect(&tokens.access).await;
    bank.userinfo("CANARY-BEARER").await;
    secrets.extend([tokens.access, tokens.refresh, refreshed.access, refreshed.refresh]);
    secrets.extend(["CANARY-REFRESH", "CANARY-BEARER"].map(str::to_owned));
    secrets
}

async fn leave_ceremonies_everywhere(world: &World) -> Vec<String> {
    let (mut browser, bank) = (world.browser(), world.bank());
    browser.sign_in(&bank.ask(), "alice").await;
    let page = browser.open(&bank.ask().acr("phr")).await;
    let options = browser.options(&page).await;
    let bob = Passkey::of("bob");
    let signed = bob.key.assert(&bob.ceremony(world, &options)).unwrap().to_json();
    browser.submit(&page, "/passkey", &[("credential", &signed.to_string())]).await;
    browser.submit(&page, "/passkey", &[("credential", "CANARY-CREDENTIAL")]).await;
    let ticket = world.ticket("carol").await;
    let enrol = browser.visit(&format!("/enrol/{ticket}")).await;
    browser.submit(&enrol, &ticket, &[("credential", "CANARY-REGISTRATION"), ("name", FORGED)]).await;
    let stray = Call::get(format!("/nowhere/{ticket}?code=CANARY-QUERY#x"))
        .header("user-agent", "CANARY-AGENT")
        .header("referer", "https://x/?code=CANARY-REFERER")
        .header("authorization", "Basic Q0FOQVJZLUJBU0lD")
        .header("cookie", "__Host-stepgate-session=CANARY-COOKIE");
    world.send(stray).await;
    world.send(Call::get("/").header("host", "CANARY-HOST")).await;
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let mut secrets = vec![ticket, text(&options["challenge"]), text(&signed["response"]["signature"])];
    let canaries = ["CREDENTIAL", "REGISTRATION", "QUERY", "AGENT", "REFERER", "BASIC", "COOKIE", "HOST"];
    secrets.extend(canaries.map(|name| format!("CANARY-{name}")));
    secrets.push("Q0FOQVJZLUJBU0lD".to_owned());
    secrets
}

#[tokio::test]
async fn h06_no_secret_is_logged_and_nobody_writes_lines_of_their_own() {
    let world = World::new().await;
    log::start();
    let mut secrets = leave_secrets_everywhere(&world).await;
    secrets.extend(leave_ceremonies_everywhere(&world).await);
    let text = log::take();
    for secret in &secrets {
        assert!(secret.len() >= 10 && !text.contains(secret.as_str()), "{secret} is in the log:\n{text}");
    }
    let lines: Vec<_> = text.lines().collect();
    assert!(lines.len() > 30 && secrets.len() > 30, "{} lines, {} secrets", lines.len(), secrets.len());
    for line in lines {
        let event: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(event["fields"]["message"].is_string() && !line.chars().any(char::is_control), "{line}");
    }
}

#[tokio::test]
async fn h06_the_audit_log_names_no_secret_either() {
    let world = World::new().await;
    let mut secrets = leave_secrets_everywhere(&world).await;
    secrets.extend(leave_ceremonies_everywhere(&world).await);
    let audit = format!("{:?}", world.audit().await);
    for secret in secrets {
        assert!(!audit.contains(&secret), "{secret} is in the audit log:\n{audit}");
    }
}

#[tokio::test]
async fn c22_the_database_holds_hashes_of_what_was_given_out() {
    let world = World::on_disk().await;
    let mut secrets = leave_secrets_everywhere(&world).await;
    secrets.extend(leave_ceremonies_everywhere(&world).await);
    revoke_and_sign_out(&world).await;
    // The application's own `nonce` is kept, to go into its ID token; what people typed and canaries in URLs are not issued by us.
    secrets.retain(|secret| secret != "CANARY-NONCE" && !secret.starts_with("CANARY-F") && secret != "CANARY-ANSI");
    let issued = world.issued.lock().unwrap().clone();
    let refresh_tokens = issued.iter().filter(|secret| secret.starts_with("sgr_")).count();
    assert!(issued.len() > 20 && refresh_tokens >= 3, "{} secrets, {refresh_tokens} refresh tokens", issued.len());
    let dump = world.dump();
    // What must be there, to know that the search finds anything at all.
    for kept in ["user-alice", "code_redeemed", "grant_revoked", "CANARY-NONCE"] {
        assert!(contains(&dump, kept), "{kept} is not in the dump");
    }
    for secret in issued.iter().chain(&secrets) {
        assert!(!contains(&dump, secret), "{secret} is in the database");
    }
}

async fn revoke_and_sign_out(world: &World) {
    let (mut browser, bank) = (world.browser(), world.bank());
    let ask = bank.ask();
    let answer = browser.sign_in(&ask, "alice").await;
    let tokens = bank.tokens(&ask, &answer).await;
    bank.call("/revoke", &[("token", &tokens.refresh)]).await;
    let confirm = browser.open_logout("bank").await;
    browser.post(confirm.actions()[0], &[("csrf", confirm.csrf())]).await;
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}
