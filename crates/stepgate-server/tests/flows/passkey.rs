//! A passkey, and whoever holds it.

use crate::world::{World, subject};
use data_encoding::BASE64URL_NOPAD;
use serde_json::Value;
use stepgate_core::CredentialId;
use stepgate_store::passkeys::NewPasskey;
use stepgate_webauthn::soft_key::{Ceremony, SoftKey};
use stepgate_webauthn::{Challenge, UserHandle};

pub(crate) struct Passkey {
    pub(crate) key: SoftKey,
    owner: String,
}

impl Passkey {
    /// The one that `name` has from the start.
    pub(crate) fn of(name: &str) -> Self {
        Self::seeded(name, name.as_bytes()[0])
    }

    /// Another one of the same person.
    pub(crate) fn seeded(name: &str, seed: u8) -> Self {
        Self { key: SoftKey::from_seed(&[seed; 32]).unwrap(), owner: name.to_owned() }
    }

    pub(crate) fn id(&self) -> CredentialId {
        CredentialId::new(BASE64URL_NOPAD.encode(self.key.credential_id().as_bytes()))
    }

    /// What an honest browser on our page would do with these options.
    pub(crate) fn ceremony(&self, world: &World, options: &Value) -> Ceremony {
        let handle = UserHandle::from_bytes(subject(&self.owner).as_str().as_bytes()).unwrap();
        let ceremony = Ceremony::new(world.domain(), &world.issuer, &challenge(options));
        Ceremony { user_handle: Some(handle), ..ceremony }
    }

    /// The answer to `get()`.
    pub(crate) fn sign(&self, ceremony: &Ceremony) -> String {
        self.key.assert(ceremony).unwrap().to_json().to_string()
    }

    /// The answer to `create()`.
    pub(crate) fn register(&self, ceremony: &Ceremony) -> String {
        self.key.register(ceremony).unwrap().to_json().unwrap().to_string()
    }

    pub(crate) fn to_be_stored(&self) -> NewPasskey {
        NewPasskey {
            id: self.id(),
            subject: subject(&self.owner),
            name: "Laptop".to_owned(),
            public_key: self.key.cose_public_key().to_vec(),
            algorithm: self.key.algorithm().cose_id(),
            sign_count: 0,
            backup_eligible: false,
            backed_up: false,
            aaguid: "00000000-0000-0000-0000-000000000000".to_owned(),
            transports: vec!["internal".to_owned()],
            demo: false,
            attested: false,
            ceiling: None,
        }
    }
}

fn challenge(options: &Value) -> Challenge {
    let bytes = BASE64URL_NOPAD.decode(options["challenge"].as_str().unwrap().as_bytes()).unwrap();
    Challenge::from_bytes(bytes.try_into().unwrap())
}
