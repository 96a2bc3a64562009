//! Tokens that an attacker would send: threats C01, C02, C03 and C05.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod jwt_forge;

use data_encoding::{HEXLOWER, HEXUPPER};
use jwt_forge::{Forger, encode};
use serde_json::{Value, json};
use stepgate_protocol::jwt::{Jwk, JwtError, KeySet, MAX_TOKEN_LEN, SigningKey, Typ, verify, verify_dpop_proof};

fn refused(token: &str, keys: &KeySet) -> JwtError {
    verify(token, keys, Typ::AccessToken).unwrap_err()
}

#[test]
fn a_token_of_the_right_kind_and_key_is_verified() {
    let forger = Forger::new();
    let token = forger.key.sign(Typ::AccessToken, &json!({ "sub": "anna" })).unwrap();
    let claims: Value = verify(&token, &forger.keys(), Typ::AccessToken).unwrap().claims().unwrap();
    assert_eq!(claims, json!({ "sub": "anna" }));
}

#[test]
fn c01_only_the_algorithm_of_the_key_is_accepted() {
    let forger = Forger::new();
    let algorithms =
        ["none", "None", "nOnE", "NONE", "", "HS256", "HS384", "HS512", "RS256", "PS256", "EdDSA", "es256", "ES384"];
    for alg in algorithms {
        let header = format!(r#"{{"alg":"{alg}","typ":"at+jwt","kid":"{}"}}"#, forger.key.kid());
        let signed = forger.token(&header, b"{}");
        assert_eq!(refused(&signed, &forger.keys()), JwtError::Algorithm, "{alg}");
        let (signing_input, _) = signed.rsplit_once('.').unwrap();
        assert_eq!(refused(&format!("{signing_input}."), &forger.keys()), JwtError::Algorithm, "{alg} unsigned");
    }
    let without_alg = format!(r#"{{"typ":"at+jwt","kid":"{}"}}"#, forger.key.kid());
    assert_eq!(refused(&forger.token(&without_alg, b"{}"), &forger.keys()), JwtError::Algorithm);
}

#[test]
fn c01_hmac_with_the_public_key_as_secret_is_refused() {
    let forger = Forger::new();
    let header = format!(r#"{{"alg":"HS256","typ":"at+jwt","kid":"{}"}}"#, forger.key.kid());
    let signing_input = format!("{}.{}", encode(header.as_bytes()), encode(b"{}"));
    let secret = serde_json::to_vec(forger.key.public_jwk()).unwrap();
    let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, &secret);
    let tag = aws_lc_rs::hmac::sign(&key, signing_input.as_bytes());
    let token = format!("{signing_input}.{}", encode(tag.as_ref()));
    assert_eq!(refused(&token, &forger.keys()), JwtError::Algorithm);
}

/// The special values of Wycheproof's ECDSA sets: 0, 1, n-1, n, n+1, p and 2^256-1 in each half.
#[test]
fn c01_degenerate_ecdsa_signatures_are_refused() {
    let values = [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000001",
        "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550",
        "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
        "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632552",
        "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ];
    let forger = Forger::new();
    let token = forger.token(&forger.header(""), b"{}");
    let (signing_input, _) = token.rsplit_once('.').unwrap();
    for r in values {
        for s in values {
            let signature = HEXLOWER.decode(format!("{r}{s}").as_bytes()).unwrap();
            let forged = format!("{signing_input}.{}", encode(&signature));
            assert_eq!(refused(&forged, &forger.keys()), JwtError::Signature, "r={r} s={s}");
        }
    }
}

#[test]
fn c01_an_ecdsa_signature_has_64_bytes_and_is_not_der() {
    let forger = Forger::new();
    let token = forger.token(&forger.header(""), b"{}");
    let (signing_input, signature) = token.rsplit_once('.').unwrap();
    let raw = data_encoding::BASE64URL_NOPAD.decode(signature.as_bytes()).unwrap();
    let der = HEXUPPER.decode(format!("3044022000{}022000{}", &"11".repeat(31), &"11".repeat(31)).as_bytes()).unwrap();
    let padded = [&[0][..], &raw[..32], &[0], &raw[32..]].concat();
    for wrong in [&[][..], &raw[..63], &[raw.as_slice(), &[0]].concat(), &padded, &der] {
        let forged = format!("{signing_input}.{}", encode(wrong));
        assert_eq!(refused(&forged, &forger.keys()), JwtError::Signature, "{} bytes", wrong.len());
    }
}

#[test]
fn c01_headers_that_change_the_rules_or_the_key_are_refused() {
    let forger = Forger::new();
    let members = [
        ("crit", r#""crit":["exp"]"#),
        ("crit", r#""crit":[]"#),
        ("crit", r#""crit":null"#),
        ("b64", r#""b64":false"#),
        ("zip", r#""zip":"DEF""#),
        ("jku", r#""jku":"https://attacker.example/keys""#),
        ("x5u", r#""x5u":"https://attacker.example/certificate""#),
        ("x5c", r#""x5c":[]"#),
        ("jwk", r#""jwk":{}"#),
    ];
    for (name, member) in members {
        let token = forger.token(&forger.header(member), b"{}");
        assert_eq!(refused(&token, &forger.keys()), JwtError::ForbiddenHeader(name));
    }
    let embedded = format!(r#""jwk":{}"#, serde_json::to_string(forger.key.public_jwk()).unwrap());
    let token = forger.token(&forger.header(&embedded), b"{}");
    assert_eq!(refused(&token, &forger.keys()), JwtError::ForbiddenHeader("jwk"));
}

#[test]
fn c01_a_hint_in_the_header_is_ignored() {
    let forger = Forger::new();
    let token = forger.token(&forger.header(r#""cty":"x","x5t":"AAAA","other":{"a":[1]}"#), b"{}");
    assert!(verify(&token, &forger.keys(), Typ::AccessToken).is_ok());
}

#[test]
fn c02_a_kid_is_a_map_key_and_nothing_else() {
    let forger = Forger::new();
    let long = "k".repeat(65);
    for kid in ["../../x", "' OR 1=1", "", "https://a.example/k", "a.b", "k\u{e9}", "%00", long.as_str()] {
        let header = json!({ "alg": "ES256", "typ": "at+jwt", "kid": kid }).to_string();
        assert_eq!(refused(&forger.token(&header, b"{}"), &forger.keys()), JwtError::InvalidKid, "{kid}");
    }
    let unknown = r#"{"alg":"ES256","typ":"at+jwt","kid":"unknown"}"#;
    assert_eq!(refused(&forger.token(unknown, b"{}"), &forger.keys()), JwtError::UnknownKid);
    let header = json!({ "alg": "ES256", "typ": "at+jwt", "kid": "k".repeat(1 << 20) }).to_string();
    assert_eq!(refused(&forger.token(&header, b"{}"), &forger.keys()), JwtError::TooLong);
    let number = r#"{"alg":"ES256","typ":"at+jwt","kid":7}"#;
    assert!(matches!(refused(&forger.token(number, b"{}"), &forger.keys()), JwtError::Header(_)));
}

#[test]
fn c02_a_kid_may_be_left_out_only_where_there_is_one_key() {
    let (forger, other) = (Forger::new(), Forger::new());
    let token = forger.token(r#"{"alg":"ES256","typ":"at+jwt"}"#, b"{}");
    assert!(verify(&token, &forger.keys(), Typ::AccessToken).is_ok());
    let both = KeySet::new([forger.key.public_jwk(), other.key.public_jwk()]).unwrap();
    assert_eq!(refused(&token, &both), JwtError::MissingKid);
    let named = forger.token(&forger.header(""), b"{}");
    assert!(verify(&named, &both, Typ::AccessToken).is_ok());
    assert_eq!(refused(&named, &other.keys()), JwtError::UnknownKid);
}

#[test]
fn c02_a_token_that_names_another_key_of_the_set_is_refused() {
    let (forger, other) = (Forger::new(), Forger::new());
    let both = KeySet::new([forger.key.public_jwk(), other.key.public_jwk()]).unwrap();
    let token = forger.token(&other.header(""), b"{}");
    assert_eq!(refused(&token, &both), JwtError::Signature);
}

#[test]
fn c03_each_kind_is_refused_at_every_other_verifier() {
    let (_, key) = SigningKey::generate().unwrap();
    let keys = KeySet::new([key.public_jwk()]).unwrap();
    for made in Typ::ALL {
        let token = key.sign(made, &json!({ "sub": "anna" })).unwrap();
        for expected in Typ::ALL {
            let outcome = match expected {
                Typ::DpopProof => verify_dpop_proof(&token).map(|(verified, _)| verified),
                _ => verify(&token, &keys, expected),
            };
            match outcome {
                Ok(_) => assert_eq!(made, expected, "{made} was taken for {expected}"),
                Err(error) => {
                    assert_ne!(made, expected, "{made} was refused at its own verifier");
                    assert_eq!(error, JwtError::Typ);
                }
            }
        }
    }
}

#[test]
fn c03_typ_is_matched_whole_and_without_regard_to_case() {
    let accepted = ["at+jwt", "AT+JWT", "application/at+jwt", "Application/At+Jwt"];
    let refused_typs = ["", "at", "at+jwt ", " at+jwt", "at+jwt;x=y", "application/application/at+jwt", "x-at+jwt"];
    for typ in accepted {
        assert!(Typ::AccessToken.matches(typ), "{typ}");
    }
    for typ in refused_typs {
        assert!(!Typ::AccessToken.matches(typ), "{typ}");
    }
    assert!(!Typ::LogoutToken.matches("application/logout+jwt"));
    for one in Typ::ALL {
        for other in Typ::ALL {
            assert_eq!(one.matches(&other.as_str().to_ascii_uppercase()), one == other);
        }
    }
}

#[test]
fn c03_a_dpop_proof_is_bound_to_the_key_it_carries() {
    let forger = Forger::new();
    let proof = forger.key.sign(Typ::DpopProof, &json!({ "jti": "1" })).unwrap();
    let (_, jwk) = verify_dpop_proof(&proof).unwrap();
    assert_eq!(jwk.thumbprint(), forger.key.kid());
    assert_eq!(verify(&proof, &forger.keys(), Typ::DpopProof).unwrap_err(), JwtError::ProofKey);

    let other = serde_json::to_string(Forger::new().key.public_jwk()).unwrap();
    let mut private: Value = serde_json::to_value(forger.key.public_jwk()).unwrap();
    private["d"] = json!("AAAA");
    let cases = [
        (format!(r#""jwk":{other}"#), JwtError::Signature),
        (format!(r#""jwk":{private}"#), JwtError::ProofKey),
        (r#""jwk":{"kty":"oct","k":"AAAA"}"#.into(), JwtError::ProofKey),
        (r#""x":1"#.into(), JwtError::ProofKey),
    ];
    for (member, error) in cases {
        let header = format!(r#"{{"alg":"ES256","typ":"dpop+jwt",{member}}}"#);
        assert_eq!(verify_dpop_proof(&forger.token(&header, b"{}")).unwrap_err(), error, "{member}");
    }
}

#[test]
fn c05_other_spellings_of_a_segment_are_refused() {
    let forger = Forger::new();
    let header = forger.header("");
    let good = encode(header.as_bytes());
    // 64 bytes make 86 characters, the last one with four bits to spare.
    let spare = |value: &str| format!("{}B", &value[..value.len() - 1]);
    let payloads = ["e30=", "e30 ", " e30", "e3\n0", "e31", "e3", "e+/0", "\u{ff45}30"];
    for payload in payloads {
        let token = forger.signed(&format!("{good}.{payload}"));
        assert_eq!(refused(&token, &forger.keys()), JwtError::Encoding, "{payload}");
    }
    let signed = forger.token(&header, b"{}");
    assert_eq!(refused(&spare(&signed), &forger.keys()), JwtError::Encoding);
    for bad_header in [format!("{good}="), format!(" {good}"), good.replace('J', "J\r")] {
        let token = forger.signed(&format!("{bad_header}.e30"));
        assert_eq!(refused(&token, &forger.keys()), JwtError::Encoding, "{bad_header}");
    }
}

#[test]
fn c05_a_token_has_three_segments_and_at_most_8_kib() {
    let forger = Forger::new();
    let token = forger.token(&forger.header(""), b"{}");
    let segments: Vec<&str> = token.split('.').collect();
    let wrong = [
        "".into(),
        ".".into(),
        segments[0].into(),
        segments[..2].join("."),
        format!("{token}."),
        format!(".{token}"),
        format!("{token}.{}", segments[2]),
        "a.b.c.d.e".into(),
    ];
    for token in wrong {
        assert_eq!(refused(&token, &forger.keys()), JwtError::Segments, "{token}");
    }
    assert!(matches!(refused("..", &forger.keys()), JwtError::Header(_)));
    assert_eq!(refused(&"a".repeat(MAX_TOKEN_LEN + 1), &forger.keys()), JwtError::TooLong);
    assert_eq!(refused(&"a".repeat(MAX_TOKEN_LEN), &forger.keys()), JwtError::Segments);
}

#[test]
fn c05_a_header_is_strict_json() {
    let forger = Forger::new();
    let kid = forger.key.kid();
    let headers = [
        format!(r#"{{"alg":"none","alg":"ES256","typ":"at+jwt","kid":"{kid}"}}"#),
        format!(r#"{{"alg":"ES256","\u0061lg":"none","typ":"at+jwt","kid":"{kid}"}}"#),
        format!(r#"["ES256","at+jwt","{kid}"]"#),
        format!(r#"{{"alg":"ES256","typ":"at+jwt","kid":"{kid}"}} x"#),
        format!(r#"{{"alg":"ES256","typ":null,"kid":"{kid}"}}"#),
        r#"{"alg":["ES256"],"typ":"at+jwt"}"#.into(),
    ];
    for header in headers {
        let error = refused(&forger.token(&header, b"{}"), &forger.keys());
        assert!(matches!(error, JwtError::Header(_)), "{header}: {error}");
    }
}

#[test]
fn a_private_key_is_not_printed() {
    let (pkcs8, key) = SigningKey::generate().unwrap();
    assert_eq!(format!("{pkcs8:?}"), "Pkcs8(..)");
    assert_eq!(format!("{key:?}"), format!("SigningKey {{ kid: {:?}, .. }}", key.kid()));
    let published = serde_json::to_string(key.public_jwk()).unwrap();
    assert_eq!(Jwk::parse(published.as_bytes()).as_ref(), Ok(key.public_jwk()));
    assert!(!published.contains("\"d\""));
}
