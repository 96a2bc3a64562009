//! Everything we give out, put wherever something we gave out is taken: only its own kind fits.

use crate::browser::Browser;
use crate::http::Call;
use crate::passkey::Passkey;
use crate::relying_party::{Ask, RelyingParty};
use crate::world::{World, subject};
use data_encoding::BASE64URL_NOPAD;
use stepgate_protocol::hash::Sha256;
use stepgate_store::Hash;
use stepgate_store::tickets::CreateTicket;
use stepgate_webauthn::Challenge;

/// Where something is taken, and which kind of thing fits there. The last ones end what the others need.
const PLACES: [(&str, &str); 12] = [
    ("userinfo", "access token"),
    ("introspection", "access token"),
    ("id_token_hint", "id token"),
    ("browser cookie", "browser cookie"),
    ("session cookie", "session cookie"),
    ("interaction", "interaction id"),
    ("ticket", "ticket"),
    ("code", "code"),
    ("refresh token", "refresh token"),
    ("challenge", "challenge"),
    ("form token", "form token"),
    ("sign-out", "sign-out id"),
];

struct Stage {
    world: World,
    browser: Browser,
    bank: RelyingParty,
    /// What the code was asked for with.
    ask: Ask,
    interaction: String,
    artefacts: Vec<(&'static str, String)>,
}

async fn stage() -> Stage {
    let world = World::new().await;
    let (mut browser, bank) = (world.browser(), world.bank());
    let first = bank.ask();
    let answer = browser.sign_in(&first, "alice").await;
    let response = bank.redeem(&first, &bank.code(&first, &answer)).await;
    let tokens = bank.read(&response).await;
    let ask = bank.ask();
    let code = bank.code(&ask, &browser.open(&ask).await);
    let sign_out = browser.visit("/logout").await;
    let step_up = browser.open(&bank.ask().acr("phr")).await;
    let options = browser.options(&step_up).await;
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let artefacts = vec![
        ("access token", tokens.access.clone()),
        ("refresh token", tokens.refresh.clone()),
        ("id token", text(&response.json()["id_token"])),
        ("code", code),
        ("browser cookie", browser.jar["__Host-stepgate-browser"].clone()),
        ("session cookie", browser.session().unwrap().clone()),
        ("interaction id", step_up.interaction().to_owned()),
        ("form token", step_up.csrf().to_owned()),
        ("challenge", text(&options["challenge"])),
        ("sign-out id", sign_out.actions()[0].trim_start_matches("/logout/").to_owned()),
        ("ticket", world.ticket("carol").await),
        ("request id", sign_out.header("x-request-id").unwrap().to_owned()),
        ("sid", text(&tokens.claims["sid"])),
        ("jti", text(&tokens.claims["jti"])),
        ("nonce", first.get("nonce").unwrap().to_owned()),
        ("code verifier", first.verifier.clone()),
        ("credential id", Passkey::of("alice").id().as_str().to_owned()),
    ];
    Stage { world, browser, bank, ask, interaction: step_up.interaction().to_owned(), artefacts }
}

impl Stage {
    /// A copy of the browser with one cookie replaced.
    fn with_cookie(&self, name: &str, value: &str) -> Browser {
        let mut browser = self.browser.clone();
        browser.jar.insert(format!("__Host-stepgate-{name}"), value.to_owned());
        browser
    }

    /// The token that a form of this id would carry in this browser: so that it is the id that is refused.
    fn form_token(&self, id: &str) -> String {
        let browser = &self.browser.jar["__Host-stepgate-browser"];
        Sha256::of(format!("stepgate-csrf-v1\n{browser}\n{id}").as_bytes()).base64url()
    }

