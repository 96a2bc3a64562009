//! Responses of a soft key: honest, misbehaving in one way each, and changed at random from a fixed seed.

use std::rc::Rc;

use ciborium::Value as Cbor;
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};
use stepgate_webauthn::soft_key::{Ceremony, SoftAssertion, SoftAttestation, SoftKey, SoftRegistration};
use stepgate_webauthn::{Challenge, UserHandle};

use crate::verifiers::{ORIGIN, RP_ID, alice, challenge};

pub(crate) struct Case {
    pub(crate) label: String,
    pub(crate) json: Value,
    pub(crate) kind: Kind,
}

pub(crate) enum Kind {
    Registration,
    Assertion(Registered),
}

/// What the relying party stored of the key.
#[derive(Clone)]
pub(crate) struct Registered {
    pub(crate) key: Rc<SoftKey>,
    pub(crate) sign_count: u32,
    pub(crate) backup_eligible: bool,
}

impl Registered {
    pub(crate) fn ceremony(&self) -> Ceremony {
        Ceremony { sign_count: self.sign_count, backup_eligible: self.backup_eligible, ..ceremony() }
    }
}

fn es256() -> Registered {
    Registered { key: Rc::new(SoftKey::from_seed(&[42; 32]).unwrap()), sign_count: 0, backup_eligible: false }
}

fn ceremony() -> Ceremony {
    Ceremony { user_handle: Some(alice()), ..Ceremony::new(RP_ID, ORIGIN, &challenge()) }
}

fn registration(label: &str, registration: &SoftRegistration) -> Case {
    Case { label: format!("registration {label}"), json: registration.to_json().unwrap(), kind: Kind::Registration }
}

fn assertion(label: &str, assertion: &SoftAssertion, registered: &Registered) -> Case {
    Case { label: format!("assertion {label}"), json: assertion.to_json(), kind: Kind::Assertion(registered.clone()) }
}

/// One ceremony as registration without and with self attestation, and as assertion.
fn each_kind(label: &str, ceremony: &Ceremony) -> [Case; 3] {
    let registered = es256();
    let key = &registered.key;
    [
        registration(label, &key.register(ceremony).unwrap()),
        registration(label, &key.register_self_attested(ceremony).unwrap()),
        assertion(label, &key.assert(ceremony).unwrap(), &registered),
    ]
}

pub(crate) fn honest() -> Vec<Case> {
    let mut cases = Vec::from(each_kind("plain", &ceremony()));
    for (backed_up, sign_count) in [(false, 0), (true, 0), (true, 9)] {
        let ceremony = Ceremony { backup_eligible: true, backed_up, sign_count, ..ceremony() };
        let registered = Registered { backup_eligible: true, ..es256() };
        cases.push(registration("synced", &registered.key.register(&ceremony).unwrap()));
        cases.push(assertion("synced", &registered.key.assert(&ceremony).unwrap(), &registered));
    }
    cases
}

/// Everything that one knob can make wrong.
pub(crate) fn misbehaving() -> Vec<Case> {
    let mut cases = wrong_ceremonies();
    cases.extend(wrong_flags());
    cases.extend(wrong_counters());
    cases.extend(wrong_json());
    cases.extend(wrong_attestations());
    cases.extend(wrong_authenticator_data());
    cases
}

fn wrong_ceremonies() -> Vec<Case> {
    let mut wrong = vec![
        ("challenge", Ceremony { challenge: Challenge::from_bytes([8; 32]), ..ceremony() }),
        ("type", Ceremony { client_data_type: Some("webauthn.other".to_owned()), ..ceremony() }),
        ("cross origin", Ceremony { cross_origin: true, ..ceremony() }),
        ("top origin", Ceremony { top_origin: Some("https://evil.example".to_owned()), ..ceremony() }),
    ];
    let origins = [
        "https://evil-bank.example",
        "https://bank.example.evil.org",
        "https://sub.bank.example",
        "https://bank.example:8443",
        "https://bank.example:443",
        "https://bank.example/path",
        "https://BANK.example",
        "https://user@bank.example",
        "http://bank.example",
        "android:apk-key-hash:AAAA",
        "null",
        "",
    ];
    wrong.extend(origins.map(|origin| ("origin", Ceremony { origin: origin.to_owned(), ..ceremony() })));
    let rp_ids = ["evil.example", "sub.bank.example", "example", "BANK.example", ""];
    wrong.extend(rp_ids.map(|rp_id| ("rp id", Ceremony { rp_id: rp_id.to_owned(), ..ceremony() })));
    wrong.iter().flat_map(|(label, ceremony)| each_kind(&format!("{label} {}", ceremony.origin), ceremony)).collect()
}

