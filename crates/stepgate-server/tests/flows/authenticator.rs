//! An authenticator app, and a sheet of recovery codes.

use crate::world::{World, subject};
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::hmac::{HMAC_SHA1_FOR_LEGACY_USE_ONLY, Key, sign};
use stepgate_core::Timestamp;
use stepgate_protocol::hash::Sha256;
use stepgate_store::Hash;
use stepgate_store::audit::AuditEvent;
use stepgate_store::credentials::Ceiling;
use stepgate_store::recovery_codes::{CodeReplacement, ReplaceRecoveryCodes};
use stepgate_store::totps::{BeginTotp, ConfirmTotp, TotpConfirmation};

/// The key that the provider of every world seals with.
pub(crate) const SEALING_KEY: [u8; 32] = [7; 32];

/// An app that shows codes, written from RFC 6238 and not from our code.
#[derive(Clone, Debug)]
pub(crate) struct Authenticator {
    seed: Vec<u8>,
}

impl Authenticator {
    pub(crate) fn new(seed: Vec<u8>) -> Self {
        Self { seed }
    }

    /// The one that `name` has, once it was added.
    pub(crate) fn of(name: &str) -> Self {
        Self::new(format!("{name:-<20}").into_bytes())
    }

    /// What it shows at a moment.
    pub(crate) fn shows(&self, at: Timestamp) -> String {
        let mac = sign(&Key::new(HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.seed), &(at.seconds() / 30).to_be_bytes());
        let mac = mac.as_ref();
        let at = usize::from(mac[19] & 15);
        let number = u32::from_be_bytes(mac[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
        format!("{:06}", number % 1_000_000)
    }
}

/// The third code on the sheet of `name`, and so on.
pub(crate) fn recovery_code(name: &str, number: usize) -> String {
    let digest = Sha256::of(format!("{name} {number}").as_bytes());
    let text = data_encoding::BASE32_NOPAD.encode(&digest.bytes()[..10]);
    [&text[..4], &text[4..8], &text[8..12], &text[12..]].join("-")
}

impl World {
    /// Adds an authenticator app to somebody's account, long ago, and as what it was added then.
    pub(crate) async fn with_totp(&self, name: &str, ceiling: Option<Ceiling>) -> Authenticator {
        let (app, id, now) = (Authenticator::of(name), format!("totp-{name}"), self.now());
        let sealed = seal(&format!("totp {id}"), &app.seed);
        self.storage.run(BeginTotp { id: id.clone(), subject: subject(name), sealed, now }).await.unwrap();
        let confirm = ConfirmTotp {
            subject: subject(name),
            id,
            step: 0,
            name: "Phone".to_owned(),
            ceiling,
            session: None,
            now,
            audit: AuditEvent::new("totp_enrolled").about(&subject(name)),
        };
        assert_eq!(self.storage.run(confirm).await.unwrap(), TotpConfirmation::Confirmed);
        app
    }

    /// Gives somebody ten recovery codes.
    pub(crate) async fn with_recovery_codes(&self, name: &str) {
        let hash = |number| {
            let letters = recovery_code(name, number).replace('-', "");
            Hash::new(*Sha256::of(format!("stepgate-recovery-v1\n{letters}").as_bytes()).bytes())
        };
        let replace = ReplaceRecoveryCodes {
            subject: subject(name),
            hashes: (0..10).map(hash).collect(),
            session: None,
            now: self.now(),
            audit: AuditEvent::new("recovery_codes_replaced").about(&subject(name)),
        };
        assert_eq!(self.storage.run(replace).await.unwrap(), CodeReplacement::Replaced);
    }
}

/// `nonce ‖ ciphertext ‖ tag`, as the provider stores it.
fn seal(place: &str, plain: &[u8]) -> Vec<u8> {
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &SEALING_KEY).unwrap());
    let mut sealed = plain.to_vec();
    let nonce = Nonce::assume_unique_for_key([9; 12]);
    key.seal_in_place_append_tag(nonce, Aad::from(place.as_bytes()), &mut sealed).unwrap();
    [&[9; 12], sealed.as_slice()].concat()
}