    async fn is_taken(&mut self, place: &str, value: &str) -> bool {
        let (bank, interaction) = (self.bank.clone(), format!("/interaction/{}", self.interaction));
        match place {
            "userinfo" => bank.userinfo(value).await.status == 200,
            "introspection" => self.world.client("ledger").introspect(value).await["active"] == true,
            "id_token_hint" => bank.silently(&mut self.browser, bank.ask().with("id_token_hint", value)).await.is_ok(),
            "browser cookie" => self.with_cookie("browser", value).visit(&interaction).await.status == 200,
            "session cookie" => bank.level(&mut self.with_cookie("session", value)).await != "login_required",
            "interaction" => self.browser.visit(&format!("/interaction/{value}")).await.status == 200,
            "ticket" => self.browser.visit(&format!("/enrol/{value}")).await.status == 200,
            "code" => bank.redeem(&self.ask, value).await.status == 200,
            "refresh token" => bank.refresh(value, None).await.status == 200,
            "challenge" => self.answers(&interaction, value).await,
            "form token" => {
                self.browser.post(&format!("{interaction}/consent"), &[("csrf", value)]).await.status != 403
            }
            "sign-out" => {
                let token = self.form_token(value);
                self.browser.post(&format!("/logout/{value}"), &[("csrf", &token)]).await.status == 200
            }
            other => panic!("{other}"),
        }
    }

    /// Alice's passkey signs `value` as if we had asked for it. Another length than a challenge's is none.
    async fn answers(&mut self, interaction: &str, value: &str) -> bool {
        let bytes = BASE64URL_NOPAD.decode(value.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
        let Some(bytes) = bytes else { return false };
        let alice = Passkey::of("alice");
        let options =
            serde_json::json!({ "challenge": BASE64URL_NOPAD.encode(Challenge::from_bytes(bytes).as_bytes()) });
        let signed = alice.sign(&alice.ceremony(&self.world, &options));
        let token = self.form_token(interaction.trim_start_matches("/interaction/"));
        let answer =
            self.browser.post(&format!("{interaction}/passkey"), &[("csrf", &token), ("credential", &signed)]).await;
        answer.status == 303
    }
}

#[tokio::test]
async fn a12_no_artefact_passes_for_another_kind() {
    let mut stage = stage().await;
    let artefacts = stage.artefacts.clone();
    let token = artefacts.iter().find(|(kind, _)| *kind == "form token").unwrap().1.clone();
    assert_eq!(stage.form_token(&stage.interaction.clone()), token);
    for (place, fits) in PLACES {
        for (kind, value) in artefacts.iter().filter(|(kind, _)| *kind != fits) {
            assert!(!stage.is_taken(place, value).await, "a {kind} is taken for a {fits} ({place})");
        }
    }
    // Nothing was spent on the way: each does what it is for.
    for (place, fits) in PLACES {
        let (_, value) = artefacts.iter().find(|(kind, _)| *kind == fits).unwrap();
        // The passkey's answer closed the interaction, which its form token then finds answered, not forged.
        assert!(stage.is_taken(place, value).await, "the {fits} does not work ({place})");
    }
}

/// One secret as two kinds of artefact, which nobody could draw. A ticket is marked as one, so nothing else is looked up as such;
/// and each goes on to do what it is for.
#[tokio::test]
async fn a12_two_kinds_of_the_same_value_know_nothing_of_each_other() {
    let mut stage = stage().await;
    let now = stage.world.now();
    for kind in ["code", "refresh token", "session cookie", "browser cookie"] {
        let value = stage.artefacts.iter().find(|(known, _)| *known == kind).unwrap().1.clone();
        let hash = Hash::new(*Sha256::of(value.as_bytes()).bytes());
        let create = CreateTicket { hash, subject: subject("carol"), now, expires_at: now.plus(60) };
        stage.world.storage.run(create).await.unwrap();
        assert!(!stage.is_taken("ticket", &value).await, "{kind}");
        assert!(stage.is_taken(kind, &value).await, "{kind}");
    }
    assert_eq!(stage.world.send(Call::get("/healthz")).await.status, 200);
}