fn wrong_flags() -> Vec<Case> {
    (0..16_u8)
        .flat_map(|bits| {
            let has = |bit: u8| bits & bit != 0;
            let (user_present, user_verified) = (has(1), has(2));
            let (backup_eligible, backed_up) = (has(4), has(8));
            let flags = Ceremony { user_present, user_verified, backup_eligible, backed_up, ..ceremony() };
            each_kind(&format!("flags {bits:04b}"), &flags)
        })
        .collect()
}

fn wrong_counters() -> Vec<Case> {
    let counters = [(0, 0), (0, 1), (5, 6), (5, 5), (5, 4), (5, 0), (0, u32::MAX), (u32::MAX, 0), (u32::MAX, u32::MAX)];
    counters
        .map(|(stored, sign_count)| {
            let registered = Registered { sign_count: stored, ..es256() };
            let asserted = registered.key.assert(&Ceremony { sign_count, ..ceremony() }).unwrap();
            assertion(&format!("counter {stored} {sign_count}"), &asserted, &registered)
        })
        .into()
}

/// Members of the JSON that no signature covers.
fn wrong_json() -> Vec<Case> {
    let edits: [(&str, Value); 12] = [
        ("/id", json!("AAAA")),
        ("/rawId", json!("AAAA")),
        ("/rawId", json!("AA==")),
        ("/type", json!("password")),
        ("/type", json!(null)),
        ("/response", json!({})),
        ("/response/clientDataJSON", json!("e30")),
        ("/response/clientDataJSON", json!("not base64")),
        ("/response/attestationObject", json!("oA")),
        ("/response/signature", json!("")),
        ("/response/authenticatorData", json!("AAAA")),
        ("/clientExtensionResults", json!({ "credProps": { "rk": false } })),
    ];
    let mut cases = Vec::new();
    for (pointer, value) in edits {
        for mut case in each_kind(&format!("{pointer} {value}"), &ceremony()) {
            // An edit of a member that this kind does not have would be an honest response.
            if let Some(member) = case.json.pointer_mut(pointer) {
                *member = value.clone();
                cases.push(case);
            }
        }
    }
    let mallory = UserHandle::from_bytes(b"mallory").unwrap();
    for user_handle in [None, Some(mallory)] {
        let asserted = es256().key.assert(&Ceremony { user_handle, ..ceremony() }).unwrap();
        cases.push(assertion("user handle", &asserted, &es256()));
    }
    let mut other_id = es256().key.register(&ceremony()).unwrap();
    other_id.credential_id = vec![1; 16];
    cases.push(registration("other id", &other_id));
    cases
}

fn wrong_attestations() -> Vec<Case> {
    let honest = es256().key.register_self_attested(&ceremony()).unwrap();
    let own = honest.attestation.clone().unwrap();
    let signature = own.signature.clone();
    let attested = |algorithm: i64, signature: &[u8]| {
        let attestation = Some(SoftAttestation { algorithm, signature: signature.to_vec(), ..own.clone() });
        registration("self attestation", &SoftRegistration { attestation, ..honest.clone() })
    };
    let other = SoftKey::from_seed(&[43; 32]).unwrap();
    let foreign = other.sign(&honest.authenticator_data, &honest.client_data_json).unwrap();
    let mut cases =
        vec![attested(-257, &signature), attested(-8, &signature), attested(-7, &foreign), attested(-7, &[])];

    let map = |key: &str| Cbor::Map(vec![(key.into(), Cbor::from(vec![0_u8; 8]))]);
    for (format, statement) in [
        ("none", map("sig")),
        ("packed", Cbor::Map(vec![])),
        ("packed", map("sig")),
        ("packed", map("x5c")),
        ("apple", Cbor::Map(vec![])),
        ("fido-u2f", map("sig")),
        ("tpm", Cbor::Map(vec![])),
        ("unknown", Cbor::Map(vec![])),
    ] {
        let object = Cbor::Map(vec![
            ("fmt".into(), format.into()),
            ("attStmt".into(), statement),
            ("authData".into(), Cbor::from(honest.authenticator_data.as_slice())),
        ]);
        let mut bytes = Vec::new();
        ciborium::into_writer(&object, &mut bytes).unwrap();
        let mut case = registration(format, &honest);
        case.json["response"]["attestationObject"] = BASE64URL_NOPAD.encode(&bytes).into();
        cases.push(case);
    }
    cases
}

