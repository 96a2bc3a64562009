//! Our tokens at `jsonwebtoken`, its tokens here, and mutated ones at both.
//!
//! Ours is the stricter of the two: whatever it accepts, `jsonwebtoken` accepts. The other direction is a list,
//! [`STRICTER`], and the list is tested.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::LazyLock;

use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, RsaKeyPair};
use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken as theirs;
use proptest::prelude::*;
use serde_json::{Value, json};
use stepgate_protocol::jwt::{KeySet, SigningKey, Typ, verify};

/// One private key, as each side holds it.
struct Signer {
    alg: theirs::Algorithm,
    pkcs8: Vec<u8>,
    ours: SigningKey,
    theirs: theirs::EncodingKey,
    /// The public half; `alg` differs from the signing key's for PS256 alone.
    jwk: Value,
}

impl Signer {
    fn new(alg: theirs::Algorithm, pkcs8: &[u8], theirs: theirs::EncodingKey) -> Self {
        let ours = SigningKey::from_pkcs8(pkcs8).unwrap();
        let mut jwk = serde_json::to_value(ours.public_jwk()).unwrap();
        jwk.as_object_mut().unwrap().insert("alg".into(), json!(format!("{alg:?}")));
        Self { alg, pkcs8: pkcs8.to_vec(), ours, theirs, jwk }
    }

    fn keys(&self) -> KeySet {
        KeySet::parse(json!({ "keys": [self.jwk] }).to_string().as_bytes()).unwrap()
    }

    fn we_accept(&self, token: &str) -> bool {
        verify(token, &self.keys(), Typ::AccessToken).is_ok_and(|verified| verified.claims::<Value>().is_ok())
    }

    fn they_accept(&self, token: &str) -> bool {
        let jwk: theirs::jwk::Jwk = serde_json::from_value(self.jwk.clone()).unwrap();
        let mut validation = theirs::Validation::new(self.alg);
        validation.required_spec_claims.clear();
        validation.validate_exp = false;
        validation.validate_aud = false;
        theirs::decode::<Value>(token, &theirs::DecodingKey::from_jwk(&jwk).unwrap(), &validation).is_ok()
    }

    fn their_token(&self) -> String {
        let mut header = theirs::Header::new(self.alg);
        header.typ = Some("at+jwt".into());
        header.kid = Some(self.ours.kid().into());
        theirs::encode(&header, &claims(), &self.theirs).unwrap()
    }
}

fn claims() -> Value {
    json!({ "sub": "anna", "aud": ["https://api.example"], "exp": 9_999_999_999_u64, "acr": "phr" })
}

static SIGNERS: LazyLock<Vec<Signer>> = LazyLock::new(|| {
    let rng = SystemRandom::new();
    let p256 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &rng).unwrap();
    let ed25519 = Ed25519KeyPair::generate_pkcs8(&rng).unwrap();
    let rsa = RsaKeyPair::generate(KeySize::Rsa2048).unwrap().as_der().unwrap();
    // The RSAPrivateKey inside: two headers of four bytes, the version in three and the algorithm in fifteen.
    let rsa_key = theirs::EncodingKey::from_rsa_der(rsa.as_ref().get(26..).unwrap());
    vec![
        Signer::new(theirs::Algorithm::ES256, p256.as_ref(), theirs::EncodingKey::from_ec_der(p256.as_ref())),
        Signer::new(theirs::Algorithm::EdDSA, ed25519.as_ref(), theirs::EncodingKey::from_ed_der(ed25519.as_ref())),
        Signer::new(theirs::Algorithm::RS256, rsa.as_ref(), rsa_key.clone()),
        Signer::new(theirs::Algorithm::PS256, rsa.as_ref(), rsa_key),
    ]
});

/// The ES256 key, and a right signature under any header and payload.
fn forge(header: &str, payload: &[u8]) -> (&'static Signer, String) {
    let signer = SIGNERS.first().unwrap();
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &signer.pkcs8).unwrap();
    let input = format!("{}.{}", BASE64URL_NOPAD.encode(header.as_bytes()), BASE64URL_NOPAD.encode(payload));
    let signature = pair.sign(&SystemRandom::new(), input.as_bytes()).unwrap();
    (signer, format!("{input}.{}", BASE64URL_NOPAD.encode(signature.as_ref())))
}

#[test]
fn what_we_sign_they_verify() {
    // We verify PS256 and do not sign it.
    for signer in SIGNERS.iter().filter(|signer| signer.alg != theirs::Algorithm::PS256) {
        let token = signer.ours.sign(Typ::AccessToken, &claims()).unwrap();
        assert!(signer.they_accept(&token), "{:?}", signer.alg);
    }
}

