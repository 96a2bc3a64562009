//! Attestation certificates before both verifiers, each trusting the same one root.

use std::collections::BTreeSet;

use data_encoding::BASE64;
use stepgate_webauthn::soft_key::{
    Ceremony, CertifiedKey, SoftAttachment, SoftAttestation, SoftCertificate, SoftKey, SoftRegistration,
};
use stepgate_webauthn::{AttestationPolicy, RegistrationError, RegistrationPolicy, TrustAnchors};
use webauthn_rs_core::proto::AttestationCaList;

use crate::cases::Splitmix;
use crate::verifiers::{ORIGIN, RP_ID, challenge, our_registration_under, their_registration};

const MODEL: [u8; 16] = [0xa7; 16];

/// Where we refuse and webauthn-rs-core accepts, and why ours is meant.
const STRICTER: [(&str, &str); 6] = [
    (
        "U2F with a model",
        "the signature does not cover the AAGUID, which CTAP 2.1 §10.2.1 sets to zero; it leaves a note there",
    ),
    ("U2F with a counter", "as above, for what is zero in U2F"),
    ("country of three letters", "§8.2.1: an ISO 3166 code; it asks only that there is one"),
    ("RSA by name", "§8.2: the signature is by the algorithm that `alg` names; it goes by the certificate's key alone"),
    ("RS1 by name", "as above"),
    ("empty organization", "as above"),
];

struct Case {
    label: &'static str,
    root: Vec<u8>,
    registration: SoftRegistration,
}

impl Case {
    fn ours(&self) -> Result<(), &'static str> {
        let anchors = TrustAnchors::new("oracle").with_der(&self.root).unwrap();
        let policy = RegistrationPolicy::security_key(AttestationPolicy::Require(anchors));
        let verdict = our_registration_under(&self.registration.to_json().unwrap(), &policy);
        verdict.map(|_| ()).map_err(RegistrationError::name)
    }

    fn theirs(&self) -> Result<(), String> {
        // Its PEM has lines of 64.
        let mut body = BASE64.encode(&self.root);
        (1..=body.len() / 64).rev().for_each(|line| body.insert(line * 64, '\n'));
        let pem = format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n");
        // A list made of a certificate alone allows every model below it, as our anchors do.
        let roots = AttestationCaList::try_from(pem.as_bytes()).map_err(|error| format!("{error:?}"))?;
        their_registration(&self.registration.to_json().unwrap(), Some(&roots)).map(|_| ())
    }
}

fn key() -> SoftKey {
    SoftKey::from_seed(&[42; 32]).unwrap()
}

fn ceremony() -> Ceremony {
    let honest = Ceremony::new(RP_ID, ORIGIN, &challenge());
    Ceremony { aaguid: MODEL, attachment: SoftAttachment::CrossPlatform, ..honest }
}

fn authority() -> SoftCertificate {
    SoftCertificate::authority("Root")
}

