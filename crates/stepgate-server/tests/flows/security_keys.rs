//! Security keys: device-bound, attested, and what the level above passkeys takes.

use crate::browser::Browser;
use crate::http::Answer;
use crate::passkey::Passkey;
use crate::world::World;
use stepgate_core::Timestamp;
use stepgate_store::passkeys::FindPasskey;
use stepgate_webauthn::soft_key::{Ceremony, CertifiedKey, SoftAttachment, SoftCertificate};
use stepgate_webauthn::{Aaguid, AaguidPolicy, AttestationPolicy, RegistrationPolicy, TrustAnchors};

const MODEL: [u8; 16] = [0xab; 16];

/// A maker of security keys, whose root the operator trusts or does not.
struct Maker {
    root: CertifiedKey,
    batch: CertifiedKey,
}

impl Maker {
    fn new(name: &str) -> Self {
        let root = CertifiedKey::self_signed(&SoftCertificate::authority(name)).unwrap();
        let batch = root.issue(&SoftCertificate::authenticator(MODEL)).unwrap();
        Self { root, batch }
    }

    fn anchors(&self) -> TrustAnchors {
        TrustAnchors::new("2026-11").with_der(self.root.certificate()).unwrap()
    }
}

fn required(anchors: TrustAnchors) -> RegistrationPolicy {
    RegistrationPolicy::security_key(AttestationPolicy::Require(anchors))
}

/// Adds a key of the maker with a ticket.
async fn enrol(world: &World, browser: &mut Browser, maker: &Maker, key: &Passkey) -> Answer {
    enrol_as(world, browser, "security-key", key, |ceremony| {
        key.key.register_packed(&ceremony, &maker.batch).unwrap().to_json().unwrap().to_string()
    })
    .await
}

async fn enrol_as(
    world: &World,
    browser: &mut Browser,
    kind: &str,
    key: &Passkey,
    register: impl Fn(Ceremony) -> String,
) -> Answer {
    let ticket = world.ticket("carol").await;
    let page = browser.visit(&format!("/enrol/{ticket}")).await;
    let fields = [("csrf", page.csrf()), ("kind", kind)];
    let options = browser.post(&format!("/enrol/{ticket}/options"), &fields).await;
    if options.status != 200 {
        return options;
    }
    let attachment = SoftAttachment::CrossPlatform;
    let ceremony = Ceremony { aaguid: MODEL, attachment, ..key.ceremony(world, &options.json()) };
    let credential = register(ceremony);
    browser.submit(&page, &ticket, &[("credential", &credential), ("name", "Key ring"), ("kind", kind)]).await
}

/// Carol, signed in by password.
async fn carol(world: &World) -> Browser {
    let mut browser = world.browser();
    browser.sign_in(&world.bank().ask(), "carol").await;
    browser
}

