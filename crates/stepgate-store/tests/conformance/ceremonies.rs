use crate::world::{Sql, World, at, evidence, new_session, raise, settle};
use stepgate_core::evidence::Ceremony;
use stepgate_core::{CredentialId, Evidence, Method};
use stepgate_store::passkeys::FindPasskey;
use stepgate_store::requests::LoadRequest;
use stepgate_store::settle::{PasskeyUse, SettleCeremony, Settlement};

on_every_engine! {
    a_sign_in_pins_the_request
    a_request_that_is_not_open_takes_no_evidence
    another_user_never_steps_up_for_the_one_signed_in
    a_request_pinned_to_one_user_takes_no_other
    a_passkey_of_another_user_proves_nothing
    a_session_that_ended_does_not_rise
    a_cookie_that_was_replaced_raises_nothing
    a_disabled_user_does_not_sign_in
    a_signature_counter_never_goes_back
    a_removed_passkey_proves_nothing
    evidence_keeps_its_ceiling_and_its_client
}

async fn a_sign_in_pins_the_request(world: World) {
    world.signed_in("alice").await;
    let request = world.run(LoadRequest("sign-in".to_owned())).await.unwrap();
    assert_eq!(request.subject.unwrap().as_str(), "alice");
    assert_eq!(request.session.as_deref(), Some("s"));
    assert!(!request.answered);
}

async fn a_request_that_is_not_open_takes_no_evidence(world: World) {
    world.user("alice").await;
    world.request("r", None).await;
    let sign_in = |seconds| settle("r", new_session("s", "cookie"), evidence("alice", Method::Password, None, seconds));
    assert_eq!(world.run(sign_in(600)).await, Settlement::RequestNotOpen);
    world.run(Sql("UPDATE requests SET answered_at = 1")).await;
    assert_eq!(world.run(sign_in(5)).await, Settlement::RequestNotOpen);
    assert_eq!(world.see("cookie", 6).await, None);
}

/// B01: bob's passkey in alice's browser.
async fn another_user_never_steps_up_for_the_one_signed_in(world: World) {
    world.signed_in("alice").await;
    world.user("bob").await;
    world.request("open-to-all", None).await;
    let bobs = evidence("bob", Method::Passkey, None, 100);
    let settled = world.run(settle("open-to-all", raise("s", "cookie", "new"), bobs)).await;
    assert_eq!(settled, Settlement::SubjectMismatch);
    let alices = world.see("cookie", 101).await.unwrap();
    assert_eq!((alices.subject.as_str(), alices.evidence.len(), alices.handle_is_current), ("alice", 1, true));
    assert_eq!(world.see("new", 101).await, None);
    assert_eq!(world.kinds().await.first().unwrap(), "ceremony_refused");
}

async fn a_request_pinned_to_one_user_takes_no_other(world: World) {
    world.signed_in("alice").await;
    world.user("bob").await;
    let bobs = evidence("bob", Method::Password, None, 100);
    let settled = world.run(settle("sign-in", new_session("bobs", "bobs-cookie"), bobs)).await;
    assert_eq!(settled, Settlement::SubjectMismatch);
    assert_eq!(world.see("bobs-cookie", 101).await, None);
}

fn with_passkey(name: &str, sign_count: u32, answered: &str) -> SettleCeremony {
    let ceremony = evidence("alice", Method::Passkey, Some(answered), 100);
    let passkey_use = Some(PasskeyUse { id: CredentialId::new(name), sign_count, backed_up: true });
    SettleCeremony { passkey_use, ..settle("sign-in", raise("s", "cookie", "new"), ceremony) }
}