/// Authenticator data of the wrong kind or length under a signature that holds.
fn wrong_authenticator_data() -> Vec<Case> {
    let registered = es256();
    let key = &registered.key;
    let register = |authenticator_data: Vec<u8>| {
        let honest = key.register(&ceremony()).unwrap();
        registration("authenticator data", &SoftRegistration { authenticator_data, ..honest })
    };
    let assert = |authenticator_data: Vec<u8>| {
        let honest = key.assert(&ceremony()).unwrap();
        let signature = key.sign(&authenticator_data, &honest.client_data_json).unwrap();
        assertion("authenticator data", &SoftAssertion { authenticator_data, signature, ..honest }, &registered)
    };
    let attested = key.register(&ceremony()).unwrap().authenticator_data;
    let plain = key.assert(&ceremony()).unwrap().authenticator_data;
    let with_tail = |data: &[u8], tail: &[u8]| [data, tail].concat();
    // kid (label 2) in the key: a map of six.
    let cose_at = attested.len() - key.cose_public_key().len();
    let mut with_kid = with_tail(&attested, &[0x02, 0x41, 0x00]);
    with_kid[cose_at] = 0xa6;
    vec![
        register(plain.clone()),
        assert(attested.clone()),
        register(with_tail(&attested, &[0])),
        assert(with_tail(&plain, &[0])),
        register(attested[..attested.len() - 1].to_vec()),
        assert(plain[..plain.len() - 1].to_vec()),
        register(with_kid),
    ]
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same cases every time.
pub(crate) struct Splitmix(pub(crate) u64);

impl Splitmix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit).unwrap()).unwrap()
    }

    /// One byte of `bytes` becomes another.
    pub(crate) fn change(&mut self, bytes: &mut [u8]) -> String {
        let at = self.below(bytes.len());
        let mask = u8::try_from(1 + self.below(255)).unwrap();
        bytes[at] ^= mask;
        format!("byte {at} ^ {mask:02x}")
    }
}

/// One byte of what is signed, or of the signature, is another.
pub(crate) fn changed(count: usize) -> Vec<Case> {
    let mut random = Splitmix(1);
    let registered = es256();
    let honest_assertion = registered.key.assert(&ceremony()).unwrap();
    let honest_registration = registered.key.register_self_attested(&ceremony()).unwrap();
    (0..count)
        .map(|number| {
            let mut asserted = honest_assertion.clone();
            let mut attested = honest_registration.clone();
            let attestation = attested.attestation.as_mut().unwrap();
            match number % 6 {
                0 => assertion(&random.change(&mut asserted.authenticator_data), &asserted, &registered),
                1 => assertion(&random.change(&mut asserted.client_data_json), &asserted, &registered),
                2 => assertion(&random.change(&mut asserted.signature), &asserted, &registered),
                3 => registration(&random.change(&mut attested.authenticator_data), &attested),
                4 => registration(&random.change(&mut attested.client_data_json), &attested),
                _ => registration(&random.change(&mut attestation.signature), &attested),
            }
        })
        .collect()
}

/// One byte of what is signed is another, and the key signs it.
pub(crate) fn resigned(count: usize) -> Vec<Case> {
    let mut random = Splitmix(2);
    (0..count)
        .map(|number| {
            let registered = es256();
            let key = &registered.key;
            let mut asserted = key.assert(&ceremony()).unwrap();
            let mut attested = key.register_self_attested(&ceremony()).unwrap();
            let label = match number % 4 {
                0 => random.change(&mut asserted.authenticator_data),
                1 => random.change(&mut asserted.client_data_json),
                2 => random.change(&mut attested.authenticator_data),
                _ => random.change(&mut attested.client_data_json),
            };
            if number % 4 < 2 {
                asserted.signature = key.sign(&asserted.authenticator_data, &asserted.client_data_json).unwrap();
                return assertion(&label, &asserted, &registered);
            }
            let signature = key.sign(&attested.authenticator_data, &attested.client_data_json).unwrap();
            attested.attestation = Some(SoftAttestation { signature, ..attested.attestation.unwrap() });
            registration(&label, &attested)
        })
        .collect()
}