#[tokio::test]
async fn d12_an_attested_key_reaches_the_hardware_level() {
    let maker = Maker::new("Honest keys");
    let world = World::with_security_keys(required(maker.anchors())).await;
    let (mut browser, bank, key) = (carol(&world).await, world.bank(), Passkey::of("carol"));
    let done = enrol(&world, &mut browser, &maker, &key).await;
    assert_eq!((done.status.as_u16(), done.state()), (200, Some("done")), "{:?}", done.page_error());
    let row = world.audit().await.into_iter().find(|row| row.kind == "security_key_enrolled").unwrap();
    assert!(row.detail.contains(r#""attestation":"packed""#), "{}", row.detail);
    let ask = bank.ask().acr("phrh");
    let answer = browser.confirm(&ask, "carol").await;
    let tokens = bank.tokens(&ask, &answer).await;
    assert_eq!((&tokens.id["acr"], &tokens.id["amr"]), (&"phrh".into(), &serde_json::json!(["pop", "hwk", "user"])));
    // It is a passkey wherever one is asked for.
    assert_eq!(bank.silently(&mut browser, bank.ask().acr("phr")).await.unwrap().id["acr"], "phr");
}

#[tokio::test]
async fn d12_what_does_not_lead_to_a_root_is_refused_and_a_passkey_still_enrols() {
    let (trusted, other) = (Maker::new("Honest keys"), Maker::new("Other keys"));
    let outdated = trusted.anchors().with_valid_until(Timestamp::from_seconds(1_700_000_000));
    for anchors in [other.anchors(), outdated, TrustAnchors::new("empty")] {
        let world = World::with_security_keys(required(anchors)).await;
        let (mut browser, bank, key) = (carol(&world).await, world.bank(), Passkey::of("carol"));
        let refused = enrol(&world, &mut browser, &trusted, &key).await;
        assert_eq!(refused.status, 400, "{refused:?}");
        assert!(world.storage.run(FindPasskey(key.id())).await.unwrap().is_none());
        assert_eq!(browser.open(&bank.ask().acr("phrh")).await.state(), Some("unreachable"));
        let done = enrol_as(&world, &mut browser, "passkey", &key, |ceremony| key.register(&ceremony)).await;
        assert_eq!(done.state(), Some("done"), "{done:?}");
        let answer = browser.confirm(&bank.ask().acr("phr"), "carol").await;
        assert!(answer.location().is_some(), "{answer:?}");
    }
}

/// The page may ask for whatever it likes; what is stored is what the server checked.
#[tokio::test]
async fn d06_a_key_without_attestation_or_of_a_denied_model_is_refused() {
    let maker = Maker::new("Honest keys");
    let denied = AaguidPolicy::default().denying([Aaguid::from_bytes(MODEL)]);
    let table = [
        (required(maker.anchors()), false),
        (required(maker.anchors()).with_models(denied), true),
        (required(maker.anchors()).with_models(AaguidPolicy::default().allowing([])), true),
    ];
    for (policy, is_attested) in table {
        let world = World::with_security_keys(policy).await;
        let (mut browser, key) = (carol(&world).await, Passkey::of("carol"));
        let refused = match is_attested {
            true => enrol(&world, &mut browser, &maker, &key).await,
            false => enrol_as(&world, &mut browser, "security-key", &key, |ceremony| key.register(&ceremony)).await,
        };
        assert_eq!(refused.status, 400, "{refused:?}");
        assert!(world.storage.run(FindPasskey(key.id())).await.unwrap().is_none());
    }
}

/// Without roots there is no security key, whatever the form says.
#[tokio::test]
async fn d12_without_roots_the_hardware_level_is_out_of_reach() {
    let world = World::new().await;
    let (mut browser, bank, key) = (carol(&world).await, world.bank(), Passkey::of("carol"));
    let refused = enrol_as(&world, &mut browser, "security-key", &key, |ceremony| key.register(&ceremony)).await;
    assert_eq!(refused.page_error(), (403, "method_not_allowed"));
    let ask = bank.ask().acr("phrh");
    let answer = world.browser().open(&ask).await;
    assert_eq!(bank.error(&ask, &answer), "unmet_authentication_requirements");
}

#[tokio::test]
async fn d09_a_synced_passkey_is_no_security_key() {
    let maker = Maker::new("Honest keys");
    let world = World::with_security_keys(required(maker.anchors())).await;
    let (mut browser, bank, key) = (carol(&world).await, world.bank(), Passkey::of("carol"));
    let refused = enrol_as(&world, &mut browser, "security-key", &key, |ceremony| {
        let synced = Ceremony { backup_eligible: true, backed_up: true, ..ceremony };
        key.key.register_packed(&synced, &maker.batch).unwrap().to_json().unwrap().to_string()
    })
    .await;
    assert_eq!(refused.status, 400, "{refused:?}");
    // Alice has a passkey, and asks for more than it is.
    let mut browser_of_alice = world.browser();
    browser_of_alice.sign_in(&bank.ask(), "alice").await;
    assert_eq!(browser_of_alice.open(&bank.ask().acr("phrh")).await.state(), Some("unreachable"));
    assert_eq!(browser.open(&bank.ask().acr("phrh")).await.state(), Some("unreachable"));
}

/// A counter that goes back: somebody may hold a copy. A passkey may be synced and is let through, with a note; a key that is said
/// to be in one piece of hardware is not.
#[tokio::test]
async fn d08_a_copied_key_is_refused_where_hardware_counts() {
    let maker = Maker::new("Honest keys");
    let world = World::with_security_keys(required(maker.anchors())).await;
    let (mut browser, bank, key) = (carol(&world).await, world.bank(), Passkey::of("carol"));
    enrol(&world, &mut browser, &maker, &key).await;
    for (count, acr, status) in [(9, "phrh", 303), (5, "phrh", 403), (5, "phr", 303), (10, "phrh", 303)] {
        world.pass(1000);
        let page = browser.open(&bank.ask().acr(acr)).await;
        let options = browser.options(&page).await;
        let ceremony = Ceremony { sign_count: count, ..key.ceremony(&world, &options) };
        let answer = browser.submit(&page, "/passkey", &[("credential", &key.sign(&ceremony))]).await;
        assert_eq!(answer.status, status, "{count} for {acr}: {answer:?}");
        let stored = world.storage.run(FindPasskey(key.id())).await.unwrap().unwrap();
        assert!(stored.key.sign_count >= 9, "the counter never goes back");
    }
    assert_eq!(world.count("sign_count_regressed").await, 2);
}