/// D07.
async fn a_passkey_of_another_user_proves_nothing(world: World) {
    world.signed_in("alice").await;
    world.user("bob").await;
    world.passkey("alices", "alice").await;
    world.passkey("bobs", "bob").await;
    for wrong in [with_passkey("bobs", 9, "bobs"), with_passkey("none", 9, "none"), with_passkey("alices", 9, "bobs")] {
        assert_eq!(world.run(wrong).await, Settlement::SubjectMismatch);
    }
    assert_eq!(world.run(FindPasskey(CredentialId::new("bobs"))).await.unwrap().key.sign_count, 5);
    assert_eq!(world.see("new", 101).await, None);
}

async fn a_session_that_ended_does_not_rise(world: World) {
    world.signed_in("alice").await;
    world.run(Sql("UPDATE sessions SET ended_at = 1")).await;
    let ceremony = evidence("alice", Method::Totp, None, 100);
    let settled = world.run(settle("sign-in", raise("s", "cookie", "new"), ceremony)).await;
    assert_eq!(settled, Settlement::SessionEnded);
}

/// B02: the new cookie would see the evidence that the replaced one must not.
async fn a_cookie_that_was_replaced_raises_nothing(world: World) {
    world.signed_in("alice").await;
    let totp =
        |seconds, new| settle("sign-in", raise("s", "cookie", new), evidence("alice", Method::Totp, None, seconds));
    assert_eq!(world.run(totp(100, "second")).await, Settlement::Settled);
    assert_eq!(world.run(totp(101, "third")).await, Settlement::SessionEnded);
    assert_eq!(world.see("third", 102).await, None);
    assert_eq!(world.see("second", 102).await.unwrap().evidence.len(), 2);
}

async fn a_disabled_user_does_not_sign_in(world: World) {
    world.user("alice").await;
    world.request("r", None).await;
    world.run(Sql("UPDATE users SET disabled_at = 1")).await;
    let ceremony = evidence("alice", Method::Password, None, 1);
    assert_eq!(world.run(settle("r", new_session("s", "cookie"), ceremony)).await, Settlement::SessionEnded);
}

/// D08.
async fn a_signature_counter_never_goes_back(world: World) {
    world.signed_in("alice").await;
    world.passkey("k", "alice").await;
    assert_eq!(world.run(with_passkey("k", 9, "k")).await, Settlement::Settled);
    let lower = SettleCeremony {
        session: raise("s", "new", "newest"),
        passkey_use: Some(PasskeyUse { id: CredentialId::new("k"), sign_count: 7, backed_up: false }),
        now: at(110),
        ..with_passkey("k", 7, "k")
    };
    assert_eq!(world.run(lower).await, Settlement::Settled);
    let passkey = world.run(FindPasskey(CredentialId::new("k"))).await.unwrap();
    assert_eq!((passkey.key.sign_count, passkey.key.backed_up), (9, false));
    assert_eq!(passkey.last_used_at, Some(at(110)));
}

async fn a_removed_passkey_proves_nothing(world: World) {
    world.signed_in("alice").await;
    world.passkey("k", "alice").await;
    world.run(Sql("UPDATE passkeys SET removed_at = 1800000100000")).await;
    assert_eq!(world.run(with_passkey("k", 9, "k")).await, Settlement::SubjectMismatch);
    assert_eq!(world.latest(1).await, ["ceremony_refused"]);
    world.run(Sql("UPDATE passkeys SET removed_at = 1800000100001")).await;
    assert_eq!(world.run(with_passkey("k", 9, "k")).await, Settlement::Settled, "it goes later");
}

async fn evidence_keeps_its_ceiling_and_its_client(world: World) {
    world.signed_in("alice").await;
    let ceremony = Ceremony {
        ceiling: Some("mfa".into()),
        only_for: Some("bank".into()),
        ..evidence("alice", Method::Totp, None, 100).ceremony().clone()
    };
    let ceremony = Evidence::from_ceremony(ceremony);
    assert_eq!(world.run(settle("sign-in", raise("s", "cookie", "new"), ceremony.clone())).await, Settlement::Settled);
    assert_eq!(world.see("new", 101).await.unwrap().evidence.last(), Some(&ceremony));
}