#[test]
fn what_they_sign_we_verify() {
    for signer in SIGNERS.iter() {
        let verified = verify(&signer.their_token(), &signer.keys(), Typ::AccessToken).unwrap();
        assert_eq!(verified.claims::<Value>().unwrap(), claims(), "{:?}", signer.alg);
    }
}

#[test]
fn both_give_a_key_the_same_thumbprint() {
    for signer in SIGNERS.iter() {
        let jwk: theirs::jwk::Jwk = serde_json::from_value(signer.jwk.clone()).unwrap();
        assert_eq!(jwk.thumbprint(theirs::jwk::ThumbprintHash::SHA256).unwrap(), signer.ours.kid());
    }
}

/// Rightly signed tokens that `jsonwebtoken` accepts and we refuse: members of the header, or a whole payload.
const STRICTER: [(&str, &str); 12] = [
    (r#""typ":"at+jwt","crit":["unknown"],"unknown":1"#, "{}"),
    (r#""typ":"at+jwt","crit":["b64"],"b64":false"#, "{}"),
    (r#""typ":"at+jwt","zip":"DEF""#, "{}"),
    (r#""typ":"at+jwt","jku":"https://attacker.example/keys""#, "{}"),
    (r#""typ":"at+jwt","x5u":"https://attacker.example/certificate""#, "{}"),
    (r#""typ":"at+jwt","x5c":["AAAA"]"#, "{}"),
    (r#""typ":"JWT""#, "{}"),
    (r#""typ":null"#, "{}"),
    (r#""typ":"at+jwt","kid":"of-no-key""#, "{}"),
    (r#""typ":"at+jwt","kid":"../../x""#, "{}"),
    (r#""typ":"at+jwt""#, r#"{"acr":"pwd","acr":"phr"}"#),
    (r#""typ":"at+jwt""#, r#"{"x":[[[[[[[[[[[[]]]]]]]]]]]]}"#),
];

#[test]
fn what_they_accept_and_we_do_not_is_known() {
    for (members, payload) in STRICTER {
        let (signer, token) = forge(&format!(r#"{{"alg":"ES256",{members}}}"#), payload.as_bytes());
        assert!(signer.they_accept(&token), "they refuse {members} {payload}");
        assert!(!signer.we_accept(&token), "we accept {members} {payload}");
    }
    let (signer, token) = forge(r#"{"alg":"ES256","typ":"at+jwt"}"#, b"{}");
    assert!(signer.they_accept(&token) && signer.we_accept(&token));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    /// Bytes replaced, put in or left out, in tokens of every algorithm.
    #[test]
    fn we_accept_no_mutated_token_that_they_refuse(
        which in 0..4_usize,
        at in any::<prop::sample::Index>(),
        cut in 0..3_usize,
        with in "[A-Za-z0-9_.=+/ -]{0,3}",
    ) {
        let signer = &SIGNERS[which];
        let token = signer.their_token();
        let at = at.index(token.len());
        let mutated = format!("{}{with}{}", &token[..at], &token[token.len().min(at + cut)..]);
        prop_assert!(signer.they_accept(&mutated) || !signer.we_accept(&mutated), "{}", mutated);
        prop_assert!(mutated == token || !signer.we_accept(&mutated), "{}", mutated);
    }

    /// Headers and payloads made of likely parts, rightly signed.
    #[test]
    fn we_accept_no_odd_token_that_they_refuse(
        members in prop::collection::vec(
            prop::sample::select(vec![
                r#""typ":"at+jwt""#, r#""typ":"JWT""#, r#""alg":"ES256""#, r#""alg":"none""#, r#""kid":"x""#, r#""kid":7"#,
                r#""crit":["exp"]"#, r#""cty":"JWT""#, r#""jwk":{}"#, r#""x5t":"AA""#, r#""a":null"#, r#""alg":null"#,
            ]),
            0..5,
        ),
        payload in prop::sample::select(vec!["{}", "[]", "null", "", "{\"exp\":1e400}", "{} ", "{}}", "\u{feff}{}", "{\"a\":\"\u{0}\"}"]),
    ) {
        let (signer, token) = forge(&format!("{{{}}}", members.join(",")), payload.as_bytes());
        prop_assert!(signer.they_accept(&token) || !signer.we_accept(&token), "{members:?} {payload}");
    }
}