fn leaf() -> SoftCertificate {
    SoftCertificate::authenticator(MODEL)
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn packed(label: &'static str, root: &CertifiedKey, batch: &CertifiedKey) -> Case {
    let registration = key().register_packed(&ceremony(), batch).unwrap();
    Case { label, root: root.certificate().to_vec(), registration }
}

fn u2f(label: &'static str, ceremony: &Ceremony) -> Case {
    let root = CertifiedKey::self_signed(&authority()).unwrap();
    let registration = key().register_fido_u2f(ceremony, &root.issue(&leaf()).unwrap()).unwrap();
    Case { label, root: root.certificate().to_vec(), registration }
}

/// Root, authorities in between, leaf.
fn chain(label: &'static str, root: &SoftCertificate, between: &[SoftCertificate], leaf: &SoftCertificate) -> Case {
    let root = CertifiedKey::self_signed(root).unwrap();
    let mut issued: Vec<CertifiedKey> = Vec::new();
    for certificate in between.iter().chain([leaf]) {
        issued.push(issued.last().unwrap_or(&root).issue(certificate).unwrap());
    }
    packed(label, &root, issued.last().unwrap())
}

fn honest() -> Vec<Case> {
    let no_model = Ceremony { aaguid: [0; 16], ..ceremony() };
    let narrow = SoftCertificate { basic_constraints: Some((true, Some(0))), ..SoftCertificate::authority("Narrow") };
    let without_model = SoftCertificate { aaguid: None, ..leaf() };
    vec![
        chain("packed", &authority(), &[], &leaf()),
        chain("packed without a model", &authority(), &[], &without_model),
        chain("one between", &authority(), &[SoftCertificate::authority("Middle")], &leaf()),
        chain("narrow between", &authority(), &[narrow], &leaf()),
        u2f("U2F", &no_model),
    ]
}

fn wrong_leaves() -> Vec<Case> {
    let wrong = [
        ("another model", SoftCertificate { aaguid: Some([1; 16]), ..leaf() }),
        ("critical model", SoftCertificate { critical_aaguid: true, ..leaf() }),
        ("version 1", SoftCertificate { version: 1, ..leaf() }),
        ("authority as leaf", SoftCertificate { basic_constraints: Some((true, None)), ..leaf() }),
        ("no constraints", SoftCertificate { basic_constraints: None, ..leaf() }),
        ("another unit", SoftCertificate { unit: text("Authenticator"), ..leaf() }),
        ("no unit", SoftCertificate { unit: None, ..leaf() }),
        ("no country", SoftCertificate { country: None, ..leaf() }),
        ("country of three letters", SoftCertificate { country: text("SWE"), ..leaf() }),
        ("no organization", SoftCertificate { organization: None, ..leaf() }),
        ("empty organization", SoftCertificate { organization: text(""), ..leaf() }),
        ("no common name", SoftCertificate { common_name: None, ..leaf() }),
        ("expired", SoftCertificate { not_after: "20250101000000Z".to_owned(), ..leaf() }),
        ("key not for signatures", SoftCertificate { key_usage: Some(0x08), ..leaf() }),
        ("not yet valid", SoftCertificate { not_before: "20480101000000Z".to_owned(), ..leaf() }),
    ];
    wrong.iter().map(|(label, certificate)| chain(label, &authority(), &[], certificate)).collect()
}

fn wrong_chains() -> Vec<Case> {
    let middle = || SoftCertificate::authority("Middle");
    let narrow =
        |certificate: SoftCertificate| SoftCertificate { basic_constraints: Some((true, Some(0))), ..certificate };
    let no_authority = SoftCertificate { basic_constraints: Some((false, None)), ..middle() };
    let expired = SoftCertificate { not_after: "20250101000000Z".to_owned(), ..middle() };
    let no_signer = SoftCertificate { key_usage: Some(0x02), ..middle() };
    let two = [narrow(SoftCertificate::authority("Upper")), middle()];
    let (root, other) =
        (CertifiedKey::self_signed(&authority()).unwrap(), CertifiedKey::self_signed(&authority()).unwrap());
    let mallory = CertifiedKey::self_signed(&SoftCertificate::authority("Mallory")).unwrap();
    vec![
        chain("no authority between", &authority(), &[no_authority], &leaf()),
        chain("authority between that may not sign", &authority(), &[no_signer], &leaf()),
        chain("expired between", &authority(), &[expired], &leaf()),
        chain("one too many between", &authority(), &two, &leaf()),
        chain("root allows none between", &narrow(authority()), &[middle()], &leaf()),
        packed("unknown root of the same name", &root, &other.issue(&leaf()).unwrap()),
        packed("unknown root", &root, &mallory.issue(&leaf()).unwrap()),
        packed("the root's own key", &root, &root),
    ]
}

fn wrong_statements() -> Vec<Case> {
    let root = CertifiedKey::self_signed(&authority()).unwrap();
    let (batch, other) = (root.issue(&leaf()).unwrap(), root.issue(&leaf()).unwrap());
    let changed = |label, change: &dyn Fn(&mut SoftAttestation)| {
        let mut case = packed(label, &root, &batch);
        change(case.registration.attestation.as_mut().unwrap());
        case
    };
    let no_model = Ceremony { aaguid: [0; 16], ..ceremony() };
    let mut two = u2f("U2F with two certificates", &no_model);
    let root_of_two = two.root.clone();
    two.registration.attestation.as_mut().unwrap().x5c.push(root_of_two);
    let unattested = |label, registration| Case { label, root: root.certificate().to_vec(), registration };
    vec![
        changed("flipped signature", &|statement| *statement.signature.last_mut().unwrap() ^= 1),
        changed("another leaf", &|statement| statement.x5c.clone_from(&other.chain)),
        changed("root first", &|statement| statement.x5c.insert(0, root.certificate().to_vec())),
        changed("RSA by name", &|statement| statement.algorithm = -257),
        changed("RS1 by name", &|statement| statement.algorithm = -65535),
        two,
        u2f("U2F with a model", &ceremony()),
        u2f("U2F with a counter", &Ceremony { sign_count: 1, ..no_model }),
        unattested("none", key().register(&ceremony()).unwrap()),
        unattested("self", key().register_self_attested(&ceremony()).unwrap()),
    ]
}

#[test]
fn honest_attestations_are_trusted_by_both() {
    for case in honest() {
        assert_eq!((case.ours(), case.theirs()), (Ok(()), Ok(())), "{}", case.label);
    }
}

#[test]
fn wrong_attestations_are_refused_by_both_or_listed() {
    let mut stricter = BTreeSet::new();
    for case in wrong_leaves().into_iter().chain(wrong_chains()).chain(wrong_statements()) {
        let (ours, theirs) = (case.ours(), case.theirs());
        assert!(ours.is_err(), "{}: accepted, oracle: {theirs:?}", case.label);
        if theirs.is_ok() {
            stricter.insert(case.label);
        }
    }
    let listed: BTreeSet<_> = STRICTER.iter().map(|(label, _)| *label).collect();
    assert_eq!(stricter, listed, "a listed difference that no case shows is not one");
}

/// Any byte of the certificate, changed at random: neither trusts it.
#[test]
fn changed_certificates_are_trusted_by_neither() {
    let mut random = Splitmix(3);
    let root = CertifiedKey::self_signed(&authority()).unwrap();
    let batch = root.issue(&leaf()).unwrap();
    for _ in 0..400 {
        let mut case = packed("changed", &root, &batch);
        let label = random.change(&mut case.registration.attestation.as_mut().unwrap().x5c[0]);
        assert!(case.ours().is_err() && case.theirs().is_err(), "{label}: {:?} {:?}", case.ours(), case.theirs());
    }
}
