use crate::world::{Sql, World, add, at, confirm_totp, event, id, passkey};
use stepgate_core::CredentialId;
use stepgate_store::credentials::{Ceiling, CredentialRef, LiftCeiling, RenameCredential};
use stepgate_store::passkeys::{FindPasskey, NewPasskey, Passkey, PasskeyAddition};
use stepgate_store::totps::{ConfirmTotp, Totp, TotpConfirmation, TotpsOf};

on_every_engine! {
    a_credential_gets_another_name
    a_ceiling_is_lifted_once
    what_is_anothers_or_removed_stays_as_it_is
}

fn key() -> CredentialRef {
    CredentialRef::Passkey(CredentialId::new("k"))
}

fn device() -> CredentialRef {
    CredentialRef::Totp("t".to_owned())
}

fn rename(subject: &str, credential: CredentialRef) -> RenameCredential {
    let audit = event("credential_renamed").about(&id(subject));
    RenameCredential { subject: id(subject), credential, name: "new name".to_owned(), now: at(10), audit }
}

fn lift(subject: &str, credential: CredentialRef) -> LiftCeiling {
    LiftCeiling { subject: id(subject), credential, now: at(10), audit: event("ceiling_lifted").about(&id(subject)) }
}

/// Alice's passkey `k` and device `t`, both with a ceiling.
async fn alice(world: &World) {
    world.user("alice").await;
    world.user("bob").await;
    let ceiling = Some(Ceiling { acr: "basic".to_owned(), until: at(100) });
    let limited = NewPasskey { ceiling: ceiling.clone(), ..passkey("k", "alice") };
    assert_eq!(world.run(add(limited)).await, PasskeyAddition::Added);
    world.begin_totp("t", "alice").await;
    let confirm = ConfirmTotp { ceiling, ..confirm_totp("t", "alice", 1) };
    assert_eq!(world.run(confirm).await, TotpConfirmation::Confirmed);
}

async fn stored(world: &World) -> (Passkey, Totp) {
    let passkey = world.run(FindPasskey(CredentialId::new("k"))).await.unwrap();
    (passkey, world.run(TotpsOf(id("alice"))).await.pop().unwrap())
}

async fn a_credential_gets_another_name(world: World) {
    alice(&world).await;
    assert!(world.run(rename("alice", key())).await);
    let (passkey, totp) = stored(&world).await;
    assert_eq!((passkey.key.name.as_str(), totp.name.as_str()), ("new name", "phone"));
    assert!(world.run(rename("alice", device())).await);
    assert_eq!(stored(&world).await.1.name, "new name");
    assert_eq!(world.latest(1).await, ["credential_renamed"]);
}

async fn a_ceiling_is_lifted_once(world: World) {
    alice(&world).await;
    assert!(world.run(lift("alice", key())).await);
    let (passkey, totp) = stored(&world).await;
    assert_eq!((passkey.ceiling_at(at(11)), totp.ceiling_at(at(11))), (None, Some("basic")));
    assert!(world.run(lift("alice", device())).await);
    assert_eq!(stored(&world).await.1.ceiling, None);
    assert!(!world.run(lift("alice", key())).await);
    assert_eq!(world.kinds().await.iter().filter(|kind| *kind == "ceiling_lifted").count(), 2);
}

async fn what_is_anothers_or_removed_stays_as_it_is(world: World) {
    alice(&world).await;
    let before = stored(&world).await;
    for credential in [key(), device()] {
        assert!(!world.run(rename("bob", credential.clone())).await);
        assert!(!world.run(lift("bob", credential)).await);
    }
    assert_eq!(stored(&world).await, before);
    world.run(Sql("UPDATE passkeys SET removed_at = 1800000010000")).await;
    world.run(Sql("UPDATE totps SET removed_at = 1800000010000")).await;
    let before = stored(&world).await;
    for credential in [key(), device()] {
        assert!(!world.run(rename("alice", credential.clone())).await);
        assert!(!world.run(lift("alice", credential)).await);
    }
    assert_eq!(stored(&world).await, before);
}
